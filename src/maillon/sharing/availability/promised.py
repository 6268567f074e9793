"""What was promised on things, told by the packages that promise: a change of hours shows whom it concerns."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from maillon.community.organisations.hats import Hat


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise in words, and the address of its page, « » without one."""

    text: str
    href: str = ""


Teller = Callable[[Collection[int], Hat], dict[int, Promised]]
TELLERS: list[Teller] = []


def offer(*tellers: Teller) -> None:
    """Add a package that tells what it promised, by the number of its commitments."""
    TELLERS.extend(tellers)


def told(commitment_ids: Collection[int], hat: Hat) -> dict[int, Promised]:
    """Return the promises that stand behind these commitments, as this hat may know of them."""
    found: dict[int, Promised] = {}
    for teller in TELLERS:
        found |= teller(commitment_ids, hat)
    return found
