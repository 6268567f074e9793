"""The lists whose views can be saved, offered by the packages that own them through ``config.registry``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from maillon.community.organisations.hats import Hat


@dataclass(frozen=True, slots=True)
class Look:
    """What a view shows today: how many lines, counted up to a limit, and what of its filter means nothing any more."""

    count: int | None = None
    capped: bool = False
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedList:
    """A page that can be narrowed.

    ``code`` names it in addresses, ``view`` is its URL name, ``opened_by`` says to which hats it opens; ``kept``
    keeps of an address what the list understands; ``look`` tells of many views at once, in a number of queries
    that does not depend on how many there are. ``today`` turns what was kept into what the list is asked today (a
    weekday into its next date), and ``note`` says so to the person who keeps it.
    """

    code: str
    word: Any
    view: str
    opened_by: Callable[[Hat], bool]
    kept: Callable[[QueryDict], str]
    look: Callable[[Hat, Sequence[QueryDict]], Sequence[Look]]
    today: Callable[[str], str] = str
    note: Any = ""

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return reverse(self.view)


LISTS: dict[str, SavedList] = {}


def offer(*lists: SavedList) -> None:
    """Let the views of these lists be saved."""
    LISTS.update({one.code: one for one in lists})


def list_named(code: str, hat: Hat) -> SavedList | None:
    """Return the list of this code, if it opens to the hat."""
    found = LISTS.get(code)
    return found if found is not None and found.opened_by(hat) else None
