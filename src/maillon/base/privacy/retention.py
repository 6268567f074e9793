"""How long each table keeps its rows, and forgetting those whose time is over."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.utils.functional import Promise

YEAR = 365


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the rows of one table are kept.

    ``table`` is the name of a model (``app.Model``) or, for a table without one, of the table itself. ``days`` is
    counted from the column ``since``, and the rows are then deleted by a daily job; ``None`` means as long as what
    the row belongs to, or until its own package forgets it as ``why`` says. ``personal`` lists the columns that
    hold data on people.
    """

    table: str
    days: int | None
    why: "str | Promise"
    since: str = ""
    personal: tuple[str, ...] = ()

    @property
    def years(self) -> int:
        """Return the duration in whole years, or nought when it is not one."""
        return (self.days or 0) // YEAR if (self.days or 0) % YEAR == 0 else 0

    def __post_init__(self) -> None:
        if (self.days is None) != (self.since == ""):
            raise ValueError(f"{self.table}: a number of days is counted from a column")


_declared: dict[str, Retention] = {}


def declare(*retentions: Retention) -> None:
    """Add declarations; each table has one."""
    for retention in retentions:
        if retention.table in _declared and _declared[retention.table] != retention:
            raise ValueError(f"{retention.table} is declared twice")
        _declared[retention.table] = retention


def declared() -> tuple[Retention, ...]:
    """Return every declaration."""
    return tuple(_declared.values())


@transaction.atomic
def forget_expired(*, now: dt.datetime) -> dict[str, int]:
    """Delete the rows whose time is over; return how many, by table, for those that lost some."""
    forgotten = {}
    for retention in declared():
        if retention.days is None:
            continue
        model = apps.get_model(retention.table)
        limit = now - dt.timedelta(days=retention.days)
        count, _by_model = model._base_manager.filter(**{f"{retention.since}__lt": limit}).delete()
        if count:
            forgotten[retention.table] = count
    return forgotten
