"""The routes of what is asked for together."""

import datetime as dt

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.openapi import refuses
from maillon.base.api.schemas import Id, Input, Line, Moment, Text, explained
from maillon.base.refusals import NotFound
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations.api.schemas import (
    CancellationIn,
    Motive,
    Reference,
    ReservationOut,
    reservation_out,
)
from maillon.sharing.reservations.errors import explained as reasons_of
from maillon.sharing.reservations.models import Bundle
from maillon.sharing.reservations.queries.bundles import bundle_for, requests_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import (
    BundleWish,
    approve_bundle,
    cancel_bundle,
    refuse_bundle,
    request_bundle,
)

router = Router(tags=["reservations"], auth=HAT_NEEDED)


class BundleThing(Input):
    """One thing wanted with the others."""

    asset_id: Id = explained("Numéro du bien.", example=103)
    quantity: int = explained("Combien on en veut; 1 pour un lieu.", default=1, example=1, ge=1, le=1_000_000)
    attendees: int | None = explained(
        "Nombre de personnes, si c’est un lieu.", default=None, example=24, ge=1, le=1_000_000
    )


class BundleIn(Input):
    """Several things of one owner, wanted for one period."""

    name: Line = explained("Ce que c’est.", example="Tournoi : gymnase et filets", min_length=1)
    things: list[BundleThing] = explained(
        "Ce qui est voulu; le premier d’abord.", min_length=1, max_length=30
    )
    starts_at: Moment = explained("Début, avec son décalage.", example="2026-12-01T18:00:00-05:00")
    ends_at: Moment = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    purpose: Line = explained("L’activité prévue.", example="Tournoi amical", min_length=1)
    message: Text = explained("Message au propriétaire; peut être vide.", default="")


class BundleRefusalIn(Input):
    """Why the owner says no to all of it."""

    motive: Motive = explained("Motif, d’une liste fermée.", example="maintenance")
    reason: Text = explained("Explication; nécessaire quand le motif est « other ».", default="")


class BundleOut(Schema):
    """Requests made together."""

    reference: str = explained("Numéro de l’ensemble.", example="E-2026-000124")
    name: str = explained("Ce que c’est.", example="Tournoi : gymnase et filets")
    created_at: dt.datetime = explained("Quand c’est demandé.", example="2026-11-20T14:12:00Z")
    reservations: list[ReservationOut] = explained(
        "Les demandes que ce chapeau peut connaître, dans l’ordre."
    )


def _told(reference: str, request: HatRequest) -> BundleOut:
    bundle = bundle_for(reference, request.hat)
    if bundle is None:
        raise NotFound(reasons_of([Objection("unknown")]))
    return _out(bundle, request)


def _out(bundle: Bundle, request: HatRequest) -> BundleOut:
    now = timezone.now()
    return BundleOut(
        reference=bundle.reference,
        name=bundle.name,
        created_at=bundle.created_at,
        reservations=[reservation_out(one, request.hat, now) for one in requests_of(bundle, request.hat)],
    )


@router.post(
    "/bundles",
    response={201: BundleOut},
    openapi_extra=refuses(409),
    summary=_noted("Demander plusieurs biens ensemble"),
    description=_noted(
        "Demande pour une même période plusieurs biens d’une organisation : tous ou aucun. Envoyez une clé "
        "Idempotency-Key : une demande répétée ne réserve qu’une fois."
    ),
)
def request_together(request: HatRequest, response: HttpResponse, wanted: BundleIn) -> Status[BundleOut]:
    wishes = [
        BundleWish(
            Wish(
                asset_id=thing.asset_id,
                starts_at=wanted.starts_at,
                ends_at=wanted.ends_at,
                purpose=wanted.purpose,
                attendees=thing.attendees,
                quantity=thing.quantity,
                message=wanted.message,
            )
        )
        for thing in wanted.things
    ]
    bundle = request_bundle(hat=request.hat, name=wanted.name, wishes=wishes, now=timezone.now())
    response["Location"] = f"/api/v1/bundles/{bundle.reference}"
    return Status(201, _out(bundle, request))


@router.get(
    "/bundles/{reference}",
    response=BundleOut,
    summary=_noted("Voir un ensemble"),
    description=_noted("Ce qui a été demandé ensemble, et où en est chaque demande."),
)
def show_bundle(request: HatRequest, reference: Reference) -> BundleOut:
    return _told(reference, request)


@router.post(
    "/bundles/{reference}/approve",
    response=BundleOut,
    openapi_extra=refuses(409),
    summary=_noted("Accepter tout un ensemble"),
    description=_noted("Dit oui à tout ce qui attend; rien ne change si une place n’est plus libre."),
)
def approve_together(request: HatRequest, reference: Reference) -> BundleOut:
    approve_bundle(reference=reference, hat=request.hat, now=timezone.now())
    return _told(reference, request)


@router.post(
    "/bundles/{reference}/refuse",
    response=BundleOut,
    openapi_extra=refuses(409),
    summary=_noted("Refuser tout un ensemble"),
    description=_noted("Dit non à tout ce qui attend, avec un motif; les places sont libérées."),
)
def refuse_together(request: HatRequest, reference: Reference, refusal: BundleRefusalIn) -> BundleOut:
    refuse_bundle(
        reference=reference,
        hat=request.hat,
        motive=refusal.motive,
        reason=refusal.reason,
        now=timezone.now(),
    )
    return _told(reference, request)


@router.post(
    "/bundles/{reference}/cancel",
    response=BundleOut,
    openapi_extra=refuses(409),
    summary=_noted("Annuler tout un ensemble"),
    description=_noted("Rend tout ce qui tient encore; le propriétaire dit alors pourquoi."),
)
def cancel_together(request: HatRequest, reference: Reference, cancellation: CancellationIn) -> BundleOut:
    cancel_bundle(reference=reference, hat=request.hat, reason=cancellation.reason, now=timezone.now())
    return _told(reference, request)
