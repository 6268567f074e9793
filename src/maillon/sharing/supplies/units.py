"""The units in which supplies are counted: a closed list; some only come whole."""

from collections.abc import Callable
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillon.base.web.formats import language, number
from maillon.kernel.quantities import UNITS
from maillon.kernel.words import NBSP

MINUS = "\u2212"


class Unit(models.TextChoices):
    """In what an article is counted; the measures are those of the kernel."""

    PIECE = "piece", _("pièce")
    PAIR = "pair", _("paire")
    BOX = "box", _("boîte")
    PACK = "pack", _("paquet")
    BAG = "bag", _("sac")
    ROLL = "roll", _("rouleau")
    SHEET = "sheet", _("feuille")
    CONTAINER = "container", _("contenant")
    KILOGRAM = "kg", _("kilogramme")
    TONNE = "t", _("tonne")
    LITRE = "l", _("litre")
    METRE = "m", _("mètre")
    SQUARE_METRE = "m2", _("mètre carré")
    CUBIC_METRE = "m3", _("mètre cube")


_SAID: dict[str, Callable[[int], str]] = {
    Unit.PIECE: lambda n: ngettext("%(n)s pièce", "%(n)s pièces", n),
    Unit.PAIR: lambda n: ngettext("%(n)s paire", "%(n)s paires", n),
    Unit.BOX: lambda n: ngettext("%(n)s boîte", "%(n)s boîtes", n),
    Unit.PACK: lambda n: ngettext("%(n)s paquet", "%(n)s paquets", n),
    Unit.BAG: lambda n: ngettext("%(n)s sac", "%(n)s sacs", n),
    Unit.ROLL: lambda n: ngettext("%(n)s rouleau", "%(n)s rouleaux", n),
    Unit.SHEET: lambda n: ngettext("%(n)s feuille", "%(n)s feuilles", n),
    Unit.CONTAINER: lambda n: ngettext("%(n)s contenant", "%(n)s contenants", n),
}
WHOLE = tuple(sorted(_SAID))
"""The units of things that are not cut: half a pair of gloves is an error of typing."""


def comes_whole(unit: str) -> bool:
    """Return whether this unit only counts whole things."""
    return unit in _SAID


def plural(unit: str) -> str:
    """Return what stands after a number to type: « paires », « kg »."""
    if unit in _SAID:
        return (_SAID[unit](2) % {"n": ""}).strip()
    known = UNITS[unit]
    return known.symbol_en if language() == "en" else known.symbol_fr


def told(amount: Decimal, unit: str) -> str:
    """Return an amount as people read it: « 12 paires », « 2,5 kg »."""
    if unit in _SAID:
        return _SAID[unit](int(abs(amount))) % {"n": number(amount)}
    return f"{number(amount)}{NBSP}{plural(unit)}"


def told_change(amount: Decimal, unit: str) -> str:
    """Return what a movement adds or takes, with its sign: « +12 paires », « −2,5 kg »."""
    sign = "+" if amount > 0 else MINUS if amount < 0 else ""
    return sign + told(abs(amount), unit)
