"""What one person does at a time, drawn at random: ask, answer, give back, close, count again, divide otherwise.

Each operation is a whole: cut in the middle, it may be done again as it is. A refusal is a good answer; anything
else that is raised is a fault of the program.
"""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.sharing.availability.models import Bookable, Commitment
from maillon.sharing.availability.services import close_period, release, resize_pool
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.sharing.reservations.services.requests import (
    approve_reservation,
    cancel_reservation,
    lapse_overdue,
    refuse_reservation,
    request_reservation,
)

from .place import HALVES, THIRDS, Owner, Place

QUARTER = dt.timedelta(minutes=15)
Operation = Callable[[], object]


@dataclass
class Person:
    """One of those who act, with dice of their own and the memory of what they saw."""

    place: Place
    dice: random.Random
    seen: list[str] = field(default_factory=list)  # references that may be answered

    def next_operation(self) -> tuple[str, Operation]:
        """Draw what to do; what it takes is drawn now, so that doing it again does the same thing."""
        kinds = {
            self._ask: 45,
            self._ask_together: 6,
            self._approve: 16,
            self._refuse: 7,
            self._cancel: 12,
            self._close: 4,
            self._reopen: 3,
            self._resize: 3,
            self._divide: 1,
            self._lapse: 3,
        }
        (kind,) = self.dice.choices(list(kinds), weights=list(kinds.values()))
        return kind.__name__.lstrip("_"), kind()

    def _owner(self) -> Owner:
        return self.dice.choice(self.place.owners)

    def _wish(self, owner: Owner, asset_id: int | None = None) -> Wish:
        """Draw a period by the clock of the place, often across the moment when it moves."""
        day = self.dice.choice(self.place.days)
        clock = dt.datetime.combine(day, dt.time(), owner.zone) + self.dice.randrange(0, 92) * QUARTER
        start = clock.astimezone(dt.UTC)
        chosen = asset_id or self.dice.choice(owner.assets)
        quantity = self.dice.randint(1, 12) if chosen in owner.pools else 1
        return Wish(
            chosen, start, start + self.dice.randint(2, 16) * QUARTER, purpose="Tempête", quantity=quantity
        )

    def _ask(self) -> Operation:
        hat, wish, key = self.dice.choice(self.place.askers), self._wish(self._owner()), uuid.uuid4()

        def ask() -> None:
            made = request_reservation(hat=hat, wish=wish, uid=key, now=timezone.now())
            self.seen.append(made.reference)

        return ask

    def _ask_together(self) -> Operation:
        owner, hat, key = self._owner(), self.dice.choice(self.place.askers), uuid.uuid4()
        first = self._wish(owner)
        others = [self._wish(owner) for _ in range(self.dice.randint(1, 2))]
        wishes = [first, *(Wish(o.asset_id, first.starts_at, first.ends_at, "Tempête") for o in others)]

        def ask() -> None:
            items = [BundleWish(wish) for wish in wishes]
            made = request_bundle(hat=hat, name="Tempête", wishes=items, uid=key, now=timezone.now())
            self.seen += [item.reservation.reference for item in made.items.select_related("reservation")]

        return ask

    def _one_seen(self) -> str:
        return self.dice.choice(self.seen) if self.seen else "R-0000-000000"

    def _approve(self) -> Operation:
        reference, hat = self._one_seen(), self._owner().hat
        return lambda: approve_reservation(
            reference=reference, hat=_answering(reference, hat, self.place), now=timezone.now()
        )

    def _refuse(self) -> Operation:
        reference, hat = self._one_seen(), self._owner().hat
        return lambda: refuse_reservation(
            reference=reference,
            hat=_answering(reference, hat, self.place),
            motive=RefusalMotive.STAFF,
            now=timezone.now(),
        )

    def _cancel(self) -> Operation:
        reference, hat = self._one_seen(), self._owner().hat
        return lambda: cancel_reservation(
            reference=reference,
            hat=_answering(reference, hat, self.place),
            reason="Tempête",
            now=timezone.now(),
        )

    def _close(self) -> Operation:
        wish = self._wish(self._owner())
        return lambda: close_period(
            asset_id=wish.asset_id,
            starts_at=wish.starts_at,
            ends_at=wish.ends_at,
            cause=Commitment.Cause.CLOSURE,
            note="Tempête",
            now=timezone.now(),
        )

    def _reopen(self) -> Operation:
        def reopen() -> None:
            closed = Commitment.objects.filter(cause=Commitment.Cause.CLOSURE).exclude(state="ended")
            one = closed.order_by("pk").first()
            if one is not None:
                release(commitment_id=one.pk, now=timezone.now())

        return reopen

    def _resize(self) -> Operation:
        owner = self._owner()
        asset_id = self.dice.choice(owner.pools)
        quantity = self.dice.randint(4, 48)

        def resize() -> None:
            block_id = Bookable.objects.values_list("block_id", flat=True).get(asset_id=asset_id)
            resize_pool(block_id=block_id, quantity=quantity, now=timezone.now())

        return resize

    def _divide(self) -> Operation:
        owner, ways = self._owner(), self.dice.choice(([HALVES, THIRDS], [THIRDS, HALVES], [HALVES]))
        return lambda: divide_space(asset_id=owner.gym, ways=ways, hat=owner.hat, now=timezone.now())

    def _lapse(self) -> Operation:
        later = timezone.now() + dt.timedelta(minutes=self.dice.choice((0, 0, 0, 61)))
        return lambda: lapse_overdue(now=later)


def _answering(reference: str, hat: Hat, place: Place) -> Hat:
    """Return the hat of the owner concerned; any owner when there is no such request."""
    owner = (
        Reservation.objects.filter(reference=reference)
        .values_list("asset__organisation_id", flat=True)
        .first()
    )
    return next((one.hat for one in place.owners if one.hat.organisation_id == owner), hat)
