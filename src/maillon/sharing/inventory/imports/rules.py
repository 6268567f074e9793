"""What a list changes in what is known: pure, lines in, findings out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from maillon.base.imports.tables import tidy
from maillon.kernel.objections import Objection
from maillon.sharing.inventory.imports.likeness import Likeness, Likes, Thing, numbered_apart
from maillon.sharing.inventory.imports.lines import BadLine, Line, Values, place_of, short_key

COMPARED = (
    "name",
    "class_code",
    "identifier",
    "description",
    "accessibility",
    "capacity",
    "quantity",
    "lon",
    "lat",
    "state",
)
SAME_DEGREE = 1e-6  # about ten centimetres: what writing a coordinate in a file may lose


class Kind(StrEnum):
    """What a line proposes."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    DUPLICATE = "duplicate"
    REJECTED_LINE = "rejected_line"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Known:
    """An asset that the organisation already has. ``key`` is empty for one that no list brought.

    ``merged`` is set for a record that a person merged into another: the lists that still name it change nothing.
    """

    asset_id: int
    key: str
    archived: bool
    values: Values
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one line proposes. ``before`` holds the present values of what would change."""

    kind: Kind
    line: int
    key: str = ""
    asset_id: int | None = None
    values: Values = field(default_factory=dict)
    before: Values | None = None
    objections: tuple[Objection, ...] = ()


def list_key(source: str, key: str) -> str:
    """Return the key of a line across all the lists of its organisation."""
    return f"{source}:{key}"


def compare(lines: Iterable[Line | BadLine], known: Collection[Known], *, source: str) -> Iterator[Finding]:
    """Say what each line proposes, in order, then which assets of the list it no longer names.

    An asset is recognised by its key; one that no list brought, by the owner's number. Two lines with the same
    key, and a new line that is likely a thing already known or already named (see :mod:`.likeness`), are likely
    duplicates: nothing is merged, a person decides.
    """
    memory = _Memory(known, source)
    for line in lines:
        if isinstance(line, BadLine):
            yield Finding(Kind.REJECTED_LINE, line.number, values=line.values, objections=line.objections)
        else:
            yield memory.finding(line)
    yield from memory.gone()


class _Memory:
    """What is known, and what the file has said so far."""

    def __init__(self, known: Collection[Known], source: str) -> None:
        self.source = source
        self.by_record = {one.asset_id: one for one in known}
        self.by_key = {one.key: one for one in known if one.key}
        self.by_number = {
            one.values["identifier"]: one
            for one in known
            if not one.key and not one.merged and one.values.get("identifier")
        }
        self.by_place: dict[tuple[Any, ...], Thing] = {}
        self.assets, self.lines = Likes(), Likes()
        for one in known:
            if not one.archived:
                self._remember(one)
        self.times: dict[str, int] = {}
        self.first_line: dict[str, int] = {}
        self.line_at: dict[tuple[Any, ...], Thing] = {}
        self.matched: set[int] = set()

    def _remember(self, one: Known) -> None:
        """Note where an asset is; without a point, it is also found by a line that tells of no place."""
        thing = Thing.of(one.asset_id, one.key.partition(":")[0], one.values)
        self.by_place[place_of(one.values)] = thing
        self.by_place[place_of(one.values | {"address": ""})] = thing
        self.assets.add(thing)

    def finding(self, line: Line) -> Finding:
        """Say what a line proposes, and remember it."""
        times = self.times[line.key] = self.times.get(line.key, 0) + 1
        first = self.first_line.setdefault(line.key, line.number)
        thing = Thing.of(line.number, self.source, line.values)
        earlier = self.line_at.setdefault(line.place, thing)
        like = self.lines.nearest(thing)
        self.lines.add(thing)
        key = list_key(self.source, line.key if times == 1 else short_key(f"{line.key}#{times}", 74))
        values = line.values | {"site": line.site}
        same = None if line.record is None else self.by_record.get(line.record)
        if same is not None and same.asset_id in self.matched:
            return _duplicate(line, key, values, Objection("key_again", values={"line": first}))
        same = same or self.by_key.get(key)
        if same is None and times == 1:
            same = self.by_number.get(line.values.get("identifier", ""))
        if same is not None:
            return self._known(line, key, values, same)
        if times > 1:
            return _duplicate(line, key, values, Objection("key_again", values={"line": first}))
        if there := self._likely_asset(thing, line.place):
            return _duplicate(line, key, values, *there)
        if earlier is not thing and not _kept_apart(earlier, thing):
            return _duplicate(line, key, values, Objection("place_again", values={"line": earlier.number}))
        if like is not None:
            return _duplicate(line, key, values, _likely("line", like))
        return Finding(Kind.NEW, line.number, key, values=values)

    def _likely_asset(self, thing: Thing, place: tuple[Any, ...]) -> tuple[Objection, int] | None:
        """Return why a new line is likely an asset that exists, and which."""
        neighbour = self.by_place.get(place)
        if neighbour is not None and not _kept_apart(neighbour, thing):
            return Objection("asset_there", values={"asset": neighbour.number}), neighbour.number
        like = self.assets.nearest(thing)
        return (_likely("asset", like), like.thing.number) if like else None

    def _known(self, line: Line, key: str, values: Values, same: Known) -> Finding:
        self.matched.add(same.asset_id)
        if same.merged:
            return Finding(Kind.UNCHANGED, line.number, key, same.asset_id, values)
        before = differences(line.values, same.values)
        if same.archived and not line.archived:
            before["state"] = "archived"
            values = values | {"state": "active"}
        kind = Kind.CHANGED if before else Kind.UNCHANGED
        return Finding(kind, line.number, key, same.asset_id, values, before or None)

    def gone(self) -> Iterator[Finding]:
        """List the assets that this list brought and names no more."""
        prefix = list_key(self.source, "")
        for one in self.by_key.values():
            if one.key.startswith(prefix) and not one.archived and one.asset_id not in self.matched:
                yield Finding(
                    Kind.GONE,
                    0,
                    one.key,
                    one.asset_id,
                    one.values,
                    {"state": "active"},
                )


def _duplicate(line: Line, key: str, values: Values, why: Objection, asset_id: int | None = None) -> Finding:
    return Finding(Kind.DUPLICATE, line.number, key, asset_id, values, objections=(why,))


def _kept_apart(one: Thing, other: Thing) -> bool:
    """Return whether two things of one name, without a point, are told apart by their owner's numbers."""
    return one.x is None and numbered_apart(one, other)


def _likely(what: str, like: Likeness) -> Objection:
    """Return why a line is likely ``asset`` or ``line``: by what it is recognised, and how far it is."""
    near = "address" if like.metres is None else "near"
    code = f"{what}_number" if like.why == "number" else f"{what}_{like.why}_{near}"
    told = {what: like.thing.number, "name": like.thing.name, "metres": round(like.metres or 0)}
    return Objection(code, values=told)


def differences(said: Mapping[str, Any], present: Mapping[str, Any]) -> Values:
    """Return the present values of the fields that a file says otherwise; what it does not say stays.

    Characteristics are compared one by one, under names such as ``details.area``.
    """
    return {
        name: present.get(name)
        for name in (*COMPARED, *(name for name in said if name.startswith("details.")))
        if name in said and not _same(said[name], present.get(name))
    }


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, (int, float)):
        return abs(one - other) <= SAME_DEGREE
    if isinstance(one, str) and isinstance(other, str):
        return one == tidy(other)  # a file cannot say spaces that reading takes away
    return bool(one == other)
