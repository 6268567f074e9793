"""Loi 25 in code: every table says how long it keeps what; a person may read, carry away and erase their data.

Words: a *retention* (« conservation ») is declared for each table in ``config/registry.py``, and a test fails for a
table without one; a *holding* is what one package holds on a person. Verbs: ``declare``, ``offer``, ``forget_expired``,
``held_on``, ``reasons_to_stay``, ``erase``.
"""

from maillon.base.privacy.holdings import Holding, erase, held_on, offer, reasons_to_stay
from maillon.base.privacy.retention import Retention, declare, declared, forget_expired

__all__ = [
    "Holding",
    "Retention",
    "declare",
    "declared",
    "erase",
    "forget_expired",
    "held_on",
    "offer",
    "reasons_to_stay",
]
