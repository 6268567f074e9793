"""The routes of orders: several things, several moments, several owners, in one go."""

import datetime as dt

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import Id, Input, Moment, Text, explained
from maillon.base.api.schemas import Line as LineOfText
from maillon.base.refusals import NotFound
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.api.schemas import Reference, ReservationOut, reservation_out
from maillon.sharing.reservations.errors import OrderRefused
from maillon.sharing.reservations.errors import explained as reasons_of
from maillon.sharing.reservations.queries.carts import order_for, requests_of_order
from maillon.sharing.reservations.services.orders import CART_HOLDS, Line, LineCheck, send_order

router = Router(tags=["reservations"], auth=HAT_NEEDED)


class OrderLineIn(Input):
    """One thing at one moment."""

    asset_id: Id = explained("Numéro du bien.", example=103)
    starts_at: Moment = explained("Début, avec son décalage.", example="2026-12-01T18:00:00-05:00")
    ends_at: Moment = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    quantity: int = explained("Combien on en veut; 1 pour un lieu.", default=1, example=1, ge=1, le=1_000_000)


class OrderIn(Input):
    """What is asked of several owners at once."""

    lines: list[OrderLineIn] = explained("Ce qui est voulu.", min_length=1, max_length=CART_HOLDS)
    purpose: LineOfText = explained("L’activité prévue.", example="Fête de quartier", min_length=1)
    attendees: int | None = explained(
        "Nombre de personnes, si c’est un lieu.", default=None, example=24, ge=1, le=1_000_000
    )
    message: Text = explained("Message aux propriétaires; peut être vide.", default="")
    all_or_nothing: bool = explained(
        "true : tout ou rien; false : ce qui est libre, le reste est rendu avec sa raison.",
        default=False,
        example=False,
    )


class OrderLeftOut(Schema):
    """A line that could not be asked for."""

    asset_id: int = explained("Numéro du bien.", example=103)
    starts_at: dt.datetime = explained("Début.", example="2026-12-01T23:00:00Z")
    reasons: list[str] = explained("Pourquoi, en mots.", example=["C’est déjà réservé à ce moment."])


class OrderPartOut(Schema):
    """One owner's part of an order."""

    reference: str = explained("Numéro de l’ensemble qui la porte.", example="E-2026-000124")
    reservations: list[ReservationOut] = explained("Ses demandes, dans l’ordre.")


class OrderOut(Schema):
    """An order, by owner."""

    reference: str = explained("Numéro de la commande.", example="C-2026-000125")
    created_at: dt.datetime = explained("Quand elle a été envoyée.", example="2026-11-20T14:12:00Z")
    parts: list[OrderPartOut] = explained("La part de chaque propriétaire.")
    left: list[OrderLeftOut] = explained(
        "Ce qui n’a pas pu être demandé; dit à l’envoi seulement, vide ensuite."
    )


@router.post(
    "/orders",
    response={201: OrderOut},
    openapi_extra=refuses(409),
    summary=_noted("Envoyer une commande"),
    description=_noted(
        "Demande plusieurs choses, à plusieurs moments, à plusieurs propriétaires, sous un seul numéro; chacun "
        "répond pour sa part. Envoyez une clé Idempotency-Key : une commande répétée ne réserve qu’une fois."
    ),
)
def send_an_order(request: HatRequest, response: HttpResponse, wanted: OrderIn) -> Status[OrderOut]:
    lines = [Line(one.asset_id, one.starts_at, one.ends_at, one.quantity) for one in wanted.lines]
    if any(line.starts_at >= line.ends_at for line in lines):
        raise OrderRefused(reasons_of([Objection("ends_before_start", "ends_at")]))
    sent = send_order(
        hat=request.hat,
        lines=lines,
        purpose=wanted.purpose,
        attendees=wanted.attendees,
        message=wanted.message,
        all_or_nothing=wanted.all_or_nothing,
        now=timezone.now(),
    )
    response["Location"] = f"/api/v1/orders/{sent.order.reference}"
    return Status(201, _told(sent.order.reference, request, sent.left))


@router.get(
    "/orders/{reference}",
    response=OrderOut,
    summary=_noted("Voir une commande"),
    description=_noted("La part de chaque propriétaire, et où en est chaque demande."),
)
def show_order(request: HatRequest, reference: Reference) -> OrderOut:
    return _told(reference, request)


def _told(reference: str, request: HatRequest, left: list[LineCheck] | None = None) -> OrderOut:
    order, now = order_for(reference, request.hat), timezone.now()
    if order is None:
        raise NotFound(reasons_of([Objection("unknown")]))
    parts: dict[str, list[ReservationOut]] = {}
    for one in requests_of_order(order):
        parts.setdefault(one.bundled.bundle.reference, []).append(reservation_out(one, request.hat, now))
    return OrderOut(
        reference=order.reference,
        created_at=order.created_at,
        parts=[OrderPartOut(reference=number, reservations=those) for number, those in parts.items()],
        left=[
            OrderLeftOut(
                asset_id=one.line.asset_id,
                starts_at=one.line.starts_at,
                reasons=[reason.message for reason in one.reasons],
            )
            for one in left or ()
        ],
    )
