"""Money never loses a cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.money import Money

amounts = st.integers(-(10**12), 10**12).map(Money.from_cents)
weights = st.lists(st.decimals(0, 1000, places=3), min_size=1, max_size=12).filter(lambda w: sum(w) > 0)


@given(amounts, st.integers(1, 50))
def test_splitting_never_loses_a_cent_and_no_part_is_two_cents_ahead(amount, parts):
    shares = amount.split(parts)
    assert len(shares) == parts
    assert sum(shares, Money(0)) == amount
    assert max(s.cents for s in shares) - min(s.cents for s in shares) <= 1


@given(amounts, weights)
def test_sharing_by_weight_never_loses_a_cent_and_stays_within_a_cent_of_the_exact_share(amount, by):
    shares = amount.share(by)
    assert sum(shares, Money(0)) == amount
    for share, weight in zip(shares, by, strict=True):
        exact = Decimal(amount.cents) * weight / sum(by)
        assert abs(share.cents - exact) < 1
        if weight == 0:
            assert share == Money(0)


@given(amounts, amounts, amounts)
def test_sums_are_those_of_whole_cents(a, b, c):
    assert (a + b).cents == a.cents + b.cents
    assert (a + b) + c == a + (b + c)
    assert a - a == Money(0) == -Money(0)
    assert a + b - b == a
    assert (a < b) == (a.cents < b.cents)
    assert Money.from_cents(a.cents) == a


def test_halves_go_to_the_even_cent():
    assert [str(Money(x).amount) for x in ("0.005", "0.015", "0.025", "2.675")] == [
        "0.00",
        "0.02",
        "0.02",
        "2.68",
    ]
    assert Money("12.50") * Decimal("1.5") == Money("18.75")
    assert 3 * Money("0.10") == Money("0.30")


def test_a_third_of_a_dollar():
    assert [m.cents for m in Money(1).split(3)] == [34, 33, 33]
    assert [m.cents for m in Money(-1).split(3)] == [-34, -33, -33]
    assert [m.cents for m in Money("0.01").share([1, 0, 5])] == [0, 0, 1]


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ("1234.56", "1\u00a0234,56\u00a0$", "$1,234.56"),
        ("0", "0,00\u00a0$", "$0.00"),
        ("-1234567.8", "-1\u00a0234\u00a0567,80\u00a0$", "-$1,234,567.80"),
        ("-0.001", "0,00\u00a0$", "$0.00"),
    ],
)
def test_money_is_written_as_people_write_it(amount, french, english):
    assert Money(amount).display() == str(Money(amount)) == french
    assert Money(amount).display("en-ca") == english


def test_another_currency_shows_its_code_and_does_not_mix():
    euros = Money("12", "EUR")
    assert euros.display() == "12,00\u00a0EUR"
    assert euros.display("en") == "EUR\u00a012.00"
    for mix in (lambda: euros + Money(1), lambda: euros - Money(1), lambda: euros < Money(1)):
        with pytest.raises(ValueError, match="do not mix"):
            mix()
    assert euros != Money(12)


@pytest.mark.parametrize("bad", [0.1, True, None])
def test_what_is_not_exact_is_refused(bad):
    with pytest.raises(TypeError, match="exact"):
        Money(bad)
    with pytest.raises(TypeError, match="exact"):
        Money(1) * bad


def test_impossible_shares_are_refused():
    with pytest.raises(ValueError, match="not an amount"):
        Money("NaN")
    with pytest.raises(ValueError, match="one part"):
        Money(1).split(0)
    for by in ([0, 0], [1, -1, 5]):
        with pytest.raises(ValueError, match="weights"):
            Money(1).share(by)
