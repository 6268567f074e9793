"""Changing a series: what would become of each date is shown first, then done by a second button."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from maillon.base.refusals import NotAllowed, Refusal
from maillon.base.web.formats import language, number
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.kernel.spans import Span
from maillon.kernel.words import format_period
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.series_edit import SeriesEditForm
from maillon.sharing.reservations.models import Reservation, Series
from maillon.sharing.reservations.queries.following import period_in_words
from maillon.sharing.reservations.queries.series import (
    places_of,
    requests_of_series,
    rule_in_words,
    series_shown,
    still_movable,
)
from maillon.sharing.reservations.services.series_edits import Moved, change_series


def _known(request: HatRequest, reference: str) -> tuple[Series, list[Reservation]]:
    """Return the series and the dates that may still move; 404 and 403 as everywhere."""
    series = series_shown(reference, request.hat)
    if series is None:
        raise Http404
    requests = requests_of_series(series, request.hat)
    if not permissions.may_cancel(request.hat, requests[0]):
        raise NotAllowed(explained([Objection("not_yours")]))
    return series, still_movable(requests, timezone.now())


@login_required
def change(request: HatRequest, reference: str) -> HttpResponse:
    """Ask what changes, show each date as it would be, and do it once it was seen."""
    series, dates = _known(request, reference)
    form = SeriesEditForm(
        request.POST if request.method == "POST" else None,
        dates=[(one.reference, period_in_words(one)) for one in dates],
        places=places_of(series, request.hat),
        now=timezone.now(),
        initial={"pivot": request.GET.get("date", "")},
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, series, form, dates=dates, status=422 if form.errors else 200)
    confirmed = "confirm" in request.POST and request.POST.get("seen") == form.said()
    try:
        told = change_series(
            reference=reference,
            hat=request.hat,
            pivot=form.cleaned_data["pivot"],
            reach=form.reached(),
            change=form.change(),
            all_or_nothing=form.cleaned_data["whole"] == "all",
            rehearse=not confirmed,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _page(request, series, form, dates=dates, status=refusal.status)
    if not confirmed:
        return _page(request, series, form, dates=dates, told=told)
    moved = sum(one.check.free for one in told)
    said = ngettext("%(n)s date est changée.", "%(n)s dates sont changées.", moved) % {"n": number(moved)}
    messages.success(request, said)
    return redirect("reservations:bundle", reference)


def _page(
    request: HatRequest,
    series: Series,
    form: SeriesEditForm,
    *,
    dates: Sequence[Reservation],
    told: Sequence[Moved] = (),
    status: int = 200,
) -> HttpResponse:
    rows = [(one, *_in_words(one, dates[0].tz)) for one in told]
    moved = sum(one.check.free for one in told)
    context = {
        "series": series,
        "bundle": series.bundle,
        "asset": series.asset,
        "rule": rule_in_words(series.repetition, series.changes),
        "form": form,
        "rows": rows,
        "moved": moved,
        "stay": len(rows) - moved,
        "can_confirm": moved and (moved == len(rows) or form.cleaned_data["whole"] == "free"),
        "asks_again": sum(one.asks_again for one in told),
        "keeps": [was for one, was, _becomes in rows if one.keeps_hours],
        "takes": [was for one, was, _becomes in rows if one.apart and not one.keeps_hours],
        "any_date": bool(dates),
    }
    return render(request, "reservations/series_change.html", context, status=status)


def _in_words(one: Moved, zone: ZoneInfo) -> tuple[str, str]:
    """Return when a date is, and when it would be; « » when that time does not exist."""
    date = one.check.date
    was = format_period(Span(*one.was), zone, language())
    if date.starts_at >= date.ends_at:
        return was, ""
    return was, format_period(Span(date.starts_at, date.ends_at), zone, language())
