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
from maillon.kernel.repetition import Repetition
from maillon.sharing.availability.models import Bookable, Commitment
from maillon.sharing.availability.services import close_period, release, resize_pool
from maillon.sharing.reservations.closing import ClosureWish, Handling, Scope
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.sharing.reservations.services.closing import close_assets
from maillon.sharing.reservations.services.dates import SeriesWish
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.sharing.reservations.services.requests import (
    approve_reservation,
    cancel_reservation,
    lapse_overdue,
    refuse_reservation,
    request_reservation,
)
from maillon.sharing.reservations.services.series import request_series
from maillon.sharing.reservations.services.threads import ask_clarification, write_message
from maillon.sharing.waiting.services import join, leave, offer_places, take_place

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
            self._ask: 38,
            self._ask_together: 5,
            self._ask_series: 3,
            self._wait: 5,
            self._clarify: 4,
            self._answer_question: 3,
            self._approve: 15,
            self._refuse: 7,
            self._cancel: 12,
            self._close: 3,
            self._close_and_give_back: 1,
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

    def _ask_series(self) -> Operation:
        """Ask for three days in a row across a change of the clock: all of them, or those that are free."""
        owner, hat, key = self._owner(), self.dice.choice(self.place.askers), uuid.uuid4()
        starts = self.dice.randrange(0, 80) * 15
        rule = Repetition(
            weekdays=tuple(range(7)),
            starts=starts,
            ends=starts + self.dice.randint(2, 12) * 15,
            first=self.dice.choice(self.place.days[::3]),
            count=3,
        )
        wish = SeriesWish(self.dice.choice(owner.assets), rule, "Tempête")
        whole = self.dice.random() < 0.3

        def ask() -> None:
            now = timezone.now()
            made = request_series(hat=hat, wish=wish, all_or_nothing=whole, uid=key, now=now)
            self.seen += [item.reservation.reference for item in made.items.select_related("reservation")]

        return ask

    def _wait(self) -> Operation:
        """Enter a line, offer what is free, take or leave the place."""
        hat, wish, now = self.dice.choice(self.place.askers), self._wish(self._owner()), timezone.now()
        takes = self.dice.random() < 0.7

        def wait() -> None:
            mine = join(hat=hat, wish=wish, now=now)
            for offered in offer_places(asset_id=wish.asset_id, now=now):
                if offered.pk == mine.pk:
                    done = take_place if takes else leave
                    done(uid=mine.uid, hat=hat, now=now)

        return wait

    def _clarify(self) -> Operation:
        reference, hat = self._one_seen(), self._owner().hat
        return lambda: ask_clarification(
            reference=reference,
            hat=_answering(reference, hat, self.place),
            text="Combien serez-vous?",
            now=timezone.now(),
        )

    def _answer_question(self) -> Operation:
        reference = self._one_seen()

        def answer() -> None:
            asked = Reservation.objects.filter(reference=reference).first()
            hats = [hat for hat in self.place.askers if asked and hat.person_id == asked.person_id]
            for hat in hats:
                write_message(reference=reference, hat=hat, text="Vingt.", now=timezone.now())

        return answer

    def _close_and_give_back(self) -> Operation:
        owner, day = self._owner(), self.dice.choice(self.place.days)
        first = self.dice.randrange(0, 20) * 60
        wish = ClosureWish(
            Scope.ASSET,
            self.dice.choice(owner.assets),
            Commitment.Cause.MAINTENANCE,
            "Tempête",
            first_day=day,
            last_day=day,
            first_minute=first,
            last_minute=first + 180,
        )
        handling = self.dice.choice((Handling.AROUND, Handling.GIVE_BACK))
        return lambda: close_assets(hat=owner.hat, wish=wish, handling=handling, now=timezone.now())

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
