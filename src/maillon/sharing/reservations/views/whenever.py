"""Finding over time: any time of a period, or the same hours each week of a season."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from maillon.base.web.formats import hour, short_day
from maillon.community.organisations.hats import Hat
from maillon.sharing.availability.rules import holidays
from maillon.sharing.reservations.forms.finding import SearchForm
from maillon.sharing.reservations.queries.cards import Card, cards_of
from maillon.sharing.reservations.queries.periods import Window, any_time, days_between, each_week
from maillon.sharing.reservations.queries.search import FreeSearch
from maillon.sharing.reservations.queries.travel import travel_rate
from maillon.sharing.reservations.queries.whenever import Moments, whenever
from maillon.sharing.reservations.queries.widening import Reach
from maillon.sharing.reservations.telling import many_in_words, over_time_in_words, times_in_words

FIRST_ONES = 4  # moments shown of each asset
MISSES = 40  # dates told


@dataclass(frozen=True, slots=True)
class Row:
    """One found asset with its moments: each with its words and the address that asks for it."""

    card: Card
    told: str
    moments: tuple[tuple[str, str], ...]
    missed: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """What was found over time, as the page shows it."""

    rows: list[Row]
    lead: str
    reach: Reach | None
    distances: list[float]


def windows_of(form: SearchForm, tz: ZoneInfo, now: dt.datetime) -> list[Window]:
    """Return the moments that the sentence asks for."""
    asked = form.cleaned_data
    hours = form.hours()
    if form.mode == "periode":
        return any_time(asked["date"], asked["au"], hours, asked["duree"], tz, now)
    but: set[dt.date] = set(holidays(asked["date"], asked["au"])) if "feries" in asked["sauf"] else set()
    if asked["sauf_du"] and asked["sauf_au"]:
        but |= set(days_between(asked["sauf_du"], asked["sauf_au"]))
    weekdays = {int(one) for one in asked["jours"]}
    return each_week(asked["date"], asked["au"], weekdays, hours, tz, but=but, now=now)


def over_time(
    form: SearchForm, search: FreeSearch, tz: ZoneInfo, *, hat: Hat, now: dt.datetime, words: Sequence[str]
) -> OverTime:
    """Return what can be had of these moments: seven queries, whatever is found."""
    windows = windows_of(form, tz, now)
    season = form.mode == "serie"
    found, reach = whenever(search, windows, words, most_first=season, hat=hat, now=now)
    rate = travel_rate(form.cleaned_data["date"])
    cards: dict[int, Card] = {}
    if found:
        shown = cards_of([one.asset for one in found], found[0].free[0], hat=hat, now=now, rate=rate)
        cards = {card.asset_id: card for card in shown}
    rows = [
        _row(one, cards[one.asset.asset_id], season, form.cleaned_data)
        for one in found
        if one.asset.asset_id in cards
    ]
    lead = over_time_in_words(len(rows), form.mode, form.cleaned_data, len(windows))
    return OverTime(rows, lead, reach, [one.asset.distance_km for one in found])


def _row(one: Moments, card: Card, season: bool, asked: Mapping[str, Any]) -> Row:  # noqa: FBT001
    tz = ZoneInfo(one.asset.time_zone)
    people = {"personnes": asked["personnes"]} if asked["personnes"] else {}
    if not season:
        first = [
            (_told(window, tz), _ask(card, window, tz, people)) for window in _first_of_days(one.free, tz)
        ]
        return Row(card, many_in_words(len(one.free)), tuple(first), (), "")
    missed = tuple(short_day(window.start.astimezone(tz).date()) for window in one.missed[:MISSES])
    return Row(card, times_in_words(len(one.free), one.out_of), (), missed, _ask_all(card, asked))


def _ask_all(card: Card, asked: Mapping[str, Any]) -> str:
    """Return the address that asks for the whole season, its days and hours filled in."""
    season = {
        "date": asked["date"].isoformat(),
        "au": asked["au"].isoformat(),
        "de": asked["de"].zfill(5),
        "a": asked["a"].zfill(5),
        "jours": asked["jours"],
    }
    return f"{reverse('reservations:series', args=[card.asset_id])}?{urlencode(season, doseq=True)}"


def _first_of_days(free: Sequence[Window], tz: ZoneInfo) -> list[Window]:
    """Return the first moment of each of the first days that have one."""
    days: dict[dt.date, Window] = {}
    for window in free:
        days.setdefault(window.start.astimezone(tz).date(), window)
    return list(days.values())[:FIRST_ONES]


def _told(window: Window, tz: ZoneInfo) -> str:
    start, end = window.start.astimezone(tz), window.end.astimezone(tz)
    words = {"day": short_day(start.date()), "start": hour(start), "end": hour(end)}
    return _("%(day)s, %(start)s à %(end)s") % words


def _ask(card: Card, window: Window, tz: ZoneInfo, people: Mapping[str, object]) -> str:
    start, end = window.start.astimezone(tz), window.end.astimezone(tz)
    hours = {"de": f"{start:%H:%M}", "a": "24:00" if f"{end:%H:%M}" == "00:00" else f"{end:%H:%M}"}
    asked = urlencode({"date": start.date().isoformat(), **hours, **people})
    return f"{reverse('reservations:ask', args=[card.asset_id])}?{asked}"
