"""Receiving, issuing, counting one, losing, carrying, correcting: one short form each."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.supplies import services
from maillon.sharing.supplies.forms import CorrectForm, MoveForm
from maillon.sharing.supplies.models import Article, Kind
from maillon.sharing.supplies.queries import movements_of, one_article, standing_of
from maillon.sharing.supplies.services import Counted, Given
from maillon.sharing.supplies.units import plural, told, told_change
from maillon.sharing.supplies.views.articles import known_article

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """A page of one movement: its words, and what it calls."""

    kind: Kind
    title: Any
    button: Any
    done: Callable[[HatRequest, Article, Told, uuid.UUID, dt.datetime], object]


def _receive(request: HatRequest, article: Article, told: Told, key: uuid.UUID, now: dt.datetime) -> object:
    return services.receive_supply(
        article_id=article.pk,
        amount=told["amount"],
        site_id=told["site"].pk,
        reason=told["reason"],
        gesture=key,
        hat=request.hat,
        now=now,
    )


def _issue(request: HatRequest, article: Article, told: Told, key: uuid.UUID, now: dt.datetime) -> object:
    receiver = told.get("given_to")
    return services.issue_supply(
        article_id=article.pk,
        amount=told["amount"],
        site_id=told["site"].pk,
        reason=told["reason"],
        given=Given(told["use"], receiver.pk if receiver else None),
        gesture=key,
        hat=request.hat,
        now=now,
    )


def _lose(request: HatRequest, article: Article, told: Told, key: uuid.UUID, now: dt.datetime) -> object:
    return services.lose_supply(
        article_id=article.pk,
        amount=told["amount"],
        site_id=told["site"].pk,
        reason=told["reason"],
        gesture=key,
        hat=request.hat,
        now=now,
    )


def _count(request: HatRequest, article: Article, told: Told, key: uuid.UUID, now: dt.datetime) -> object:
    return services.count_supplies(
        site_id=told["site"].pk,
        counts=[Counted(article.pk, told["amount"])],
        reason=told["reason"],
        gesture=key,
        hat=request.hat,
        now=now,
    )


def _transfer(request: HatRequest, article: Article, told: Told, key: uuid.UUID, now: dt.datetime) -> object:
    return services.transfer_supply(
        article_id=article.pk,
        amount=told["amount"],
        site_id=told["site"].pk,
        to_site_id=told["to_site"].pk,
        reason=told["reason"],
        gesture=key,
        hat=request.hat,
        now=now,
    )


RECEIVE = Verb(Kind.RECEIVED, gettext_lazy("Recevoir"), gettext_lazy("Inscrire la réception"), _receive)
ISSUE = Verb(Kind.ISSUED, gettext_lazy("Sortir"), gettext_lazy("Inscrire la sortie"), _issue)
COUNT = Verb(Kind.COUNTED, gettext_lazy("Compter"), gettext_lazy("Inscrire le compte"), _count)
LOSE = Verb(Kind.LOST, gettext_lazy("Inscrire une perte"), gettext_lazy("Inscrire la perte"), _lose)
TRANSFER = Verb(
    Kind.TRANSFERRED, gettext_lazy("Changer de lieu"), gettext_lazy("Inscrire le transfert"), _transfer
)


@login_required
def receive(request: HatRequest, pk: int) -> HttpResponse:
    """Write what arrives."""
    return _move(request, pk, RECEIVE)


@login_required
def issue(request: HatRequest, pk: int) -> HttpResponse:
    """Write what goes out."""
    return _move(request, pk, ISSUE)


@login_required
def count_one(request: HatRequest, pk: int) -> HttpResponse:
    """Write how many there are."""
    return _move(request, pk, COUNT)


@login_required
def lose(request: HatRequest, pk: int) -> HttpResponse:
    """Write what was lost, and why."""
    return _move(request, pk, LOSE)


@login_required
def transfer(request: HatRequest, pk: int) -> HttpResponse:
    """Carry some to another site."""
    return _move(request, pk, TRANSFER)


def _move(request: HatRequest, pk: int, verb: Verb) -> HttpResponse:
    article, now = known_article(request, pk), timezone.now()
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        article=article,
        kind=verb.kind,
        on=timezone.localdate(now),
        initial=_proposed(article, verb),
    )
    if request.method == "POST" and form.is_valid():
        try:
            verb.done(request, article, form.cleaned_data, form.key(), now)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _left_words(request, article))
            return redirect("supplies:show", pk)
    context = {
        "article": article,
        "form": form,
        "verb": verb,
        "suffix": plural(article.unit),
        "standing": [
            (one.site_name, told(one.quantity, article.unit)) for one in standing_of([article]).get(pk, ())
        ],
    }
    return render(request, "supplies/move.html", context, status=422 if form.errors else 200)


def _proposed(article: Article, verb: Verb) -> Told:
    """Return what most will answer: one thing, at the usual site; from where there is some when there is none there."""
    site = article.site_id
    places = standing_of([article]).get(article.pk, [])
    if verb.kind in (Kind.ISSUED, Kind.LOST, Kind.TRANSFERRED) and places:
        here = {one.site_id for one in places}
        site = site if site in here else places[0].site_id
    started = {"gesture": str(uuid.uuid4()), "site": site}
    return started | ({"amount": "1"} if verb.kind == Kind.ISSUED else {})


def _left_words(request: HatRequest, article: Article) -> str:
    """Return what is left after the movement."""
    after = one_article(article.pk, request.hat) or article
    return _("C’est inscrit. Reste : %(left)s.") % {"left": after.left}


@login_required
def correct(request: HatRequest, pk: int, movement_id: int) -> HttpResponse:
    """Say why a movement was wrong; write its opposite."""
    article = known_article(request, pk)
    wrong = get_object_or_404(movements_of(article), pk=movement_id)
    form = CorrectForm(
        request.POST if request.method == "POST" else None, initial={"gesture": str(uuid.uuid4())}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_movement(
                article_id=pk,
                movement_id=movement_id,
                why=form.cleaned_data["reason"],
                gesture=form.key(),
                hat=request.hat,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _left_words(request, article))
            return redirect(f"{reverse('supplies:show', args=[pk])}#mouvements")
    context = {
        "article": article,
        "form": form,
        "wrong": wrong,
        "change": told_change(wrong.amount, article.unit),
        "opposite": told_change(-wrong.amount, article.unit),
    }
    return render(request, "supplies/correct.html", context, status=422 if form.errors else 200)
