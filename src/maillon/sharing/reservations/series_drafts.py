"""The series being written: kept in the session, so that signing in loses nothing."""

import uuid
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from maillon.kernel.repetition import Repetition
from maillon.sharing.reservations.services.dates import SeriesWish

KEY = "reservations_series_drafts"
KEPT = 5  # drafts per visitor; the oldest goes


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """What was answered so far about a series on one asset; ``rule`` is a :class:`Repetition` in plain values.

    ``uid`` becomes the series' own key: sending twice sends once.
    """

    asset_id: int
    rule: dict[str, Any] = field(default_factory=dict)
    looked: bool = False
    purpose: str = ""
    attendees: int | None = None
    quantity: int = 1
    message: str = ""
    membership: int | None = None
    whole: str = ""
    uid: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def has_rule(self) -> bool:
        """Return whether the first question is answered."""
        return bool(self.rule)

    @property
    def repetition(self) -> Repetition:
        """Return the rule; needs :attr:`has_rule`."""
        return Repetition.from_json(self.rule)

    def wish(self) -> SeriesWish:
        """Return what is wished for; needs :attr:`has_rule`."""
        return SeriesWish(
            self.asset_id, self.repetition, self.purpose, self.attendees, self.quantity, self.message
        )

    def with_answers(self, **answers: Any) -> "SeriesDraft":
        """Return the draft with these answers in place of the former ones."""
        return replace(self, **answers)


def read_series_draft(session: SessionBase, asset_id: int) -> SeriesDraft:
    """Return the draft about this asset, an empty one when there is none."""
    kept = session.get(KEY, {}).get(str(asset_id))
    known = {name: kept[name] for name in SeriesDraft.__slots__ if name in kept} if kept else {}
    return SeriesDraft(**{"asset_id": asset_id} | known)


def keep_series_draft(session: SessionBase, draft: SeriesDraft) -> None:
    """Keep the draft, as the most recent."""
    drafts = session.get(KEY, {})
    drafts.pop(str(draft.asset_id), None)
    drafts[str(draft.asset_id)] = asdict(draft)
    session[KEY] = dict(list(drafts.items())[-KEPT:])


def drop_series_draft(session: SessionBase, asset_id: int) -> None:
    """Forget the draft, once it is sent."""
    drafts = session.get(KEY, {})
    drafts.pop(str(asset_id), None)
    session[KEY] = drafts
