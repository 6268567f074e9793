"""Keeping views: save, change, move, delete. A view's name, order and default are decided under one lock."""

from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import refusals_for_constraints
from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.community.saved_views.errors import Meaningless, TooMany
from maillon.community.saved_views.lists import list_named
from maillon.community.saved_views.models import LONGEST, SavedView
from maillon.community.saved_views.permissions import ask_to_change
from maillon.community.saved_views.queries import visible_views
from maillon.community.saved_views.rules import MOST, moved


def _hold(hat: Hat) -> None:
    """Let one hand at a time arrange the views of an organisation. Raises NotAllowed for a hat without one."""
    if hat.organisation_id is None:
        raise NotAllowed(_("Une vue s’enregistre dans une organisation : choisissez un chapeau."))
    Organisation.objects.select_for_update(no_key=True).get(pk=hat.organisation_id)


def _beside(view: SavedView) -> "QuerySet[SavedView]":
    """Return the views among which this one stands: its list's, shared or of the same person."""
    same = SavedView.objects.filter(
        organisation_id=view.organisation_id, list_code=view.list_code, shared=view.shared
    )
    return same if view.shared else same.filter(person=view.person)


def _write(view: SavedView) -> SavedView:
    """Save the view under its name, the only default among those beside it."""
    view.name = " ".join(view.name.split())
    if not view.name:
        raise Invalid(_("Donnez un nom à cette vue."), field="name")
    beside = _beside(view).exclude(pk=view.pk)
    if view.default:
        beside.filter(default=True).update(default=False)
    with refusals_for_constraints():
        view.save()
    return view


def _kept(hat: Hat, code: str, asked: str) -> str:
    """Return what the list understands of what is asked."""
    known = list_named(code, hat)
    if known is None:
        raise NotFound(_("Cette liste n’existe pas, ou ne s’ouvre pas sous ce chapeau."))
    kept = known.kept(QueryDict(asked)) if len(asked) <= 4 * LONGEST else "x" * (LONGEST + 1)
    if len(kept) > LONGEST:
        raise Meaningless(_("Ce filtre est trop long pour être enregistré : allégez-le."))
    return kept


def _place_at_end(view: SavedView) -> None:
    beside = _beside(view).exclude(pk=view.pk)
    if beside.count() >= MOST:
        raise TooMany(_("Vous avez déjà vingt vues de cette liste : supprimez-en une d’abord."))
    last = beside.aggregate(last=Max("position"))["last"]
    view.position = 0 if last is None else last + 1


@transaction.atomic
def save_view(
    *, hat: Hat, code: str, name: str, asked: str, shared: bool = False, default: bool = False
) -> SavedView:
    """Keep what is asked of a list under a name, at the end of the row.

    Raises NotFound for a list that does not open to this hat, NameTaken, TooMany, Meaningless.
    """
    _hold(hat)
    view = SavedView(
        organisation_id=hat.body_id,
        person_id=hat.wearer_id,
        list_code=code,
        name=name,
        asked=_kept(hat, code, asked),
        shared=shared,
        default=default,
    )
    _place_at_end(view)
    return _write(view)


def _mine(hat: Hat, view_id: int) -> SavedView:
    _hold(hat)
    view = visible_views(hat).filter(pk=view_id).first()
    if view is None:
        raise NotFound(_("Cette vue n’existe pas, ou elle n’est pas à vous."))
    ask_to_change(hat, view)
    return view


@transaction.atomic
def change_view(*, hat: Hat, view_id: int, changes: dict[str, Any]) -> SavedView:
    """Change what is named of a view: ``name``, ``asked``, ``shared``, ``default``, ``position``.

    Raises NotFound and NotAllowed for a view that is not the hat's to change, and the refusals of saving one.
    """
    view = _mine(hat, view_id)
    if "asked" in changes:
        view.asked = _kept(hat, view.list_code, changes["asked"])
    view.name = changes.get("name", view.name)
    view.default = changes.get("default", view.default)
    if changes.get("shared", view.shared) != view.shared:
        view.shared, view.person_id = changes["shared"], hat.wearer_id
        _place_at_end(view)
    _write(view)
    if "position" in changes:
        _move(view, changes["position"])
    return view


def _move(view: SavedView, place: int) -> None:
    order = list(_beside(view).order_by("position", "pk"))
    places = {one: rank for rank, one in enumerate(moved([one.pk for one in order], view.pk, to=place))}
    for one in order:
        one.position = places[one.pk]
    SavedView.objects.bulk_update(order, ["position"])
    view.position = places[view.pk]


@transaction.atomic
def shift_view(*, hat: Hat, view_id: int, by: int) -> SavedView:
    """Move a view one place before or after."""
    view = _mine(hat, view_id)
    order = list(_beside(view).order_by("position", "pk").values_list("pk", flat=True))
    _move(view, max(0, order.index(view.pk) + by))
    return view


@transaction.atomic
def delete_view(*, hat: Hat, view_id: int) -> SavedView:
    """Forget a view; the list itself is untouched."""
    view = _mine(hat, view_id)
    SavedView.objects.filter(pk=view.pk).delete()
    return view
