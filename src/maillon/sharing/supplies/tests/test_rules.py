"""What an amount, a barcode and a unit must be."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.words import NBSP
from maillon.sharing.supplies.forms import read_unit
from maillon.sharing.supplies.rules import (
    MOST,
    amount_objections,
    control_digit,
    gtin_objections,
    is_low,
    unspsc_objections,
)
from maillon.sharing.supplies.units import Unit, comes_whole, plural, told, told_change

FINE = st.decimals(min_value=Decimal("0.001"), max_value=MOST, places=3)


def codes(amount: str, *, whole: bool = False, zero: bool = False) -> list[str]:
    return [one.code for one in amount_objections(Decimal(amount), whole=whole, zero=zero)]


@given(FINE)
def test_what_is_measured_may_be_any_amount_to_the_thousandth(amount: Decimal):
    assert amount_objections(amount, whole=False) == []


@given(FINE)
def test_what_comes_whole_is_never_cut(amount: Decimal):
    refused = bool(amount_objections(amount, whole=True))
    assert refused == (amount != int(amount))


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity"])
def test_nothing_is_not_an_amount(amount: str):
    assert codes(amount) == ["amount_missing"]


def test_nothing_is_a_good_count_and_less_than_nothing_is_not():
    assert codes("0", zero=True) == []
    assert codes("-1", zero=True) == ["amount_count"]


def test_too_much_and_too_fine_are_told():
    assert codes("100000000") == ["amount_too_large"]
    assert codes("0.0005") == ["amount_too_fine"]
    assert codes("2.5", whole=True) == ["amount_not_whole"]


@given(st.text("0123456789", min_size=7, max_size=13).filter(lambda one: len(one) in {7, 11, 12, 13}))
def test_one_wrong_digit_of_a_barcode_is_always_seen(digits: str):
    good = digits + str(control_digit(digits))
    assert gtin_objections(good) == []
    for rank, digit in enumerate(good):
        other = str((int(digit) + 1) % 10)
        assert gtin_objections(good[:rank] + other + good[rank + 1 :])


def test_known_barcodes_are_read():
    assert gtin_objections("4006381333931") == []  # EAN-13
    assert gtin_objections("036000291452") == []  # UPC-A
    assert [one.code for one in gtin_objections("40063813339")] == ["gtin_length"]
    assert [one.code for one in gtin_objections("٤٠٠٦٣٨١٣")] == ["gtin_length"]


def test_a_code_of_unspsc_has_eight_digits():
    assert unspsc_objections("46181504") == unspsc_objections("") == []
    assert unspsc_objections("4618")


def test_it_is_time_to_order_at_the_threshold():
    assert is_low(Decimal(5), Decimal(5))
    assert is_low(Decimal(0), Decimal(0))
    assert not is_low(Decimal(6), Decimal(5))
    assert not is_low(Decimal(0), None)


def test_amounts_are_said_with_their_unit():
    assert told(Decimal(1), "pair") == "1 paire".replace(" ", " ")
    assert told(Decimal(12), "box").endswith("boîtes")
    assert told(Decimal("2.500"), "kg") == f"2,5{NBSP}kg"
    assert told_change(Decimal(-2), "box").startswith("\u22122")
    assert told_change(Decimal(2), "box").startswith("+2")
    with override("en"):
        assert told(Decimal(12), "box").endswith("boxes")
        assert plural("l") == "L"


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_is_understood_as_it_is_written(unit: Unit):
    for language in ("fr", "en"):
        with override(language):
            assert read_unit(plural(unit)) == unit
            assert read_unit(str(unit.label).upper()) == unit
            assert told(Decimal(3), unit)


def test_an_unknown_unit_is_not_guessed():
    assert read_unit("brouette") is None
    assert read_unit("") == Unit.PIECE
    assert not comes_whole("kg")
