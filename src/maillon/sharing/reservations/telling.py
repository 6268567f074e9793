"""What the page of results says: what was understood, how many are free, how far we looked."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day as day_in_words
from maillon.base.web.formats import distance, language, money, number
from maillon.base.web.formats import span as hours_in_words
from maillon.kernel.money import Money
from maillon.kernel.words import of_place, quote
from maillon.sharing.reservations.models import TravelRate
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
