"""An article: its page, its description, and bringing a first list."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.supplies.charts import stock_chart
from maillon.sharing.supplies.errors import unknown_article
from maillon.sharing.supplies.forms import ArticleForm, ListForm
from maillon.sharing.supplies.models import Article, Kind, Movement
from maillon.sharing.supplies.permissions import ask_to_keep
from maillon.sharing.supplies.queries import (
    months_of,
    movements_of,
    one_article,
    sites_of,
    standing_of,
)
from maillon.sharing.supplies.services import open_articles, write_article
from maillon.sharing.supplies.units import told, told_change

PER_PAGE = 20


def known_article(request: HatRequest, pk: int) -> Article:
    """Return an article of those that this hat looks after; another's does not exist here."""
    ask_to_keep(request.hat, request.hat.organisation_id)
    found = one_article(pk, request.hat)
    if found is None:
        raise unknown_article()
    return found


@login_required
def show(request: HatRequest, pk: int) -> HttpResponse:
    """Show what is left of an article, where, how it went, and its movements."""
    article = known_article(request, pk)
    page = Paginator(movements_of(article), PER_PAGE).get_page(request.GET.get("page"))
    standing = standing_of([article]).get(pk, [])
    context = {
        "article": article,
        "threshold": None if article.threshold is None else told(article.threshold, article.unit),
        "standing": [(one.site_name, told(one.quantity, article.unit)) for one in standing],
        "chart": stock_chart(article, months_of(article, timezone.now())) if page.paginator.count else None,
        "page": page,
        "lines": [(one, told_change(one.amount, article.unit), _may_correct(one)) for one in page],
        "several": len(sites_of(article.organisation_id)[:2]) > 1,
    }
    return render(request, "supplies/show.html", context)


def _may_correct(movement: Movement) -> bool:
    """Return whether a movement can still be put right."""
    corrected = getattr(movement, "corrected_by", None) is not None
    return movement.kind != Kind.CORRECTED and bool(movement.amount) and not corrected


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Describe a new article."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return _write(request, Article(organisation_id=owner_id))


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change what is said of an article."""
    return _write(request, known_article(request, pk))


def _write(request: HatRequest, article: Article) -> HttpResponse:
    new, name = article.pk is None, article.name
    form = ArticleForm(
        request.POST if request.method == "POST" else None,
        instance=article,
        organisation_id=article.organisation_id,
    )
    if request.method == "POST" and form.is_valid():
        try:
            write_article(article=form.instance, hat=request.hat)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            said = (
                _("La fourniture est inscrite : dites combien il y en a.") if new else _("C’est enregistré.")
            )
            messages.success(request, said)
            return redirect("supplies:count_one" if new else "supplies:show", article.pk)
    context = {"form": form, "name": name, "pk": article.pk, "no_site": _no_site(article.organisation_id)}
    return render(request, "supplies/form.html", context, status=422 if form.errors else 200)


def _no_site(organisation_id: int) -> bool:
    return not sites_of(organisation_id).exists()


@login_required
def bring(request: HatRequest) -> HttpResponse:
    """Take a list pasted from a spreadsheet: every line, or none and why."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    form = ListForm(
        request.POST if request.method == "POST" else None,
        organisation_id=owner_id,
        initial={"gesture": str(uuid.uuid4())},
    )
    if request.method == "POST" and form.is_valid():
        try:
            brought = open_articles(
                site_id=form.cleaned_data["site"].pk,
                lines=form.cleaned_data["text"],
                gesture=form.key(),
                hat=request.hat,
                now=timezone.now(),
                reason=_("Liste de départ"),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            words = ngettext(
                "%(n)s fourniture est inscrite.", "%(n)s fournitures sont inscrites.", len(brought)
            )
            messages.success(request, words % {"n": number(len(brought))})
            return redirect("supplies:list")
    context = {"form": form, "no_site": _no_site(owner_id)}
    return render(request, "supplies/bring.html", context, status=422 if form.errors else 200)
