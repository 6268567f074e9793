"""The routes of saved views."""

from typing import Annotated, Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, Input, explained, identifier, without_defaults
from maillon.community.organisations.requests import HatRequest
from maillon.community.saved_views import services
from maillon.community.saved_views.lists import LISTS
from maillon.community.saved_views.models import LONGEST, SavedView
from maillon.community.saved_views.permissions import may_change
from maillon.community.saved_views.queries import address_of, visible_views

router = Router(tags=["views"])
ViewId = Annotated[int, identifier("Numéro de la vue.")]
Name = Annotated[str, Field(pattern=PRINTABLE)]
EXAMPLE = "categorie=gym&manque=photo&tri=-maj"


class ViewOut(Schema):
    """A saved view of a list."""

    id: int = explained("Numéro de la vue.", example=31)
    list_code: str = explained("Code de la liste.", example="biens")
    name: str = explained("Nom de la vue.", example="Gymnases sans photo")
    asked: str = explained(
        "Le filtre, l’ordre et les colonnes, comme dans l’adresse de la page.", example=EXAMPLE
    )
    shared: bool = explained("Si toute l’organisation la voit.", example=False)
    default: bool = explained("Si la liste s’ouvre sur elle.", example=False)
    position: int = explained("Sa place parmi les vues semblables, à partir de 0.", example=0)
    address: str = explained("L’adresse de la page.", example=f"/gestion/biens/?{EXAMPLE}&vue=31")
    count: int | None = explained("Combien de lignes elle montre, comptées jusqu’à 1 000.", example=12)
    faults: list[str] = explained("Ce qui, de son filtre, ne veut plus rien dire.")
    may_change: bool = explained("Si ce chapeau peut la changer.", example=True)


class ViewQuery(Schema):
    """Which views."""

    list_code: str = explained("Code d’une liste.", default="", example="biens", max_length=30)


class ViewIn(Input):
    """A view to save."""

    list_code: Name = explained("Code de la liste.", example="biens", max_length=30)
    name: Name = explained("Nom de la vue.", example="Gymnases sans photo", min_length=1, max_length=60)
    asked: Name = explained(
        "Le filtre, l’ordre et les colonnes; ce que la liste ne comprend pas est laissé.",
        default="",
        example=EXAMPLE,
        max_length=LONGEST,
    )
    shared: bool = explained("La partager avec l’organisation.", default=False)
    default: bool = explained("Ouvrir la liste sur elle.", default=False)


class ViewChange(Input):
    """What changes of a view; what is not named stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: Name = explained(
        "Nom de la vue.", default="", example="Gymnases sans photo", min_length=1, max_length=60
    )
    asked: Name = explained(
        "Le filtre, l’ordre et les colonnes.", default="", example=EXAMPLE, max_length=LONGEST
    )
    shared: bool = explained("La partager avec l’organisation.", default=False)
    default: bool = explained("Ouvrir la liste sur elle.", default=False)
    position: int = explained("Sa nouvelle place, à partir de 0.", default=0, ge=0, le=100)


def _shape(request: HatRequest, views: list[SavedView]) -> list[ViewOut]:
    """Return the views in JSON; each list is looked at once."""
    told: dict[int, Any] = {}
    for code in sorted({view.list_code for view in views}):
        these = [view for view in views if view.list_code == code]
        looks = LISTS[code].look(request.hat, [QueryDict(view.asked) for view in these])
        told |= {view.pk: look for view, look in zip(these, looks, strict=True)}
    return [
        ViewOut(
            id=view.pk,
            list_code=view.list_code,
            name=view.name,
            asked=view.asked,
            shared=view.shared,
            default=view.default,
            position=view.position,
            address=address_of(LISTS[view.list_code], view),
            count=told[view.pk].count,
            faults=list(told[view.pk].faults),
            may_change=may_change(request.hat, view),
        )
        for view in views
    ]


@router.get(
    "/views",
    auth=HAT_NEEDED,
    response=Page[ViewOut],
    summary=_noted("Lister les vues enregistrées"),
    description=_noted(
        "Vos vues et celles que votre organisation partage, des listes qui s’ouvrent sous ce chapeau."
    ),
)
def list_views(request: HatRequest, query: Query[ViewQuery]) -> dict[str, Any]:
    return whole(_shape(request, list(visible_views(request.hat, query.list_code))))


@router.post(
    "/views",
    auth=HAT_NEEDED,
    response={201: ViewOut},
    openapi_extra=refuses(404),
    summary=_noted("Enregistrer une vue"),
    description=_noted("Garde sous un nom ce qui est demandé d’une liste. Vingt vues par liste au plus."),
)
def save_view(request: HatRequest, wanted: ViewIn) -> Status[ViewOut]:
    values = wanted.model_dump()
    view = services.save_view(hat=request.hat, code=values.pop("list_code"), **values)
    return Status(201, _shape(request, [view])[0])


@router.patch(
    "/views/{view_id}",
    auth=HAT_NEEDED,
    response=ViewOut,
    summary=_noted("Changer une vue"),
    description=_noted("Renomme, déplace, partage une vue, ou remplace son filtre."),
)
def change_view(request: HatRequest, view_id: ViewId, change: ViewChange) -> ViewOut:
    view = services.change_view(
        hat=request.hat, view_id=view_id, changes=change.model_dump(exclude_unset=True)
    )
    return _shape(request, [view])[0]


@router.delete(
    "/views/{view_id}",
    auth=HAT_NEEDED,
    response={204: None},
    summary=_noted("Supprimer une vue"),
    description=_noted("Oublie une vue; la liste elle-même n’est pas touchée."),
)
def delete_view(request: HatRequest, view_id: ViewId) -> HttpResponse:
    get_object_or_404(visible_views(request.hat), pk=view_id)
    services.delete_view(hat=request.hat, view_id=view_id)
    return HttpResponse(status=204)
