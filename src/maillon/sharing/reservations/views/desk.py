"""One request before one hat: what they may do, and where its buttons lead."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.forms.answering import CancelForm, RefuseForm
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.alternatives import alternatives_to
from maillon.sharing.reservations.queries.threads import root_of
from maillon.sharing.reservations.rules import Action, next_steps


@dataclass(frozen=True, slots=True)
class Desk:
    """One request before one hat: what they may do, and where its buttons lead."""

    reservation: Reservation
    hat: Hat
    now: dt.datetime
    approve_url: str
    refuse_url: str
    clarify_url: str
    back_url: str

    @classmethod
    def of(cls, reservation: Reservation, hat: Hat) -> "Desk":
        """Return the desk of someone signed in."""
        urls = [
            reverse(f"reservations:{name}", args=[reservation.reference])
            for name in ("approve", "refuse", "clarify", "show")
        ]
        return cls(reservation, hat, timezone.now(), *urls)

    @property
    def root(self) -> Reservation:
        """Return the request that carries the thread."""
        return root_of(self.reservation)

    @property
    def steps(self) -> frozenset[Action]:
        """Return what this hat may do now."""
        mine = {
            Action.APPROVE: permissions.may_decide(self.hat, self.reservation),
            Action.REFUSE: permissions.may_decide(self.hat, self.reservation),
            Action.CLARIFY: permissions.may_decide(self.hat, self.reservation)
            and permissions.speaks_for_owner(self.hat, self.reservation),
            Action.CANCEL: permissions.may_cancel(self.hat, self.reservation),
        }
        possible = next_steps(
            self.reservation.state,
            starts_at=self.reservation.starts_at,
            ends_at=self.reservation.ends_at,
            now=self.now,
        )
        return frozenset(step for step in possible if mine[step])

    def refuse_form(self, data: Any = None) -> RefuseForm:
        """Return the form of a refusal, with what may be proposed instead."""
        others = alternatives_to(self.reservation, now=self.now)
        return RefuseForm(data, tz=self.reservation.tz, others=others, auto_id="refus_%s")

    def cancel_form(self, data: Any = None) -> CancelForm:
        """Return the form of a cancellation; the owner must say why."""
        by_owner = not permissions.asked_for(self.hat, self.reservation)
        return CancelForm(data, by_owner=by_owner, auto_id="annulation_%s")
