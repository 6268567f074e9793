"""The week of an asset as a page, and as the fragment that follows what others do."""

import datetime as dt
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from maillon.base.live import sign_topics
from maillon.base.web.formats import day as day_in_words
from maillon.base.web.formats import language
from maillon.base.web.week import Slot, State, WeekGrid, week_grid
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import format_duration
from maillon.sharing.reservations.queries.asking import offer_of
from maillon.sharing.reservations.queries.terms import terms_in_words
from maillon.sharing.reservations.queries.week import WEEK, Moment, Week, monday_of, week_of
from maillon.sharing.terms.models import Offer
from maillon.sharing.terms.rules import TermsFacts

STATES: dict[str, State] = {
    "free": "free",
    "asked": "asked",
    "taken": "taken",
    "mine": "mine",
    "buffer": "taken",
    "closed": "closed",
    "kept": "closed",
    "past": "closed",
    "notice": "closed",
    "horizon": "closed",
}


NEXT_DAY = dt.timedelta(days=1)


def week(request: HatRequest, asset_id: int) -> HttpResponse:
    """Show one week; each free hour is a link that asks for it. With htmx, only the table."""
    offer = offer_of(asset_id, request.hat)
    if offer is None:
        raise Http404
    context = week_context(offer, request.GET.get("du", ""), hat=request.hat, now=timezone.now())
    template = "reservations/_week.html" if request.headers.get("HX-Request") else "reservations/week.html"
    return render(request, template, context)


def _day(text: str) -> dt.date | None:
    try:
        day = parse_date(text)
    except ValueError:  # well written, but no such day
        return None
    return day if day and dt.date(2000, 1, 10) < day < dt.date(9990, 1, 1) else None


def week_context(offer: Offer, typed: str, *, hat: Hat, now: dt.datetime) -> dict[str, object]:
    """Return what the week's templates need; ``typed`` is a day of the wanted week, as the address gives it.

    Without one, it is the week of the first whole day that can still be booked.
    """
    first_day = (now + NEXT_DAY + offer.terms.facts().notice).astimezone(ZoneInfo(offer.asset.site.time_zone))
    shown = week_of(offer, monday_of(_day(typed) or first_day.date()), hat=hat, now=now)
    asset, here = offer.asset, reverse("reservations:week", args=[offer.asset_id])
    topics = urlencode({"sujets": sign_topics([f"block:{shown.block_id}"])})
    return {
        "offer": offer,
        "asset": asset,
        "week": shown,
        "grid": grid_of(offer, shown),
        "caption": _("%(asset)s, semaine du %(day)s")
        % {"asset": asset.name, "day": day_in_words(shown.monday)},
        "here": f"{here}?du={shown.monday}",
        "previous": f"{here}?du={shown.monday - WEEK}" if shown.monday > monday_of(shown.today) else "",
        "next": f"{here}?du={shown.monday + WEEK}" if shown.monday + WEEK <= shown.last_day else "",
        "this_week": "" if shown.monday == monday_of(shown.today) else f"{here}?du={shown.today}",
        "stream": f"{settings.LIVE_URL}/flux?{topics}",
        "terms": terms_in_words(offer.terms),
    }


def grid_of(offer: Offer, shown: Week) -> WeekGrid:
    """Lay the week out as a table whose free hours lead to a request."""
    terms = offer.terms.facts()
    ask = reverse("reservations:ask", args=[offer.asset_id])
    slots: list[Slot] = []
    ordered = sorted(shown.moments, key=lambda moment: (moment.day, moment.start))
    for _a_day, moments in groupby(ordered, key=lambda moment: moment.day):
        reached = 0
        for moment in moments:
            start = max(moment.start, reached)  # the hour lived twice in November shows once
            if start < moment.end:
                slots.append(_slot(moment, start, terms))
                reached = moment.end
    return week_grid(
        shown.monday,
        slots,
        closed_word=_("fermé"),
        today=shown.today,
        step=shown.step,
        link=lambda day, minute: f"{ask}?" + urlencode({"date": day.isoformat(), "de": _clock(minute)}),
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _slot(moment: Moment, start: int, terms: TermsFacts) -> Slot:
    href = (
        reverse("reservations:show", args=[moment.reservation.reference])
        if moment.reservation is not None
        else ""
    )
    word, note = _words(moment, terms)
    return Slot(moment.day, start, moment.end, STATES[moment.kind], word, href, note)


def _words(moment: Moment, terms: TermsFacts) -> tuple[str, str]:
    """Return the word of a moment, and why it cannot be had."""
    notice = format_duration(terms.notice, language())
    words: dict[str, tuple[str, str]] = {
        "free": (_("libre"), ""),
        "asked": (_("demandé"), _("Une autre demande attend sa réponse pour ce moment.")),
        "taken": (_("occupé"), _("Ce moment est déjà pris.")),
        "mine": (_("à vous"), ""),
        "buffer": (_("préparation"), _("Ce temps sert à préparer ou à remettre en état entre deux usages.")),
        "closed": (_("fermé"), moment.note),
        "kept": (_("gardé"), moment.note),
        "past": (_("passé"), _("Ce moment est passé.")),
        "notice": (
            _("préavis"),
            _("Le propriétaire demande un préavis de %(notice)s.") % {"notice": notice},
        ),
        "horizon": (_("pas encore"), _("On ne peut pas encore réserver si loin.")),
    }
    word, note = words[moment.kind]
    if moment.note and moment.kind in {"asked", "taken"}:
        said = (
            _("« %(part)s » est demandé à ce moment.")
            if moment.kind == "asked"
            else _("« %(part)s » est réservé à ce moment.")
        )
        note = said % {"part": moment.note}
    if moment.reservation is not None and moment.kind in {"asked", "taken"}:
        word = moment.reservation.organisation.label
    return word, note
