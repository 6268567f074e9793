"""The request being written: kept in the session as it is typed, so that signing in loses nothing of it."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.sessions.backends.base import SessionBase

from maillon.kernel.recurrence import at_wall
from maillon.sharing.reservations.queries.bundles import wishes_for
from maillon.sharing.reservations.rules import Wish

KEY = "reservations_drafts"
KEPT = 5  # drafts per visitor; the oldest goes


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered so far about one asset; hours are by the clock of the place.

    ``uid`` becomes the request's own key: sending twice sends once.
    """

    asset_id: int
    day: str = ""
    starts: str = ""
    last_day: str = ""
    ends: str = ""
    purpose: str = ""
    attendees: int | None = None
    quantity: int = 1
    message: str = ""
    membership: int | None = None
    extras: dict[str, int] = field(default_factory=dict)
    uid: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def has_period(self) -> bool:
        """Return whether the first question is answered."""
        return bool(self.day and self.starts and self.ends)

    @property
    def is_complete(self) -> bool:
        """Return whether all the questions that must be are answered."""
        return self.has_period and bool(self.purpose)

    def wish(self, tz: ZoneInfo) -> Wish:
        """Return the wish, by the clock of the place; needs :attr:`has_period`."""
        return Wish(
            asset_id=self.asset_id,
            starts_at=moment(self.day, self.starts, tz),
            ends_at=moment(self.last_day or self.day, self.ends, tz),
            purpose=self.purpose,
            attendees=self.attendees,
            quantity=self.quantity,
            message=self.message,
        )

    def wishes(self, tz: ZoneInfo) -> list[Wish]:
        """Return the wish and those of what is asked for with it; needs :attr:`has_period`."""
        return wishes_for(self.wish(tz), {int(number): many for number, many in self.extras.items()})

    def with_answers(self, **answers: Any) -> "Draft":
        """Return the draft with these answers in place of the former ones."""
        return replace(self, **answers)


def moment(day: str, clock: str, tz: ZoneInfo) -> dt.datetime:
    """Return the instant when the clock of the place shows this hour of this day; « 24:00 » is its last instant."""
    hours, minutes = clock.split(":")
    return at_wall(dt.date.fromisoformat(day), int(hours) * 60 + int(minutes), tz)


def read_draft(session: SessionBase, asset_id: int) -> Draft | None:
    """Return the draft about this asset, if there is one."""
    kept = session.get(KEY, {}).get(str(asset_id))
    known = {name: kept[name] for name in Draft.__slots__ if name in kept} if kept else {}
    return Draft(**known) if "asset_id" in known else None


def keep_draft(session: SessionBase, draft: Draft) -> None:
    """Keep the draft, as the most recent."""
    drafts = session.get(KEY, {})
    drafts.pop(str(draft.asset_id), None)
    drafts[str(draft.asset_id)] = asdict(draft)
    session[KEY] = dict(list(drafts.items())[-KEPT:])


def drop_draft(session: SessionBase, asset_id: int) -> None:
    """Forget the draft, once it is sent or given up."""
    drafts = session.get(KEY, {})
    drafts.pop(str(asset_id), None)
    session[KEY] = drafts
