"""Quantities with their unit: tonnes, litres, square metres, kilometres, kilowatt-hours.

Units of one dimension convert into each other; adding kilograms to litres is refused. Factors are the exact
definitions (International System of Units; the pound and the inch by the international agreement of 1959, the
imperial gallon of Canada's Weights and Measures Act, 4.54609 L).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import total_ordering

from maillon.kernel.words import NBSP, format_number

_DIGITS = 34  # digits kept by a conversion (those of the IEEE 754 decimal128 format)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code, its dimension, how many base units it is worth, and how it is written and said."""

    code: str
    dimension: str
    factor: Decimal
    symbol_fr: str
    symbol_en: str
    name_fr: str
    name_en: str


def _unit(code: str, dimension: str, factor: str, symbols: str, name_fr: str, name_en: str) -> Unit:
    symbol_fr, _, symbol_en = symbols.partition("|")
    return Unit(code, dimension, Decimal(factor), symbol_fr, symbol_en or symbol_fr, name_fr, name_en)


# The base unit of each dimension is its line with factor 1.
UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        _unit("g", "mass", "0.001", "g", "gramme", "gram"),
        _unit("kg", "mass", "1", "kg", "kilogramme", "kilogram"),
        _unit("t", "mass", "1000", "t", "tonne", "tonne"),
        _unit("lb", "mass", "0.45359237", "lb", "livre", "pound"),
        _unit("ml", "volume", "0.001", "ml|mL", "millilitre", "millilitre"),
        _unit("l", "volume", "1", "l|L", "litre", "litre"),
        _unit("m3", "volume", "1000", "m³", "mètre cube", "cubic metre"),
        _unit("gal", "volume", "4.54609", "gal", "gallon impérial", "imperial gallon"),
        _unit("cm", "length", "0.01", "cm", "centimètre", "centimetre"),
        _unit("m", "length", "1", "m", "mètre", "metre"),
        _unit("km", "length", "1000", "km", "kilomètre", "kilometre"),
        _unit("ft", "length", "0.3048", "pi|ft", "pied", "foot"),
        _unit("m2", "area", "1", "m²", "mètre carré", "square metre"),
        _unit("ft2", "area", "0.09290304", "pi²|ft²", "pied carré", "square foot"),
        _unit("ha", "area", "10000", "ha", "hectare", "hectare"),
        _unit("s", "time", "1", "s", "seconde", "second"),
        _unit("min", "time", "60", "min", "minute", "minute"),
        _unit("h", "time", "3600", "h", "heure", "hour"),
        _unit("d", "time", "86400", "j|d", "jour", "day"),
        _unit("mj", "energy", "1", "MJ", "mégajoule", "megajoule"),
        _unit("gj", "energy", "1000", "GJ", "gigajoule", "gigajoule"),
        _unit("kwh", "energy", "3.6", "kWh", "kilowattheure", "kilowatt-hour"),
        _unit(
            "kgco2e", "emissions", "1", "kg CO₂ éq.|kg CO₂e", "kilogramme d’équivalent CO₂", "kilogram CO₂e"
        ),
        _unit("tco2e", "emissions", "1000", "t CO₂ éq.|t CO₂e", "tonne d’équivalent CO₂", "tonne CO₂e"),
        _unit("each", "count", "1", "unité|unit", "unité", "unit"),
        _unit("person", "people", "1", "pers.|people", "personne", "person"),
    )
}


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """An exact number of one unit.

    ``value`` may be Decimal, int or text; TypeError for a float. ``unit`` is a code of :data:`UNITS` (KeyError
    when unknown). Two quantities are equal when they measure the same: 1 t and 1000 kg.
    """

    value: Decimal
    unit: str

    def __init__(self, value: Decimal | int | str, unit: str) -> None:
        if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
            raise TypeError(f"an exact number is needed (Decimal, int or text), not {value!r}")
        exact = Decimal(value)
        if not exact.is_finite():
            raise ValueError(f"not a quantity: {value!r}")
        object.__setattr__(self, "value", exact)
        object.__setattr__(self, "unit", UNITS[unit].code)

    @property
    def dimension(self) -> str:
        """What is measured: mass, volume, length, area, time, energy, emissions, count or people."""
        return UNITS[self.unit].dimension

    def to(self, unit: str) -> Quantity:
        """The same quantity in another unit of its dimension, to 34 significant digits.

        ValueError when the two units do not measure the same thing.
        """
        here, there = UNITS[self.unit], UNITS[unit]
        if here.dimension != there.dimension:
            raise ValueError(
                f"{here.code} measures {here.dimension}, {there.code} measures {there.dimension}"
            )
        if here is there:
            return self
        with localcontext() as context:
            context.prec = _DIGITS
            return Quantity(self.value * here.factor / there.factor, unit)

    def __add__(self, other: Quantity) -> Quantity:
        with localcontext() as context:
            context.prec = _DIGITS
            return Quantity(self.value + other.to(self.unit).value, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        return self + other * -1

    def __mul__(self, factor: Decimal | int) -> Quantity:
        with localcontext() as context:
            context.prec = _DIGITS
            return Quantity(self.value * factor, self.unit)

    __rmul__ = __mul__

    def _base(self) -> Decimal:
        with localcontext() as context:
            context.prec = _DIGITS
            # A conversion and back may move the last digits: six are given up before comparing.
            exact = self.value * UNITS[self.unit].factor
            context.prec = _DIGITS - 6
            return (+exact).normalize()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity) or self.dimension != other.dimension:
            return NotImplemented
        return self._base() == other._base()

    def __hash__(self) -> int:
        return hash((self.dimension, self._base()))

    def __lt__(self, other: Quantity) -> bool:
        other.to(self.unit)
        return self._base() < other._base()

    def display(self, language: str = "fr", decimals: int | None = None) -> str:
        """As people write it: « 1 234,5 kg », "1,234.5 kg"; ``decimals`` fixes how many, else all that count."""
        unit = UNITS[self.unit]
        symbol = unit.symbol_en if language.lower().startswith("en") else unit.symbol_fr
        return f"{format_number(self.value, decimals, language)}{NBSP}{symbol}"

    def __str__(self) -> str:
        return self.display()
