"""What the values of a column look like: pure."""

import re
from collections.abc import Sequence
from enum import StrEnum

from maillon.kernel.words import fold, read_number
from maillon.sharing.inventory.imports.answers import NO, YES, read_date
from maillon.sharing.inventory.imports.vocabulary import class_of

MOST = 0.9  # of the values, for a column to look like something
SEVERAL = 3  # values at least, to say that all differ
DEGREES = re.compile(r"[-−]?\d{1,3}[.,]\d{2,}")
STREET = re.compile(
    r"\d+[a-z]?,? .*\b(?:rue|avenue|av|boul|boulevard|chemin|ch|rang|route|place|street|st|road|montee|cote)\b"
)
CODE = re.compile(r"(?=.*\d)[\w./#-]{1,24}")
NUMBER = re.compile(r"[-+−]?\d[\d  ]*(?:[.,]\d+)?")
WHOLE = re.compile(r"\d[\d  ]*")
LONGITUDES, LATITUDES = (-80.5, -56.0), (44.0, 63.0)
FEW = 0.5  # of the values, for a column whose values are categories rather than names


class Look(StrEnum):
    """What a column seems to hold."""

    EMPTY = "empty"
    LONGITUDES = "longitudes"
    LATITUDES = "latitudes"
    DATES = "dates"
    YES_NO = "yes_no"
    CODES = "codes"
    WHOLES = "wholes"
    NUMBERS = "numbers"
    ADDRESSES = "addresses"
    CATEGORIES = "categories"
    TEXTS = "texts"


NUMERIC = frozenset({Look.LONGITUDES, Look.LATITUDES, Look.WHOLES, Look.NUMBERS})


def look_of(values: Sequence[str]) -> Look:
    """Return what nearly all the values that are not empty look like, the most telling look first."""
    filled = [value for value in values if value]
    if not filled:
        return Look.EMPTY
    for look, test in TESTS:
        if sum(map(test, filled)) >= MOST * len(filled):
            if look is Look.YES_NO and {value.strip() for value in filled} <= {"0", "1"}:
                continue  # a count may well be 0 or 1
            return _codes(filled) if look is Look.WHOLES else look
    if _distinct(filled) and all(CODE.fullmatch(value) for value in filled):
        return Look.CODES
    kinds = {fold(value) for value in filled}
    if len(kinds) <= max(1, FEW * len(filled)) and sum(map(_is_class, filled)) >= MOST * len(filled):
        return Look.CATEGORIES
    return Look.TEXTS


def _codes(filled: Sequence[str]) -> Look:
    """Return whether whole numbers are codes: all different, and as long as each other or led by zeros."""
    lengths = {len(value) for value in filled}
    led = any(len(value) > 1 and value.startswith("0") for value in filled)
    return Look.CODES if _distinct(filled) and (led or (len(lengths) == 1 and lengths > {2})) else Look.WHOLES


def _distinct(filled: Sequence[str]) -> bool:
    return len(filled) >= SEVERAL and len(set(filled)) == len(filled)


def _degree(value: str, bounds: tuple[float, float]) -> bool:
    return DEGREES.fullmatch(value) is not None and bounds[0] <= read_number(value) <= bounds[1]


def _is_class(value: str) -> bool:
    return class_of(value, "") is not None


TESTS = (
    (Look.LONGITUDES, lambda value: _degree(value, LONGITUDES)),
    (Look.LATITUDES, lambda value: _degree(value, LATITUDES)),
    (Look.DATES, lambda value: read_date(value) is not None),
    (Look.YES_NO, lambda value: fold(value) in YES | NO),
    (Look.WHOLES, lambda value: WHOLE.fullmatch(value) is not None),
    (Look.NUMBERS, lambda value: NUMBER.fullmatch(value) is not None),
    (Look.ADDRESSES, lambda value: STREET.match(fold(value)) is not None),
)
