"""How the house writes days, hours, money, numbers and distances, in French or in English.

French of Québec: « mardi 1er décembre 2026 », « 18 h 30 », « 1 234,56 $ », with no-break spaces.
An aware time keeps its own zone; a time in UTC is shown in the zone of the page.
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language

NBSP = "\u00a0"
WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "fr": ("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    "en": ("January February March April May June July August September October November December".split()),
}
Moment = datetime | time | int


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _local(moment: datetime) -> datetime:
    if timezone.is_naive(moment) or moment.utcoffset() != UTC.utcoffset(None) or moment.tzinfo is not UTC:
        return moment
    return timezone.localtime(moment)


def day(value: date | None) -> str:
    """Return « mardi 1er décembre 2026 » or "Tuesday, December 1, 2026"."""
    if value is None:
        return ""
    value = _local(value) if isinstance(value, datetime) else value
    language = _language()
    weekday, month = WEEKDAYS[language][value.weekday()], MONTHS[language][value.month - 1]
    if language == "en":
        return f"{weekday}, {month}{NBSP}{value.day}, {value.year}"
    number = "1er" if value.day == 1 else str(value.day)
    return f"{weekday} {number}{NBSP}{month} {value.year}"


def short_weekday(value: date) -> str:
    """Return « mar. » or "Tue"."""
    language = _language()
    return WEEKDAYS[language][value.weekday()][:3] + ("." if language == "fr" else "")


def hour(value: Moment | None) -> str:
    """Return « 18 h 30 » or "18:30" for a time, or for minutes since midnight (0 to 1440)."""
    if value is None:
        return ""
    if isinstance(value, int):
        hours, minutes = divmod(value, 60)
    else:
        value = _local(value) if isinstance(value, datetime) else value
        hours, minutes = value.hour, value.minute
    if _language() == "en":
        return f"{hours}:{minutes:02d}"
    return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02d}" if minutes else "")


def span(start: Moment, end: Moment) -> str:
    """Return « de 18 h à 20 h », with both days when they differ."""
    both_days = isinstance(start, datetime) and isinstance(end, datetime)
    if both_days and _local(start).date() != _local(end).date():
        first, last = f"{day(start)}, {hour(start)}", f"{day(end)}, {hour(end)}"
        return f"from {first} to {last}" if _language() == "en" else f"du {first} au {last}"
    if _language() == "en":
        return f"from {hour(start)} to {hour(end)}"
    return f"de {hour(start)} à {hour(end)}"


def number(value: Decimal | float | None, decimals: int = 0) -> str:
    """Return « 1 234,5 » or "1,234.5"."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}"
    return text if _language() == "en" else text.replace(",", NBSP).replace(".", ",")


def money(value: Decimal | float | None) -> str:
    """Return « 12 $ » or « 1 234,56 $ »; cents only when there are some."""
    if value is None:
        return ""
    amount = Decimal(str(getattr(value, "amount", value)))
    text = number(amount, 0 if amount == amount.to_integral_value() else 2)
    return f"${text}" if _language() == "en" else f"{text}{NBSP}$"


def distance(kilometres: float | None) -> str:
    """Return « 850 m », « 3,4 km » or « 27 km »."""
    if kilometres is None:
        return ""
    if kilometres < 1:
        return f"{round(kilometres * 1000, -1):.0f}{NBSP}m"
    return f"{number(kilometres, 1 if kilometres < 10 else 0)}{NBSP}km"
