"""The audit trail as people read it: who changed what, when, and why, field by field, the newest first.

A *source* is one kind of event (what is said of an asset, its sharing); a *timeline* puts the sources of one
thing together, by parts. Every part costs the same number of queries whatever the length of the history.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from maillon.base.web import formats

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One field, in words: its name, what it said, what it says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an event says: a title, and the fields it changed."""

    title: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment of a history. ``who`` is empty when the program itself acted."""

    id: str
    when: datetime
    who: str
    title: str
    changes: tuple[Change, ...]
    why: str


Pairs = Sequence[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of event of a thing: ``events`` finds them by the thing's number, ``tell`` puts them in words.

    ``tell`` receives pairs (event, the event before it or None) and returns as many :class:`Told`.
    """

    name: str
    events: Callable[[int], "QuerySet[Any]"]
    tell: Callable[[Pairs], list[Told]]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a part of a timeline ended: the moment, the rank of the source, the number of the event."""

    at: datetime
    rank: int
    number: int


class Timeline:
    """The history of one thing; it can be counted and cut, so that Django's Paginator makes its pages."""

    def __init__(self, sources: Sequence[Source], thing_id: int, why: Callable[[str], str] = str) -> None:
        self.sources, self.thing_id, self.why = tuple(sources), thing_id, why

    def count(self) -> int:
        """Return how many events there are."""
        return sum(source.events(self.thing_id).count() for source in self.sources)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Entry]:
        return self._entries(list(self._positions()[part]))

    def after(self, position: Position | None, limit: int) -> tuple[list[Entry], Position | None]:
        """Return the next older entries, and where they end when there are more."""
        found = list(self._positions(position)[: limit + 1])
        shown = found[:limit]
        return self._entries(shown), Position(*shown[-1]) if len(found) > limit else None

    def _positions(self, after: Position | None = None) -> Any:
        """Return (moment, rank, number) of every event, the newest first, as one query."""
        parts = []
        for rank, source in enumerate(self.sources):
            events = source.events(self.thing_id).order_by()
            if after is not None:
                events = events.filter(_older(after, rank))
            parts.append(
                events.annotate(moment=F("pgh_created_at"), rank=Value(rank), number=F("pgh_id")).values_list(
                    "moment", "rank", "number"
                )
            )
        first, *others = parts
        return first.union(*others, all=True).order_by("-moment", "-rank", "-number")

    def _entries(self, positions: Sequence[tuple[datetime, int, int]]) -> list[Entry]:
        entries: dict[tuple[int, int], Entry] = {}
        for rank, source in enumerate(self.sources):
            numbers = [number for _at, where, number in positions if where == rank]
            if numbers:
                entries |= {(rank, one): entry for one, entry in self._read(source, numbers)}
        return [entries[rank, number] for _at, rank, number in positions]

    def _read(self, source: Source, numbers: list[int]) -> Iterable[tuple[int, Entry]]:
        whole = source.events(self.thing_id)
        earlier = whole.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        events = list(
            whole.filter(pgh_id__in=numbers)
            .annotate(before_id=Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1]))
            .select_related("pgh_context")
            .order_by("pgh_id")
        )
        before = whole.in_bulk([event.before_id for event in events if event.before_id])
        told = source.tell([(event, before.get(event.before_id)) for event in events])
        people = names_of(events)
        for event, words in zip(events, told, strict=True):
            context = event.pgh_context.metadata if event.pgh_context else {}
            yield (
                event.pgh_id,
                Entry(
                    f"{source.name}-{event.pgh_id}",
                    event.pgh_created_at,
                    people.get(context.get("person") or 0, ""),
                    words.title,
                    words.changes,
                    self.why(str(context.get("why") or "")),
                ),
            )


def _older(after: Position, rank: int) -> Q:
    """Return the condition « strictly after this position », newest first, for the events of one source."""
    same = Q(pgh_created_at=after.at)
    if rank == after.rank:
        same &= Q(pgh_id__lt=after.number)
    elif rank > after.rank:
        return Q(pgh_created_at__lt=after.at)
    return Q(pgh_created_at__lt=after.at) | same


def names_of(events: Iterable[Any]) -> dict[int, str]:
    """Return the names of the people who acted, by number; one query."""
    numbers = {event.pgh_context.metadata.get("person") for event in events if event.pgh_context}
    people = get_user_model()._default_manager.in_bulk(number for number in numbers if number)
    return {number: str(person) for number, person in people.items()}


def changes_between(
    pairs: Pairs, model: type[Model], *, silent: frozenset[str] = frozenset()
) -> list[tuple[Change, ...]]:
    """Return, for each (event, event before), the fields of ``model`` that differ, in words.

    The first event of a thing changes nothing. What a field points to is read once for all pairs.
    """
    kept = {field.name for field in pairs[0][0]._meta.fields} if pairs else set()
    fields = [field for field in model._meta.fields if field.name in kept - silent and not field.primary_key]
    named = _named(pairs, fields)
    return [
        tuple(
            Change(
                capital(str(field.verbose_name)),
                _word(field, getattr(before, field.attname), named),
                _word(field, getattr(event, field.attname), named),
            )
            for field in fields
            if before is not None and getattr(event, field.attname) != getattr(before, field.attname)
        )
        for event, before in pairs
    ]


def _named(pairs: Pairs, fields: Sequence[Any]) -> Mapping[str, Mapping[Any, Any]]:
    """Read what the fields that changed point to, by field: one query for each."""
    named = {}
    for field in fields:
        if field.remote_field is None:
            continue
        numbers = {
            getattr(one, field.attname)
            for event, before in pairs
            if before is not None and getattr(event, field.attname) != getattr(before, field.attname)
            for one in (event, before)
        } - {None}
        if numbers:
            named[field.name] = field.remote_field.model._base_manager.in_bulk(numbers)
    return named


def _word(field: Any, value: Any, named: Mapping[str, Mapping[Any, Any]]) -> str:
    if value is None or value == "":
        return NOTHING
    if field.remote_field is not None:
        return str(named[field.name].get(value, _("no %(number)s") % {"number": value}))
    if field.flatchoices:
        return capital(str(dict(field.flatchoices).get(value, value)))
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return f"{formats.day(value)}, {formats.hour(value)}"
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal):
        return formats.number(value, 2)
    if isinstance(value, float):
        return formats.number(value, 6)
    return formats.number(value) if isinstance(value, int) else str(value)


def capital(text: str) -> str:
    """Return the text with a capital at its beginning only."""
    return text[:1].upper() + text[1:]
