"""The conditions of sharing of the demonstration: three sets for each body, a fourth for those with partners."""

import datetime as dt
from decimal import Decimal

from maillon.base.demonstration import World
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.terms.models import Offer, SharingTerms

MOBILE = ("vehicle", "truck", "machinery", "equipment", "tools", "it", "furniture")
GROUNDS = ("rink", "sports_field", "pool", "parking", "land")
BY_OWNER, AUTOMATIC = SharingTerms.Approval.BY_OWNER, SharingTerms.Approval.AUTOMATIC


def load(world: World) -> None:
    """Write each owner's conditions, and put nine assets in ten in sharing; the others wait for their manager."""
    owners = Organisation.objects.filter(assets__isnull=False).distinct().order_by("pk")
    terms = {owner.pk: _terms_of(owner) for owner in owners}
    SharingTerms.objects.bulk_create([one for sets in terms.values() for one in sets])
    assets = Asset.objects.filter(asset_class__bookable=True).select_related("asset_class").order_by("pk")
    offers = [
        Offer(
            asset=asset,
            terms=terms[asset.organisation_id][_set_for(asset)],
            offered_at=world.now - dt.timedelta(days=world.rng.randint(370, 420)),
        )
        for asset in assets
        if "/" in asset.identifier or world.rng.random() < 0.92
    ]
    Offer.objects.bulk_create(offers)


def _set_for(asset: Asset) -> int:
    if asset.audience == Circle.PARTNERS:
        return 3
    code = asset.asset_class.code
    return 1 if code in MOBILE else 2 if code in GROUNDS else 0


def _terms_of(owner: Organisation) -> tuple[SharingTerms, ...]:
    rooms = SharingTerms(
        organisation=owner,
        name="Locaux",
        bookable_by=Circle.MEMBERS,
        approval=BY_OWNER,
        setup_minutes=15,
        cleanup_minutes=15,
        max_minutes=12 * 60,
        conditions="Laissez le local comme vous l’avez trouvé. Une personne responsable reste sur place.",
    )
    things = SharingTerms(
        organisation=owner,
        name="Véhicules, outils et équipement",
        bookable_by=Circle.VERIFIED,
        approval=BY_OWNER,
        notice_minutes=2 * 24 * 60,
        min_minutes=60,
        max_minutes=7 * 24 * 60,
        step_minutes=30,
        conditions="Preuve d’assurance à présenter à la remise.",
    )
    grounds = SharingTerms(
        organisation=owner,
        name="Terrains, glaces et stationnement",
        bookable_by=Circle.MEMBERS,
        approval=AUTOMATIC,
        notice_minutes=12 * 60,
        max_minutes=4 * 60,
        price_per_hour=Decimal("35.00"),
        conditions="Le prix couvre l’éclairage et l’entretien.",
    )
    if not owner.agreements.exists():
        return rooms, things, grounds
    return rooms, things, grounds, _for_partners(owner)


def _for_partners(owner: Organisation) -> SharingTerms:
    return SharingTerms(
        organisation=owner,
        name="Partenaires par entente",
        bookable_by=Circle.PARTNERS,
        approval=AUTOMATIC,
        notice_minutes=24 * 60,
        min_minutes=60,
        max_minutes=5 * 24 * 60,
        step_minutes=30,
        conditions="Selon l’entente : l’emprunteur vient chercher, rapporte et déclare ce qui casse.",
    )
