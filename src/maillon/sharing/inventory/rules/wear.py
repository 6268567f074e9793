"""How the value of a thing goes down with time: by the straight line, month by month.

value                                   residual = value × months left ÷ months of life
│╲
│  ╲                                    A month counts once it is whole: on the day before, nothing has moved.
│    ╲                                  Before the first day the value is whole; after the last, nothing is left.
└──────╲────────
since   ends_on
"""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from maillon.kernel.money import Money

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Wear:
    """Where a thing stands in its life: its last day, the whole months left, and what it is still worth."""

    ends_on: date
    months_left: int
    residual: Money | None


def straight_line(*, value: Decimal | None, since: date, life_years: int, on: date) -> Wear:
    """Return where a thing put in service on ``since`` stands on a day, with nothing left at the end of its life.

    Without a ``value`` only the dates are told. ValueError for a life shorter than a year or a negative value.
    """
    if life_years < 1 or (value is not None and value < 0):
        raise ValueError("a life is of one year or more, a value of zero or more")
    total = life_years * MONTHS
    left = total - min(max(whole_months(since, on), 0), total)
    residual = None if value is None else _part(Money(value), Fraction(left, total))
    return Wear(_years_after(since, life_years), left, residual)


def _part(whole: Money, part: Fraction) -> Money:
    """Return a part of an amount, rounded to the cent."""
    return Money.from_cents(round(whole.cents * part), whole.currency)


def whole_months(first: date, last: date) -> int:
    """Return how many whole months separate two days; negative when the last comes first."""
    if last < first:
        return -whole_months(last, first)
    months = (last.year - first.year) * MONTHS + last.month - first.month
    end_of_month = last.day == calendar.monthrange(last.year, last.month)[1]
    return months - 1 if last.day < first.day and not end_of_month else months


def _years_after(day: date, years: int) -> date:
    """Return the same day so many years later; 28 February for a 29th that does not exist."""
    year = min(day.year + years, date.max.year)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
