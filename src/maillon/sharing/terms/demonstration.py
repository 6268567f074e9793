"""The conditions of sharing of the demonstration: a few sets for each owner, each serving many assets."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from maillon.base.bulk import analyse
from maillon.base.demonstration import World
from maillon.community.organisations.kinds import PUBLIC_KINDS, Circle
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.terms.models import Offer, SharingTerms

BY_OWNER, AUTOMATIC = SharingTerms.Approval.BY_OWNER, SharingTerms.Approval.AUTOMATIC
DAY, WEEK = 24 * 60, 7 * 24 * 60  # minutes
OFFERED = 0.92  # share of the assets in use that are in sharing; the others wait for their manager


@dataclass(frozen=True, slots=True)
class Set:
    """One set of conditions: the classes it serves and what it asks; an owner takes one of the prices."""

    name: str
    classes: frozenset[str]
    conditions: str
    bookable_by: str = Circle.MEMBERS
    approval: str = BY_OWNER
    notice: int = DAY
    least: int = 30
    most: int = 12 * 60
    step: int = 15
    around: int = 0
    prices: tuple[str, ...] = ("",)


SETS = (
    Set(
        "Locaux",
        frozenset({"room", "classroom", "kitchen", "workshop", "office"}),
        "Laissez le local comme vous l’avez trouvé. Une personne responsable reste sur place.",
        around=15,
    ),
    Set(
        "Gymnases et grandes salles",
        frozenset({"gym", "hall", "auditorium"}),
        "Une personne responsable reste sur place. Le ménage est compris, le montage ne l’est pas.",
        around=15,
        prices=("", "", "12.00", "18.00", "25.00"),
    ),
    Set(
        "Glaces et bassins",
        frozenset({"rink", "pool"}),
        "Le prix couvre l’énergie, le surfaçage ou la surveillance.",
        approval=AUTOMATIC,
        notice=DAY // 2,
        most=4 * 60,
        prices=("85.00", "110.00", "135.00"),
    ),
    Set(
        "Terrains et stationnement",
        frozenset({"sports_field", "parking", "land"}),
        "Le prix, s’il y en a un, couvre l’éclairage et l’entretien.",
        approval=AUTOMATIC,
        notice=DAY // 2,
        prices=("", "", "15.00", "35.00"),
    ),
    Set(
        "Véhicules et machinerie",
        frozenset({"vehicle", "truck", "machinery"}),
        "Preuve d’assurance et permis à présenter à la remise. Le carburant se paie au retour.",
        bookable_by=Circle.VERIFIED,
        notice=2 * DAY,
        least=60,
        most=WEEK,
        step=30,
        prices=("", "", "7.00", "28.00"),
    ),
    Set(
        "Prêt de matériel",
        frozenset({"equipment", "tools", "it", "furniture"}),
        "À prendre et à rendre au comptoir. Ce qui manque au retour se remplace.",
        bookable_by=Circle.VERIFIED,
        notice=2 * DAY,
        least=60,
        most=WEEK,
        step=30,
    ),
)
PARTNERS = Set(
    "Partenaires par entente",
    frozenset(),
    "Selon l’entente : l’emprunteur vient chercher, rapporte et déclare ce qui casse.",
    bookable_by=Circle.PARTNERS,
    approval=AUTOMATIC,
    least=60,
    most=5 * DAY,
    step=30,
)


def load(world: World) -> None:
    """Write the conditions that each owner needs, and put nine assets in ten in sharing."""
    assets = list(
        Asset.objects.active()
        .filter(asset_class__bookable=True)
        .exclude(audience=Circle.OWNER)
        .select_related("asset_class", "organisation")
        .order_by("pk")
    )
    terms: dict[tuple[int, str], SharingTerms] = {}
    offers = list(_offers(assets, terms, world))
    SharingTerms.objects.bulk_create(terms.values())
    Offer.objects.bulk_create(offers)
    analyse("terms_sharingterms", "terms_offer")


def _offers(assets: list[Asset], terms: dict[tuple[int, str], SharingTerms], world: World) -> Iterator[Offer]:
    """Yield the offers, and note in ``terms`` the conditions they need."""
    for asset in assets:
        chosen = _set_for(asset)
        key = asset.organisation_id, chosen.name
        if key not in terms:
            terms[key] = _terms_of(asset.organisation, chosen, world)
        if "/" in asset.identifier or world.rng.random() < OFFERED:
            since = world.now - dt.timedelta(days=world.rng.randint(370, 420))
            yield Offer(asset=asset, terms=terms[key], offered_at=since)


def _set_for(asset: Asset) -> Set:
    if asset.audience == Circle.PARTNERS:
        return PARTNERS
    return next(one for one in SETS if asset.asset_class.code in one.classes)


def _terms_of(owner: Organisation, chosen: Set, world: World) -> SharingTerms:
    """Return one owner's own version of the set: neighbours lend to all members, and ask for nothing."""
    public = owner.kind in PUBLIC_KINDS
    price = world.pick(chosen.prices) if public else ""
    return SharingTerms(
        organisation=owner,
        name=chosen.name,
        bookable_by=chosen.bookable_by if public else Circle.MEMBERS,
        approval=chosen.approval,
        answer_within_hours=world.pick((48, 72, 72, 120)),
        notice_minutes=chosen.notice,
        min_minutes=chosen.least,
        max_minutes=chosen.most,
        step_minutes=chosen.step,
        setup_minutes=chosen.around,
        cleanup_minutes=chosen.around,
        price_per_hour=Decimal(price) if price else None,
        conditions=chosen.conditions,
    )
