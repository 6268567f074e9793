"""The routes of kits."""

import datetime as dt
from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.base.api.schemas import PRINTABLE, Id, Input, Line, Moment, Text, explained, identifier
from maillon.base.refusals import Invalid, NotFound, Reason
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetRef
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.kits import photos
from maillon.sharing.kits.errors import SENTENCES
from maillon.sharing.kits.models import Kit, KitPhoto
from maillon.sharing.kits.queries import kits_shown, moment_of, one_kit
from maillon.sharing.kits.rules import MANY
from maillon.sharing.kits.services import LineWish, request_kits, write_kit

router = Router(tags=["kits"])
KitId = Annotated[int, identifier("Numéro de la trousse.")]
LONGEST = dt.timedelta(days=31)


class KitLineOut(Schema):
    """A line of a kit."""

    quantity: int = explained("Combien par trousse.", example=10)
    choices: list[AssetRef] = explained("Le premier choix, puis ses remplaçants.")
    optional: bool = explained("Si la trousse se donne aussi sans cela.", example=False)


class KitPhotoOut(Schema):
    """The picture of a kit."""

    alt: str = explained("Ce que montre la photo.", example="Raquettes et bâtons dans la neige")
    href: str = explained(
        "L’adresse de l’image, en 960 pixels de large.", example="/trousses/4/photos/9-960.webp"
    )


class KitPhotoIn(Input):
    """What the picture of a kit shows."""

    alt: Annotated[str, Field(min_length=1, max_length=200, pattern=PRINTABLE)] = explained(
        "Ce que montre la photo.", example="Raquettes et bâtons dans la neige"
    )


class KitOut(Schema):
    """A kit."""

    id: int = explained("Numéro dans Maillon.", example=4)
    name: str = explained("Nom de la trousse.", example="Trousse de plein air")
    owner: OrganisationRef = explained("Le propriétaire.")
    description: str = explained("Description; peut être vide.")
    retired: bool = explained("Si elle n’est plus proposée.", example=False)
    photo: KitPhotoOut | None = explained("Sa photo à elle; null si celle de son premier bien la représente.")
    lines: list[KitLineOut] = explained("Ce qu’elle contient.")


class KitLineIn(Input):
    """A line as its owner writes it."""

    quantity: int = explained("Combien par trousse.", default=1, example=10, ge=1, le=MANY)
    asset_ids: list[Id] = explained(
        "Le premier choix, puis ses remplaçants de la même catégorie.",
        example=[104, 105],
        min_length=1,
        max_length=6,
    )
    optional: bool = explained("Si la trousse se donne aussi sans cela.", default=False, example=False)


class KitIn(Input):
    """A kit as its owner writes it."""

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=PRINTABLE)] = explained(
        "Nom de la trousse.", example="Trousse de plein air"
    )
    description: Text = explained("Description.", default="")
    retired: bool = explained("Ne plus la proposer.", default=False, example=False)
    lines: list[KitLineIn] = explained("Ce qu’elle contient.", min_length=1, max_length=20)


class KitMoment(Schema):
    """When, and how many."""

    starts_at: Moment = explained(
        "Début, avec son décalage (dans une adresse, « + » s’écrit %2B).", example="2026-12-01T09:00:00-05:00"
    )
    ends_at: Moment = explained(
        "Fin, exclue; au plus 31 jours après le début.", example="2026-12-01T16:00:00-05:00"
    )
    count: int = explained("Combien de trousses.", default=1, example=2, ge=1, le=1_000)


class PickOut(Schema):
    """So many of an asset."""

    asset_id: int = explained("Numéro du bien.", example=105)
    quantity: int = explained("Combien.", example=4)
    instead_of: int | None = explained("Le premier choix qu’il remplace, s’il en remplace un.", example=104)


class FreeKitsOut(Schema):
    """A kit at a moment."""

    most: int = explained("Combien de trousses complètes sont libres.", example=3)
    complete: bool = explained("Si celles qui sont voulues le sont toutes.", example=True)
    picks: list[PickOut] = explained("De quoi elles seraient faites.")
    missing: list[int] = explained("Les premiers choix qui manquent.")
    left_out: list[int] = explained("Les premiers choix facultatifs laissés de côté.")


class KitsWanted(Input):
    """Kits asked for."""

    starts_at: Moment = explained("Début, avec son décalage.", example="2026-12-01T09:00:00-05:00")
    ends_at: Moment = explained("Fin, exclue.", example="2026-12-01T16:00:00-05:00")
    count: int = explained("Combien de trousses.", default=1, example=2, ge=1, le=1_000)
    purpose: Line = explained("L’activité prévue.", example="Sortie en raquettes", min_length=1)
    message: Text = explained("Message au propriétaire; peut être vide.", default="")


class AskedOut(Schema):
    """The bundle that was made."""

    reference: str = explained("Numéro de l’ensemble (voir /bundles).", example="E-2026-000124")


def _kit(kit_id: int, request: HatRequest) -> Kit:
    found = one_kit(kit_id, request.hat)
    if found is None:
        raise NotFound(Reason("kit_unknown", str(SENTENCES["kit_unknown"])))
    return found


def _out(kit: Kit) -> KitOut:
    return KitOut(
        id=kit.pk,
        name=kit.name,
        owner=reference_of(kit.organisation),
        description=kit.description,
        retired=kit.retired,
        photo=_photo_out(own) if (own := getattr(kit, "photo", None)) is not None else None,
        lines=[
            KitLineOut(
                quantity=line.quantity,
                choices=[AssetRef(id=one.asset_id, name=one.asset.name) for one in line.choices.all()],
                optional=line.optional,
            )
            for line in kit.lines.all()
        ],
    )


@router.get(
    "/kits",
    response=Page[KitOut],
    summary=_noted("Lister les trousses"),
    description=_noted("Les trousses que ce chapeau peut voir, par nom."),
)
def list_kits(request: HatRequest, response: HttpResponse, query: Query[PageQuery]) -> dict[str, Any]:
    return page_of(
        kits_shown(Kit.objects.visible_to(request.hat), request.hat),
        order=("sort_key", "pk"),
        page=query,
        request=request,
        response=response,
        shape=_out,
    )


@router.get(
    "/kits/{kit_id}",
    response=KitOut,
    summary=_noted("Voir une trousse"),
    description=_noted("Ce qu’elle contient, avec ses remplaçants."),
)
def show_kit(request: HatRequest, kit_id: KitId) -> KitOut:
    return _out(_kit(kit_id, request))


@router.get(
    "/kits/{kit_id}/free",
    response=FreeKitsOut,
    summary=_noted("Compter les trousses libres"),
    description=_noted(
        "Combien de trousses complètes sont libres à un moment, et de quoi elles seraient faites."
    ),
)
def count_free_kits(request: HatRequest, kit_id: KitId, query: Query[KitMoment]) -> FreeKitsOut:
    if not query.starts_at < query.ends_at <= query.starts_at + LONGEST:
        raise Invalid(_("La fin vient après le début, de 31 jours au plus."), field="ends_at")
    found = moment_of(
        _kit(kit_id, request),
        query.starts_at,
        query.ends_at,
        query.count,
        hat=request.hat,
        now=timezone.now(),
    )
    composition = found.composition
    return FreeKitsOut(
        most=found.most,
        complete=composition.complete,
        picks=[
            PickOut(
                asset_id=pick.asset,
                quantity=pick.quantity,
                instead_of=found.firsts[pick.line] if pick.substitute else None,
            )
            for pick in composition.picks
        ],
        missing=[found.firsts[line] for line in composition.missing],
        left_out=[found.firsts[line] for line in composition.left_out],
    )


@router.post(
    "/kits/{kit_id}/requests",
    auth=HAT_NEEDED,
    response={201: AskedOut},
    openapi_extra=refuses(409),
    summary=_noted("Demander des trousses"),
    description=_noted(
        "Demande des trousses complètes : toutes ou aucune; les remplaçants sont choisis et nommés."
    ),
)
def request_some_kits(
    request: HatRequest, response: HttpResponse, kit_id: KitId, wanted: KitsWanted
) -> Status[AskedOut]:
    if wanted.starts_at >= wanted.ends_at:
        raise Invalid(_("La fin vient après le début, de 31 jours au plus."), field="ends_at")
    bundle = request_kits(kit_id=kit_id, hat=request.hat, now=timezone.now(), **wanted.model_dump())
    response["Location"] = f"/api/v1/bundles/{bundle.reference}"
    return Status(201, AskedOut(reference=bundle.reference))


@router.post(
    "/kits",
    auth=KEEPER_NEEDED,
    response={201: KitOut},
    summary=_noted("Composer une trousse"),
    description=_noted("Réunit des biens de votre organisation, avec leurs remplaçants."),
)
def add_kit(request: HatRequest, wanted: KitIn) -> Status[KitOut]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return Status(201, _written(request, Kit(organisation_id=owner_id), wanted))


@router.put(
    "/kits/{kit_id}",
    auth=KEEPER_NEEDED,
    response=KitOut,
    summary=_noted("Changer une trousse"),
    description=_noted("Remplace ce que dit la trousse; ce qui est déjà demandé le reste."),
)
def change_kit(request: HatRequest, kit_id: KitId, wanted: KitIn) -> KitOut:
    kit = get_object_or_404(Kit.objects.visible_to(request.hat), pk=kit_id)
    ask_to_keep(request.hat, kit.organisation_id)
    return _written(request, kit, wanted)


def _written(request: HatRequest, kit: Kit, wanted: KitIn) -> KitOut:
    kit.name, kit.description, kit.retired = wanted.name, wanted.description, wanted.retired
    lines = [LineWish(line.quantity, tuple(line.asset_ids), line.optional) for line in wanted.lines]
    return _out(_kit(write_kit(kit=kit, lines=lines, hat=request.hat).pk, request))


@router.post(
    "/kits/{kit_id}/photo",
    auth=KEEPER_NEEDED,
    response={201: KitPhotoOut},
    summary=_noted("Donner sa photo à une trousse"),
    description=_noted(
        "Une photo JPEG, PNG ou WebP d’au plus 20 Mo, jugée par son contenu; elle remplace celle d’avant. Le lieu et "
        "l’appareil de prise de vue sont effacés."
    ),
)
def put_kit_photo(
    request: HatRequest, kit_id: KitId, file: File[UploadedFile], wanted: Form[KitPhotoIn]
) -> Status[KitPhotoOut]:
    given = photos.put_photo(kit_id=kit_id, file=cast("BinaryIO", file), alt=wanted.alt, hat=request.hat)
    return Status(201, _photo_out(given))


@router.patch(
    "/kits/{kit_id}/photo",
    auth=KEEPER_NEEDED,
    response=KitPhotoOut,
    summary=_noted("Décrire la photo d’une trousse"),
    description=_noted("Dit ce que montre la photo."),
)
def tell_kit_photo(request: HatRequest, kit_id: KitId, change: KitPhotoIn) -> KitPhotoOut:
    return _photo_out(photos.tell_photo(kit_id=kit_id, alt=change.alt, hat=request.hat))


@router.delete(
    "/kits/{kit_id}/photo",
    auth=KEEPER_NEEDED,
    response={204: None},
    summary=_noted("Retirer la photo d’une trousse"),
    description=_noted("Retire la photo, son fichier et ses tailles; sans photo, rien ne change."),
)
def remove_kit_photo(request: HatRequest, kit_id: KitId) -> Status[None]:
    photos.remove_photo(kit_id=kit_id, hat=request.hat)
    return Status(204, None)


def _photo_out(photo: KitPhoto) -> KitPhotoOut:
    return KitPhotoOut(alt=photo.alt, href=reverse("kits:photo", args=[photo.kit_id, photo.pk, 960]))
