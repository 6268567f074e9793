"""The terms of sharing, for programs."""

from decimal import Decimal
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, whole
from maillon.base.api.schemas import explained, one_of
from maillon.community.organisations.api import OrganisationRef, reference_of
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset
from maillon.sharing.terms.models import Offer, SharingTerms

router = Router(tags=["terms"])


class TermsOut(Schema):
    """Conditions under which an organisation shares."""

    id: int = explained("Numéro dans Maillon.", example=3)
    name: str = explained("Nom donné par l’organisation.", example="Salles, organismes vérifiés")
    organisation: OrganisationRef = explained("Qui partage.")
    bookable_by: Annotated[Circle, one_of(Circle)] = explained("Qui peut réserver.", example="verified")
    approval: Annotated[SharingTerms.Approval, one_of(SharingTerms.Approval)] = explained(
        "Confirmée aussitôt, ou par le propriétaire.", example="by_owner"
    )
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


def _shown(terms: SharingTerms) -> TermsOut:
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


@router.get(
    "/terms",
    response=Page[TermsOut],
    auth=HAT_NEEDED,
    summary=_noted("Lister ses conditions de partage"),
    description=_noted("Les conditions de partage de votre organisation."),
)
def list_terms(request: HatRequest) -> dict[str, Any]:
    own = SharingTerms.objects.filter(organisation__id=request.hat.organisation_id or 0)
    return whole(_shown(terms) for terms in own.select_related("organisation").order_by("name", "pk"))


@router.get(
    "/assets/{asset_id}/terms",
    response=TermsOut,
    summary=_noted("Voir les conditions d’un bien"),
    description=_noted("Les conditions sous lesquelles un bien est en partage; rien s’il ne l’est pas."),
)
def show_asset_terms(request: HatRequest, asset_id: AssetId) -> TermsOut:
    seen = Asset.objects.visible_to(request.hat)
    offers = Offer.objects.standing().filter(asset__in=seen).select_related("terms__organisation")
    return _shown(get_object_or_404(offers, asset_id=asset_id).terms)
