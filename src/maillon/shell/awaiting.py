"""What awaits the person who signs in: short, each thing with its one next action."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Awaiting:
    """One thing that waits: what it is, a line about it, the words and the address of the next action."""

    title: str
    text: str
    action: str
    href: str


Provider = Callable[[Any], Iterable[Awaiting]]
PROVIDERS: list[Provider] = []


def offer(*providers: Provider) -> None:
    """Add givers of things that wait, in the order of the registry; each receives the hat."""
    PROVIDERS.extend(providers)


def awaiting(hat: Any) -> list[Awaiting]:
    """Return all that waits for this hat; nothing for nobody."""
    return [thing for provider in PROVIDERS for thing in provider(hat)] if hat.signed_in else []
