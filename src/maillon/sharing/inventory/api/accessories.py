"""The routes of what comes with an asset, and of what may be asked for with it."""

from typing import Annotated

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _noted
from ninja import Schema, Status
from pydantic import Field

from maillon.base.api.schemas import PRINTABLE, Id, Input, explained, identifier
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.api.exemplars import router
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.accessories import Told, accessories_of

AccessoryId = Annotated[int, identifier("Numéro de l’accessoire.")]


class AccessoryOut(Schema):
    """One accessory."""

    id: int = explained("Numéro dans Maillon.", example=5)
    text: str = explained("Ce que c’est, avec sa quantité.", example="2 × poteaux")
    charge: str = explained("Les frais, en mots; vide s’il n’y en a pas.")
    asset_id: int | None = explained("L’autre bien, si c’en est un.", example=104)
    most: int = explained("Combien on peut en demander au plus.", example=4)


class AccessoriesOut(Schema):
    """What comes with an asset, and what may be asked for with it."""

    included: list[AccessoryOut] = explained("Ce qui vient avec.")
    optional: list[AccessoryOut] = explained("Ce qui peut s’ajouter, et que ce chapeau peut voir.")


class AccessoryIn(Input):
    """An accessory: a name, or another asset."""

    name: Annotated[str, Field(max_length=120, pattern=PRINTABLE)] = explained(
        "Ce qui vient avec; vide si c’est un autre bien.", default="", example="Câble HDMI"
    )
    other_id: Id | None = explained("Ou un autre de vos biens.", default=None, example=104)
    quantity: int = explained("Combien viennent, ou combien au plus.", default=1, example=1, ge=1, le=100_000)
    charge: Annotated[str, Field(max_length=160, pattern=PRINTABLE)] = explained(
        "Les frais, en mots.", default="", example="10 $ de nettoyage"
    )


def _out(one: Told) -> AccessoryOut:
    return AccessoryOut(id=one.id, text=one.text, charge=one.charge, asset_id=one.asset_id, most=one.most)


def _told(request: HatRequest, asset_id: int) -> AccessoriesOut:
    included, optional = accessories_of(asset_id, request.hat)
    return AccessoriesOut(included=[_out(one) for one in included], optional=[_out(one) for one in optional])


@router.get(
    "/assets/{asset_id}/accessories",
    response=AccessoriesOut,
    summary=_noted("Voir ce qui vient avec un bien"),
    description=_noted("Ce qui vient avec le bien, et les autres biens qui se demandent en même temps."),
)
def list_accessories(request: HatRequest, asset_id: AssetId) -> AccessoriesOut:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    return _told(request, asset.pk)


@router.post(
    "/assets/{asset_id}/accessories",
    auth=KEEPER_NEEDED,
    response={201: AccessoriesOut},
    summary=_noted("Ajouter un accessoire"),
    description=_noted("Dit ce qui vient avec un bien, ou quel autre bien se demande en même temps."),
)
def write_accessory(request: HatRequest, asset_id: AssetId, wanted: AccessoryIn) -> Status[AccessoriesOut]:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    ask_to_keep(request.hat, asset.organisation_id)
    services.add_accessory(asset_id=asset.pk, hat=request.hat, **wanted.model_dump())
    return Status(201, _told(request, asset.pk))


@router.delete(
    "/assets/{asset_id}/accessories/{accessory_id}",
    auth=KEEPER_NEEDED,
    response={204: None},
    summary=_noted("Retirer un accessoire"),
    description=_noted("Ce qui a déjà été demandé avec le bien le reste."),
)
def delete_accessory(request: HatRequest, asset_id: AssetId, accessory_id: AccessoryId) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    ask_to_keep(request.hat, asset.organisation_id)
    services.remove_accessory(asset_id=asset.pk, accessory_id=accessory_id, hat=request.hat)
    return HttpResponse(status=204)
