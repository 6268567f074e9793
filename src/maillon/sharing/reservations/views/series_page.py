"""The page of a series: its dates and what became of each, one answer for all or for those ticked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Reason
from maillon.base.web.formats import money, number
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.money import Money
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.forms.answering import CancelForm, RefuseTogetherForm
from maillon.sharing.reservations.models import Bundle, Reservation, Series
from maillon.sharing.reservations.queries.series import (
    DateRow,
    date_rows,
    left_rows,
    rule_in_words,
    series_shown,
    states_of,
    tally_in_words,
)
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.rules import Action

COUNTED = Reservation.LIVE


@dataclass(frozen=True, slots=True)
class Line:
    """One date on the page: ``open`` when something may still be done to it, ``elsewhere`` when its place changed."""

    row: Any
    apart: bool
    open: bool
    elsewhere: bool


def chosen_dates(request: HatRequest) -> tuple[list[str], list[Reason]]:
    """Return the numbers of the ticked dates, none for all; and a reason when those ticked were wanted and none is."""
    if request.POST.get("which") != "ticked":
        return [], []
    ticked = request.POST.getlist("date")
    return ticked, [] if ticked else [Reason("none_ticked", _("Cochez au moins une date."))]


def series_page(
    request: HatRequest,
    bundle: Bundle,
    requests: Sequence[Reservation],
    steps: Collection[Action],
    *,
    refuse_form: RefuseTogetherForm | None,
    cancel_form: CancelForm | None,
    more: dict[str, Any],
    reasons: Sequence[Reason],
    status: int,
) -> HttpResponse:
    """Show a series, with the forms as they were sent when something was refused; ``more`` is of its thread."""
    series = series_shown(bundle.reference, request.hat)
    assert series is not None  # noqa: S101  (the caller has seen one of its requests)
    in_time = date_rows(sorted(requests, key=lambda one: (one.starts_at, one.pk)))
    now = timezone.now()
    left = left_rows(series)
    by_owner = not permissions.asked_for(request.hat, requests[0])
    offer = getattr(series.asset, "offer", None)
    context = {
        "bundle": bundle,
        "series": series,
        "asset": series.asset,
        "rule": rule_in_words(series.repetition, series.changes),
        "tally": tally_in_words(states_of(requests), len(left)),
        "past": [_line(one, series) for one in in_time if one.ends_at <= now],
        "rows": [_line(one, series) for one in in_time if one.ends_at > now],
        "details": _details(series, bundle, requests),
        "left": left,
        "terms": terms_in_words(offer.terms) if offer else [],
        "can_approve": Action.APPROVE in steps,
        "can_refuse": Action.REFUSE in steps,
        "can_cancel": Action.CANCEL in steps,
        "can_ask_again": may_ask_again(request.hat, series),
        "answering": bool(steps),
        "ticked": request.POST.getlist("date"),
        "refuse_form": refuse_form or RefuseTogetherForm(auto_id="refus_%s"),
        "cancel_form": cancel_form or CancelForm(by_owner=by_owner, auto_id="annulation_%s", prefix="cancel"),
        "refusing": refuse_form is not None,
        "cancelling": cancel_form is not None,
        "reasons": reasons,
        "first": date_rows(requests[:1])[0].row,
        **more,
        **{
            f"{verb}_url": reverse(f"reservations:bundle_{verb}", args=[bundle.reference])
            for verb in ("approve", "refuse", "cancel")
        },
    }
    return render(request, "reservations/series_show.html", context, status=status)


def may_ask_again(hat: Hat, series: Series) -> bool:
    """Return whether this hat may ask once more for the dates left out."""
    return hat.acts_for(series.bundle.organisation_id) and permissions.may_ask(hat)


def _line(one: DateRow, series: Series) -> Line:
    waits = one.row.state in {*COUNTED, Reservation.State.LAPSED} and one.ends_at > timezone.now()
    return Line(one.row, one.apart, waits, one.asset_id != series.asset_id)


def _details(series: Series, bundle: Bundle, requests: Sequence[Reservation]) -> list[tuple[str, str]]:
    cost = sum((Money(one.price) for one in requests if one.state in COUNTED), Money(0))
    lines = [(_("Activité"), series.purpose), (_("Demandée par"), str(bundle.person))]
    if series.attendees:
        lines.append((_("Personnes"), number(series.attendees)))
    if series.quantity > 1:
        lines.append((_("Quantité"), number(series.quantity)))
    lines.append((_("Prix en tout"), money(cost) if cost else _("gratuit")))
    return lines
