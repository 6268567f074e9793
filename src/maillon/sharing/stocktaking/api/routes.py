"""The routes by which one begins a count and tells what is seen."""

from typing import Annotated, Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import File, Path, Query, Router, Status
from ninja.files import UploadedFile

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, PageQuery, page_of
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.stocktaking import services
from maillon.sharing.stocktaking.api.schemas import (
    CountId,
    CountIn,
    CountOut,
    CountResultOut,
    ExpectedOut,
    ObservationOut,
    ObservationPhotoOut,
    ObservationsIn,
    ObservationsOut,
    count_out,
    expected_out,
    observation_out,
    result_out,
)
from maillon.sharing.stocktaking.errors import unknown_count
from maillon.sharing.stocktaking.models import Count, Expected, Observation
from maillon.sharing.stocktaking.queries import count_for, result_of
from maillon.sharing.stocktaking.rules import Verdict

router = Router(tags=["counts"])
ObservationKey = Annotated[UUID, Path(..., description=_noted("Clé de l’observation."))]
PhotoKey = Annotated[UUID, Path(..., description=_noted("Clé de la photo, tirée au hasard par qui envoie."))]


def known_count(request: HatRequest, count_id: int) -> Count:
    """Return a count of the hat's organisation."""
    found = count_for(count_id, request.hat)
    if found is None:
        raise unknown_count()
    return found


@router.get(
    "/counts",
    auth=HAT_NEEDED,
    response=Page[CountOut],
    summary=_noted("Lister ses récolements"),
    description=_noted("Les récolements de votre organisation, le plus récent d’abord."),
)
def list_counts(request: HatRequest, response: HttpResponse, query: Query[PageQuery]) -> dict[str, Any]:
    own = Count.objects.filter(organisation__id=request.hat.organisation_id or 0)
    return page_of(
        own, order=("-begun_at", "-pk"), page=query, request=request, response=response, shape=count_out
    )


@router.post(
    "/counts",
    auth=KEEPER_NEEDED,
    response={201: CountOut},
    summary=_noted("Commencer un récolement"),
    description=_noted("Prend la liste de ce qui devrait être là, et l’ouvre à qui compte."),
)
def begin_count(request: HatRequest, wanted: CountIn) -> Status[CountOut]:
    told = wanted.model_dump()
    name = told.pop("name")
    begun = services.begin_count(name=name, scope=services.Scope(**told), hat=request.hat, now=timezone.now())
    return Status(201, count_out(begun))


@router.get(
    "/counts/{count_id}",
    auth=HAT_NEEDED,
    response=CountResultOut,
    summary=_noted("Suivre un récolement"),
    description=_noted("Où en est un récolement, ou ce qu’il a donné."),
)
def show_count(request: HatRequest, count_id: CountId) -> CountResultOut:
    count = known_count(request, count_id)
    return result_out(count, result_of(count))


@router.get(
    "/counts/{count_id}/expected",
    auth=HAT_NEEDED,
    response=Page[ExpectedOut],
    summary=_noted("Lister ce qui est attendu"),
    description=_noted("Ce qui devrait être là, tel qu’inscrit quand le récolement a commencé."),
)
def list_expected(
    request: HatRequest, response: HttpResponse, count_id: CountId, query: Query[PageQuery]
) -> dict[str, Any]:
    rows = Expected.objects.filter(count=known_count(request, count_id))
    return page_of(
        rows,
        order=("site_name", "sort_key", "pk"),
        page=query,
        request=request,
        response=response,
        shape=expected_out,
    )


@router.get(
    "/counts/{count_id}/observations",
    auth=HAT_NEEDED,
    response=Page[ObservationOut],
    summary=_noted("Lister les observations"),
    description=_noted(
        "Tout ce qui a été vu, par qui et quand, le plus récent d’abord; rien n’en est retiré."
    ),
)
def list_observations(
    request: HatRequest, response: HttpResponse, count_id: CountId, query: Query[PageQuery]
) -> dict[str, Any]:
    rows = Observation.objects.filter(count=known_count(request, count_id)).select_related("asset", "person")
    return page_of(
        rows,
        order=("-observed_at", "-pk"),
        page=query,
        request=request,
        response=response,
        shape=observation_out,
    )


@router.post(
    "/counts/{count_id}/observations",
    auth=HAT_NEEDED,
    response=ObservationsOut,
    openapi_extra=refuses(409),
    summary=_noted("Dire ce qui est vu"),
    description=_noted(
        "Garde des observations, une fois chacune par leur clé, même envoyées vingt fois. Le constat rendu est celui "
        "que permettent les faits : vu à un autre lieu, c’est « ailleurs »; pas attendu, c’est « inattendu »."
    ),
)
def record_observations(request: HatRequest, count_id: CountId, wanted: ObservationsIn) -> ObservationsOut:
    entries = [
        services.Entry(**{**one.model_dump(), "verdict": Verdict(one.verdict.value)})
        for one in wanted.entries
    ]
    told = services.record_observations(
        count_id=count_id, entries=entries, hat=request.hat, now=timezone.now()
    )
    return ObservationsOut(items=[observation_out(one) for one in told])


@router.post(
    "/counts/{count_id}/observations/{observation}/photos/{photo}",
    auth=HAT_NEEDED,
    response=ObservationPhotoOut,
    openapi_extra=refuses(409),
    summary=_noted("Joindre une photo"),
    description=_noted(
        "Joint une photo à une observation, une fois par sa clé. Le lieu et l’appareil de prise de vue en sont effacés."
    ),
)
def add_observation_photo(
    request: HatRequest,
    count_id: CountId,
    observation: ObservationKey,
    photo: PhotoKey,
    file: Annotated[UploadedFile, File(description=_noted("La photo : JPEG, PNG ou WebP."))],
) -> ObservationPhotoOut:
    kept = services.add_photo(
        count_id=count_id,
        observation=observation,
        client_id=photo,
        file=cast("BinaryIO", file),
        hat=request.hat,
    )
    return ObservationPhotoOut(client_id=kept.client_id, width=kept.width, height=kept.height)
