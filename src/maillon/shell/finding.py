"""Looking everywhere at once: pages and actions of the navigation, then what the packages offer to find."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillon.base.finding import SHOWN, Found, Kind
from maillon.community.organisations.hats import Hat
from maillon.kernel.words import sort_key
from maillon.shell.navigation import ACTIONS, ENTRIES, PERSONAL, Entry, keeping

LONGEST = 80
KINDS: list[Kind] = []


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    code: str
    word: Any
    found: tuple[Found, ...]


def offer(*kinds: Kind) -> None:
    """Add kinds of things that can be found, in the order in which they are shown."""
    KINDS.extend(kinds)


def _told(entries: list[Entry], hat: Hat, words: str) -> tuple[Found, ...]:
    """Return the entries that this hat sees and whose words begin so; all of them when nothing was typed."""
    wanted = sort_key(words).split("  ")[0].split()
    found: dict[str, Found] = {}
    for entry in entries:
        own = sort_key(str(entry.word)).split("  ")[0].split()
        if entry.shown(hat) and all(any(one.startswith(part) for one in own) for part in wanted):
            found.setdefault(entry.view, Found(str(entry.word), reverse(entry.view), keys=entry.keys))
    return tuple(found.values())


def find_everywhere(hat: Hat, words: str) -> list[Group]:
    """Return what is found under these words, kind by kind; the kinds without anything are left out."""
    words = words.strip()[:LONGEST].replace("\x00", "")
    groups = [
        Group("actions", _("Actions"), _told(ACTIONS, hat, words)[:SHOWN]),
        Group("pages", _("Pages"), _told([*ENTRIES, *keeping(hat), *PERSONAL], hat, words)),
    ]
    groups += [Group(kind.code, kind.word, tuple(kind.find(hat, words))) for kind in KINDS if words]
    return [group for group in groups if group.found]
