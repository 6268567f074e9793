"""The past versions of a schedule, from the audit trail: who saved it, when, why, and what it said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from maillon.base.history import names_of
from maillon.kernel.recurrence import Weekly
from maillon.kernel.seasons import Season
from maillon.sharing.availability.queries.drafts import Draft, particular_from_json


@dataclass(frozen=True, slots=True)
class Version:
    """One saved version, as the audit trail kept it; ``before`` is what it replaced, None for the first."""

    number: int
    saved_at: datetime
    who: str
    why: str
    draft: Draft
    before: Draft | None


class Versions:
    """The versions of one schedule, newest first; Django's Paginator counts and cuts them."""

    def __init__(self, schedule_id: int) -> None:
        self.schedule_id = schedule_id

    def _events(self) -> QuerySet[Any]:
        events = apps.get_model("availability", "ScheduleEvent")._default_manager
        return events.filter(pgh_obj_id=self.schedule_id).exclude(pgh_label="delete").order_by("-pgh_id")

    def count(self) -> int:
        """Return how many there are."""
        return self._events().count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Version]:
        """Return some of them: two queries whatever their number."""
        start, stop = part.start or 0, part.stop
        events = list(
            self._events().select_related("pgh_context")[start : None if stop is None else stop + 1]
        )
        shown = events if stop is None else events[: stop - start]
        return _told(shown, events[1:])

    def one(self, number: int) -> Version | None:
        """Return the version of this number, None when the schedule has none such."""
        events = list(self._events().filter(pgh_id__lte=number).select_related("pgh_context")[:2])
        return _told(events[:1], events[1:])[0] if events and events[0].pgh_id == number else None


def _told(events: list[Any], earlier: list[Any]) -> list[Version]:
    people = names_of(events)
    before = [*earlier, None][: len(events)]
    told = []
    for event, old in zip(events, before, strict=True):
        context = event.pgh_context.metadata if event.pgh_context else {}
        told.append(
            Version(
                number=event.pgh_id,
                saved_at=event.pgh_created_at,
                who=people.get(context.get("person") or 0, ""),
                why=str(context.get("why") or ""),
                draft=_draft(event),
                before=_draft(old) if old is not None else None,
            )
        )
    return told


def _draft(event: Any) -> Draft:
    return Draft(
        name=event.name,
        time_zone=event.time_zone,
        weekly=Weekly.from_json(event.weekly),
        closed_on_holidays=event.closed_on_holidays,
        seasons=tuple(Season.from_json(told) for told in event.seasons),
        school_id=event.school_id,
        particular=particular_from_json(event.particular),
    )
