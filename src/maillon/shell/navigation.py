"""The entries of the top navigation, offered by each package through ``config.registry``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def everyone(_hat: Any) -> bool:
    """Show an entry to everybody."""
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the top navigation.

    ``word`` is a lazy translation, ``view`` a URL name that takes no argument, ``shown`` says to which hats.
    """

    word: Any
    view: str
    shown: Callable[[Any], bool] = everyone


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as drawn on one page; ``current`` is « page » on that very page, « true » below it."""

    word: Any
    href: str
    current: str


ENTRIES: list[Entry] = []


def offer(*entries: Entry) -> None:
    """Add entries at the end of the navigation, in the order of the registry."""
    ENTRIES.extend(entries)


def links(request: HttpRequest, hat: Any) -> list[Link]:
    """Return the links that this hat sees, the current one marked."""
    seen = []
    for entry in ENTRIES:
        if entry.shown(hat):
            href = reverse(entry.view)
            below = request.path.startswith(href)
            current = (
                "page" if request.path == href else "true" if below and href != reverse("shell:home") else ""
            )
            seen.append(Link(entry.word, href, current))
    return seen
