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

    ``word`` is a lazy translation, ``view`` a URL name that takes no argument, ``shown`` says to which hats, ``keys``
    the shortcut that leads there (« g b »).
    """

    word: Any
    view: str
    shown: Callable[[Any], bool] = everyone
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as drawn on one page; ``current`` is « page » on that very page, « true » below it."""

    word: Any
    href: str
    current: str


ENTRIES: list[Entry] = []
KEEPING: list[Entry] = []
"""The pages by which an organisation looks after what it shares, drawn as tabs on each of them."""
ACTIONS: list[Entry] = []
"""What can be begun from anywhere: the palette proposes it."""
PERSONAL: list[Entry] = []
"""The pages of one's account, found by the palette."""


def offer(*entries: Entry) -> None:
    """Add entries at the end of the navigation, in the order of the registry."""
    ENTRIES.extend(entries)


def offer_keeping(*entries: Entry) -> None:
    """Add pages to those of looking after what one shares, in the order of the registry."""
    KEEPING.extend(entries)


def offer_actions(*entries: Entry) -> None:
    """Add things that can be begun from anywhere."""
    ACTIONS.extend(entries)


def offer_personal(*entries: Entry) -> None:
    """Add pages of one's account."""
    PERSONAL.extend(entries)


def keeping_tabs(request: HttpRequest, hat: Any) -> list[tuple[Any, str, bool]]:
    """Return (word, address, whether it is where one is) of the pages of looking after."""
    return [(link.word, link.href, bool(link.current)) for link in links(request, hat, KEEPING)]


def links(request: HttpRequest, hat: Any, entries: list[Entry] = ENTRIES) -> list[Link]:
    """Return the links that this hat sees, the current one marked."""
    seen = []
    for entry in entries:
        if entry.shown(hat):
            href = reverse(entry.view)
            below = request.path.startswith(href)
            current = (
                "page" if request.path == href else "true" if below and href != reverse("shell:home") else ""
            )
            seen.append(Link(entry.word, href, current))
    return seen
