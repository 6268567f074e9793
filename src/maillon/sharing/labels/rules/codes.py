"""The code of a label: nine characters drawn at random and one that checks them.

The letters are those of Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, so that nothing
is read for another. The check is a weighted sum in the field of 32 elements (x⁵ + x² + 1): each place has a weight
of its own, and so one wrong character, or two that changed places, are always noticed.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN = 9  # 45 bits: among a million labels, one guess in thirty-five million names one
LENGTH = DRAWN + 1
MANY = 32**DRAWN
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PRIMITIVE = 0b100101


def _double(value: int) -> int:
    """Multiply by x in the field of 32 elements."""
    value <<= 1
    return value ^ _PRIMITIVE if value & 32 else value


def _weights() -> tuple[int, ...]:
    weight, weights = 1, []
    for _place in range(DRAWN):
        weight = _double(weight)
        weights.append(weight)
    return tuple(weights)


WEIGHTS = _weights()  # x, x², … x⁹; the check itself weighs 1


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = _double(left), right >> 1
    return product


def _check(drawn: str) -> str:
    total = 0
    for weight, letter in zip(WEIGHTS, drawn, strict=True):
        total ^= _times(weight, ALPHABET.index(letter))
    return ALPHABET[total]


def written(number: int) -> str:
    """Return the code of a number drawn from 0 to ``MANY`` - 1."""
    if not 0 <= number < MANY:
        raise ValueError(f"{number} is not a number of a label")
    letters = ""
    for _place in range(DRAWN):
        number, rest = divmod(number, 32)
        letters = ALPHABET[rest] + letters
    return letters + _check(letters)


def is_code(text: str) -> bool:
    """Return whether this is a code exactly as it is kept."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET) and _check(text[:DRAWN]) == text[DRAWN]


def read(text: str) -> str:
    """Return the code that someone typed or a camera read, or nothing: spaces, hyphens and small letters are let
    pass, O is read as 0, I and L as 1; so is a whole address that ends with the code."""
    last = re.split(r"/E/", text.strip().upper())[-1].strip("/")
    code = re.sub(r"[\s\-\u00a0]", "", last).translate(_READ_AS)
    return code if is_code(code) else ""


def grouped(code: str) -> str:
    """Return the code as people read it aloud: two groups of five."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
