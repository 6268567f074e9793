"""Numbers, hours and dates as they are written in Québec.

French follows the usage recommended by the Office québécois de la langue française: « 1 234,56 », « 18 h 30 »,
« mardi 1er décembre 2026 ». English keeps the 24-hour clock, as an e-mail or a door sign must not be misread:
"1,234.56", "18:30", "Tuesday, December 1, 2026". Spaces that must not be broken are U+00A0.
A language is given by its code; whatever begins with « en » is English, the rest French.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from zoneinfo import ZoneInfo

from maillon.kernel.spans import Span
from maillon.kernel.words.letters import fold

NBSP = "\u00a0"

_DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_FR = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _english(language: str) -> bool:
    return language.lower().startswith("en")


def read_number(text: str) -> float:
    """Return the number that a person typed: comma or point, spaces between thousands or not; ValueError if none."""
    for space in (" ", NBSP, "\u202f"):
        text = text.replace(space, "")
    return float(text.replace(",", ".").replace("\u2212", "-"))


def format_number(value: Decimal | float, decimals: int | None = None, language: str = "fr") -> str:
    """A number with its thousands apart: « 1 234,56 » or "1,234.56".

    ``decimals`` fixes how many figures follow the mark (halves to even); without it, all that count are shown.
    ValueError for what is not a finite number.
    """
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not a number to show: {value!r}")
    with localcontext() as context:
        context.prec = 80
        if decimals is not None:
            exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
        elif exact == exact.to_integral_value():
            exact = exact.quantize(Decimal(1))
        else:
            exact = exact.normalize()
        text = f"{exact if exact else abs(exact):,f}"
    return text if _english(language) else text.translate({ord(","): NBSP, ord("."): ","})


def format_time(moment: time | datetime | int, language: str = "fr") -> str:
    """An hour of the day: « 18 h 30 », « 18 h », « 9 h 05 »; "18:30", "18:00", "9:05" in English.

    Given as a time, as a datetime already in the reader's zone, or as minutes after midnight (1440 reads « 24 h »).
    """
    hour, minute = divmod(moment, 60) if isinstance(moment, int) else (moment.hour, moment.minute)
    if _english(language):
        return f"{hour}:{minute:02d}"
    return f"{hour}{NBSP}h{NBSP}{minute:02d}" if minute else f"{hour}{NBSP}h"


def format_date(day: date, language: str = "fr", *, weekday: bool = True, year: bool = True) -> str:
    """A date in full: « mardi 1er décembre 2026 »; "Tuesday, December 1, 2026" in English.

    The weekday and the year may be left out. The number stays on the line of its month.
    """
    if _english(language):
        text = f"{_MONTHS_EN[day.month - 1]}{NBSP}{day.day}"
        text = f"{_DAYS_EN[day.weekday()]}, {text}" if weekday else text
        return f"{text}, {day.year}" if year else text
    number = "1er" if day.day == 1 else str(day.day)
    text = f"{number}{NBSP}{_MONTHS_FR[day.month - 1]}"
    text = f"{_DAYS_FR[day.weekday()]} {text}" if weekday else text
    return f"{text} {day.year}" if year else text


def format_period(period: Span[datetime], tz: ZoneInfo, language: str = "fr") -> str:
    """From when until when, by the clock of the place.

    « mardi 1er décembre 2026, de 18 h 30 à 20 h »; across days, both dates are given. An end at midnight is
    told as « 24 h » of the day that finishes.
    """
    start, end = period.start.astimezone(tz), period.end.astimezone(tz)
    last_day, last_time = end.date(), format_time(end, language)
    if end.time() == time() and last_day > start.date():
        last_day, last_time = last_day - timedelta(days=1), format_time(1440, language)
    first, first_time = format_date(start, language), format_time(start, language)
    if last_day == start.date():
        return (
            f"{first}, {first_time} to {last_time}"
            if _english(language)
            else f"{first}, de {first_time} à {last_time}"
        )
    last = format_date(last_day, language)
    if _english(language):
        return f"{first} at {first_time} to {last} at {last_time}"
    return f"du {first} à {first_time} au {last} à {last_time}"


def format_duration(length: timedelta, language: str = "fr") -> str:
    """How long: « 45 min », « 1 h 30 min », « 2 jours 3 h »; "2 days 3 h" in English. Whole minutes."""
    minutes = int(length.total_seconds() // 60)
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    word = ("day" if days == 1 else "days") if _english(language) else ("jour" if days == 1 else "jours")
    parts = [f"{days}{NBSP}{word}"] if days else []
    parts += [f"{hours}{NBSP}h"] if hours else []
    parts += [f"{left}{NBSP}min"] if left or not parts else []
    return " ".join(parts)


def join_words(words: Sequence[str], language: str = "fr", *, last: str | None = None) -> str:
    """A list in a sentence: « a, b et c », "a, b and c"; ``last`` replaces the « et » (« ou »)."""
    link = last or ("and" if _english(language) else "et")
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def quote(text: str, language: str = "fr") -> str:
    """The text between « guillemets », or between “quotation marks” in English."""
    return f"“{text}”" if _english(language) else f"«{NBSP}{text}{NBSP}»"


VOWELS = ("a", "e", "i", "o", "u", "y")


def of_place(name: str) -> str:
    """Return « de Granby », « d’Alma », « du Rocher-Percé », « des Îles-de-la-Madeleine », « de La Tuque ».

    No elision before an H, where usage hesitates (« de Hudson »), nor before Y and a vowel (« de Yamaska »).
    """
    article, _space, rest = name.partition(" ")
    if article == "Le" and rest:
        return f"du {rest}"
    if article == "Les" and rest:
        return f"des {rest}"
    letters = fold(name)
    elided = letters[:1] in VOWELS and not (letters[0] == "y" and letters[1:2] in VOWELS)
    return f"d’{name}" if elided else f"de {name}"
