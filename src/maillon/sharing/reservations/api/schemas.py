"""How a request is written in JSON: nothing of who the people are, the organisations answer for it."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import model_validator

from maillon.base.api.pages import PageQuery
from maillon.base.api.schemas import Code, Id, Input, Line, Moment, Text, explained, local, named, one_of
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.sharing.inventory.api.schemas import AssetRef, SiteRef
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.permissions import may_cancel, may_decide, speaks_for_owner
from maillon.sharing.reservations.rules import Action, next_steps

State = Annotated[Reservation.State, one_of(Reservation.State)]
Motive = Annotated[RefusalMotive, one_of(RefusalMotive)]
Reference = Annotated[str, named("Numéro de la demande.", max_length=20)]


class ReservationQuery(PageQuery):
    """Which requests."""

    side: Literal["asked", "received"] | None = explained(
        "asked : celles de votre organisation; received : celles faites sur ses biens.",
        default=None,
        example="received",
    )
    state: State | None = explained("Ne garder que cet état.", default=None, example="pending")
    ends_after: Moment | None = explained(
        "Ne garder que ce qui finit après ce moment.", default=None, example="2026-12-01T00:00:00-05:00"
    )
    class_code: Code | None = explained(
        "Ne garder que cette catégorie de biens.", default=None, example="gym"
    )
    site: Id | None = explained("Ne garder que les biens de ce lieu.", default=None, example=12)


class Wanted(Input):
    """A period of an asset, asked for."""

    asset_id: Id = explained("Numéro du bien.", example=103)
    starts_at: Moment = explained("Début, avec son décalage.", example="2026-12-01T18:00:00-05:00")
    ends_at: Moment = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    purpose: Line = explained("L’activité prévue.", example="Cours de danse", min_length=1)
    attendees: int | None = explained(
        "Nombre de personnes, si c’est un lieu.", default=None, example=24, ge=1, le=1_000_000
    )
    quantity: int = explained("Combien on en veut; 1 pour un lieu.", default=1, example=1, ge=1, le=1_000_000)
    message: Text = explained("Message au propriétaire; peut être vide.", default="")


class RequestIn(Wanted):
    """A request; the owner's approvers may ask for hours that are closed, and write why."""

    exception: Text = explained(
        "Pourquoi passer outre les heures d’ouverture ou les règles; seulement pour qui approuve.", default=""
    )


class ApprovalIn(Input):
    """How the owner says yes."""

    exception: Text = explained(
        "Pourquoi passer outre une règle de l’organisation, s’il le faut.", default=""
    )


class RefusalIn(Input):
    """Why the owner says no, and what they propose instead."""

    motive: Motive = explained("Motif, d’une liste fermée.", example="maintenance")
    reason: Text = explained("Explication; nécessaire quand le motif est « other ».", default="")
    alternative_asset_id: Id | None = explained("Autre bien proposé.", default=None, example=104)
    alternative_starts_at: Moment | None = explained(
        "Autre début proposé.", default=None, example="2026-12-02T18:00:00-05:00"
    )
    alternative_ends_at: Moment | None = explained(
        "Autre fin proposée.", default=None, example="2026-12-02T20:00:00-05:00"
    )

    @model_validator(mode="after")
    def _both_in_order_or_none(self) -> Self:
        start, end = self.alternative_starts_at, self.alternative_ends_at
        if (start is None) != (end is None) or (start is not None and end is not None and start >= end):
            raise ValueError(_("Proposez un début et une fin qui le suit, ou aucun des deux."))
        return self

    @property
    def alternative(self) -> Span[dt.datetime] | None:
        """Return the other period, if one is proposed."""
        start, end = self.alternative_starts_at, self.alternative_ends_at
        return Span(start, end) if start is not None and end is not None else None


class CancellationIn(Input):
    """Why a period is given back."""

    reason: Text = explained("Explication; nécessaire quand c’est le propriétaire qui annule.", default="")


class AlternativeOut(Schema):
    """What the owner proposes instead."""

    asset: AssetRef | None = explained("L’autre bien; null si c’est le même.")
    starts_at: dt.datetime | None = explained("L’autre début; null si c’est le même moment.")
    ends_at: dt.datetime | None = explained("L’autre fin.")


class ReservationOut(Schema):
    """A request and where it stands."""

    reference: str = explained("Numéro de la demande.", example="R-2026-000123")
    state: State = explained(
        "Demandée, en attente de précision, confirmée, refusée, annulée ou expirée.", example="pending"
    )
    asset: AssetRef = explained("Le bien demandé.")
    site: SiteRef = explained("Où c’est.")
    owner: OrganisationRef = explained("Le propriétaire du bien.")
    organisation: OrganisationRef = explained("L’organisation qui demande.")
    starts_at: dt.datetime = explained("Début, à l’heure du lieu.", example="2026-12-01T18:00:00-05:00")
    ends_at: dt.datetime = explained("Fin, exclue.", example="2026-12-01T20:00:00-05:00")
    purpose: str = explained("L’activité prévue.", example="Cours de danse")
    message: str = explained("Message au propriétaire; peut être vide.")
    attendees: int | None = explained("Nombre de personnes, si c’est dit.", example=24)
    quantity: int = explained("Combien sont demandés.", example=1)
    price: Decimal = explained(
        "Prix convenu, en dollars canadiens, écrit comme du texte; 0.00 si c’est gratuit.", example="25.00"
    )
    created_at: dt.datetime = explained("Quand la demande a été faite.", example="2026-11-20T09:12:00-05:00")
    answer_due_at: dt.datetime | None = explained(
        "Quand la réponse est attendue au plus tard : du propriétaire ou, à « clarifying », de qui demande."
    )
    decided_at: dt.datetime | None = explained("Quand la réponse a été donnée.")
    motive: str | None = explained("Motif du refus; null s’il n’y en a pas.", example="maintenance")
    reason: str = explained("Explication du refus ou de l’annulation; peut être vide.")
    exception: str = explained("Pourquoi les règles n’ont pas été suivies; vide si elles l’ont été.")
    alternative: AlternativeOut | None = explained("Ce que le propriétaire propose à la place.")
    actions: list[str] = explained(
        "Ce que votre chapeau peut faire maintenant : approve, clarify, refuse, cancel.", example=["cancel"]
    )


def reservation_out(reservation: Reservation, hat: Hat, now: dt.datetime) -> ReservationOut:
    """Return a request by the clock of the place; reads what :meth:`ReservationQuerySet.shown` reads."""
    asset = reservation.asset
    zone = asset.site.time_zone
    due, decided = reservation.answer_due_at, reservation.decided_at
    return ReservationOut(
        reference=reservation.reference,
        state=Reservation.State(reservation.state),
        asset=AssetRef(id=asset.pk, name=asset.name),
        site=SiteRef(id=asset.site_id, name=asset.site.name, time_zone=zone),
        owner=reference_of(asset.organisation),
        organisation=reference_of(reservation.organisation),
        starts_at=local(reservation.starts_at, zone),
        ends_at=local(reservation.ends_at, zone),
        purpose=reservation.purpose,
        message=reservation.message,
        attendees=reservation.attendees,
        quantity=reservation.quantity,
        price=reservation.price,
        created_at=local(reservation.created_at, zone),
        answer_due_at=local(due, zone) if due else None,
        decided_at=local(decided, zone) if decided else None,
        motive=reservation.motive or None,
        reason=reservation.reason,
        exception=reservation.exception,
        alternative=_alternative(reservation),
        actions=_actions(reservation, hat, now),
    )


def _alternative(reservation: Reservation) -> AlternativeOut | None:
    other = reservation.alternative_asset
    start, end = reservation.alternative_starts_at, reservation.alternative_ends_at
    if other is None and start is None:
        return None
    zone = ZoneInfo((other or reservation.asset).site.time_zone)
    return AlternativeOut(
        asset=AssetRef(id=other.pk, name=other.name) if other else None,
        starts_at=start.astimezone(zone) if start else None,
        ends_at=end.astimezone(zone) if end else None,
    )


def _actions(reservation: Reservation, hat: Hat, now: dt.datetime) -> list[str]:
    possible = next_steps(
        reservation.state, starts_at=reservation.starts_at, ends_at=reservation.ends_at, now=now
    )
    permitted = {Action.CANCEL} if may_cancel(hat, reservation) else set()
    if may_decide(hat, reservation):
        permitted |= {Action.APPROVE, Action.REFUSE}
        if speaks_for_owner(hat, reservation):
            permitted |= {Action.CLARIFY}
    return sorted(possible & permitted)
