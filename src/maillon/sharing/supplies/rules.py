"""What may be told of an article and of a movement: values in, objections out."""

from decimal import Decimal

from maillon.kernel.objections import Objection

MOST = Decimal("99999999.999")
STEP = Decimal("0.001")
GTIN_LENGTHS = frozenset({8, 12, 13, 14})


def amount_objections(
    amount: Decimal, *, whole: bool, zero: bool = False, field: str = "amount"
) -> list[Objection]:
    """Say why an amount makes no sense: nothing or less, too much, a part of what only comes whole.

    ``zero`` is a good answer when one counts.
    """
    if not amount.is_finite() or amount < 0 or (amount == 0 and not zero):
        return [Objection("amount_count" if zero else "amount_missing", field)]
    if amount > MOST:
        return [Objection("amount_too_large", field)]
    if whole and amount != amount.to_integral_value():
        return [Objection("amount_not_whole", field)]
    if amount != amount.quantize(STEP):
        return [Objection("amount_too_fine", field)]
    return []


def gtin_objections(gtin: str) -> list[Objection]:
    """Say why a number is not a GTIN: 8, 12, 13 or 14 digits, the last of which is computed from the others.

    The control digit is that of the GS1 General Specifications, § 7.9: weights 3 and 1 from the right, modulo 10.
    """
    if not gtin:
        return []
    if not (gtin.isascii() and gtin.isdigit()) or len(gtin) not in GTIN_LENGTHS:
        return [Objection("gtin_length", "gtin")]
    if control_digit(gtin[:-1]) != int(gtin[-1]):
        return [Objection("gtin_control", "gtin")]
    return []


def control_digit(digits: str) -> int:
    """Return the digit that ends a GTIN whose first digits are these."""
    total = sum(int(one) * (3 if rank % 2 == 0 else 1) for rank, one in enumerate(reversed(digits)))
    return -total % 10


def unspsc_objections(code: str) -> list[Objection]:
    """Say why a code is not one of UNSPSC: eight digits."""
    if not code or (len(code) == 8 and code.isascii() and code.isdigit()):
        return []
    return [Objection("unspsc_length", "unspsc")]


def is_low(quantity: Decimal, threshold: Decimal | None) -> bool:
    """Return whether it is time to order: what is left is at the threshold, or under."""
    return threshold is not None and quantity <= threshold
