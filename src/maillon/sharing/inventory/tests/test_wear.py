"""The straight line: what a thing is worth from its first day to its last."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.sharing.inventory.rules import straight_line

days = st.dates(dt.date(1950, 1, 1), dt.date(2080, 12, 31))
lives = st.integers(1, 200)
values = st.decimals(0, 9_999_999_999, places=2)


@given(value=values, since=days, life=lives, on=days)
def test_the_value_is_never_below_nothing_nor_above_what_was_paid(
    value: Decimal, since: dt.date, life: int, on: dt.date
) -> None:
    wear = straight_line(value=value, since=since, life_years=life, on=on)
    assert wear.residual is not None
    assert 0 <= wear.residual.amount <= value
    assert 0 <= wear.months_left <= life * 12


@given(value=values, since=days, life=lives, on=days, later=st.integers(0, 20_000))
def test_time_never_gives_value_back(
    value: Decimal, since: dt.date, life: int, on: dt.date, later: int
) -> None:
    now = straight_line(value=value, since=since, life_years=life, on=on)
    then = straight_line(value=value, since=since, life_years=life, on=on + dt.timedelta(days=later))
    assert now.residual is not None
    assert then.residual is not None
    assert then.residual <= now.residual
    assert then.months_left <= now.months_left


@given(value=values, since=days, life=lives)
def test_it_is_whole_on_the_first_day_and_nothing_on_the_last(
    value: Decimal, since: dt.date, life: int
) -> None:
    first = straight_line(value=value, since=since, life_years=life, on=since)
    last = straight_line(value=value, since=since, life_years=life, on=first.ends_on)
    assert first.residual is not None
    assert last.residual is not None
    assert (first.residual.amount, last.residual.amount) == (value, 0)
    assert (first.ends_on.year, first.ends_on.month) == (since.year + life, since.month)


@given(value=values, since=st.dates(dt.date(1950, 1, 1), dt.date(2020, 12, 28)), life=lives)
def test_each_month_takes_as_much_to_the_cent(value: Decimal, since: dt.date, life: int) -> None:
    first = since.replace(day=1)
    month = (first + dt.timedelta(days=31)).replace(day=1)
    begun = straight_line(value=value, since=first, life_years=life, on=month)
    assert begun.residual is not None
    assert abs(begun.residual.amount - value * (life * 12 - 1) / (life * 12)) <= Decimal("0.005")


def test_half_of_its_life_leaves_half_of_its_value() -> None:
    wear = straight_line(
        value=Decimal("48500.01"), since=dt.date(2020, 3, 4), life_years=10, on=dt.date(2025, 3, 4)
    )
    assert wear.residual is not None
    assert wear.residual.amount == Decimal("24250.00")  # halves to the even cent
    assert (wear.ends_on, wear.months_left) == (dt.date(2030, 3, 4), 60)
    eve = straight_line(
        value=Decimal(48_500), since=dt.date(2020, 3, 4), life_years=10, on=dt.date(2025, 3, 3)
    )
    assert eve.months_left == 61


def test_a_29th_of_february_ends_on_a_28th() -> None:
    wear = straight_line(value=None, since=dt.date(2024, 2, 29), life_years=1, on=dt.date(2025, 2, 28))
    assert (wear.ends_on, wear.months_left, wear.residual) == (dt.date(2025, 2, 28), 0, None)


@pytest.mark.parametrize(("value", "life"), [(Decimal(-1), 5), (Decimal(1), 0)])
def test_what_makes_no_sense_is_refused(value: Decimal, life: int) -> None:
    with pytest.raises(ValueError, match="year"):
        straight_line(value=value, since=dt.date(2020, 1, 1), life_years=life, on=dt.date(2021, 1, 1))
