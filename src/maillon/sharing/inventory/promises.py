"""What others were promised of an asset, before it is withdrawn.

The inventory knows nothing of bookings: the packages above say what stands (:func:`promises_on`) and end it
(:func:`end_promises`); ``config.registry`` lists them.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from maillon.community.organisations.hats import Hat

Numbers = Collection[int] | QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something to come that was accepted, or that waits for an answer: its number, and what it is in words."""

    asset_id: int
    reference: str
    words: str


class Promiser(Protocol):
    """A package that makes promises on assets."""

    def lock(self, asset_ids: Collection[int]) -> None:
        """Keep anyone from making a new promise on these assets until the transaction ends."""

    def standing(self, asset_ids: Numbers, now: datetime) -> Sequence[Promise]:
        """Return what is still to come, the soonest first."""

    def end(self, asset_ids: Collection[int], *, hat: Hat, reason: str, now: datetime) -> int:
        """End all of it, tell those concerned why, and return how many there were."""

    def fit(self, asset_id: int, quantity: int, now: datetime) -> None:
        """Have this many to promise from now on; raise a refusal when more than that is promised already."""


PROMISERS: list[Promiser] = []
GUARDS: list[Callable[[int], None]] = []


def offer(*promisers: Promiser) -> None:
    """Add packages that make promises."""
    PROMISERS.extend(promisers)


def guard(*guards: Callable[[int], None]) -> None:
    """Add who raises a refusal when the quantity of an asset is not to be typed."""
    GUARDS.extend(guards)


def promises_on(asset_ids: Numbers, now: datetime) -> list[Promise]:
    """Return everything that was promised of these assets and is still to come.

    They are named by their numbers, or by a query that gives them: a hundred thousand numbers are not sent back.
    """
    return [promise for one in PROMISERS for promise in one.standing(asset_ids, now)]


def hold_promises(asset_ids: Collection[int]) -> None:
    """Begin a transaction that withdraws assets: from here on nobody is promised anything of them."""
    for one in PROMISERS:
        one.lock(asset_ids)


def end_promises(asset_ids: Collection[int], *, hat: Hat, reason: str, now: datetime) -> int:
    """End everything that was promised of these assets."""
    return sum(one.end(asset_ids, hat=hat, reason=reason, now=now) for one in PROMISERS)


def fit_promises(asset_id: int, quantity: int, now: datetime) -> None:
    """Have this many of an asset to promise; raises the refusal of whoever has promised more.

    QuantityFollowsExemplars when its exemplars are known: they say how many there are.
    """
    for ask in GUARDS:
        ask(asset_id)
    refit_promises(asset_id, quantity, now)


def refit_promises(asset_id: int, quantity: int, now: datetime) -> None:
    """Have as many to promise as there are exemplars in service."""
    for one in PROMISERS:
        one.fit(asset_id, quantity, now)
