"""The routes by which an owner writes their inventory."""

from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Status
from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema

from maillon.base.api.etags import etag_of, json_of, matches
from maillon.base.api.schemas import PRINTABLE, Code, Id, Input, Text, explained, without_defaults
from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.requests import HatRequest
from maillon.community.territories.models import Municipality
from maillon.sharing.inventory import services
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.routes import router
from maillon.sharing.inventory.api.schemas import (
    AssetId,
    AssetOut,
    AssetState,
    SiteOut,
    asset_shape,
    site_out,
)
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.inventory.permissions import ask_to_keep

Word = Annotated[str, Field(pattern=PRINTABLE)]
MANY = 1_000_000
CIRCLE_OR_RULES = WithJsonSchema(
    {"anyOf": [{"type": "string", "enum": list(Circle.values)}, {"type": "null"}]}
)


class SiteIn(Input):
    """A place where assets stand."""

    name: Word = explained("Nom du lieu.", example="Centre communautaire", min_length=1, max_length=160)
    address: Word = explained(
        "Adresse civique; peut être vide.", default="", example="1200, rue des Érables", max_length=200
    )
    municipality_id: Id | None = explained(
        "Numéro de la municipalité (voir /municipalities).", default=None, example=12
    )
    lon: float | None = explained("Longitude, en degrés (WGS 84).", default=None, example=-72.957)
    lat: float | None = explained("Latitude, en degrés (WGS 84).", default=None, example=45.63)


class AssetIn(Input):
    """A new asset."""

    name: Word = explained("Nom du bien.", example="Gymnase double", min_length=1, max_length=160)
    class_code: Code = explained("Code de la catégorie.", example="gym")
    site_id: Id = explained("Numéro du lieu, un des vôtres.", example=14)
    description: Text = explained("Description.", default="")
    identifier: Word = explained(
        "Le numéro que vous lui donnez.", default="", example="GYM-02", max_length=80
    )
    capacity: int | None = explained(
        "Nombre de personnes admises; null si ce n’est pas dit.", default=None, example=60, ge=1, le=MANY
    )
    quantity: int = explained("Combien il y en a.", default=1, example=1, ge=1, le=MANY)
    accessibility: Text = explained("Ce qu’une personne doit savoir avant de venir.", default="")
    details: dict[Code, StrictBool | StrictInt | StrictFloat | Word | None] = explained(
        "Les réponses aux caractéristiques de la catégorie, par code (voir /asset-classes); null en retire une.",
        default={},
        example={"area": 312.5, "floor": "wood"},
        max_length=60,
    )
    lon: float | None = explained(
        "Longitude; null pour prendre celle du lieu.", default=None, example=-72.957
    )
    lat: float | None = explained("Latitude; null pour prendre celle du lieu.", default=None, example=45.63)
    audience: Annotated[Circle | None, CIRCLE_OR_RULES] = explained(
        "Qui peut le voir; null pour suivre les règles du lieu, de la catégorie ou de l’organisation.",
        default=None,
        example="everyone",
    )
    state: AssetState = explained(
        "Brouillon, actif ou archivé.", default=Asset.State.ACTIVE, example="active"
    )


class AssetChange(AssetIn):
    """What changes of an asset; what is not named stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: Word = explained("Nom du bien.", default="", example="Gymnase double", min_length=1, max_length=160)
    class_code: Code = explained("Code de la catégorie.", default="", example="gym")
    site_id: Id = explained("Numéro du lieu, un des vôtres.", default=0, example=14)


@router.post(
    "/sites",
    auth=KEEPER_NEEDED,
    response={201: SiteOut},
    summary=_noted("Ajouter un lieu"),
    description=_noted("Ajoute un lieu à votre organisation. Ses horloges suivent son point."),
)
def write_site(request: HatRequest, wanted: SiteIn) -> Status[SiteOut]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    values = wanted.model_dump(exclude={"municipality_id"})
    site = Site(organisation_id=owner_id, municipality=_municipality(wanted.municipality_id), **values)
    return Status(201, site_out(services.write_site(site=site)))


@router.post(
    "/assets",
    auth=KEEPER_NEEDED,
    response={201: AssetOut},
    summary=_noted("Ajouter un bien"),
    description=_noted("Ajoute un bien à votre organisation. Sans point, il prend celui de son lieu."),
)
def write_asset(request: HatRequest, response: HttpResponse, wanted: AssetIn) -> Status[AssetOut]:
    asset = Asset(organisation_id=ask_to_keep(request.hat, request.hat.organisation_id))
    _set(asset, wanted.model_dump())
    services.write_asset(asset=asset, now=timezone.now())
    response["Location"] = f"/api/v1/assets/{asset.pk}"
    return Status(201, asset_shape(request.hat)(asset))


@router.patch(
    "/assets/{asset_id}",
    auth=KEEPER_NEEDED,
    response=AssetOut,
    summary=_noted("Modifier un bien"),
    description=_noted(
        "Change ce qui est nommé, et rien d’autre. Archiver un bien ne perd rien de son histoire. Avec l’en-tête "
        "If-Match et l’ETag reçu en lisant le bien, refusé (412) si quelqu’un l’a changé depuis."
    ),
)
def change_asset(request: HatRequest, asset_id: AssetId, change: AssetChange) -> AssetOut:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat).with_owner(), pk=asset_id)
    ask_to_keep(request.hat, asset.organisation_id)
    _set(asset, change.model_dump(exclude_unset=True))
    shape, wanted = asset_shape(request.hat), request.headers.get("If-Match", "")

    def unchanged(known: Asset) -> bool:
        return matches(wanted, etag_of(json_of(shape(known))))

    written = services.write_asset(asset=asset, now=timezone.now(), unchanged=unchanged if wanted else None)
    return shape(written)


class MergeIn(Input):
    """Two records of one thing."""

    other_id: Id = explained("Numéro de l’autre fiche, qui sera archivée.", example=104)
    why: Word = explained("Pourquoi; se lit dans l’historique.", default="", max_length=200)


@router.post(
    "/assets/{asset_id}/merge",
    auth=KEEPER_NEEDED,
    response=AssetOut,
    summary=_noted("Fusionner deux fiches d’un même bien"),
    description=_noted(
        "Garde cette fiche; les réservations, l’identifiant et les photos de l’autre la rejoignent, et l’autre est "
        "archivée. Refusé si les deux ont des réservations au même moment."
    ),
)
def merge_assets(request: HatRequest, asset_id: AssetId, wanted: MergeIn) -> AssetOut:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    ask_to_keep(request.hat, asset.organisation_id)
    services.merge_assets(
        kept_id=asset_id, other_id=wanted.other_id, hat=request.hat, why=wanted.why, now=timezone.now()
    )
    return asset_shape(request.hat)(Asset.objects.with_owner().get(pk=asset_id))


def _set(asset: Asset, values: dict[str, Any]) -> None:
    """Set the values given on the asset; Invalid when the class or the site is unknown."""
    if "class_code" in values:
        asset.asset_class = _known(AssetClass.objects.filter(code=values.pop("class_code")), "class_code")
    if "site_id" in values:
        own = Site.objects.filter(organisation_id=asset.organisation_id)
        asset.site = _known(own.filter(pk=values.pop("site_id")), "site_id")
    if "details" in values:
        answers = asset.details | values.pop("details")
        asset.details = {code: value for code, value in answers.items() if value is not None}
    if "audience" in values:
        chosen = values.pop("audience")
        asset.audience_follows = chosen is None
        asset.audience = chosen or asset.audience
    for name, value in values.items():
        setattr(asset, name, value)


def _municipality(number: int | None) -> Municipality | None:
    if number is None:
        return None
    return _known(Municipality.objects.select_related("mrc").filter(pk=number), "municipality_id")


def _known(found: Any, field: str) -> Any:
    one = found.first()
    if one is None:
        raise Invalid(_("Il n’y a rien de ce nom ou de ce numéro : vérifiez-le."), field=field)
    return one
