"""The routes of reservations."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _noted
from ninja import Query, Router, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, page_of
from maillon.base.refusals import NotFound
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.api.schemas import (
    ApprovalIn,
    CancellationIn,
    Reference,
    RefusalIn,
    RequestIn,
    ReservationOut,
    ReservationQuery,
    reservation_out,
)
from maillon.sharing.reservations.calendars import calendar_of
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.queries.following import one_for
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import (
    approve_reservation,
    cancel_reservation,
    refuse_reservation,
    request_reservation,
)

router = Router(tags=["reservations"], auth=HAT_NEEDED)


@router.get(
    "/reservations",
    response=Page[ReservationOut],
    summary=_noted("Lister les réservations"),
    description=_noted(
        "Les demandes que ce chapeau peut connaître : celles de son organisation, et celles faites sur ses biens "
        "s’il en répond. Par date de début."
    ),
)
def list_reservations(
    request: HatRequest, response: HttpResponse, query: Query[ReservationQuery]
) -> dict[str, Any]:
    hat, now = request.hat, timezone.now()
    found = Reservation.objects.visible_to(hat).shown().select_related("alternative_asset__site")
    if query.side == "asked":
        found = found.filter(Q(person_id=hat.person_id) | Q(organisation__id=hat.organisation_id or 0))
    elif query.side == "received":
        found = found.filter(asset__organisation__id=hat.organisation_id or 0)
    if query.state:
        found = found.filter(state=query.state)
    if query.class_code:
        found = found.filter(asset__asset_class__code=query.class_code)
    if query.site:
        found = found.filter(asset__site__id=query.site)
    if query.ends_after:
        found = found.filter(ends_at__gt=query.ends_after)
    return page_of(
        found,
        order=("starts_at", "pk"),
        page=query,
        request=request,
        response=response,
        shape=lambda reservation: reservation_out(reservation, hat, now),
    )


@router.post(
    "/reservations",
    response={201: ReservationOut},
    openapi_extra=refuses(409),
    summary=_noted("Demander une période"),
    description=_noted(
        "Demande une période d’un bien au nom de l’organisation du chapeau. Elle est confirmée aussitôt si les "
        "conditions le disent; sinon la place est retenue jusqu’à la réponse. Envoyez une clé Idempotency-Key : "
        "une demande répétée ne réserve qu’une fois."
    ),
)
def request_period(request: HatRequest, response: HttpResponse, wanted: RequestIn) -> Status[ReservationOut]:
    now = timezone.now()
    wish = Wish(**wanted.model_dump(exclude={"exception"}))
    reservation = request_reservation(hat=request.hat, wish=wish, exception=wanted.exception, now=now)
    response["Location"] = f"/api/v1/reservations/{reservation.reference}"
    return Status(201, _told(reservation.reference, request))


@router.get(
    "/reservations/{reference}",
    response=ReservationOut,
    summary=_noted("Voir une réservation"),
    description=_noted("Une demande, où elle en est, et ce que ce chapeau peut en faire."),
)
def show_reservation(request: HatRequest, reference: Reference) -> ReservationOut:
    return _told(reference, request)


@router.post(
    "/reservations/{reference}/approve",
    response=ReservationOut,
    summary=_noted("Accepter une demande"),
    description=_noted(
        "Dit oui, au nom du propriétaire. Une place dont l’attente a expiré est reprise si elle est libre, et si les "
        "règles de l’organisation le permettent ou qu’une exception dit pourquoi."
    ),
)
def approve_request(
    request: HatRequest, reference: Reference, approval: ApprovalIn | None = None
) -> ReservationOut:
    exception = approval.exception if approval is not None else ""
    approve_reservation(reference=reference, hat=request.hat, exception=exception, now=timezone.now())
    return _told(reference, request)


@router.post(
    "/reservations/{reference}/refuse",
    response=ReservationOut,
    summary=_noted("Refuser une demande"),
    description=_noted(
        "Dit non avec un motif, et si possible un autre bien ou un autre moment. La place est libérée."
    ),
)
def refuse_request(request: HatRequest, reference: Reference, refusal: RefusalIn) -> ReservationOut:
    refuse_reservation(
        reference=reference,
        hat=request.hat,
        motive=refusal.motive,
        reason=refusal.reason,
        alternative_asset_id=refusal.alternative_asset_id,
        alternative=refusal.alternative,
        now=timezone.now(),
    )
    return _told(reference, request)


@router.post(
    "/reservations/{reference}/cancel",
    response=ReservationOut,
    summary=_noted("Annuler une réservation"),
    description=_noted(
        "Rend la période, par qui l’a demandée ou par le propriétaire, qui dit alors pourquoi."
    ),
)
def cancel_request(request: HatRequest, reference: Reference, cancellation: CancellationIn) -> ReservationOut:
    cancel_reservation(reference=reference, hat=request.hat, reason=cancellation.reason, now=timezone.now())
    return _told(reference, request)


@router.get(
    "/reservations/{reference}/ics",
    response={200: None},
    openapi_extra={"responses": {200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}}},
    summary=_noted("Mettre une réservation à l’agenda"),
    description=_noted("Un événement iCalendar (RFC 5545); une réservation annulée le dit."),
)
def show_calendar(request: HatRequest, reference: Reference) -> HttpResponse:
    content = calendar_of(
        [_known(reference, request)], name="Maillon", language=get_language() or "fr", address=_page
    )
    disposition = {"Content-Disposition": f'attachment; filename="{reference}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=disposition)


def _page(reservation: Reservation) -> str:
    return settings.PUBLIC_URL + reverse("reservations:show", args=[reservation.reference])


def _known(reference: str, request: HatRequest) -> Reservation:
    reservation = one_for(reference, request.hat)
    if reservation is None:
        raise NotFound(explained([Objection("unknown")]))
    return reservation


def _told(reference: str, request: HatRequest) -> ReservationOut:
    return reservation_out(_known(reference, request), request.hat, timezone.now())
