"""How the terms of sharing are written in JSON: durations in the unit that their name says."""

from decimal import Decimal
from typing import Annotated, Self

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field, model_validator

from maillon.base.api.schemas import PRINTABLE, Input, Text, explained, one_of
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.kinds import Circle
from maillon.sharing.terms.models import SharingTerms

YEAR_MINUTES = 366 * 24 * 60
CircleCode = Annotated[Circle, one_of(Circle)]
ApprovalCode = Annotated[SharingTerms.Approval, one_of(SharingTerms.Approval)]


class TermsOut(Schema):
    """Conditions under which an organisation shares."""

    id: int = explained("Numéro dans Maillon.", example=3)
    name: str = explained("Nom donné par l’organisation.", example="Salles, organismes vérifiés")
    organisation: OrganisationRef = explained("Qui partage.")
    bookable_by: CircleCode = explained("Qui peut réserver.", example="verified")
    approval: ApprovalCode = explained("Confirmée aussitôt, ou par le propriétaire.", example="by_owner")
    answer_within_hours: int = explained("Délai de réponse du propriétaire, en heures.", example=72)
    notice_minutes: int = explained("Préavis, en minutes.", example=1440)
    horizon_days: int = explained("On réserve au plus tard dans ce nombre de jours.", example=180)
    min_minutes: int = explained("Durée minimale, en minutes.", example=30)
    max_minutes: int = explained("Durée maximale, en minutes.", example=480)
    step_minutes: int = explained("Pas du début et de la durée, en minutes.", example=15)
    setup_minutes: int = explained("Temps de préparation avant la période, en minutes.", example=15)
    cleanup_minutes: int = explained("Temps de remise en état après la période, en minutes.", example=15)
    price_per_hour: Decimal | None = explained(
        "Prix d’une heure, en dollars canadiens, écrit comme du texte; null si c’est gratuit.",
        example="12.50",
    )
    conditions: str = explained("Conditions particulières; peut être vide.")


class TermsIn(Input):
    """Conditions under which one shares."""

    name: Annotated[str, Field(pattern=PRINTABLE)] = explained(
        "Nom, pour s’y retrouver.", example="Gymnases le soir", min_length=1, max_length=120
    )
    bookable_by: CircleCode = explained("Qui peut réserver.", default=Circle.VERIFIED, example="verified")
    approval: ApprovalCode = explained(
        "Confirmée aussitôt, ou par le propriétaire.",
        default=SharingTerms.Approval.BY_OWNER,
        example="by_owner",
    )
    answer_within_hours: int = explained(
        "Délai de réponse, en heures.", default=72, example=72, ge=1, le=24 * 60
    )
    notice_minutes: int = explained("Préavis, en minutes.", default=1440, example=1440, ge=0, le=YEAR_MINUTES)
    horizon_days: int = explained(
        "On réserve au plus tard dans ce nombre de jours.", default=180, example=180, ge=1, le=540
    )
    min_minutes: int = explained("Durée minimale, en minutes.", default=30, example=30, ge=5, le=YEAR_MINUTES)
    max_minutes: int = explained(
        "Durée maximale, en minutes.", default=480, example=480, ge=5, le=YEAR_MINUTES
    )
    step_minutes: int = explained(
        "Pas du début et de la durée, en minutes.", default=15, example=15, ge=5, le=1440
    )
    setup_minutes: int = explained(
        "Préparation avant la période, en minutes.", default=0, example=15, ge=0, le=1440
    )
    cleanup_minutes: int = explained(
        "Remise en état après la période, en minutes.", default=0, example=15, ge=0, le=1440
    )
    price_per_hour: Decimal | None = explained(
        "Prix d’une heure, en dollars canadiens; null si c’est gratuit.",
        default=None,
        example="12.50",
        gt=0,
        le=999_999,
        decimal_places=2,
    )
    conditions: Text = explained("Conditions particulières.", default="")

    @model_validator(mode="after")
    def _durations_in_order(self) -> Self:
        if self.max_minutes < self.min_minutes:
            raise ValueError(_("La durée maximale ne peut être plus courte que la minimale."))
        return self


def terms_out(terms: SharingTerms) -> TermsOut:
    """Return terms; reads their organisation."""
    return TermsOut(
        id=terms.pk,
        name=terms.name,
        organisation=reference_of(terms.organisation),
        bookable_by=Circle(terms.bookable_by),
        approval=SharingTerms.Approval(terms.approval),
        answer_within_hours=terms.answer_within_hours,
        notice_minutes=terms.notice_minutes,
        horizon_days=terms.horizon_days,
        min_minutes=terms.min_minutes,
        max_minutes=terms.max_minutes,
        step_minutes=terms.step_minutes,
        setup_minutes=terms.setup_minutes,
        cleanup_minutes=terms.cleanup_minutes,
        price_per_hour=terms.price_per_hour,
        conditions=terms.conditions,
    )
