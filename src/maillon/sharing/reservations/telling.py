"""What the page of results says: what was understood, how many are free, how far we looked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day as day_in_words
from maillon.base.web.formats import distance, language, money, number, short_day
from maillon.base.web.formats import span as hours_in_words
from maillon.kernel.money import Money
from maillon.kernel.words import format_duration, of_place, quote
from maillon.sharing.reservations.models import TravelRate, UnmetDemand
from maillon.sharing.reservations.queries.instead import Alternative, Nothing
from maillon.sharing.reservations.queries.shifts import Kind
from maillon.sharing.reservations.queries.sought import Sought
from maillon.sharing.reservations.queries.widening import STEPS, Reach


def title_of(sought: Sought, place: str, phrases: dict[str, str]) -> str:
    """Return « Un gymnase près de Saint-Hyacinthe »; the words that names must have are between quotes."""
    said = quote(" ".join(sought.words), language()) if sought.words else ""
    what = " ".join(part for part in (phrases.get(sought.class_code or "", ""), said) if part)
    where = of_place(place) if language() == "fr" else place
    title = _("%(what)s près %(where)s") % {"what": what, "where": where}
    return title[:1].upper() + title[1:]


def lead_of(count: int, date: dt.date, minutes: tuple[int, int]) -> str:
    """Return how many are free, and when."""
    words = {"n": number(count), "day": day_in_words(date), "hours": hours_in_words(*minutes)}
    if not count:
        return _("Rien n’est libre %(day)s, %(hours)s.") % words
    return (
        ngettext("%(n)s est libre %(day)s, %(hours)s.", "%(n)s sont libres %(day)s, %(hours)s.", count)
        % words
    )


def reach_in_words(reach: Reach | None, distances: Sequence[float]) -> str:
    """Return how far we looked by ourselves, when that is further than the first step; « » otherwise."""
    if reach is None or not reach.widened or not distances:
        return ""
    nearest, first = min(distances), STEPS[0]
    words = {
        "near": distance(first),
        "first": distance(nearest),
        "radius": distance(reach.radius_km),
    }
    if nearest > first:
        return _("Rien à moins de %(near)s\u00a0: voici à partir de %(first)s.") % words
    return _("Peu de choix à moins de %(near)s\u00a0: nous avons cherché jusqu’à %(radius)s.") % words


def rate_in_words(rate: TravelRate) -> str:
    """Return how the cost of going there is estimated."""
    words = {"detour": number(rate.detour), "cost": money(Money(rate.dollars_per_km))}
    return (
        _(
            "Route estimée à %(detour)s fois la distance à vol d’oiseau; %(cost)s du kilomètre, aller et retour."
        )
        % words
    )


def why_in_words(nothing: Nothing, radius_km: float | None) -> str:
    """Return why nothing is free: « 14 suivent à moins de 40 km : 9 sont pris, 5 sont fermés à ces heures. »"""
    if not nothing.near:
        said = {
            UnmetDemand.Reason.TRAITS: _("Rien de tel, avec ces précisions, n’est en partage assez près."),
            UnmetDemand.Reason.TOO_SMALL: _(
                "Ce qui est en partage assez près est trop petit pour le groupe."
            ),
        }
        return said.get(nothing.reason, _("Rien de tel n’est en partage assez près."))
    words = {"near": number(nothing.near), "radius": distance(radius_km)}
    words |= {"taken": number(nothing.taken), "closed": number(nothing.closed)}
    if not nothing.closed:
        return (
            ngettext(
                "Il y en a %(near)s à moins de %(radius)s, et il est pris.",
                "Il y en a %(near)s à moins de %(radius)s, et tous sont pris.",
                nothing.near,
            )
            % words
        )
    if not nothing.taken:
        return (
            ngettext(
                "Il y en a %(near)s à moins de %(radius)s, fermé à ces heures.",
                "Il y en a %(near)s à moins de %(radius)s, tous fermés à ces heures.",
                nothing.near,
            )
            % words
        )
    return (
        _("Il y en a %(near)s à moins de %(radius)s : pris, %(taken)s; fermés à ces heures, %(closed)s.")
        % words
    )


def alternative_in_words(one: Alternative, phrases: Mapping[str, str], tz: ZoneInfo) -> tuple[str, str]:
    """Return what to change, and what it gives: « Plus tard, de 19 h à 21 h », « 3 libres »."""
    count = ngettext("%(n)s libre", "%(n)s libres", one.count) % {"n": number(one.count)}
    period = one.period
    said: dict[Kind, str] = {}
    if period is not None:
        start, end = period.start.astimezone(tz), period.end.astimezone(tz)
        minutes = (start.hour * 60 + start.minute, end.hour * 60 + end.minute or 1440)
        words = {"hours": hours_in_words(*minutes), "day": day_in_words(start.date())}
        said = {
            Kind.LATER: _("Plus tard le même jour, %(hours)s") % words,
            Kind.EARLIER: _("Plus tôt le même jour, %(hours)s") % words,
            Kind.OTHER_DAY: _("Un autre jour aux mêmes heures, %(day)s") % words,
            Kind.SHORTER: _("Moins longtemps, %(hours)s") % words,
        }
    words = {
        "people": number(one.people),
        "radius": distance(one.radius_km),
        "what": phrases.get(one.class_code, one.class_code),
    }
    said |= {
        Kind.SMALLER: _("Aux mêmes heures, pour %(people)s personnes au plus") % words,
        Kind.FURTHER: _("Aux mêmes heures, jusqu’à %(radius)s") % words,
        Kind.WITHOUT_TRAITS: _("Sans ces précisions, aux mêmes heures"),
        Kind.OTHER_CLASS: _("Autre chose aux mêmes heures : %(what)s") % words,
    }
    return said[one.kind], count


def over_time_in_words(count: int, mode: str, asked: Mapping[str, Any], dates: int) -> str:
    """Return how many have a moment of the period, or some of the dates of the season."""
    words = {
        "n": number(count),
        "first": short_day(asked["date"]),
        "last": short_day(asked["au"]),
        "hours": hours_in_words(*(_minutes(asked[name]) for name in ("de", "a"))),
        "dates": number(dates),
        "lasts": format_duration(dt.timedelta(minutes=asked["duree"]), language()),
    }
    if mode == "serie":
        return (
            ngettext(
                "%(n)s est libre à une partie au moins des %(dates)s dates, %(hours)s, du %(first)s au %(last)s.",
                "%(n)s sont libres à une partie au moins des %(dates)s dates, %(hours)s, du %(first)s au %(last)s.",
                count,
            )
            % words
        )
    return (
        ngettext(
            "%(n)s a %(lasts)s de libre entre le %(first)s et le %(last)s, %(hours)s.",
            "%(n)s ont %(lasts)s de libre entre le %(first)s et le %(last)s, %(hours)s.",
            count,
        )
        % words
    )


def _minutes(text: str) -> int:
    hours, _colon, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


def times_in_words(free: int, out_of: int) -> str:
    """Return « libre 36 fois sur 38 »."""
    words = {"free": number(free), "all": number(out_of)}
    if free == out_of:
        return _("libre à toutes les dates (%(all)s)") % words
    return ngettext("libre %(free)s fois sur %(all)s", "libre %(free)s fois sur %(all)s", free) % words


def many_in_words(count: int) -> str:
    """Return how many moments can be had, of those that were asked for."""
    return ngettext("libre à %(n)s moment", "libre à %(n)s moments", count) % {"n": number(count)}
