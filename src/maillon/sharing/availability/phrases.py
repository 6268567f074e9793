"""A schedule said in words: its ordinary week, its seasons, the days that differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from maillon.base.web.formats import language, span
from maillon.kernel.recurrence import Weekly
from maillon.kernel.seasons import Overlap, Season
from maillon.kernel.words import format_date, join_words
from maillon.sharing.availability.models import DayKind, TimeZone
from maillon.sharing.availability.queries.drafts import Draft, ParticularDay


def week_in_words(weekly: Weekly) -> list[str]:
    """Return one sentence for each stretch of days with the same hours: « Du lundi au vendredi, de 8 h à 17 h »."""
    said = []
    for hours, days in groupby(range(7), key=lambda day: weekly.days[day]):
        numbers = list(days)
        first, last = str(WEEKDAYS[numbers[0]]), str(WEEKDAYS[numbers[-1]])
        said.append(f"{_days(first, last, len(numbers))}, {hours_in_words(hours)}")
    return said


def hours_in_words(hours: Sequence[Sequence[int]]) -> str:
    """Return « de 8 h à 12 h et de 13 h à 17 h », or « fermé »."""
    return join_words([span(start, end) for start, end in hours], language()) or _("fermé")


def _days(first: str, last: str, count: int) -> str:
    if count == 7:
        return _("Tous les jours")
    if count == 1:
        return _("Le %(day)s") % {"day": first}
    if count == 2:
        return _("Le %(first)s et le %(last)s") % {"first": first, "last": last}
    return _("Du %(first)s au %(last)s") % {"first": first, "last": last}


def days_in_words(first: date, last: date, *, year: bool = True) -> str:
    """Return « le 24 décembre 2026 », or « du 24 décembre 2026 au 2 janvier 2027 »."""
    if first == last:
        return _("le %(day)s") % {"day": format_date(first, language(), weekday=False, year=year)}
    begins = format_date(first, language(), weekday=False, year=year and first.year != last.year)
    if language() == "fr" and (first.year, first.month) == (last.year, last.month):
        begins = begins.split()[0]  # « du 5 au 16 juillet »
    ends = format_date(last, language(), weekday=False, year=year)
    return _("du %(first)s au %(last)s") % {"first": begins, "last": ends}


def when_in_words(season: Season) -> str:
    """Return on which days a season decides: « du 15 juin au 1er septembre, chaque année », « les congés »."""
    said = []
    if season.first is not None and season.last is not None:
        said.append(days_in_words(season.first, season.last, year=not season.every_year))
        if season.every_year:
            said.append(_("chaque année"))
    if season.kinds:
        names = [str(DayKind(kind).label) for kind in DayKind.values if kind in season.kinds]
        said.append(_("selon le calendrier scolaire : %(kinds)s") % {"kinds": join_words(names, language())})
    return ", ".join(said)


def season_in_words(season: Season) -> str:
    """Return « Été (du 15 juin au 1er septembre, chaque année) : tous les jours, de 8 h à 22 h »."""
    week = "; ".join(_low(line) for line in week_in_words(season.weekly))
    return _("%(name)s (%(when)s) : %(week)s") % {
        "name": season.name,
        "when": when_in_words(season),
        "week": week,
    }


def particular_in_words(day: date, told: ParticularDay) -> str:
    """Return « Du 24 décembre 2026 au 2 janvier 2027, fermé : congé des Fêtes »."""
    days = days_in_words(day, told.until or day)
    return _("%(days)s, %(hours)s : %(reason)s") % {
        "days": days[:1].upper() + days[1:],
        "hours": hours_in_words(told.opens),
        "reason": told.reason,
    }


def draft_in_words(draft: Draft, *, since: date | None = None) -> list[str]:
    """Return a schedule as sentences, each with its full stop: the week, the seasons, the holidays, the days.

    ``since`` leaves out the particular days that are over by then.
    """
    said = week_in_words(draft.weekly)
    said += [season_in_words(season) for season in draft.seasons]
    if draft.closed_on_holidays:
        said.append(_("Fermé les jours fériés"))
    said += [
        particular_in_words(day, told)
        for day, told in sorted(draft.particular.items())
        if since is None or (told.until or day) >= since
    ]
    return [f"{line}." for line in said]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a version says that the one before did not, and the reverse, as sentences."""

    added: list[str]
    removed: list[str]


def changes_in_words(before: Draft | None, after: Draft) -> Changed:
    """Return what changed from a version to the next; the first one says all that it says."""
    new, old = _all_in_words(after), _all_in_words(before) if before is not None else []
    return Changed([line for line in new if line not in old], [line for line in old if line not in new])


def _all_in_words(draft: Draft) -> list[str]:
    zone = dict(TimeZone.choices).get(draft.time_zone, draft.time_zone)
    said = [_("Nom : %(name)s.") % {"name": draft.name}, _("Fuseau horaire : %(zone)s.") % {"zone": zone}]
    if draft.school_id:
        said.append(_("Suit un calendrier scolaire."))
    return said + draft_in_words(draft)


def overlap_in_words(overlap: Overlap) -> str:
    """Return which of two seasons decides where both cover the same days."""
    return _("« %(winner)s » passe avant « %(loser)s » %(days)s.") % {
        "winner": overlap.winner.name,
        "loser": overlap.loser.name,
        "days": days_in_words(overlap.first, overlap.last),
    }


def _low(text: str) -> str:
    return text[:1].lower() + text[1:]
