"""Asking for a series: the rhythm, its dates one by one, then what for; the draft survives signing in."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from maillon.base.refusals import Reason, Refusal
from maillon.base.web.formats import day, money, number
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.queries import hats_of
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.money import Money
from maillon.kernel.repetition import Repetition
from maillon.sharing.availability.rules import holidays
from maillon.sharing.reservations.forms.asking import clock
from maillon.sharing.reservations.forms.series import RhythmForm, SeriesWhatForm
from maillon.sharing.reservations.models import LeftDate
from maillon.sharing.reservations.permissions import may_ask
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.series import rule_in_words
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.series_drafts import (
    SeriesDraft,
    drop_series_draft,
    keep_series_draft,
    read_series_draft,
)
from maillon.sharing.reservations.services.dates import DateCheck, SeriesWish, check_dates
from maillon.sharing.reservations.services.series import request_series
from maillon.sharing.terms.models import Offer

RHYTHM, DATES, WHAT = "reservations:series", "reservations:series_dates", "reservations:series_what"
either = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Asking:
    """What every step needs: the offer, the draft so far, and the hats that may ask."""

    offer: Offer
    draft: SeriesDraft
    hats: Sequence[Hat]
    hat: Hat

    @property
    def tz(self) -> ZoneInfo:
        """Return the time zone of the place."""
        return ZoneInfo(self.offer.asset.site.time_zone)

    def checks(self, wish: SeriesWish) -> list[DateCheck]:
        """Return each date of the wish with its reasons."""
        now = timezone.now()
        return check_dates(wish, wish.dates(self.tz), offer=self.offer, hat=self.hat, now=now)


def _asking(request: HatRequest, asset_id: int) -> Asking:
    """Read what the steps need; 404 when the asset is not shared with this hat."""
    offer = offer_of(asset_id, request.hat)
    if offer is None:
        raise Http404
    draft = read_series_draft(request.session, asset_id)
    hats: list[Hat] = []
    if request.hat.person_id is not None:
        every = hats_of(person_id=request.hat.person_id, on=timezone.localdate())
        hats = [hat for hat in every if may_ask(hat)]
    chosen = [hat for hat in hats if hat.membership_id == draft.membership]
    return Asking(offer, draft, hats, chosen[0] if chosen else request.hat)


@either
def rhythm(request: HatRequest, asset_id: int) -> HttpResponse:
    """First step: the days of the week, the hours, until when."""
    asking = _asking(request, asset_id)
    form = RhythmForm(
        request.POST if request.method == "POST" else None,
        offer=asking.offer,
        draft=asking.draft,
        hat=asking.hat,
        now=timezone.now(),
        initial=_former_rhythm(request, asking.draft),
    )
    if request.method == "POST" and form.is_valid():
        keep_series_draft(request.session, form.answered())
        return redirect(DATES, asset_id)
    return _step(request, asking, "rhythm", {"form": form}, status=422 if form.errors else 200)


@either
def dates(request: HatRequest, asset_id: int) -> HttpResponse:
    """Second step: every date, free or why not; a date may be left out."""
    asking = _asking(request, asset_id)
    if not asking.draft.has_rule:
        return redirect(RHYTHM, asset_id)
    reasons: list[Reason] = []
    if request.method == "POST":
        kept = _keeping(asking.draft.repetition, set(request.POST.getlist("day")))
        if kept.days():
            draft = asking.draft.with_answers(rule=kept.to_json(), looked=True)
            keep_series_draft(request.session, draft)
            again = "again" in request.POST
            return redirect(DATES if again else WHAT, asset_id)
        reasons = [Reason("no_date", _("Gardez au moins une date."))]
    rule = asking.draft.repetition
    named = Repetition.from_json(rule.to_json() | {"left_out": []})
    wish = asking.draft.wish()
    every = asking.checks(SeriesWish(wish.asset_id, named, quantity=wish.quantity))
    kept_dates = [one for one in every if one.date.day not in rule.left_out]
    context = {
        "rows": [(one, day(one.date.day), one.date.day not in rule.left_out) for one in every],
        "totals": totals_of(kept_dates),
        "skipped": _skipped(named),
        "reasons": reasons,
        "rule": rule_in_words(rule),
    }
    return _step(request, asking, "dates", context, status=422 if reasons else 200)


@either
def what(request: HatRequest, asset_id: int) -> HttpResponse:
    """Third step: what for, for whom, all or the free ones, and the button that sends."""
    asking = _asking(request, asset_id)
    if not asking.draft.has_rule:
        return redirect(RHYTHM, asset_id)
    form = SeriesWhatForm(
        request.POST if request.method == "POST" else None,
        offer=asking.offer,
        draft=asking.draft,
        hat=asking.hat,
        now=timezone.now(),
        hats=asking.hats,
        initial=_former_answers(asking),
    )
    if request.method == "POST" and form.is_valid():
        keep_series_draft(request.session, form.answered())
        if not asking.hat.signed_in:
            return redirect_to_login(reverse(WHAT, args=[asset_id]))
        return _send(request, _asking(request, asset_id), form)
    return _last(request, asking, form)


def _send(request: HatRequest, asking: Asking, form: SeriesWhatForm) -> HttpResponse:
    draft = asking.draft
    try:
        bundle = request_series(
            hat=asking.hat,
            wish=draft.wish(),
            all_or_nothing=draft.whole == "all",
            uid=uuid.UUID(draft.uid),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _last(request, asking, form, reasons=refusal.reasons, status=refusal.status)
    drop_series_draft(request.session, draft.asset_id)
    many = bundle.items.count()
    said = ngettext(
        "Votre demande est envoyée : %(n)s date.", "Votre demande est envoyée : %(n)s dates.", many
    )
    messages.success(request, said % {"n": number(many)})
    return redirect("reservations:bundle", bundle.reference)


def _last(
    request: HatRequest,
    asking: Asking,
    form: SeriesWhatForm,
    *,
    reasons: Sequence[Reason] = (),
    status: int = 200,
) -> HttpResponse:
    checks = asking.checks(asking.draft.wish())
    context = {
        "form": form,
        "reasons": reasons,
        "totals": totals_of(checks),
        "not_free": [(day(one.date.day), one.reasons[0].message) for one in checks if not one.free],
        "wants_organisation": asking.hat.signed_in and asking.hat.organisation_id is None,
    }
    return _step(request, asking, "what", context, status=422 if form.errors else status)


def _step(
    request: HatRequest, asking: Asking, step: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    shared = {
        "asset": asking.offer.asset,
        "offer": asking.offer,
        "step": step,
        "steps": _steps(asking.draft, step),
        "summary": _summary(asking),
        "terms": terms_in_words(asking.offer.terms),
    }
    return render(request, f"reservations/series_{step}.html", shared | context, status=status)


def _steps(draft: SeriesDraft, current: str) -> list[tuple[str, str, str]]:
    words = {
        "rhythm": (_("Quand"), RHYTHM, draft.has_rule),
        "dates": (_("Les dates"), DATES, draft.has_rule and draft.looked),
        "what": (_("Pourquoi et pour qui"), WHAT, False),
    }
    return [
        (
            word,
            "current" if key == current else "done" if done else "todo",
            reverse(name, args=[draft.asset_id]) if done else "",
        )
        for key, (word, name, done) in words.items()
    ]


def _summary(asking: Asking) -> list[tuple[str, str]]:
    """Return what is asked so far, always in sight."""
    asset, draft = asking.offer.asset, asking.draft
    lines = [(_("Bien"), asset.name), (_("Propriétaire"), asset.organisation.name)]
    if draft.has_rule:
        lines.append((_("Quand"), rule_in_words(draft.repetition)))
    if draft.quantity > 1:
        lines.append((_("Quantité"), number(draft.quantity)))
    if asking.hat.organisation_id is not None:
        lines.append((_("Pour"), asking.hat.organisation_name))
    return lines


def totals_of(checks: Sequence[DateCheck]) -> list[tuple[str, str]]:
    """Return how many dates are free, how many are not and why, how long they last and what they cost."""
    free = [one for one in checks if one.free]
    lengths = sum(int((one.date.ends_at - one.date.starts_at).total_seconds()) // 60 for one in free)
    cost = sum((one.cost for one in free), Money(0))
    lines = [
        (_("Libres"), _("%(free)s sur %(all)s") % {"free": number(len(free)), "all": number(len(checks))})
    ]
    counts = Counter(one.why for one in checks if not one.free)
    lines += [
        (str(LeftDate.Why(why).label).capitalize(), number(many)) for why, many in sorted(counts.items())
    ]
    lines.append((_("Durée en tout"), _hours(lengths)))
    lines.append((_("Prix en tout"), money(cost) if cost else _("gratuit")))
    return lines


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    said = ngettext("%(n)s heure", "%(n)s heures", hours) % {"n": number(hours)}
    return _("%(hours)s %(minutes)s min") % {"hours": said, "minutes": rest} if rest else said


def _keeping(rule: Repetition, kept: set[str]) -> Repetition:
    """Return the rule with what was not kept left out."""
    named = Repetition.from_json(rule.to_json() | {"left_out": []})
    left_out = [one.isoformat() for one in named.days() if one.isoformat() not in kept]
    return Repetition.from_json(rule.to_json() | {"left_out": left_out})


def _skipped(rule: Repetition) -> list[str]:
    """Return the days off that the rule names and skips, in words."""
    days = rule.days()
    if not rule.skip_holidays or not days:
        return []
    return [day(one) for one in sorted(holidays(days[0], days[-1]) & set(days))]


def _former_rhythm(request: HatRequest, draft: SeriesDraft) -> dict[str, Any]:
    """Return the rule of the draft, else what the week or the page of a request already said (in the address)."""
    if draft.has_rule:
        rule = draft.repetition
        return {
            "weekdays": list(rule.weekdays),
            "starts": clock(rule.starts),
            "ends": clock(rule.ends),
            "every": rule.every,
            "first": rule.first,
            "last": rule.last,
            "count": rule.count,
            "skip_holidays": rule.skip_holidays,
            "quantity": draft.quantity,
        }
    given = request.GET
    found = {"starts": given.get("de", "18:00"), "ends": given.get("a", "20:00")}
    return found | ({"first": given["date"]} if "date" in given else {})


def _former_answers(asking: Asking) -> dict[str, Any]:
    draft = asking.draft
    return {
        "purpose": draft.purpose,
        "attendees": draft.attendees,
        "message": draft.message,
        "membership": asking.hat.membership_id,
        "whole": draft.whole or "free",
    }
