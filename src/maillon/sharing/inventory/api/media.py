"""The routes of an asset's photos and documents."""

import datetime as dt
from typing import Annotated, Any, BinaryIO, cast

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, Input, explained, identifier, one_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset, Document, Photo
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.documents import Offered, about, documents_of

router = Router(tags=["inventory"])
PhotoId = Annotated[int, identifier("Numéro de la photo.")]
DocumentId = Annotated[int, identifier("Numéro du document.")]
Title = Annotated[str, Field(pattern=PRINTABLE, min_length=1, max_length=120)]
Alt = Annotated[str, Field(pattern=PRINTABLE, min_length=1, max_length=200)]


class PhotoOut(Schema):
    """A photo of an asset; the first is the main one."""

    id: int = explained("Numéro de la photo.", example=31)
    alt: str = explained("Ce que montre la photo.", example="Gymnase double, gradins repliés")
    href: str = explained(
        "L’adresse de l’image, en 960 pixels de large.", example="/biens/3/photos/31-960.webp"
    )


class PhotoIn(Input):
    """What a photo shows, sent beside its file."""

    alt: Alt = explained("Ce que montre la photo.", example="Gymnase double, gradins repliés")


class PhotoChange(Input):
    """What a photo shows, and its place."""

    alt: Alt = explained("Ce que montre la photo.", example="Gymnase double, gradins repliés")
    position: int | None = explained(
        "Son rang parmi les photos du bien; 0 en fait la principale. Sans rang, elle reste où elle est.",
        default=None,
        example=0,
        ge=0,
        le=100,
    )


class DocumentOut(Schema):
    """A document that you may read."""

    id: int = explained("Numéro du document.", example=8)
    title: str = explained("Titre.", example="Plan du gymnase")
    kind: Annotated[Document.Kind, one_of(Document.Kind)] = explained("Sorte.", example="plan")
    language: Annotated[Document.Language, one_of(Document.Language)] = explained("Langue.", example="fr")
    audience: Annotated[Document.Audience, one_of(Document.Audience)] = explained(
        "Qui peut le lire, parmi ceux qui voient le bien.", example="as_asset"
    )
    version: int = explained("Numéro de la version présente.", example=2)
    media_type: str = explained("Type du fichier.", example="application/pdf")
    size: int = explained("Taille, en octets.", example=48213)
    added_at: dt.datetime = explained(
        "Quand cette version a été ajoutée.", example="2026-11-02T14:05:00+00:00"
    )
    href: str = explained("L’adresse où le télécharger.", example="/biens/3/documents/8/")


class DocumentIn(Input):
    """What a document is, sent beside its file."""

    title: Title = explained("Titre.", example="Plan du gymnase")
    kind: Annotated[Document.Kind, one_of(Document.Kind)] = explained("Sorte.", example="plan")
    language: Annotated[Document.Language, one_of(Document.Language)] = explained(
        "Langue.", default=Document.Language.FRENCH, example="fr"
    )
    audience: Annotated[Document.Audience, one_of(Document.Audience)] = explained(
        "Qui peut le lire, parmi ceux qui voient le bien.",
        default=Document.Audience.AS_ASSET,
        example="as_asset",
    )


@router.get(
    "/assets/{asset_id}/photos",
    response=Page[PhotoOut],
    summary=_noted("Lister les photos d’un bien"),
    description=_noted("Les photos d’un bien que vous pouvez voir, la principale d’abord."),
)
def list_photos(request: HatRequest, asset_id: AssetId) -> dict[str, Any]:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    return whole(_photo_out(one) for one in asset.photos.order_by("position", "pk"))


@router.post(
    "/assets/{asset_id}/photos",
    auth=KEEPER_NEEDED,
    response={201: PhotoOut},
    openapi_extra=refuses(409),
    summary=_noted("Ajouter une photo"),
    description=_noted(
        "Ajoute une photo JPEG, PNG ou WebP d’au plus 20 Mo, jugée par son contenu. Le lieu et l’appareil de prise "
        "de vue sont effacés; les petites tailles se font ensuite."
    ),
)
def add_photo(
    request: HatRequest, asset_id: AssetId, file: File[UploadedFile], wanted: Form[PhotoIn]
) -> Status[PhotoOut]:
    photo = services.add_photo(asset=_mine(request, asset_id), file=cast("BinaryIO", file), alt=wanted.alt)
    return Status(201, _photo_out(photo))


@router.patch(
    "/assets/{asset_id}/photos/{photo_id}",
    auth=KEEPER_NEEDED,
    response=PhotoOut,
    summary=_noted("Décrire et déplacer une photo"),
    description=_noted("Dit ce que montre la photo et, si c’est demandé, change son rang."),
)
def change_photo(request: HatRequest, asset_id: AssetId, photo_id: PhotoId, change: PhotoChange) -> PhotoOut:
    photo = get_object_or_404(Photo, pk=photo_id, asset=_mine(request, asset_id))
    return _photo_out(services.change_photo(photo=photo, alt=change.alt, position=change.position))


@router.delete(
    "/assets/{asset_id}/photos/{photo_id}",
    auth=KEEPER_NEEDED,
    response={204: None},
    openapi_extra=refuses(409),
    summary=_noted("Retirer une photo"),
    description=_noted("Retire une photo, son fichier et ses tailles."),
)
def remove_photo(request: HatRequest, asset_id: AssetId, photo_id: PhotoId) -> Status[None]:
    services.remove_photo(photo=get_object_or_404(Photo, pk=photo_id, asset=_mine(request, asset_id)))
    return Status(204, None)


@router.get(
    "/assets/{asset_id}/documents",
    response=Page[DocumentOut],
    summary=_noted("Lister les documents d’un bien"),
    description=_noted(
        "Les documents d’un bien que vous pouvez voir et lire : plans, modes d’emploi, règles."
    ),
)
def list_documents(request: HatRequest, asset_id: AssetId) -> dict[str, Any]:
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=asset_id)
    return whole(_document_out(asset_id, one) for one in documents_of(asset, request.hat))


@router.post(
    "/assets/{asset_id}/documents",
    auth=KEEPER_NEEDED,
    response={201: DocumentOut},
    summary=_noted("Ajouter un document"),
    description=_noted(
        "Ajoute un PDF, un document bureautique sans macros ou une image, d’au plus 10 Mo, jugé par son contenu."
    ),
)
def add_document(
    request: HatRequest, asset_id: AssetId, file: File[UploadedFile], wanted: Form[DocumentIn]
) -> Status[DocumentOut]:
    document = services.add_document(
        document=Document(asset=_mine(request, asset_id), **wanted.model_dump()),
        file=cast("BinaryIO", file),
        by=request.hat,
        now=timezone.now(),
    )
    return Status(201, _present(asset_id, document))


@router.post(
    "/assets/{asset_id}/documents/{document_id}/versions",
    auth=KEEPER_NEEDED,
    response={201: DocumentOut},
    summary=_noted("Remplacer le fichier d’un document"),
    description=_noted("Ajoute une version; l’ancienne est gardée pour l’organisation propriétaire."),
)
def replace_document(
    request: HatRequest, asset_id: AssetId, document_id: DocumentId, file: File[UploadedFile]
) -> Status[DocumentOut]:
    document = get_object_or_404(Document, pk=document_id, asset=_mine(request, asset_id))
    services.replace_document(
        document=document, file=cast("BinaryIO", file), by=request.hat, now=timezone.now()
    )
    return Status(201, _present(asset_id, document))


@router.delete(
    "/assets/{asset_id}/documents/{document_id}",
    auth=KEEPER_NEEDED,
    response={204: None},
    summary=_noted("Retirer un document"),
    description=_noted("Retire un document et toutes ses versions."),
)
def remove_document(request: HatRequest, asset_id: AssetId, document_id: DocumentId) -> Status[None]:
    document = get_object_or_404(Document, pk=document_id, asset=_mine(request, asset_id))
    services.remove_document(document=document, by=request.hat)
    return Status(204, None)


def _mine(request: HatRequest, asset_id: int) -> Asset:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Asset, pk=asset_id, organisation_id=owner_id)


def _photo_out(photo: Photo) -> PhotoOut:
    return PhotoOut(
        id=photo.pk, alt=photo.alt, href=reverse("inventory:photo", args=[photo.asset_id, photo.pk, 960])
    )


def _present(asset_id: int, document: Document) -> DocumentOut:
    version = document.versions.order_by("-number")[:1].get()
    return _document_out(asset_id, Offered(document, version, about(document, version)))


def _document_out(asset_id: int, one: Offered) -> DocumentOut:
    return DocumentOut(
        id=one.document.pk,
        title=one.document.title,
        kind=Document.Kind(one.document.kind),
        language=Document.Language(one.document.language),
        audience=Document.Audience(one.document.audience),
        version=one.version.number,
        media_type=one.version.media_type,
        size=one.version.size,
        added_at=one.version.added_at,
        href=reverse("inventory:document", args=[asset_id, one.document.pk]),
    )
