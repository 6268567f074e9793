"""The routes by which an owner puts assets in sharing, by the thousand, and takes them back."""

from typing import Annotated, TypeVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema

from maillon.base.api.schemas import Code, Id, Input, explained, one_of
from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.availability.models import Schedule
from maillon.sharing.inventory.api.keepers import KEEPER_NEEDED
from maillon.sharing.inventory.models import Asset, AssetQuerySet
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.services.offering import offer_assets, withdraw_assets
from maillon.sharing.terms.models import SharingTerms

Own = TypeVar("Own", SharingTerms, Schedule)
router = Router(tags=["offers"], auth=KEEPER_NEEDED)


class ChosenIn(Input):
    """Which of one's assets."""

    asset_ids: list[Id] = explained("Seulement ces biens.", default=[], example=[103, 104], max_length=10_000)
    class_code: Code | None = explained("Ou tous ceux de cette catégorie.", default=None, example="gym")
    everything: bool = explained("Ou tous les biens de l’organisation.", default=False, example=False)

    def of(self, owner_id: int) -> AssetQuerySet:
        """Return the assets chosen among the owner's; Invalid when nothing says which."""
        own = Asset.objects.filter(organisation_id=owner_id)
        if self.asset_ids:
            own = own.filter(pk__in=self.asset_ids)
        if self.class_code:
            own = own.filter(asset_class__code=self.class_code)
        if not (self.asset_ids or self.class_code or self.everything):
            raise Invalid(_("Dites quels biens : leurs numéros, une catégorie, ou tous."), field="asset_ids")
        return own


class OfferIn(ChosenIn):
    """What to share, under which terms and hours."""

    terms_id: Id = explained("Numéro de vos conditions (voir /terms).", example=3)
    schedule_id: Id = explained("Numéro de votre horaire (voir /schedules).", example=2)
    audience: Annotated[Circle, one_of(Circle)] = explained(
        "Qui peut voir ces biens : au moins ceux qui peuvent réserver.", example="everyone"
    )


class OfferedOut(Schema):
    """What was put in sharing."""

    offered: int = explained("Biens maintenant en partage.", example=12)
    left: int = explained("Biens laissés : leur catégorie ne se réserve pas.", example=0)


class WithdrawnOut(Schema):
    """What was taken out of sharing."""

    withdrawn: int = explained("Biens retirés du partage.", example=12)


@router.post(
    "/offers",
    response=OfferedOut,
    summary=_noted("Mettre des biens en partage"),
    description=_noted(
        "Met en partage les biens choisis, sous des conditions et un horaire de votre organisation."
    ),
)
def offer_to_share(request: HatRequest, wanted: OfferIn) -> OfferedOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    outcome = offer_assets(
        assets=wanted.of(owner_id),
        terms=_own(SharingTerms, wanted.terms_id, owner_id, "terms_id"),
        schedule=_own(Schedule, wanted.schedule_id, owner_id, "schedule_id"),
        audience=wanted.audience,
        by_id=request.hat.person_id,
        now=timezone.now(),
    )
    return OfferedOut(offered=outcome.offered, left=outcome.left)


@router.post(
    "/offers/withdraw",
    response=WithdrawnOut,
    summary=_noted("Retirer des biens du partage"),
    description=_noted(
        "Retire les biens choisis. Les demandes déjà acceptées restent : une promesse s’annule une à une."
    ),
)
def withdraw_from_sharing(request: HatRequest, chosen: ChosenIn) -> WithdrawnOut:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    done = withdraw_assets(
        assets=chosen.of(owner_id),
        organisation_id=owner_id,
        by_id=request.hat.person_id,
        now=timezone.now(),
    )
    return WithdrawnOut(withdrawn=done)


def _own(kind: type[Own], number: int, owner_id: int, field: str) -> Own:
    found = kind.objects.filter(pk=number, organisation_id=owner_id).first()
    if found is None:
        raise Invalid(_("Il n’y a rien de ce numéro dans votre organisation."), field=field)
    return found
