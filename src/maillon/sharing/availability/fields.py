"""Two PostgreSQL multirange columns: cells, and open hours."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

from maillon.kernel.spans import Span, Spans


def cells_of(value: Iterable[Any]) -> frozenset[int]:
    """Return the cell numbers of an ``int8multirange`` as the database gave it: bounded, half-open ranges."""
    return frozenset(number for span in value for number in range(span.lower, span.upper))


class CellsField(models.Field):
    """A set of cell numbers, an ``int8multirange``; in Python a frozenset of integers."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002  (Django's signature)
        return "int8multirange"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> frozenset[int] | None:  # noqa: ARG002
        return None if value is None else cells_of(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Multirange):
            return value
        return Multirange([Range(number, number + 1) for number in sorted(value)])

    def to_python(self, value: Any) -> Any:
        return frozenset(value) if value is not None else None


class OpenHoursField(models.Field):
    """Disjoint spans of time, a ``tstzmultirange``; in Python :class:`maillon.kernel.spans.Spans` of datetimes."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002  (Django's signature)
        return "tstzmultirange"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Spans[Any] | None:  # noqa: ARG002
        return None if value is None else Spans(Span(span.lower, span.upper) for span in value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Multirange):
            return value
        return Multirange([Range(span.start, span.end) for span in value])
