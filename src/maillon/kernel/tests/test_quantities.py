"""Quantities go from unit to unit and come back."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.quantities import UNITS, Quantity

values = st.decimals(-(10**9), 10**9, places=6)
pairs = st.sampled_from(
    [(a, b) for a, b in product(UNITS, UNITS) if UNITS[a].dimension == UNITS[b].dimension]
)


@given(values, pairs)
def test_there_and_back_measures_the_same(value, pair):
    here, there = pair
    start = Quantity(value, here)
    back = start.to(there).to(here)
    assert back == start
    assert hash(back) == hash(start)
    assert abs(back.value - value) <= abs(value) * Decimal("1e-32")
    assert start.to(there) == start


@given(values, values, pairs)
def test_adding_does_not_depend_on_the_unit(a, b, pair):
    here, there = pair
    assert Quantity(a, here) + Quantity(b, here) == Quantity(a + b, here)
    assert Quantity(a, here) + Quantity(b, here).to(there) == Quantity(a + b, here)
    assert Quantity(a, here) - Quantity(a, here) == Quantity(0, here)
    assert (Quantity(a, here) < Quantity(b, here).to(there)) == (a < b)


@pytest.mark.parametrize(
    ("value", "here", "there", "expected"),
    [
        (1, "t", "kg", "1000"),
        ("2.5", "m3", "l", "2500"),
        (1, "lb", "g", "453.59237"),
        (100, "ft2", "m2", "9.290304"),
        (90, "min", "h", "1.5"),
        (1, "kwh", "mj", "3.6"),
        (10, "gal", "l", "45.4609"),
        (5280, "ft", "km", "1.609344"),
    ],
)
def test_known_conversions_are_exact(value, here, there, expected):
    assert Quantity(value, here).to(there).value == Decimal(expected)


def test_two_dimensions_do_not_mix():
    for mix in (
        lambda: Quantity(1, "kg").to("l"),
        lambda: Quantity(1, "kg") + Quantity(1, "l"),
        lambda: Quantity(1, "kg") < Quantity(1, "l"),
    ):
        with pytest.raises(ValueError, match="mass"):
            mix()
    assert Quantity(1, "kg") != Quantity(1, "l")
    assert Quantity(1, "each") != 1


def test_every_dimension_has_one_base_unit_and_every_unit_its_names():
    dimensions = {unit.dimension for unit in UNITS.values()}
    for dimension in dimensions:
        assert sum(u.factor == 1 for u in UNITS.values() if u.dimension == dimension) == 1
    for code, unit in UNITS.items():
        assert code == unit.code
        assert all((unit.symbol_fr, unit.symbol_en, unit.name_fr, unit.name_en))


def test_quantities_are_written_as_people_write_them():
    assert str(Quantity("1234.5", "kg")) == "1\u00a0234,5\u00a0kg"
    assert Quantity("1234.5", "l").display("en", 2) == "1,234.50\u00a0L"
    assert Quantity(3, "ft").display() == "3\u00a0pi"
    assert Quantity("2", "t") * 3 == 3 * Quantity(2, "t") == Quantity(6000, "kg")


def test_what_is_not_exact_is_refused():
    for bad in (0.1, True, None):
        with pytest.raises(TypeError, match="exact"):
            Quantity(bad, "kg")
    with pytest.raises(ValueError, match="not a quantity"):
        Quantity("Infinity", "kg")
    with pytest.raises(KeyError):
        Quantity(1, "stone")
