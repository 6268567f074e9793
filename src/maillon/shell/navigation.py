"""The entries of the top navigation, offered by each package through ``config.registry``."""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
class Group:
    """Pages that are read together, under one word: the word leads to the first of them that the hat sees."""

    word: Any
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as drawn on one page; ``current`` is « page » on that very page, « true » below it."""

    word: Any
    href: str
    current: str


ENTRIES: list[Entry] = []
KEEPING: list[Group] = []
"""The pages by which an organisation looks after what it shares, drawn as two lines of tabs on each of them."""
ACTIONS: list[Entry] = []
"""What can be begun from anywhere: the palette proposes it."""
PERSONAL: list[Entry] = []
"""The pages of one's account, found by the palette."""


def offer(*entries: Entry) -> None:
    """Add entries at the end of the navigation, in the order of the registry."""
    ENTRIES.extend(entries)


def offer_keeping(*groups: Group) -> None:
    """Add pages to those of looking after what one shares, in the order of the registry."""
    KEEPING.extend(groups)


def offer_actions(*entries: Entry) -> None:
    """Add things that can be begun from anywhere."""
    ACTIONS.extend(entries)


def offer_personal(*entries: Entry) -> None:
    """Add pages of one's account."""
    PERSONAL.extend(entries)


def keeping(hat: Any) -> list[Entry]:
    """Return the pages of looking after, for a hat that has something to look after."""
    pages = [entry for group in KEEPING for entry in group.entries]
    first = pages[0].view if pages else ""
    return pages if any(entry.view == first and entry.shown(hat) for entry in ENTRIES) else []


Tab = tuple[Any, str, bool]


def keeping_tabs(request: HttpRequest, hat: Any) -> tuple[list[Tab], list[Tab]]:
    """Return the groups of the pages of looking after, then the pages of the group where one is.

    Each is (word, address, whether it is where one is); a group of one page has no second line.
    """
    groups: list[Tab] = []
    pages: list[Tab] = []
    for group in KEEPING if keeping(hat) else []:
        seen = links(request, hat, list(group.entries))
        if not seen:
            continue
        here = any(link.current for link in seen)
        groups.append((group.word, seen[0].href, here))
        if here and len(seen) > 1:
            pages = [(link.word, link.href, bool(link.current)) for link in seen]
    return groups, pages


def links(request: HttpRequest, hat: Any, entries: list[Entry] = ENTRIES) -> list[Link]:
    """Return the links that this hat sees, the current one marked: the nearest above the page, one at most."""
    seen = [(entry, reverse(entry.view)) for entry in entries if entry.shown(hat)]
    home = reverse("shell:home")
    above = [href for _entry, href in seen if request.path.startswith(href) and href != home]
    nearest = max(above, key=len, default="")
    here = {href: "page" if href == request.path else "true" for href in {nearest, request.path} if href}
    return [Link(entry.word, href, here.get(href, "")) for entry, href in seen]


def top(request: HttpRequest, hat: Any) -> list[Link]:
    """Return the top navigation; on any page of looking after, the entry that leads to them is marked."""
    found = links(request, hat)
    after = links(request, hat, keeping(hat))
    if any(link.current for link in found) or not any(link.current for link in after):
        return found
    return [replace(link, current="true") if link.href == after[0].href else link for link in found]
