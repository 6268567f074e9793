"""Closures, for programs: see what one would displace, close, open again."""

import datetime as dt
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema, Status
from pydantic import Field

from maillon.base.api.openapi import refuses
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import PRINTABLE, DayIn, Id, Input, explained, identifier, one_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.closing import ClosureWish, Handling, Scope, closure_objections
from maillon.sharing.reservations.errors import explained as reasons_of
from maillon.sharing.reservations.models import Closure
from maillon.sharing.reservations.queries.closing import (
    closed_assets,
    closures_of,
    plan_of,
    targets,
    to_come,
    zone_of,
)
from maillon.sharing.reservations.services.closing import close_assets, end_closure

router = Router(tags=["reservations"])
ClosureId = Annotated[int, identifier(_noted("Numéro de la fermeture."))]


class ClosurePart(Input):
    """What to close, why, and when by the clock of each place."""

    scope: Annotated[Scope, one_of(Scope)] = explained(
        "Ce qui ferme : asset, site ou class.", example="asset"
    )
    target_id: Id = explained("Numéro du bien, du lieu ou de la catégorie.", example=103)
    cause: Annotated[Closure.Cause, one_of(Closure.Cause)] = explained(
        "Fermeture, ou entretien et travaux.", default=Closure.Cause.CLOSURE, example="maintenance"
    )
    reason: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Pourquoi; les gens le voient.", example="Réfection du plancher", min_length=1, max_length=120
    )
    first_day: DayIn = explained("Premier jour.", example="2027-07-05")
    first_minute: int = explained("À partir de, en minutes depuis minuit.", default=0, ge=0, lt=DAY_MINUTES)
    last_day: DayIn = explained("Dernier jour, compris.", example="2027-07-16")
    last_minute: int = explained(
        "Jusqu’à, en minutes depuis minuit du dernier jour.", default=DAY_MINUTES, gt=0, le=DAY_MINUTES
    )
    repeats_until: DayIn | None = explained(
        "Chaque semaine jusqu’à ce jour, compris; null : une seule fois.", default=None
    )

    def wish(self) -> ClosureWish:
        """Return what is wished."""
        return ClosureWish(
            scope=self.scope,
            target_id=self.target_id,
            cause=self.cause.value,
            reason=self.reason,
            first_day=self.first_day,
            last_day=self.last_day,
            first_minute=self.first_minute,
            last_minute=self.last_minute,
            repeats_until=self.repeats_until,
        )


class ClosureIn(ClosurePart):
    """A closure, and what becomes of the bookings in its way."""

    handling: Annotated[Handling, one_of(Handling)] = explained(
        "Des réservations qui s’y trouvent : refuse (ne rien fermer), around (fermer ce qui est libre), give_back "
        "(les annuler, la raison étant dite à chacun).",
        default=Handling.REFUSE,
        example="refuse",
    )


class ClosureOut(Schema):
    """A closure that is planned, in force, over or lifted."""

    id: int = explained("Numéro de la fermeture.", example=7)
    target: str = explained("Ce qui ferme.", example="Gymnase")
    cause: str = explained("closure ou maintenance.", example="maintenance")
    reason: str = explained("Pourquoi.", example="Réfection du plancher")
    starts_at: dt.datetime = explained("Début de la première période.", example="2027-07-05T00:00:00-04:00")
    ends_at: dt.datetime = explained("Fin de la dernière, exclue.", example="2027-07-17T00:00:00-04:00")
    ended_at: dt.datetime | None = explained("Quand elle a été levée; null sinon.")


class ClosureDetail(ClosureOut):
    """A closure with what it closes."""

    asset_ids: list[int] = explained("Numéros des biens fermés.", example=[103])


class DisplacedOut(Schema):
    """What a closure would close, and what is in its way."""

    asset_ids: list[int] = explained("Numéros des biens qui fermeraient.", example=[103])
    bookings: list[str] = explained(
        "Numéros des réservations qui ne tiendraient plus.", example=["R-2026-000042"]
    )
    others: int = explained("Combien de prêts ou de séances, qui ne s’annulent pas ainsi.", example=0)


def _values(closure: Closure) -> dict[str, Any]:
    return {
        "id": closure.pk,
        "target": closure.target,
        "cause": closure.cause,
        "reason": closure.reason,
        "starts_at": closure.starts_at,
        "ends_at": closure.ends_at,
        "ended_at": closure.ended_at,
    }


def _detail(closure_id: int, owner_id: int) -> ClosureDetail:
    closure = get_object_or_404(closures_of(owner_id), pk=closure_id)
    return ClosureDetail(**_values(closure), asset_ids=[one.pk for one in closed_assets(closure.pk)])


@router.get(
    "/closures",
    auth=KEEPER_NEEDED,
    response=Page[ClosureOut],
    openapi_extra=refuses(403),
    summary=_noted("Lister les fermetures"),
    description=_noted("Les fermetures de votre organisation, en cours et à venir."),
)
def list_closures(request: HatRequest) -> dict[str, Any]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return whole(ClosureOut(**_values(one)) for one in to_come(owner_id, timezone.now()))


@router.post(
    "/closures/preview",
    auth=KEEPER_NEEDED,
    response=DisplacedOut,
    summary=_noted("Prévoir une fermeture"),
    description=_noted("Dit ce qui fermerait et quelles réservations s’y trouvent; ne change rien."),
)
def preview_closure(request: HatRequest, wanted: ClosurePart) -> DisplacedOut:
    owner_id, now, wish = (
        ask_to_keep(request.hat, request.hat.organisation_id),
        timezone.now(),
        wanted.wish(),
    )
    assets = targets(wish, owner_id)
    if not assets:
        raise Invalid(reasons_of([Objection("nothing_to_close", "target_id")]))
    found = closure_objections(wish, zone=zone_of(assets), now=now)
    if found:
        raise Invalid(reasons_of(found))
    plan = plan_of(wish, assets, now)
    return DisplacedOut(
        asset_ids=[asset.pk for asset in assets],
        bookings=[one.reference for one in plan.bookings],
        others=len(plan.others),
    )


@router.get(
    "/closures/{closure_id}",
    auth=KEEPER_NEEDED,
    response=ClosureDetail,
    openapi_extra=refuses(403),
    summary=_noted("Lire une fermeture"),
    description=_noted("Une fermeture de votre organisation et les biens qu’elle ferme."),
)
def show_closure(request: HatRequest, closure_id: ClosureId) -> ClosureDetail:
    return _detail(closure_id, ask_to_keep(request.hat, request.hat.organisation_id))


@router.post(
    "/closures",
    auth=KEEPER_NEEDED,
    response={201: ClosureDetail},
    openapi_extra=refuses(409),
    summary=_noted("Fermer"),
    description=_noted(
        "Ferme un bien, un lieu ou une catégorie de votre organisation. Une demande envoyée au même moment trouve le "
        "lieu fermé, ou bien est trouvée par la fermeture : jamais les deux à la fois."
    ),
)
def add_closure(request: HatRequest, wanted: ClosureIn) -> Status[ClosureDetail]:
    made = close_assets(hat=request.hat, wish=wanted.wish(), handling=wanted.handling, now=timezone.now())
    return Status(201, _detail(made.pk, made.organisation_id))


@router.post(
    "/closures/{closure_id}/end",
    auth=KEEPER_NEEDED,
    response=ClosureDetail,
    summary=_noted("Lever une fermeture"),
    description=_noted("Rouvre ce qui reste fermé; levée deux fois, elle l’est une."),
)
def lift_closure(request: HatRequest, closure_id: ClosureId) -> ClosureDetail:
    done = end_closure(closure_id=closure_id, hat=request.hat, now=timezone.now())
    return _detail(done.pk, done.organisation_id)
