"""Lists by part: a page of items and the address of the next one (``Link: <…>; rel="next"``, RFC 8288).

A cursor remembers where the page ended by the values of its last line, not by a count of lines: nothing is
skipped or read twice when lines are added meanwhile, and the thousandth page costs what the first did.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field as Column
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from maillon.base.api.schemas import explained
from maillon.base.refusals import Invalid

M = TypeVar("M", bound=Model)
T = TypeVar("T")
LARGEST = 200


class PageQuery(Schema):
    """Which part of a list."""

    limit: int = explained("Nombre d’éléments par page.", default=50, example=50, ge=1, le=LARGEST)
    cursor: str | None = explained(
        "Où reprendre : valeur donnée par la page d’avant.", default=None, max_length=600
    )


class Page(Schema, Generic[T]):
    """A part of a list."""

    items: list[T] = explained("Les éléments de cette page.")
    next: str | None = explained("L’adresse de la page suivante; null à la dernière.")


def page_of(
    rows: QuerySet[M],
    *,
    order: tuple[str, ...],
    page: PageQuery,
    request: HttpRequest,
    response: HttpResponse,
    shape: Callable[[M], T],
) -> dict[str, Any]:
    """Return the wanted part of ``rows`` in ``order``, whose last column must be unique; set the ``Link`` header.

    ``order`` is written as for ``order_by``; columns must not be null. Raises :class:`Invalid` for a cursor
    that this list did not give.
    """
    if page.cursor:
        rows = rows.filter(_after(order, _read(page.cursor, rows.model, order)))
    found = list(rows.order_by(*order)[: page.limit + 1])
    shown, more = found[: page.limit], len(found) > page.limit
    following = _address(request, _write(shown[-1], order)) if more else None
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return {"items": [shape(row) for row in shown], "next": following}


def whole(items: Iterable[T]) -> dict[str, Any]:
    """Return a short list as its only page."""
    return {"items": list(items), "next": None}


def _columns(model: type[Model], order: tuple[str, ...]) -> "list[Column[Any, Any]]":
    return [
        model._meta.pk if name.lstrip("-") == "pk" else model._meta.get_field(name.lstrip("-"))  # type: ignore[misc]  # no relation is ever listed
        for name in order
    ]


def _write(row: Model, order: tuple[str, ...]) -> str:
    columns = _columns(type(row), order)
    values = [column.value_to_string(row) for column in columns]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(cursor: str, model: type[Model], order: tuple[str, ...]) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            raise ValueError(cursor)
        if not all(isinstance(value, str) and "\x00" not in value for value in values):
            raise ValueError(cursor)
        columns = _columns(model, order)
        return [column.to_python(value) for column, value in zip(columns, values, strict=True)]
    except (ValueError, binascii.Error, ValidationError, OverflowError, RecursionError) as error:
        message = _("Ce curseur n’est pas de cette liste : reprenez l’adresse donnée dans « next ».")
        raise Invalid(message, field="cursor") from error


def _after(order: tuple[str, ...], values: list[Any]) -> Q:
    """Return the condition « strictly after this line » for columns of either direction."""
    after = Q()
    for position in range(len(order)):
        equal = {name.lstrip("-"): value for name, value in zip(order[:position], values, strict=False)}
        name = order[position]
        side = f"{name[1:]}__lt" if name.startswith("-") else f"{name}__gt"
        after |= Q(**equal, **{side: values[position]})
    first = f"{order[0][1:]}__lte" if order[0].startswith("-") else f"{order[0]}__gte"
    return Q(**{first: values[0]}) & after  # said apart, so that an index on the first column serves


def _address(request: HttpRequest, cursor: str) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
