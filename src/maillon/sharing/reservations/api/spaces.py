"""The routes of a space and its parts."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema

from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import Id, Input, Line, explained
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.layouts import WHOLE
from maillon.sharing.availability.models import Schedule
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId, AssetRef
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.queries.spaces import Space, WantedPart, space_of, told_parts
from maillon.sharing.reservations.services.dividing import divide_space

router = Router(tags=["inventory"])


class PlaceOut(Schema):
    """A stretch of the whole, from left to right."""

    start: float = explained("Bord gauche, de 0 à 1.", example=0.0)
    end: float = explained("Bord droit, de 0 à 1.", example=0.5)


class PartOut(AssetRef):
    """A part that can be taken by itself."""

    places: list[PlaceOut] = explained("Où elle est dans l’ensemble.")


class SpaceOut(Schema):
    """A whole and the parts by which it can be taken."""

    whole: AssetRef = explained("L’ensemble.")
    parts: list[PartOut] = explained("Les parties que ce chapeau peut voir.")
    ways: list[list[int]] = explained(
        "Les façons de diviser : les numéros des parties, de gauche à droite.", example=[[104, 105]]
    )


class PartIn(Input):
    """A part that is wanted."""

    name: Line = explained("Son nom.", example="Gymnase double, moitié A", min_length=1)
    shares: int = explained("Combien de parts elle prend.", default=1, example=1, ge=1, le=12)
    asset_id: Id | None = explained(
        "Le bien qu’elle est déjà; sinon celui de cette place, ou un nouveau bien.", default=None, example=104
    )


class DivisionIn(Input):
    """In which ways the space can be taken by parts."""

    ways: list[list[PartIn]] = explained(
        "Chaque façon, ses parties de gauche à droite; vide : le lieu ne se prend plus qu’en entier.",
        max_length=6,
    )
    share: bool = explained(
        "Mettre les parties en partage aux conditions de l’ensemble.", default=True, example=True
    )
    schedule_id: Id | None = explained(
        "L’horaire du lieu, s’il n’en a pas encore (voir /schedules).", default=None, example=2
    )


def _told(space: Space) -> SpaceOut:
    return SpaceOut(
        whole=AssetRef(id=space.whole.pk, name=space.whole.name),
        parts=[
            PartOut(
                id=part.pk,
                name=part.name,
                places=[
                    PlaceOut(start=round(span.start / WHOLE, 6), end=round(span.end / WHOLE, 6))
                    for span in space.places[number]
                ],
            )
            for number, part in sorted(space.parts.items())
        ],
        ways=[list(way) for way in space.ways if way],
    )


@router.get(
    "/assets/{asset_id}/space",
    response=SpaceOut,
    summary=_noted("Voir comment un lieu se divise"),
    description=_noted("L’ensemble auquel ce bien appartient, et les parties par lesquelles il se prend."),
)
def show_space(request: HatRequest, asset_id: AssetId) -> SpaceOut:
    seen = Asset.objects.visible_to(request.hat)
    asset = get_object_or_404(seen, pk=asset_id)
    space = told_parts(space_of(asset), request.hat)
    if space.whole.pk != asset.pk and not seen.filter(pk=space.whole.pk).exists():
        space = Space(asset)
    return _told(space)


@router.put(
    "/assets/{asset_id}/space",
    auth=KEEPER_NEEDED,
    response=SpaceOut,
    openapi_extra=refuses(409),
    summary=_noted("Diviser un lieu"),
    description=_noted(
        "Dit en quelles parties un lieu se prend. Les réservations suivent leur bien; s’il s’en trouvait deux au même "
        "moment sur la même partie, ou si une partie retirée était promise, rien ne change et elles sont nommées."
    ),
)
def divide_place(request: HatRequest, asset_id: AssetId, wanted: DivisionIn) -> SpaceOut:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    owner_id = ask_to_keep(request.hat, asset.organisation_id)
    schedule = (
        get_object_or_404(Schedule, pk=wanted.schedule_id, organisation_id=owner_id)
        if wanted.schedule_id
        else None
    )
    space = divide_space(
        asset_id=asset.pk,
        ways=[[WantedPart(part.name, part.shares, part.asset_id) for part in way] for way in wanted.ways],
        hat=request.hat,
        share=wanted.share,
        schedule=schedule,
        now=timezone.now(),
    )
    return _told(space)
