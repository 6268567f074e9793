"""Counting what many views show at once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery, Value

from maillon.community.organisations.models import Organisation


class _Lines(Subquery):
    """How many lines a query gives, up to its limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def count_each(lists: Sequence["QuerySet[Any]"], *, upto: int) -> list[int]:
    """Count the lines of each list up to one more than ``upto``, all in one query."""
    lines = [one.order_by().annotate(line=Value(1)).values("line")[: upto + 1] for one in lists]
    if not lines:
        return []
    counted = Organisation.objects.order_by("pk").values_list(*(_Lines(one) for one in lines))
    return [int(count) for count in counted[0]]
