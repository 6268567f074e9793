"""Loi 25 in code: every table declares how long it keeps what, and why.

A package gives its :class:`Retention` rows to ``config/registry.py``; a test fails for a table without one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the rows of one table are kept.

    ``model`` is ``app_label.ModelName``; ``days`` is counted from the end of the row's use,
    ``None`` means as long as the record it belongs to; ``personal`` lists the columns that hold personal data.
    """

    model: str
    days: int | None
    why: str
    personal: tuple[str, ...] = ()
