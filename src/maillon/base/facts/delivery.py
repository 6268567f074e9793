"""Recording a fact and delivering it to those who subscribed."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import connection
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

_subscribers: dict[str, list[str]] = defaultdict(list)
_types: dict[str, type["Fact"]] = {}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, in the past tense. Subclass it as a frozen dataclass of plain values."""


def _key(fact_type: type[Fact]) -> str:
    return f"{fact_type.__module__}.{fact_type.__qualname__}"


def subscribe(fact_type: type[Fact], handler: str) -> None:
    """Have ``handler`` (dotted path of a function of one fact) called, in a job, for each such fact."""
    _types[_key(fact_type)] = fact_type
    if handler not in _subscribers[_key(fact_type)]:
        _subscribers[_key(fact_type)].append(handler)


def handlers_of(fact_type: type[Fact]) -> tuple[str, ...]:
    """Return the dotted paths of those who hear of this kind of fact."""
    return tuple(_subscribers[_key(fact_type)])


def record(fact: Fact) -> None:
    """Tell the subscribers, once the present transaction commits; nothing is told if it rolls back.

    Raises :class:`RuntimeError` outside a transaction: a fact without its data could be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A fact is recorded inside the transaction that makes it true.")
    payload = msgspec.to_builtins(fact)
    for handler in handlers_of(type(fact)):
        defer("deliver_fact", fact=_key(type(fact)), handler=handler, payload=payload)


def defer(task: str, **arguments: Any) -> None:
    """Put one job in the queue, within the present transaction.

    What the database says against it is raised as Django's own error, as from any other statement of the
    transaction: a deadlock is then tried again, a lost connection recognised.
    """
    try:
        app.configure_task(task).defer(**arguments)
    except ConnectorException as error:
        with connection.wrap_database_errors:
            raise (error.__cause__ or error) from None


def deliver(*, fact: str, handler: str, payload: dict[str, Any]) -> None:
    """Call one handler with the fact rebuilt from its stored values."""
    fact_type = _types.get(fact) or import_string(fact)
    import_string(handler)(msgspec.convert(payload, fact_type, strict=False))
