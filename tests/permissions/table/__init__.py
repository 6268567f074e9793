"""Who may open what: one line per page and per route. A missing line fails the walk; so does a wrong one.

``get`` and ``post`` name the hats that are let in (see ``hats.py``); ``post`` left out means that sending the page
an empty form is for the same hats, or for nobody. ``takes`` gives the words of the address: names of things of
``world/``, or plain values; so do ``body`` and, between braces, ``query``. The same page may have several lines,
one per thing, told apart by ``takes``.

Each package of the house has its file: ``PAGES`` for its pages, ``ROUTES`` for its routes of the API.
"""

from . import (
    account,
    community,
    house_rules,
    imports,
    inventory,
    kits,
    labels,
    reservations,
    shell,
    stocktaking,
    supplies,
    terms,
)
from .lines import Line

MODULES = (
    account,
    community,
    shell,
    inventory,
    labels,
    stocktaking,
    terms,
    house_rules,
    supplies,
    reservations,
    kits,
    imports,
)
PAGES: tuple[Line, ...] = tuple(line for module in MODULES for line in getattr(module, "PAGES", ()))
ROUTES: tuple[Line, ...] = tuple(line for module in MODULES for line in getattr(module, "ROUTES", ()))

__all__ = ["PAGES", "ROUTES", "Line"]
