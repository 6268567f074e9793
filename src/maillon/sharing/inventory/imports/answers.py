"""What a cell answers to a characteristic of a class: pure. Values in, an answer or an objection out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import isfinite

from maillon.kernel.objections import Objection
from maillon.kernel.words import fold, read_number
from maillon.sharing.inventory.rules import Declared, Kind, Misfit, Value, misfit

YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "x", "1", "✓", "✔"})
NO = frozenset({"non", "n", "no", "faux", "false", "0"})
FRENCH_DAY = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})")
SLASHED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
NUMBERED_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]00:00(?::00)?)?")
MONTHS = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
MEASURE = re.compile(r"([-+−]?[\d  \u202f]*\d(?:[.,]\d+)?)\s*([^\d\s].*)?", re.DOTALL)
# How units are written, and how much one is worth of the unit in which we keep it (exact, by definition).
UNITS: dict[str, tuple[str, float]] = {  # written as they are compared, « ² » as 2
    "m2": ("m²", 1.0),
    "metre carre": ("m²", 1.0),
    "metres carres": ("m²", 1.0),
    "pi2": ("m²", 0.09290304),
    "pieds carres": ("m²", 0.09290304),
    "sq ft": ("m²", 0.09290304),
    "ft2": ("m²", 0.09290304),
    "metre": ("m", 1.0),
    "metres": ("m", 1.0),
    "cm": ("m", 0.01),
    "pi": ("m", 0.3048),
    "pieds": ("m", 0.3048),
    "ft": ("m", 0.3048),
    "t": ("kg", 1000.0),
    "tonnes": ("kg", 1000.0),
    "lb": ("kg", 0.45359237),
    "livres": ("kg", 0.45359237),
}
KEPT_DECIMALS = 2  # of what is converted from another unit


@dataclass(frozen=True, slots=True)
class Field:
    """A characteristic of one class as a list answers it: what it takes, its unit, its choices.

    ``words`` gives the code of a choice by every word that says it, ``french`` the word by which each is written.
    """

    declared: Declared
    unit: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    french: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=2_000)
def unit_worth(written: str, kept: str) -> float | None:
    """Return how much one of the unit written is worth in the unit kept; nothing when it cannot be told."""
    text = _unit_text(written)
    if text == _unit_text(kept):
        return 1.0
    unit, worth = UNITS.get(text, ("", 0.0))
    return worth if unit and unit == kept else None


def _unit_text(written: str) -> str:
    return fold(written.strip(" .")).removeprefix("en ")


def read_answer(text: str, asked: Field, worth: float = 1.0) -> Value | Objection:
    """Return the answer that a cell gives, or why it is none.

    Numbers may carry their unit, or be in the unit of their column (``worth``); dates are French or ISO.
    """
    reader = READERS.get(Kind(asked.declared.kind))
    answer = reader(text, asked, worth) if reader else text
    if answer is None:
        return Objection(f"answer_{asked.declared.kind}", values={"text": text[:60]})
    why = misfit(asked.declared, answer)
    return answer if why is None else Objection(_code(why, asked.declared.kind), values={"text": text[:60]})


def _code(why: Misfit, kind: str) -> str:
    bounds = {Misfit.TOO_SMALL: "answer_too_small", Misfit.TOO_LARGE: "answer_too_large"}
    return bounds.get(why) or ("answer_too_long" if why is Misfit.TOO_LONG else f"answer_{kind}")


def _number(text: str, asked: Field, worth: float) -> float | None:
    match = MEASURE.fullmatch(text)
    if match is None or len(text) > 60:
        return None
    try:
        number = read_number(match[1])
    except ValueError:
        return None
    if match[2]:
        own = unit_worth(match[2], asked.unit)
        if own is None:
            return None
        worth = own
    return number if worth == 1.0 else round(number * worth, KEPT_DECIMALS)


def _whole(text: str, asked: Field, worth: float) -> Value | None:
    number = _number(text, asked, worth)
    return int(number) if number is not None and isfinite(number) and number.is_integer() else None


def _decimal(text: str, asked: Field, worth: float) -> Value | None:
    number = _number(text, asked, worth)
    return int(number) if number is not None and number.is_integer() and abs(number) < 1e15 else number


def _yes_no(text: str, _asked: Field, _worth: float) -> Value | None:
    word = fold(text)
    return True if word in YES else False if word in NO else None


def _choice(text: str, asked: Field, _worth: float) -> Value | None:
    return asked.words.get(fold(text))


def _date(text: str, _asked: Field, _worth: float) -> Value | None:
    day = read_date(text)
    return day.isoformat() if day else None


def read_date(text: str) -> date | None:
    """Return the day that a person wrote: 2026-12-01, 1er décembre 2026, 01/12/2026 (the day first, always)."""
    plain = fold(text)
    if match := NUMBERED_DAY.fullmatch(plain):
        return _day(match[1], match[2], match[3])
    if match := SLASHED_DAY.fullmatch(plain):
        return _day(match[3], match[2], match[1])
    if match := FRENCH_DAY.fullmatch(plain):
        for number, month in enumerate(MONTHS, start=1):
            if match[2].startswith(month):
                return _day(match[3], str(number), match[1])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


READERS: dict[Kind, Callable[[str, Field, float], Value | None]] = {
    Kind.WHOLE: _whole,
    Kind.YEAR: _whole,
    Kind.DECIMAL: _decimal,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
}
