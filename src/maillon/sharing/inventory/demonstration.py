"""The sites and assets of the demonstration: what a town, a school body, a cégep and an MRC of Québec own."""

import datetime as dt
import math
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from maillon.base.demonstration import World
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import Circle, OrganisationKind
from maillon.community.organisations.models import Organisation
from maillon.kernel.words import slug, sort_key
from maillon.sharing.inventory.class_fields import invent_details
from maillon.sharing.inventory.demonstration_of_records import write_records
from maillon.sharing.inventory.drawings import HEIGHT, VARIANTS, WIDTH, describe, photo_files
from maillon.sharing.inventory.examples import write_coverage
from maillon.sharing.inventory.models import Asset, AssetClass, Exemplar, Photo, Site

KM_PER_DEGREE = 111.2  # of latitude


@dataclass(frozen=True, slots=True)
class Piece:
    """One asset to write. ``part`` of a family (« A », « B ») shares the cells of the piece without a part."""

    class_code: str
    name: str
    capacity: int | None = None
    quantity: int = 1
    family: str = ""
    part: str = ""
    audience: str = Circle.EVERYONE


@dataclass(frozen=True, slots=True)
class Place:
    """One site to write; ``{}`` in its name becomes a street, a saint or a bird of the list below."""

    name: str
    pieces: tuple[Piece, ...]


def _gym(name: str, parts: str, capacity: int) -> tuple[Piece, ...]:
    """Return a gym that can be taken whole or by its parts."""
    part_name = "moitié" if len(parts) == 2 else "tiers"
    whole = Piece("gym", name, capacity, family="GYM")
    return (
        whole,
        *(
            Piece("gym", f"{name}, {part_name} {p}", capacity // len(parts), family="GYM", part=p)
            for p in parts
        ),
    )


PUBLIC, VERIFIED = Circle.PUBLIC_BODIES, Circle.VERIFIED
PLACES: dict[str, tuple[Place, ...]] = {
    OrganisationKind.MUNICIPALITY: (
        Place(
            "Centre communautaire {}",
            (
                Piece("hall", "Salle polyvalente", 140),
                Piece("room", "Salle de réunion", 18),
                Piece("kitchen", "Cuisine collective", 12),
            ),
        ),
        Place("Aréna {}", (Piece("rink", "Glace principale", 60), Piece("room", "Salle des joueurs", 30))),
        Place("Bibliothèque {}", (Piece("room", "Salle d’animation", 40),)),
        Place(
            "Parc {}",
            (
                Piece("sports_field", "Terrain de soccer à 11", 60),
                Piece("outdoor_place", "Aire de jeu 18 mois à 5 ans"),
            ),
        ),
        Place(
            "Garage municipal",
            (
                Piece("truck", "Camion à plateau, 5 tonnes", audience=PUBLIC),
                Piece("machinery", "Nacelle articulée 14 m", audience=PUBLIC),
                Piece("equipment", "Remorque fermée 12 pi", audience=VERIFIED),
                Piece("furniture", "Chaises empilables", quantity=200, audience=VERIFIED),
                Piece("furniture", "Tables pliantes 6 pi", quantity=40, audience=VERIFIED),
                Piece("tools", "Perceuses à percussion", quantity=6, audience=VERIFIED),
                Piece("land", "Terrain vacant", 100),
            ),
        ),
    ),
    OrganisationKind.SCHOOL_SERVICE_CENTRE: (
        Place(
            "École {}",
            (
                *_gym("Gymnase double", "AB", 180),
                Piece("classroom", "Local d’arts plastiques", 28),
                Piece("hall", "Cafétéria", 150),
            ),
        ),
        Place(
            "Polyvalente {}",
            (
                *_gym("Grand gymnase", "ABC", 360),
                Piece("auditorium", "Auditorium", 420),
                Piece("workshop", "Atelier de menuiserie", 20),
                Piece("it", "Portables sur chariot", quantity=30, audience=PUBLIC),
            ),
        ),
        Place(
            "Centre administratif",
            (
                Piece("room", "Salle du conseil", 40),
                Piece("parking", "Stationnement", quantity=45),
                Piece("vehicle", "Fourgonnette 7 places", audience=PUBLIC),
            ),
        ),
    ),
    OrganisationKind.CEGEP: (
        Place(
            "Campus {}",
            (
                *_gym("Gymnase du cégep", "AB", 220),
                Piece("auditorium", "Amphithéâtre", 180),
                Piece("classroom", "Laboratoire informatique", 30),
                Piece("pool", "Piscine de 25 m", 60),
            ),
        ),
    ),
    OrganisationKind.MRC: (
        Place(
            "Siège de la MRC",
            (
                Piece("room", "Salle des maires", 36),
                Piece("office", "Bureau partagé", 4),
                Piece("vehicle", "Voiture électrique 5 places", audience=PUBLIC),
                Piece("equipment", "Scène mobile", audience=VERIFIED),
                Piece("it", "Projecteurs et écrans", quantity=8, audience=VERIFIED),
            ),
        ),
    ),
    OrganisationKind.HEALTH: (
        Place(
            "CLSC {}",
            (Piece("room", "Salle communautaire", 25), Piece("vehicle", "Minibus adapté", audience=PUBLIC)),
        ),
    ),
    OrganisationKind.HOUSING_OFFICE: (Place("Habitations {}", (Piece("hall", "Salle commune", 60),)),),
}
# The pools of the home territory whose exemplars are known, and how their numbers begin.
NUMBERED = {
    "Perceuses à percussion": "PERC",
    "Projecteurs et écrans": "PROJ",
    "Portables sur chariot": "PORT",
}
# Names that one drawing shows better than the others of its class.
PICTURED = {
    "Voiture électrique": 0,
    "Minibus adapté": 1,
    "Fourgonnette": 2,
    "Camion à plateau": 0,
    "Nacelle": 1,
    "Remorque": 0,
    "Scène mobile": 1,
    "Chaises": 0,
    "Tables pliantes": 1,
    "Portables": 0,
    "Projecteurs": 1,
    "Local d’arts": 1,
    "Laboratoire informatique": 2,
    "Aire de jeu": 0,
    "Perceuses": 1,
    "Auditorium": 0,
    "Amphithéâtre": 2,
    "Bureau partagé": 0,
    "Terrain vacant": 0,
    "Atelier de menuiserie": 0,
    "Glace principale": 0,
}
NAMES = (
    "des Érables",
    "du Moulin",
    "Sainte-Marie",
    "des Mésanges",
    "de la Rivière",
    "Bellevue",
    "du Vieux-Pont",
)
STREETS = ("Principale", "Girouard", "du Collège", "Notre-Dame")
ACCESS = (
    "Entrée de plain-pied, porte automatique, toilette accessible. Arrêt d’autobus à 100 m.",
    "Rampe à l’entrée de côté; sonnez si la porte est fermée. Toilette accessible au rez-de-chaussée.",
    "Trois marches à l’entrée, sans rampe. Toilettes à l’étage.",
    "",
)
ZONES = {"010": "America/Halifax", "982": "America/Blanc-Sablon"}


def load(world: World) -> None:
    """Write sites around each town and their assets, with points within a few kilometres."""
    classes = {found.code: found for found in AssetClass.objects.order_by("number")}
    owners = list(Organisation.objects.filter(kind__in=PLACES).select_related("municipality").order_by("pk"))
    sites: list[Site] = []
    assets: list[Asset] = []
    for owner in world.steps("Lieux et biens", owners, len(owners)):
        for number, place in enumerate(PLACES[owner.kind], start=1):
            site = _site(owner, place, number, world)
            sites.append(site)
            assets += [_asset(piece, site, classes[piece.class_code], world) for piece in place.pieces]
    Site.objects.bulk_create(sites)
    Asset.objects.bulk_create(assets)
    _exemplars([asset for asset in assets if asset.organisation.mrc_id == HOME], world)
    _photos(assets, world)
    write_records(assets, world)
    write_coverage()


def _exemplars(assets: list[Asset], world: World) -> None:
    """Write down the exemplars of the pools of tools and of screens; one has been lost, and replaced since."""
    numbered = [(asset, NUMBERED[asset.name]) for asset in assets if asset.name in NUMBERED]
    Exemplar.objects.bulk_create(
        Exemplar(
            asset=asset,
            label=f"{prefix}-{rank:02d}",
            serial=f"SN-{asset.pk:03d}{rank * 37:04d}",
            since=world.today - dt.timedelta(days=400 - rank),
        )
        for asset, prefix in numbered
        for rank in range(1, asset.quantity + 1)
    )
    Exemplar.objects.bulk_create(
        Exemplar(
            asset=asset,
            label=f"{prefix}-00",
            state=Exemplar.State.LOST,
            reason="Non rapporté d’une fête de quartier; remplacé depuis.",
            since=world.today - dt.timedelta(days=90),
        )
        for asset, prefix in numbered
    )


def _photos(assets: list[Asset], world: World) -> None:
    """Give each asset a picture of its kind; the same file serves all the assets that it shows well."""
    wanted = [(asset, _variant(asset, world)) for asset in assets]
    codes = sorted({asset.asset_class.code for asset in assets})
    files = photo_files(Path(settings.MEDIA_ROOT), codes)
    Photo.objects.bulk_create(
        Photo(
            asset=asset,
            file=files[asset.asset_class.code, variant],
            width=WIDTH,
            height=HEIGHT,
            alt=describe(asset.asset_class.code, variant),
        )
        for asset, variant in wanted
    )


def _variant(asset: Asset, world: World) -> int:
    """Return the drawing that shows this very thing, or any of its class."""
    any_of_them = world.rng.randrange(VARIANTS)
    return next((variant for words, variant in PICTURED.items() if asset.name.startswith(words)), any_of_them)


def _site(owner: Organisation, place: Place, number: int, world: World) -> Site:
    town = owner.municipality
    assert town is not None, "every body of the demonstration has its town"  # noqa: S101  (narrows the type)
    spread = 0.6 if (town.population_2021 or 0) > 100_000 else 0.35
    angle, far = world.rng.random() * math.tau, spread + world.rng.random() * 2.6
    name = place.name.format(world.pick(NAMES))
    return Site(
        organisation=owner,
        name=name,
        sort_key=sort_key(name),
        address=f"{world.rng.randint(10, 2400)}, rue {world.pick(STREETS)}",
        municipality=town,
        mrc_id=owner.mrc_id,
        lat=round(town.lat + math.sin(angle) * far / KM_PER_DEGREE, 5),
        lon=round(town.lon + math.cos(angle) * far / KM_PER_DEGREE / math.cos(math.radians(town.lat)), 5),
        time_zone=ZONES.get(owner.mrc_id or "", "America/Toronto"),
        source_key=f"demo-{number}",
    )


def _asset(piece: Piece, site: Site, asset_class: AssetClass, world: World) -> Asset:
    where = f"{site.source_key}-{piece.family or slug(piece.name).upper()[:40]}"
    asset = Asset(
        organisation=site.organisation,
        site=site,
        asset_class=asset_class,
        name=piece.name,
        description=_description(piece),
        identifier=f"{where}/{piece.part}" if piece.part else where,
        capacity=piece.capacity,
        quantity=piece.quantity,
        lon=site.lon,
        lat=site.lat,
        audience=piece.audience,
        accessibility=world.pick(ACCESS),
        details=invent_details(piece.class_code, piece.capacity, world.rng),
    )
    asset.place()
    return asset


def _description(piece: Piece) -> str:
    return {
        "gym": "Lignes de basketball, volleyball et badminton. Filets et poteaux sur place.",
        "hall": "Tables et chaises au vestiaire; le bar est fermé.",
        "auditorium": "Sièges fixes en gradins, scène, sonorisation et éclairage de base.",
        "office": "Postes de travail meublés, imprimante, connexion sans fil.",
        "land": "Terrain plat, en herbe, éclairé le soir. Pas de point d’eau.",
        "room": "Table de conférence, tableau blanc, chaises à roulettes.",
        "kitchen": "Vaisselle pour quarante personnes, chariots de service.",
        "rink": "Glace d’octobre à avril, dalle de béton l’été.",
        "vehicle": "Les clés et la carte d’essence sont au bureau.",
        "truck": "Trente minutes d’explications à la première sortie.",
    }.get(piece.class_code, "")
