"""The cart: in the session until someone signs in, in their account afterwards. It puts aside, it holds no place."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from maillon.sharing.reservations.models import CartLine
from maillon.sharing.reservations.services.orders import CART_HOLDS, Line, add_line, drop_line

KEY = "reservations_cart"


@dataclass(frozen=True, slots=True)
class Cart:
    """The cart of whoever is here; ``person_id`` is None before they sign in."""

    session: SessionBase
    person_id: int | None

    def lines(self) -> list[Line]:
        """Return what is in it, in order of time: of the account, then of this browser, each moment once."""
        kept = {line.key: line for line in self._of_session()}
        if self.person_id is not None:
            for row in CartLine.objects.filter(person_id=self.person_id).order_by("starts_at", "pk"):
                line = Line(row.asset_id, row.starts_at, row.ends_at, row.quantity)
                kept[line.key] = line
        return sorted(kept.values(), key=lambda line: (line.starts_at, line.asset_id))

    def add(self, line: Line) -> None:
        """Put something aside; the same thing at the same moment twice counts once."""
        if self.person_id is not None:
            self.settle()
            add_line(person_id=self.person_id, line=line)
            return
        kept = {one.key: one for one in self._of_session()} | {line.key: line}
        self._keep(list(kept.values())[-CART_HOLDS:])

    def drop(self, key: str) -> None:
        """Take something out of it."""
        self._keep([line for line in self._of_session() if line.key != key])
        if self.person_id is not None:
            drop_line(person_id=self.person_id, key=key)

    def settle(self) -> None:
        """Bring what was put aside before signing in to the account."""
        before = self._of_session()
        if self.person_id is None or not before:
            return
        for line in before:
            add_line(person_id=self.person_id, line=line)
        self._keep([])

    def _of_session(self) -> list[Line]:
        return [_read(kept) for kept in self.session.get(KEY, [])]

    def _keep(self, lines: list[Line]) -> None:
        if lines or KEY in self.session:
            self.session[KEY] = [_written(line) for line in lines]


def _written(line: Line) -> dict[str, Any]:
    return {
        "asset_id": line.asset_id,
        "starts_at": line.starts_at.isoformat(),
        "ends_at": line.ends_at.isoformat(),
        "quantity": line.quantity,
    }


def _read(kept: dict[str, Any]) -> Line:
    return Line(
        kept["asset_id"],
        dt.datetime.fromisoformat(kept["starts_at"]),
        dt.datetime.fromisoformat(kept["ends_at"]),
        kept["quantity"],
    )
