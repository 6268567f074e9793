"""The routes of what an owner keeps of its assets: units, management, condition."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of, whole
from maillon.base.api.schemas import (
    PRINTABLE,
    DayIn,
    Id,
    Input,
    explained,
    identifier,
    one_of,
    without_defaults,
)
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset, Condition, Grade, KeepingRecord, Unit
from maillon.sharing.inventory.permissions import ask_to_keep, ask_to_read_record, may_read_record
from maillon.sharing.inventory.queries.records import conditions_of, keeping_of, units_of, wear_of

router = Router(tags=["inventory"])
UnitId = Annotated[int, identifier("Numéro de l’unité.")]
Word = Annotated[str, Field(pattern=PRINTABLE, max_length=120)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
GradeCode = Annotated[Grade, one_of(Grade)]


class UnitIn(Input):
    """A part of the organisation that answers for assets."""

    name: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Nom de l’unité.", example="Travaux publics", min_length=1, max_length=120
    )
    contact: Word = explained(
        "À qui s’adresser : une fonction ou un nom.", default="", example="Contremaître"
    )
    email: Word = explained("Courriel; peut être vide.", default="", example="travaux@ville.example")
    phone: Annotated[str, Field(pattern=PRINTABLE, max_length=40)] = explained(
        "Téléphone; peut être vide.", default="", example="450 555-0142"
    )


class UnitOut(UnitIn):
    """A unit, with how many assets it answers for."""

    id: int = explained("Numéro de l’unité.", example=3)
    assets: int = explained("Combien de biens en relèvent.", example=12)


class KeepingIn(Input):
    """How an asset is managed; what is not named stays as it is, null empties."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    unit_id: Id | None = explained("Numéro de l’unité responsable (voir /units).", default=None, example=3)
    keeper_id: Id | None = explained(
        "Numéro de la personne responsable, membre de l’organisation.", default=None, example=41
    )
    serial_number: Annotated[str, Field(pattern=PRINTABLE, max_length=80)] = explained(
        "Numéro de série.", default="", example="1FTFW1E50"
    )
    supplier: Word = explained("Fournisseur.", default="", example="Équipements Roy")
    acquired_on: dt.date | None = explained("Acquis le.", default=None, example="2019-03-04")
    in_service_since: dt.date | None = explained("En service depuis.", default=None, example="2019-04-01")
    warranty_until: dt.date | None = explained("Garanti jusqu’au.", default=None, example="2024-03-04")
    acquisition_value: Amount | None = explained(
        "Valeur d’acquisition, en dollars canadiens.", default=None, example="48500.00"
    )
    replacement_value: Amount | None = explained(
        "Valeur de remplacement, en dollars canadiens.", default=None, example="61000.00"
    )
    useful_life_years: int | None = explained(
        "Durée de vie utile, en années.", default=None, example=12, ge=1, le=200
    )


class KeepingOut(KeepingIn):
    """How an asset is managed, and where it stands in its life by the straight-line method."""

    end_of_life: dt.date | None = explained(
        "Fin de vie prévue : mise en service (sinon acquisition) plus durée de vie.", example="2031-04-01"
    )
    residual_value: Decimal | None = explained(
        "Valeur résiduelle d’aujourd’hui : la valeur d’acquisition baisse également chaque mois entier, jusqu’à 0 à la "
        "fin de vie.",
        example="17850.00",
    )


class ConditionIn(Input):
    """A report of the condition of an asset."""

    grade: GradeCode = explained("État physique.", example="good")
    observed_on: DayIn = explained("Constaté le.", example="2026-11-02")
    note: Annotated[str, Field(pattern=PRINTABLE, max_length=2000)] = explained(
        "Remarque; ne sort pas de votre organisation.", default=""
    )


class ConditionOut(Schema):
    """A report; what stays inside the organisation is null for the others."""

    grade: GradeCode = explained("État physique.", example="good")
    observed_on: dt.date = explained("Constaté le.", example="2026-11-02")
    note: str | None = explained("Remarque, pour les personnes de l’organisation propriétaire.")
    who: str | None = explained("Qui l’a inscrit, pour les mêmes.", example="Amélie Roy")
    photos: int | None = explained("Combien de photos, pour les mêmes.", example=2)


@router.get(
    "/units",
    auth=KEEPER_NEEDED,
    response=Page[UnitOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les unités responsables"),
    description=_noted("Les unités de votre organisation, par nom. Elles n’en sortent pas."),
)
def list_units(request: HatRequest) -> dict[str, Any]:
    return whole(_unit_out(one) for one in units_of(ask_to_keep(request.hat, request.hat.organisation_id)))


@router.post(
    "/units",
    auth=KEEPER_NEEDED,
    response={201: UnitOut},
    summary=_noted("Ajouter une unité responsable"),
    description=_noted("Ajoute une unité à votre organisation."),
)
def write_unit(request: HatRequest, wanted: UnitIn) -> Status[UnitOut]:
    unit = Unit(organisation_id=ask_to_keep(request.hat, request.hat.organisation_id), **wanted.model_dump())
    services.write_unit(unit=unit, by=request.hat)
    return Status(201, _unit_out(units_of(unit.organisation_id).get(pk=unit.pk)))


@router.put(
    "/units/{unit_id}",
    auth=KEEPER_NEEDED,
    response=UnitOut,
    summary=_noted("Modifier une unité responsable"),
    description=_noted("Remplace ce qui est dit d’une unité de votre organisation."),
)
def change_unit(request: HatRequest, unit_id: UnitId, wanted: UnitIn) -> UnitOut:
    unit = _own_unit(request, unit_id)
    for name, value in wanted.model_dump().items():
        setattr(unit, name, value)
    services.write_unit(unit=unit, by=request.hat)
    return _unit_out(units_of(unit.organisation_id).get(pk=unit.pk))


@router.delete(
    "/units/{unit_id}",
    auth=KEEPER_NEEDED,
    response={204: None},
    summary=_noted("Retirer une unité responsable"),
    description=_noted("Retire une unité qui ne répond plus d’aucun bien."),
)
def remove_unit(request: HatRequest, unit_id: UnitId) -> Status[None]:
    services.remove_unit(unit=_own_unit(request, unit_id), by=request.hat)
    return Status(204, None)


def _own_unit(request: HatRequest, unit_id: int) -> Unit:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Unit, pk=unit_id, organisation_id=owner_id)


@router.get(
    "/assets/{asset_id}/keeping",
    auth=HAT_NEEDED,
    response=KeepingOut,
    openapi_extra=refuses(403),
    summary=_noted("Lire la fiche de gestion d’un bien"),
    description=_noted(
        "Qui répond du bien, ce qu’il a coûté, combien de temps il sert. Pour les personnes de l’organisation "
        "propriétaire seulement."
    ),
)
def read_keeping(request: HatRequest, asset_id: AssetId) -> KeepingOut:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    ask_to_read_record(request.hat, asset.organisation_id)
    return _keeping_out(keeping_of(asset_id) or KeepingRecord(asset=asset))


@router.patch(
    "/assets/{asset_id}/keeping",
    auth=KEEPER_NEEDED,
    response=KeepingOut,
    summary=_noted("Modifier la fiche de gestion d’un bien"),
    description=_noted("Change ce qui est nommé, et rien d’autre; null vide un champ."),
)
def change_keeping(request: HatRequest, asset_id: AssetId, change: KeepingIn) -> KeepingOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    asset = get_object_or_404(Asset, pk=asset_id, organisation_id=owner_id)
    record = keeping_of(asset_id) or KeepingRecord(asset=asset)
    for name, value in change.model_dump(exclude_unset=True).items():
        setattr(record, name, value)
    services.write_keeping(record=record, by=request.hat, now=timezone.now())
    return _keeping_out(record)


@router.get(
    "/assets/{asset_id}/conditions",
    response=Page[ConditionOut],
    summary=_noted("Lire l’état physique d’un bien"),
    description=_noted(
        "Les relevés d’état, le dernier d’abord. Hors de l’organisation propriétaire : le présent état seul, sans "
        "remarque."
    ),
)
def list_conditions(
    request: HatRequest, response: HttpResponse, asset_id: AssetId, query: Query[PageQuery]
) -> dict[str, Any]:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    reports = conditions_of(asset_id)
    if not may_read_record(request.hat, asset.organisation_id):
        return whole(_condition_out(one, own=False) for one in reports[:1])
    return page_of(
        reports,
        order=("-observed_on", "-pk"),
        page=query,
        request=request,
        response=response,
        shape=lambda one: _condition_out(one, own=True),
    )


@router.post(
    "/assets/{asset_id}/conditions",
    auth=KEEPER_NEEDED,
    response={201: ConditionOut},
    summary=_noted("Inscrire l’état physique d’un bien"),
    description=_noted("Ajoute un relevé; aucun ne s’efface ni ne se corrige, un autre relevé le remplace."),
)
def note_condition(request: HatRequest, asset_id: AssetId, wanted: ConditionIn) -> Status[ConditionOut]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    asset = get_object_or_404(Asset, pk=asset_id, organisation_id=owner_id)
    report = services.note_condition(asset=asset, by=request.hat, now=timezone.now(), **wanted.model_dump())
    return Status(201, _condition_out(conditions_of(asset_id).get(pk=report.pk), own=True))


def _unit_out(unit: Any) -> UnitOut:
    return UnitOut(
        id=unit.pk,
        name=unit.name,
        contact=unit.contact,
        email=unit.email,
        phone=unit.phone,
        assets=unit.asset_count,
    )


def _keeping_out(record: KeepingRecord) -> KeepingOut:
    wear = wear_of(record, timezone.localdate())
    said = {name: getattr(record, name) for name in KeepingIn.model_fields}
    return KeepingOut(
        **said,
        end_of_life=wear.ends_on if wear else None,
        residual_value=wear.residual.amount if wear and wear.residual is not None else None,
    )


def _condition_out(report: Condition, *, own: bool) -> ConditionOut:
    return ConditionOut(
        grade=Grade(report.grade),
        observed_on=report.observed_on,
        note=report.note if own else None,
        who=(str(report.by) if report.by else "") if own else None,
        photos=len(report.photos.all()) if own else None,
    )
