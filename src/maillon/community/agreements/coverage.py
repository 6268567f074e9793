"""What agreements cover, said by the packages that know assets.

This package knows organisations only: ``config.registry`` lists who says what an agreement covers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from maillon.community.agreements.models import Agreement
from maillon.community.organisations.hats import Hat


@dataclass(frozen=True, slots=True)
class Thing:
    """One covered thing that the reader may open."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Covered:
    """What an agreement covers: in words, how many things that is today, the first ones the reader may open.

    ``withheld`` counts those that the owner still shows to nobody else; ``edit`` is where the coverage is written,
    ``mend`` where the owner shows what is withheld.
    """

    lines: tuple[str, ...]
    count: int
    things: tuple[Thing, ...]
    withheld: int
    edit: str
    mend: str


class Coverage(Protocol):
    """A package that knows what agreements cover."""

    def edit(self, agreement: Agreement) -> str:
        """Return the address where the owner writes what the agreement covers."""

    def covers_something(self, agreement: Agreement) -> bool:
        """Return whether the agreement covers anything of what this package knows."""

    def covered(self, agreement: Agreement, hat: Hat) -> Covered:
        """Return what the agreement covers, as this hat may read it."""

    def copy(self, source: Agreement, target: Agreement) -> None:
        """Make the second agreement cover what the first one does."""


PROVIDERS: list[Coverage] = []


def offer(*providers: Coverage) -> None:
    """Add packages that say what agreements cover."""
    PROVIDERS.extend(providers)


def coverage_of(agreement: Agreement, hat: Hat) -> Sequence[Covered]:
    """Return what the agreement covers, as each package says it to this hat."""
    return [one.covered(agreement, hat) for one in PROVIDERS]


def coverage_pages(agreement: Agreement) -> list[str]:
    """Return where the owner writes what the agreement covers, a page for each package that knows things."""
    return [one.edit(agreement) for one in PROVIDERS]


def covers_something(agreement: Agreement) -> bool:
    """Return whether the agreement covers anything at all."""
    return any(one.covers_something(agreement) for one in PROVIDERS)


def copy_coverage(source: Agreement, target: Agreement) -> None:
    """Make the second agreement cover what the first one does."""
    for one in PROVIDERS:
        one.copy(source, target)
