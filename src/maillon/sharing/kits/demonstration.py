"""The kits of the demonstration, around Saint-Hyacinthe: what they are made of, and a winter Saturday when some is out.

A gym of the schools is also divided by halves beside its thirds, and goes with its nets. All of it is invented.
"""

import datetime as dt
import uuid

from maillon.base.demonstration import TORONTO, World
from maillon.community.organisations.accounts import CLUB, SCHOOLS, TOWN
from maillon.community.organisations.demonstration.people import keeper_of
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Membership
from maillon.kernel.recurrence import Weekly
from maillon.sharing.availability.models import Commitment, Schedule
from maillon.sharing.availability.services import write_schedule
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.inventory.services import add_accessory, write_asset
from maillon.sharing.kits.models import Kit
from maillon.sharing.kits.services import LineWish, request_kits, write_kit
from maillon.sharing.reservations.drafts import moment
from maillon.sharing.reservations.queries.spaces import WantedPart, space_of
from maillon.sharing.reservations.services.dividing import divide_space
from maillon.sharing.reservations.services.offering import offer_assets
from maillon.sharing.terms.models import SharingTerms

# Name, class, how many: what the town lends for outings and for meetings.
POOLS = (
    ("Raquettes", "tools", 12, "Paires pour adultes et adolescents, de 60 à 90 kg."),
    ("Raquettes, ancien modèle", "tools", 10, "Paires à laçage, plus lourdes."),
    ("Bâtons de marche", "tools", 20, "Paires réglables, de 90 à 135 cm."),
    ("Traîneau de secours", "tools", 1, "Avec couverture et trousse de premiers soins."),
    ("Projecteurs portatifs", "it", 2, "3 000 lumens, câble HDMI et rallonge."),
    ("Grands écrans sur roulettes", "it", 3, "65 pouces, prise HDMI."),
    ("Chaises de réunion", "furniture", 120, "Rembourrées, sur chariots de vingt."),
    ("Micros sans fil", "it", 4, "Avec haut-parleur à piles."),
)


def load(world: World) -> None:
    """Write the pools, the kits, the parts of a gym and its nets, and a request of a kit."""
    town, schools = keeper_of(TOWN), keeper_of(SCHOOLS)
    if town is not None:
        pools = _pools(town, world)
        outing, _meeting = _kits(town, pools)
        _request(outing, world)
    if schools is not None:
        _gym(schools, world)


def _pools(hat: Hat, world: World) -> dict[str, Asset]:
    """Write the pools at the town's first site, lent day and night to every member."""
    site = Site.objects.filter(organisation_id=hat.body_id).order_by("pk").first()
    if site is None:
        return {}
    classes = {one.code: one for one in AssetClass.objects.order_by("number")}
    made = {
        name: write_asset(
            asset=Asset(
                organisation_id=site.organisation_id,
                site=site,
                asset_class=classes[code],
                name=name,
                description=words,
                quantity=many,
                audience=Circle.EVERYONE,
            ),
            now=world.now,
        )
        for name, code, many, words in POOLS
    }
    terms = SharingTerms.objects.create(
        organisation_id=site.organisation_id,
        name="Plein air et réunions",
        bookable_by=Circle.MEMBERS,
        notice_minutes=2 * 24 * 60,
        min_minutes=60,
        max_minutes=7 * 24 * 60,
        conditions="Rapportez tout propre et sec, au plus tard le lendemain matin.",
    )
    schedule = write_schedule(
        schedule=Schedule(
            organisation_id=site.organisation_id, name="Prêt, jour et nuit", closed_on_holidays=False
        ),
        weekly=Weekly.same(0, 1440),
        now=world.now,
    )
    offer_assets(
        assets=Asset.objects.filter(pk__in=[asset.pk for asset in made.values()]),
        terms=terms,
        schedule=schedule,
        audience=Circle.EVERYONE,
        by_id=hat.person_id,
        now=world.now,
    )
    return made


def _kits(hat: Hat, pools: dict[str, Asset]) -> tuple[Kit | None, Kit | None]:
    """Write « Trousse de plein air » and « Ensemble conférence »."""
    if not pools:
        return None, None
    outing = write_kit(
        kit=Kit(
            name="Trousse de plein air",
            description="De quoi équiper un groupe de huit personnes pour une journée d’hiver.",
        ),
        lines=[
            LineWish(8, (pools["Raquettes"].pk, pools["Raquettes, ancien modèle"].pk)),
            LineWish(8, (pools["Bâtons de marche"].pk,)),
            LineWish(1, (pools["Traîneau de secours"].pk,), optional=True),
        ],
        hat=hat,
    )
    meeting = write_kit(
        kit=Kit(
            name="Ensemble conférence",
            description="Pour une assemblée de cent personnes : l’image, le son et les places assises.",
        ),
        lines=[
            LineWish(1, (pools["Projecteurs portatifs"].pk, pools["Grands écrans sur roulettes"].pk)),
            LineWish(2, (pools["Micros sans fil"].pk,)),
            LineWish(100, (pools["Chaises de réunion"].pk,)),
        ],
        hat=hat,
    )
    return outing, meeting


def _request(kit: Kit | None, world: World) -> None:
    """Have the soccer club ask for a kit two Saturdays from now: a second group then gets other snowshoes."""
    asker = (
        Membership.objects.filter(organisation__name=CLUB)
        .select_related("organisation__mrc")
        .order_by("pk")
        .first()
    )
    if kit is None or asker is None:
        return
    saturday = world.today + dt.timedelta(days=(5 - world.today.weekday()) % 7 + 7)
    asked = request_kits(
        kit_id=kit.pk,
        count=1,
        starts_at=moment(saturday.isoformat(), "09:00", TORONTO),
        ends_at=moment(saturday.isoformat(), "16:00", TORONTO),
        purpose="Sortie en raquettes des U13",
        hat=asker.hat(),
        uid=uuid.UUID(int=world.rng.getrandbits(128), version=4),
        now=world.now,
    )
    # The ledger notes when it was really asked; the story says that it was at the moment of the story.
    Commitment.objects.filter(reservation__bundled__bundle=asked).update(created_at=world.now)


def _gym(hat: Hat, world: World) -> None:
    """Divide a gym of thirds by halves too, and have it go with a score board and with nets."""
    gyms = (
        Asset.objects.active()
        .filter(organisation_id=hat.body_id, asset_class__code="gym", offer__withdrawn_at__isnull=True)
        .filter(offer__isnull=False)
        .select_related("site", "organisation", "asset_class", "offer__terms", "bookable__schedule")
        .order_by("pk")
    )
    spaces = [space for gym in gyms if (space := space_of(gym)).whole.pk == gym.pk and len(space.parts) == 3]
    if not spaces:
        return
    gym, parts = gyms.get(pk=spaces[0].whole.pk), spaces[0].parts
    thirds = [WantedPart(parts[number].name, 1, number) for way in spaces[0].ways for number in way]
    halves = [WantedPart(f"{gym.name}, moitié {sign}") for sign in ("est", "ouest")]
    divide_space(asset_id=gym.pk, ways=[thirds, halves], hat=hat, now=world.now)
    add_accessory(asset_id=gym.pk, name="Tableau de pointage et sa télécommande", hat=hat)
    add_accessory(asset_id=gym.pk, name="Poteaux de volleyball", quantity=4, hat=hat)
    nets = write_asset(
        asset=Asset(
            organisation=gym.organisation,
            site=gym.site,
            asset_class=AssetClass.objects.get(code="tools"),
            name="Filets de volleyball",
            quantity=3,
            audience=gym.audience,
        ),
        now=world.now,
    )
    offer_assets(
        assets=Asset.objects.filter(pk=nets.pk),
        terms=gym.offer.terms,
        schedule=gym.bookable.schedule,
        audience=gym.audience,
        by_id=hat.person_id,
        now=world.now,
    )
    add_accessory(asset_id=gym.pk, other_id=nets.pk, quantity=2, charge="5 $ par filet, au bureau", hat=hat)
