"""A watched search, kept as plain values and run again as it was asked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Membership
from maillon.sharing.reservations.models import SearchAlert
from maillon.sharing.reservations.queries.filtering import Narrowing
from maillon.sharing.reservations.queries.looking import look
from maillon.sharing.reservations.queries.search import FreeAsset, FreeSearch


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked for again: times in ISO 8601, the rest as :class:`.search.FreeSearch` takes it."""

    lon: float
    lat: float
    radius_km: float | None
    starts_at: str
    ends_at: str
    class_codes: Sequence[str] = ()
    words: Sequence[str] = ()
    people: int | None = None
    traits: str | None = None
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def search(self) -> FreeSearch:
        """Return the search to run."""
        return FreeSearch(
            lon=self.lon,
            lat=self.lat,
            radius_km=self.radius_km,
            starts_at=dt.datetime.fromisoformat(self.starts_at),
            ends_at=dt.datetime.fromisoformat(self.ends_at),
            class_codes=tuple(self.class_codes),
            people=self.people,
            traits=self.traits,
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain values, from which ``Watched(**values)`` gives it back."""
        return asdict(self)


def watched_now(watched: Watched, *, hat: Hat, now: dt.datetime) -> tuple[FreeAsset, ...]:
    """Return what answers the search at this moment, for this hat: never what it may not see."""
    found = look(watched.search(), watched.words, hat=hat, now=now, narrow=Narrowing(watched.chosen))
    return found.results.assets


def alerts_of(person_id: int) -> "QuerySet[SearchAlert]":
    """Return the alerts of a person that are still to come, the nearest first."""
    return SearchAlert.objects.filter(person_id=person_id, last_day__gte=timezone.localdate()).order_by(
        "first_day", "pk"
    )


def hat_of(alert: SearchAlert, today: dt.date) -> Hat | None:
    """Return the hat under which the search is run; None when the person no longer belongs there."""
    if alert.membership_id is None:
        return Hat(person_id=alert.person_id)
    current = Membership.objects.current(today).filter(pk=alert.membership_id).select_related("organisation")
    membership = current.first()
    return membership.hat() if membership else None
