"""A series as its page and its letters tell it: the rule in words, its dates, what became of each."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Sum
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day, hour, language, number
from maillon.community.organisations.hats import Hat
from maillon.kernel.money import Money
from maillon.kernel.repetition import Repetition
from maillon.kernel.words import format_date, join_words
from maillon.sharing.reservations.models import BundleItem, LeftDate, Reservation, Series
from maillon.sharing.reservations.queries.following import Row, row_of

State = Reservation.State


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date of a series: its request as a line; ``apart`` when its hours were changed by themselves."""

    row: Row
    starts_at: dt.datetime
    apart: bool
    asset_id: int


@dataclass(frozen=True, slots=True)
class LeftRow:
    """One date that the series could not have: in words, and why."""

    day: str
    when: str
    why: str
    sent: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says of the requests for which it speaks: how many, in which period, for how much."""

    words: str
    many: int
    price: Money
    reference: str


def series_shown(reference: str, hat: Hat) -> Series | None:
    """Return a series with all that its page shows, if this hat may know of one of its requests."""
    seen = BundleItem.objects.filter(reservation__in=Reservation.objects.visible_to(hat))
    return (
        Series.objects.select_related("bundle__organisation", "bundle__person")
        .select_related("asset__site", "asset__organisation", "asset__offer__terms")
        .filter(bundle__reference=reference, bundle__in=seen.values("bundle_id"))
        .first()
    )


def rule_in_words(rule: Repetition, changes: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return « chaque mardi et jeudi, de 18 h à 20 h, du 8 septembre 2026 au 15 juin 2027 »."""
    said = [days_in_words(rule), _from_to(rule.starts, rule.ends), _between(rule)]
    for change in changes:
        since = format_date(dt.date.fromisoformat(change["from"]), language(), weekday=False)
        said.append(
            _("puis, à partir du %(day)s, %(hours)s")
            % {"day": since, "hours": _from_to(change["starts"], change["ends"])}
        )
    return ", ".join(said)


def days_in_words(rule: Repetition) -> str:
    """Return « chaque mardi et jeudi », « le mardi, toutes les 2 semaines »."""
    names = [str(WEEKDAYS[number]) for number in sorted(rule.weekdays)]
    if len(names) == 7 and rule.every == 1:
        return _("chaque jour")
    if rule.every == 1:
        return _("chaque %(days)s") % {"days": join_words(names, language())}
    return _("le %(days)s, toutes les %(n)s semaines") % {
        "days": join_words(names, language()),
        "n": rule.every,
    }


def _from_to(starts: int, ends: int) -> str:
    return _("de %(start)s à %(end)s") % {"start": hour(starts), "end": hour(ends)}


def _between(rule: Repetition) -> str:
    first = format_date(rule.first, language(), weekday=False)
    if rule.last is not None:
        last = format_date(rule.last, language(), weekday=False)
        return _("du %(first)s au %(last)s") % {"first": first, "last": last}
    count = rule.count or 0
    return ngettext("%(n)s fois à partir du %(first)s", "%(n)s fois à partir du %(first)s", count) % {
        "n": count,
        "first": first,
    }


def requests_of_series(series: Series, hat: Hat) -> list[Reservation]:
    """Return the requests of a series that this hat may know of, by date, with what a line shows."""
    return list(
        Reservation.objects.visible_to(hat)
        .filter(bundled__bundle=series.pk)
        .shown()
        .select_related("bundled")
        .order_by("starts_at", "pk")
    )


def date_rows(requests: Iterable[Reservation]) -> list[DateRow]:
    """Return the dates of a series as lines."""
    return [DateRow(row_of(one), one.starts_at, one.bundled.apart, one.asset_id) for one in requests]


def left_rows(series: Series) -> list[LeftRow]:
    """Return the dates that the series could not have, as lines; reads ``asset.site``."""
    zone = ZoneInfo(series.asset.site.time_zone)
    return [
        LeftRow(day(one.day), _hours(one, zone), str(LeftDate.Why(one.why).label), one.day.isoformat())
        for one in series.left_dates.order_by("starts_at", "pk")
    ]


def _hours(left: LeftDate, zone: ZoneInfo) -> str:
    starts, ends = (moment.astimezone(zone) for moment in (left.starts_at, left.ends_at))
    return _from_to(starts.hour * 60 + starts.minute, (ends.hour * 60 + ends.minute) or 1440)


def tally_in_words(states: Mapping[str, int], left: int = 0) -> str:
    """Return « 38 dates : 36 acceptées, 2 refusées; 3 écartées »."""
    total = sum(states.values())
    said = ngettext("%(n)s date", "%(n)s dates", total) % {"n": number(total)}
    parts = [words % {"n": number(many)} for words, many in _parts(states) if many]
    if left:
        parts.append(ngettext("%(n)s écartée", "%(n)s écartées", left) % {"n": number(left)})
    return f"{said}{_(' : ')}{', '.join(parts)}" if parts else said


def _parts(states: Mapping[str, int]) -> list[tuple[str, int]]:
    pending, approved = states.get(State.PENDING, 0), states.get(State.APPROVED, 0)
    refused, cancelled = states.get(State.REFUSED, 0), states.get(State.CANCELLED, 0)
    lapsed, asked = states.get(State.LAPSED, 0), states.get(State.CLARIFYING, 0)
    return [
        (ngettext("%(n)s acceptée", "%(n)s acceptées", approved), approved),
        (ngettext("%(n)s en attente", "%(n)s en attente", pending), pending),
        (ngettext("%(n)s à préciser", "%(n)s à préciser", asked), asked),
        (ngettext("%(n)s refusée", "%(n)s refusées", refused), refused),
        (ngettext("%(n)s annulée", "%(n)s annulées", cancelled), cancelled),
        (ngettext("%(n)s sans réponse", "%(n)s sans réponse", lapsed), lapsed),
    ]


def states_of(requests: Iterable[Reservation]) -> Counter[str]:
    """Return how many requests are in each state."""
    return Counter(one.state for one in requests)


def told_with(reservation: Reservation) -> Told | None:
    """Return what a letter about this request says of those that had the same answer at the same moment.

    None unless it is one of several dates of a series: the first one then speaks for all.
    """
    series = Series.objects.select_related("bundle").filter(bundle__items__reservation=reservation).first()
    if series is None:
        return None
    found = Reservation.objects.filter(
        bundled__bundle=series.pk, state=reservation.state, decided_at=reservation.decided_at
    ).aggregate(many=Count("pk"), price=Sum("price"), first=Min("starts_at"), last=Max("starts_at"))
    if found["many"] < 2:
        return None
    first, last = (
        format_date(moment.astimezone(reservation.tz).date(), language(), weekday=False)
        for moment in (found["first"], found["last"])
    )
    words = _("%(days)s, %(n)s dates du %(first)s au %(last)s") % {
        "days": days_in_words(series.repetition),
        "n": number(found["many"]),
        "first": first,
        "last": last,
    }
    return Told(words, found["many"], Money(found["price"]), series.bundle.reference)
