"""What the owner answers of an asset: fields declared for its class, and answers that fit them."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = bool | int | float | str
LONGEST = 300  # characters of a text
LARGEST = 1e12


class Kind(StrEnum):
    """What sort of answer a field takes."""

    WHOLE = "whole"
    YEAR = "year"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


class Misfit(StrEnum):
    """Why an answer does not fit its field."""

    NOT_WHOLE = "detail_not_whole"
    NOT_NUMBER = "detail_not_number"
    NOT_YES_NO = "detail_not_yes_no"
    NOT_A_CHOICE = "detail_not_a_choice"
    NOT_TEXT = "detail_not_text"
    NOT_A_DATE = "detail_not_a_date"
    TOO_SMALL = "detail_too_small"
    TOO_LARGE = "detail_too_large"
    TOO_LONG = "detail_too_long"


@dataclass(frozen=True, slots=True)
class Declared:
    """One field of a class. ``least`` and ``most`` bound numbers, both included; ``choices`` are codes."""

    code: str
    kind: str
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()


def misfit(declared: Declared, value: object) -> Misfit | None:
    """Return why ``value`` is no answer to this field, or nothing.

    A whole number is an int, a decimal one an int or a float, a date an ISO 8601 text, a choice its code; true is
    no number, and no answer at all is written by leaving the field out.
    """
    match declared.kind:
        case Kind.YES_NO:
            return None if isinstance(value, bool) else Misfit.NOT_YES_NO
        case Kind.WHOLE | Kind.YEAR:
            whole = isinstance(value, int) and not isinstance(value, bool)
            return _out_of_bounds(declared, value) if whole else Misfit.NOT_WHOLE
        case Kind.DECIMAL:
            decimal = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            return _out_of_bounds(declared, value) if decimal else Misfit.NOT_NUMBER
        case Kind.CHOICE:
            return None if value in declared.choices else Misfit.NOT_A_CHOICE
        case Kind.DATE:
            return None if isinstance(value, str) and _is_date(value) else Misfit.NOT_A_DATE
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        return Misfit.NOT_TEXT
    return Misfit.TOO_LONG if len(value) > LONGEST else None


def _out_of_bounds(declared: Declared, value: object) -> Misfit | None:
    assert isinstance(value, int | float)  # noqa: S101  (narrows the type)
    if value < (-LARGEST if declared.least is None else declared.least):
        return Misfit.TOO_SMALL
    if value > (LARGEST if declared.most is None else declared.most):
        return Misfit.TOO_LARGE
    return None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
