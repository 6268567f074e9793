"""How pages write days, hours, money, numbers and distances: :mod:`maillon.kernel` in the page's language and zone.

An aware time keeps its own zone (a site's); a time in UTC is shown in the zone of the page.
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

from maillon.kernel.money import Money
from maillon.kernel.spans import Span
from maillon.kernel.words import NBSP, format_date, format_number, format_period, format_time

Moment = datetime | time | int


def language() -> str:
    """Return the page's language: « fr » or « en »."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def local(moment: datetime) -> datetime:
    """Return the moment as the clock of its place shows it."""
    return timezone.localtime(moment) if moment.tzinfo is UTC else moment


def day(value: date | None) -> str:
    """Return « mardi 1er décembre 2026 » or "Tuesday, December 1, 2026"."""
    if value is None:
        return ""
    return format_date(local(value) if isinstance(value, datetime) else value, language())


def short_day(value: date | None) -> str:
    """Return « mar. 1er décembre », for a list where the year is known."""
    if value is None:
        return ""
    value = local(value) if isinstance(value, datetime) else value
    link = ", " if language() == "en" else " "
    return short_weekday(value) + link + format_date(value, language(), weekday=False, year=False)


def short_weekday(value: date) -> str:
    """Return « mar. » or "Tue"."""
    word = format_date(value, language())[:3]
    return word if language() == "en" else f"{word}."


def hour(value: Moment | None) -> str:
    """Return « 18 h 30 » or "18:30" for a time, or for minutes since midnight (0 to 1440)."""
    if value is None:
        return ""
    return format_time(local(value) if isinstance(value, datetime) else value, language())


def span(start: Moment, end: Moment) -> str:
    """Return « de 18 h à 20 h » for hours of one day; for dates, « mardi 1er décembre 2026, de 18 h à 20 h »."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        zone = local(start).tzinfo
        return format_period(
            Span(start, end),
            zone if isinstance(zone, ZoneInfo) else timezone.get_current_timezone(),
            language(),
        )
    if language() == "en":
        return f"{hour(start)} to {hour(end)}"
    return f"de {hour(start)} à {hour(end)}"


def number(value: Decimal | float | None, decimals: int | None = None) -> str:
    """Return « 1 234,5 » or "1,234.5"; ``decimals`` fixes how many figures follow the mark."""
    return "" if value is None else format_number(value, decimals, language())


def money(value: Money | Decimal | int | None) -> str:
    """Return « 1 234,56 $ », or « 12 $ » when there are no cents."""
    if value is None:
        return ""
    amount = value if isinstance(value, Money) else Money(value)
    written = amount.display(language())
    whole = amount.amount == amount.amount.to_integral_value()
    return written.replace(",00", "").replace(".00", "") if whole else written


def distance(kilometres: float | None) -> str:
    """Return « 850 m », « 3,4 km » or « 27 km »."""
    if kilometres is None:
        return ""
    if kilometres < 0.995:
        return f"{number(round(kilometres * 100) * 10)}{NBSP}m"
    return f"{number(round(kilometres, 1 if kilometres < 9.95 else 0))}{NBSP}km"
