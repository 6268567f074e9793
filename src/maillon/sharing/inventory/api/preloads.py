"""The routes of open data brought to a territory, to be claimed by its owners."""

import datetime as dt
from typing import Annotated, BinaryIO, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from maillon.base.api.auth import HatAuth
from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import Input, Line, explained, identifier
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.imports import unclaimed
from maillon.sharing.inventory.imports.services import preloading
from maillon.sharing.inventory.models import Preload
from maillon.sharing.inventory.permissions import ask_to_preload

router = Router(tags=["imports"], auth=HatAuth(ask_to_preload))
PreloadId = Annotated[int, identifier("Numéro du préchargement.")]


class OwnerOut(Schema):
    """One organisation to whom records were brought."""

    organisation_id: int = explained("L’organisation.", example=3)
    unclaimed: int = explained("Fiches à réclamer.", example=120)
    claimed: int = explained("Fiches réclamées.", example=0)
    refused: int = explained("Fiches écartées.", example=0)
    unusable: int = explained("Lignes qui n’ont pu servir.", example=2)


class StrangerOut(Schema):
    """An owner named by the file that the territory does not know."""

    name: str = explained("Le nom lu; vide quand aucun n’est dit.", example="Ville voisine")
    lines: int = explained("Combien de lignes.", example=4)


class PreloadOut(Schema):
    """Open data brought to a territory."""

    id: int = explained("Numéro du préchargement.", example=2)
    provider: str = explained("Qui publie ces données.", example="Ville de Montréal")
    licence: str = explained("Leur licence.", example="CC BY 4.0")
    address: str = explained("La page de la source.", example="")
    file_name: str = explained("Le fichier apporté.", example="installations.geojson")
    created_at: dt.datetime = explained("Quand.", example="2026-11-20T14:12:00+00:00")
    owners: list[OwnerOut] = explained("À qui, et ce qu’il en est.")
    strangers: list[StrangerOut] = explained(
        "Les propriétaires inconnus : leurs lignes sont laissées de côté."
    )


class PreloadIn(Input):
    """Where open data comes from, and to whom its things belong."""

    provider: Annotated[str, explained("Qui publie ces données.", min_length=1, max_length=120)]
    licence: Annotated[str, explained("Leur licence.", min_length=1, max_length=80)]
    address: Annotated[
        str, explained("La page de la source.", default="", max_length=200, pattern=r"^(https?://\S+)?$")
    ] = ""
    organisation_id: Annotated[
        int | None, explained("L’organisation à qui tout appartient.", default=None, ge=1, le=2**62)
    ] = None
    owner_heading: Line = explained("Sinon, la colonne qui nomme le propriétaire.", default="")


class RecordsWithdrawnOut(Schema):
    """What a withdrawal did."""

    withdrawn: int = explained("Fiches retirées.", example=12)


def preload_out(made: Preload) -> PreloadOut:
    """Return a preload with its owners."""
    return PreloadOut(
        id=made.pk,
        provider=made.provider,
        licence=made.licence,
        address=made.address,
        file_name=made.file_name,
        created_at=made.created_at,
        owners=[
            OwnerOut(
                organisation_id=one.organisation_id,
                unclaimed=one.unclaimed,
                claimed=one.claimed,
                refused=one.refused,
                unusable=one.unusable,
            )
            for one in unclaimed.owner_lines(made)
        ],
        strangers=[StrangerOut(name=str(name), lines=int(str(lines))) for name, lines in made.strangers],
    )


@router.get(
    "/preloads",
    response=list[PreloadOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les données ouvertes apportées"),
    description=_noted("Les cent derniers fichiers que votre organisation a apportés à son territoire."),
)
def list_preloads(request: HatRequest) -> list[PreloadOut]:
    return [preload_out(made) for made in unclaimed.preloads_of(request.hat)[:100]]


@router.post(
    "/preloads",
    response={201: PreloadOut},
    summary=_noted("Apporter des données ouvertes"),
    description=_noted(
        "Fait d’un fichier de données ouvertes des fiches non réclamées pour les organisations de votre territoire. "
        "Rien n’entre à leur inventaire avant qu’elles les réclament, par la route « accept » de leur importation."
    ),
)
def bring_preload(
    request: HatRequest, response: HttpResponse, file: File[UploadedFile], told: Form[PreloadIn]
) -> Status[PreloadOut]:
    owner = None
    if told.organisation_id is not None:
        owner = get_object_or_404(Organisation, pk=told.organisation_id)
    made = preloading.preload(
        by=request.hat,
        file=cast("BinaryIO", file),
        file_name=file.name or "",
        told=preloading.OpenData(told.provider, told.licence, told.address),
        owner=owner,
        owner_heading=told.owner_heading,
        now=timezone.now(),
    )
    response["Location"] = f"/api/v1/preloads/{made.pk}"
    return Status(201, preload_out(made))


@router.get(
    "/preloads/{preload_id}",
    response=PreloadOut,
    openapi_extra=refuses(403),
    summary=_noted("Voir des données ouvertes apportées"),
    description=_noted("À qui elles ont été apportées, et combien de fiches sont réclamées."),
)
def show_preload(request: HatRequest, preload_id: PreloadId) -> PreloadOut:
    return preload_out(get_object_or_404(unclaimed.preloads_of(request.hat), pk=preload_id))


@router.post(
    "/preloads/{preload_id}/withdraw",
    response=RecordsWithdrawnOut,
    summary=_noted("Retirer les fiches non réclamées"),
    description=_noted("Retire ce que personne n’a réclamé ni écarté; ce qui est réclamé reste."),
)
def withdraw_preload(request: HatRequest, preload_id: PreloadId) -> RecordsWithdrawnOut:
    made = get_object_or_404(unclaimed.preloads_of(request.hat), pk=preload_id)
    return RecordsWithdrawnOut(withdrawn=preloading.withdraw(preload=made, by=request.hat))
