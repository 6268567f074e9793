"""The routes of the terms of sharing."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Status

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.pages import Page, whole
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.api.schemas import AssetId
from maillon.sharing.inventory.models import Asset
from maillon.sharing.terms.api.schemas import TermsIn, TermsOut, terms_out
from maillon.sharing.terms.models import Offer, SharingTerms
from maillon.sharing.terms.permissions import ask_to_keep
from maillon.sharing.terms.services import write_terms

router = Router(tags=["terms"])


@router.get(
    "/terms",
    response=Page[TermsOut],
    auth=HAT_NEEDED,
    summary=_noted("Lister ses conditions de partage"),
    description=_noted("Les conditions de partage de votre organisation."),
)
def list_terms(request: HatRequest) -> dict[str, Any]:
    own = SharingTerms.objects.filter(organisation__id=request.hat.organisation_id or 0)
    return whole(terms_out(terms) for terms in own.select_related("organisation").order_by("name", "pk"))


@router.post(
    "/terms",
    response={201: TermsOut},
    auth=KEEPER_NEEDED,
    summary=_noted("Écrire des conditions de partage"),
    description=_noted("Ajoute des conditions à votre organisation; rien n’est encore partagé."),
)
def add_terms(request: HatRequest, wanted: TermsIn) -> Status[TermsOut]:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    terms = SharingTerms(organisation_id=owner_id, **wanted.model_dump())
    return Status(201, terms_out(write_terms(terms=terms)))


@router.get(
    "/assets/{asset_id}/terms",
    response=TermsOut,
    summary=_noted("Voir les conditions d’un bien"),
    description=_noted("Les conditions sous lesquelles un bien est en partage; rien s’il ne l’est pas."),
)
def show_asset_terms(request: HatRequest, asset_id: AssetId) -> TermsOut:
    seen = Asset.objects.visible_to(request.hat)
    offers = Offer.objects.standing().filter(asset__in=seen).select_related("terms__organisation")
    return terms_out(get_object_or_404(offers, asset_id=asset_id).terms)
