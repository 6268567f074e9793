"""The views of a list that a hat sees, and what each of them shows today."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from maillon.community.organisations.hats import Hat
from maillon.community.saved_views.lists import LISTS, Look, SavedList
from maillon.community.saved_views.models import SavedView

EVERYTHING = "tout"
"""What the address says of the view that keeps nothing out, so that the default one does not take its place."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A view with its address, what it shows today, and whether this hat may change it."""

    view: SavedView
    address: str
    look: Look
    mine: bool
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tabs:
    """The views above a list; ``everything`` is the address without a view.

    ``current`` is the one that is open and ``asked`` what the list is asked now; ``changed`` says that they differ.
    """

    code: str
    everything: str
    views: tuple[Shown, ...]
    current: Shown | None
    asked: str

    @property
    def changed(self) -> bool:
        return self.current is not None and self.current.view.asked != self.asked


def visible_views(hat: Hat, code: str = "") -> "QuerySet[SavedView]":
    """Return the views that this hat sees of the lists that open to it, in the order of the tabs."""
    if hat.organisation_id is None or hat.person_id is None:
        return SavedView.objects.none()
    codes = [one.code for one in LISTS.values() if one.opened_by(hat) and code in ("", one.code)]
    mine = Q(shared=True) | Q(person_id=hat.person_id)
    found = SavedView.objects.filter(mine, organisation_id=hat.organisation_id, list_code__in=codes)
    return found.order_by("list_code", "-shared", "position", "pk")


def address_of(one: SavedList, view: SavedView) -> str:
    """Return the address of a view: what it asks, and its number, so that its tab is known."""
    asked = one.today(view.asked)
    return f"{one.address}?{asked}{'&' if asked else ''}{urlencode({'vue': view.pk})}"


def default_address(one: SavedList, hat: Hat) -> str:
    """Return the address of the hat's default view of this list: their own, else the organisation's, else nothing."""
    chosen = visible_views(hat, one.code).filter(default=True).order_by("shared", "pk").first()
    return address_of(one, chosen) if chosen is not None else ""


def shown_views(one: SavedList, hat: Hat, *, current: str = "") -> tuple[Shown, ...]:
    """Return the views of a list with what they show: one query for the views, those of the list's look for all."""
    views = list(visible_views(hat, one.code))
    looks = one.look(hat, [QueryDict(view.asked) for view in views]) if views else ()
    return tuple(
        Shown(view, address_of(one, view), look, view.changes_under(hat), str(view.pk) == current)
        for view, look in zip(views, looks, strict=True)
    )


def tabs_of(one: SavedList, hat: Hat, address: QueryDict) -> Tabs:
    """Return the tabs above a list opened at this address; a hat that keeps no view of it has nothing to keep."""
    if hat.organisation_id is None or not one.opened_by(hat):
        return Tabs(one.code, one.address, (), None, "")
    views = shown_views(one, hat, current=address.get("vue", ""))
    current = next((shown for shown in views if shown.current), None)
    return Tabs(one.code, f"{one.address}?vue={EVERYTHING}", views, current, one.kept(address))
