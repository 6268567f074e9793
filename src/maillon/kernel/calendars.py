"""The public holidays of Québec, by year, in both languages, and which are « fériés, chômés et payés ».

The dates come from the library ``holidays`` (country CA, subdivision QC); the law decides the rest:

* Loi sur les normes du travail (RLRQ, c. N-1.1), art. 60: the list; Good Friday *or* Easter Monday, at the
  employer's choice; 1 July or, when it falls on a Sunday, 2 July *instead*;
* Loi sur la fête nationale (RLRQ, c. F-1.1), art. 2: 24 June; when it is a Sunday, 25 June *as well*, for
  those who do not normally work on Sundays;
* no other holiday moves in Québec law, though the library carries New Year's Day and Christmas over;
* usual closures of public administrations (2 January, 24, 26 and 31 December, and both days of Easter): those
  of the Règles de procédure du Tribunal administratif du Québec (RLRQ, c. J-3, r. 3), art. 3. They are usage,
  not right: offered on request, and each body decides by its own exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from holidays import country_holidays

FIRST_YEAR = 2003  # the first year of the Journée nationale des patriotes (décret 1322-2002)


class Easter(StrEnum):
    """Which day of Easter the body gives: the law lets the employer choose, most public bodies give both."""

    FRIDAY = "friday"
    MONDAY = "monday"
    BOTH = "both"


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """One public holiday: its day, its names, and its standing.

    ``paid``: « férié, chômé et payé » in law. ``moved``: the day given in place of, or beside, a Sunday.
    """

    day: date
    key: str
    name_fr: str
    name_en: str
    paid: bool
    moved: bool = False

    def name(self, language: str) -> str:
        """Its name in French, or in English for any language that begins with « en »."""
        return self.name_en if language.lower().startswith("en") else self.name_fr


_NAMES: dict[str, tuple[str, str]] = {
    "new_year": ("Jour de l’An", "New Year’s Day"),
    "new_year_next": ("Lendemain du jour de l’An", "Day after New Year’s Day"),
    "good_friday": ("Vendredi saint", "Good Friday"),
    "easter": ("Pâques", "Easter Sunday"),
    "easter_monday": ("Lundi de Pâques", "Easter Monday"),
    "patriots": ("Journée nationale des patriotes", "National Patriots’ Day"),
    "national": ("Fête nationale", "National Holiday"),
    "canada": ("Fête du Canada", "Canada Day"),
    "labour": ("Fête du Travail", "Labour Day"),
    "thanksgiving": ("Action de grâces", "Thanksgiving"),
    "christmas_eve": ("Veille de Noël", "Christmas Eve"),
    "christmas": ("Noël", "Christmas Day"),
    "christmas_next": ("Lendemain de Noël", "Day after Christmas"),
    "new_year_eve": ("Veille du jour de l’An", "New Year’s Eve"),
}

_LIBRARY_NAMES = {
    "New Year's Day": "new_year",
    "Good Friday": "good_friday",
    "Easter Monday": "easter_monday",
    "National Patriots' Day": "patriots",
    "Saint Jean Baptiste Day": "national",
    "Canada Day": "canada",
    "Labour Day": "labour",
    "Thanksgiving Day": "thanksgiving",
    "Christmas Day": "christmas",
}

_SUNDAY = 6


def library_days(year: int) -> dict[str, date]:
    """The days that the library gives for Québec in a year, under our keys, before the law moves any.

    KeyError when the library brings a day or a name that we do not know: an upgrade is then read by a person.
    """
    found = country_holidays(
        "CA", subdiv="QC", years=year, language="en_CA", observed=False, categories=("public", "optional")
    )
    named = ((name, day) for day in sorted(found) for name in found.get_list(day))
    return {_LIBRARY_NAMES[name]: day for name, day in named}


def holidays_in(year: int, *, easter: Easter = Easter.BOTH, usual: bool = False) -> tuple[Holiday, ...]:
    """The holidays of a year, in order of date.

    ``easter`` keeps Good Friday, Easter Monday or both; the law guarantees one of the two, so with ``BOTH``
    the two are shown as paid. Easter Sunday is listed, but is not a paid holiday. ``usual`` adds the days when
    public administrations usually close. ValueError before 2003, when the list was another.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"the list of holidays is known from {FIRST_YEAR}, not for {year}")
    found = list(_legal(year))
    if easter is not Easter.BOTH:
        dropped = "easter_monday" if easter is Easter.FRIDAY else "good_friday"
        found = [holiday for holiday in found if holiday.key != dropped]
    if usual:
        found += [
            _holiday(date(year, 1, 2), "new_year_next", paid=False),
            _holiday(date(year, 12, 24), "christmas_eve", paid=False),
            _holiday(date(year, 12, 26), "christmas_next", paid=False),
            _holiday(date(year, 12, 31), "new_year_eve", paid=False),
        ]
    return tuple(sorted(found))


def holiday_on(day: date, *, easter: Easter = Easter.BOTH, usual: bool = False) -> Holiday | None:
    """The holiday of this day, or None."""
    return next((h for h in holidays_in(day.year, easter=easter, usual=usual) if h.day == day), None)


def holidays_between(
    first: date, last: date, *, easter: Easter = Easter.BOTH, usual: bool = False
) -> tuple[Holiday, ...]:
    """The holidays from ``first`` to ``last`` included, in order of date."""
    years = range(first.year, last.year + 1)
    every = (holiday for year in years for holiday in holidays_in(year, easter=easter, usual=usual))
    return tuple(holiday for holiday in every if first <= holiday.day <= last)


@lru_cache(maxsize=64)
def _legal(year: int) -> tuple[Holiday, ...]:
    return tuple(holiday for key, day in library_days(year).items() for holiday in _by_law(key, day))


def _by_law(key: str, day: date) -> Iterable[Holiday]:
    next_day = day + timedelta(days=1)
    on_sunday = day.weekday() == _SUNDAY
    if key == "canada" and on_sunday:
        yield _holiday(day, key, paid=False)
        yield _holiday(next_day, key, paid=True, moved=True)
        return
    yield _holiday(day, key, paid=True)
    if key == "national" and on_sunday:
        yield _holiday(next_day, key, paid=True, moved=True)
    if key == "good_friday":
        yield _holiday(day + timedelta(days=2), "easter", paid=False)


def _holiday(day: date, key: str, *, paid: bool, moved: bool = False) -> Holiday:
    name_fr, name_en = _NAMES[key]
    if moved:
        name_fr, name_en = f"{name_fr} (reportée)", f"{name_en} (observed)"
    return Holiday(day, key, name_fr, name_en, paid, moved)
