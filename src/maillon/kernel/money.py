"""Amounts of money, exact to the cent.

Never a float: a float is refused. Results are rounded to the cent, halves to the even cent, so that long sums of
rounded amounts lean neither up nor down. An amount that is shared out never loses or gains a cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import total_ordering

from maillon.kernel.words import NBSP, format_number

CENT = Decimal("0.01")


def _exact(value: Decimal | int | str) -> Decimal:
    # bool is an int and a float would bring its own error in: both are mistakes of the caller.
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
        raise TypeError(f"an exact number is needed (Decimal, int or text), not {value!r}")
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"not an amount: {value!r}")
    return exact


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency, rounded to the cent (halves to even).

    ``amount`` may be Decimal, int or text such as "12.50"; TypeError for a float, ValueError for what is not a
    number. Amounts of two currencies are never added or compared (ValueError).
    """

    amount: Decimal
    currency: str = "CAD"

    def __init__(self, amount: Decimal | int | str, currency: str = "CAD") -> None:
        with localcontext() as context:
            context.prec = 60
            cents = _exact(amount).quantize(CENT, rounding=ROUND_HALF_EVEN)
        # -0.00 and 0.00 are one amount and should read as one.
        object.__setattr__(self, "amount", cents if cents else abs(cents))
        object.__setattr__(self, "currency", currency)

    @classmethod
    def from_cents(cls, cents: int, currency: str = "CAD") -> Money:
        """From a whole number of cents, as stored."""
        return cls(Decimal(cents).scaleb(-2), currency)

    @property
    def cents(self) -> int:
        """The amount as a whole number of cents."""
        return int(self.amount.scaleb(2))

    def _same(self, other: Money) -> Decimal:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        """So many times the amount (hours, people), rounded to the cent."""
        return Money(self.amount * _exact(factor), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def split(self, parts: int) -> tuple[Money, ...]:
        """The amount in so many parts as equal as cents allow: they sum to it exactly, larger parts first.

        ValueError for fewer than one part.
        """
        if parts < 1:
            raise ValueError(f"an amount is split in one part or more, not {parts}")
        return self.share([1] * parts)

    def share(self, weights: Sequence[int | Decimal]) -> tuple[Money, ...]:
        """The amount shared in proportion to the weights; the shares sum to it exactly.

        Cents left over by rounding go one each to the largest remainders, first come first served; a weight of
        zero receives nothing. ValueError when a weight is negative or none is above zero.
        """
        exact = [_exact(weight) for weight in weights]
        total = sum(exact)
        if not total > 0 or min(exact) < 0:
            raise ValueError("weights are zero or more, and one at least is above zero")
        # Whole numbers throughout: Decimal division could lose the very remainder that decides.
        scale = 10 ** max(0, *(-int(weight.as_tuple().exponent) for weight in exact))
        whole = [int(weight * scale) for weight in exact]
        sign, cents = (-1, -self.cents) if self.cents < 0 else (1, self.cents)
        floors = [divmod(cents * weight, sum(whole)) for weight in whole]
        shares = [share for share, _ in floors]
        left = cents - sum(shares)
        by_remainder = sorted(range(len(whole)), key=lambda i: -floors[i][1])
        for i in by_remainder[:left]:
            shares[i] += 1
        return tuple(Money.from_cents(sign * share, self.currency) for share in shares)

    def display(self, language: str = "fr") -> str:
        """As people write it: « 1 234,56 $ » in French, "$1,234.56" in English.

        Spaces are no-break (U+00A0). A currency other than the Canadian dollar shows its code.
        """
        english = language.lower().startswith("en")
        number = format_number(abs(self.amount), 2, language)
        minus = "-" if self.amount < 0 else ""
        if self.currency != "CAD":
            return (
                f"{minus}{self.currency}{NBSP}{number}"
                if english
                else f"{minus}{number}{NBSP}{self.currency}"
            )
        return f"{minus}${number}" if english else f"{minus}{number}{NBSP}$"

    def __str__(self) -> str:
        return self.display()
