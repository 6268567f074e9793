"""The sites and assets of the demonstration: what the bodies and organisations of Québec own, by kind and size."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from maillon.base.bulk import analyse
from maillon.base.demonstration import World
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.class_fields import FIELDS, invent_details
from maillon.sharing.inventory.completeness import PLACES as EXPECTED_TO_TELL
from maillon.sharing.inventory.demonstration.blemishes import date_back, doubles_of, spoil
from maillon.sharing.inventory.demonstration.documents import write_documents
from maillon.sharing.inventory.demonstration.exemplars import write_exemplars
from maillon.sharing.inventory.demonstration.open_data import write_open_data
from maillon.sharing.inventory.demonstration.pictures import write_photos
from maillon.sharing.inventory.demonstration.pieces import Piece, Place, places, places_of
from maillon.sharing.inventory.demonstration.records import answer_access, write_records
from maillon.sharing.inventory.demonstration.sites import sites_of
from maillon.sharing.inventory.demonstration.words import ACCESS, SENTENCES
from maillon.sharing.inventory.examples import write_coverage
from maillon.sharing.inventory.models import Asset, AssetClass, Site
from maillon.sharing.inventory.rules import Value

OWNS_TOO = 0.75  # share of the organisations that are not public and have something to lend
SILENT, WORDY = 0.1, 0.45  # shares of the assets without a description, and with a longer one
NO_ACCESS, NO_CAPACITY = 0.2, 0.04
# How often an owner shows an asset to another circle than the usual one.
CIRCLES = ((0.05, Circle.MEMBERS), (0.08, Circle.VERIFIED), (0.1, Circle.OWNER))


def load(world: World) -> None:
    """Write the sites around each town and their assets, with what they say of themselves and their pictures."""
    classes = {found.code: found for found in AssetClass.objects.order_by("number")}
    owners = list(_owners(world))
    sites: list[Site] = []
    assets: list[Asset] = []
    for owner in world.steps("Lieux et biens", owners, len(owners)):
        for site, place in sites_of(owner, places_of(owner.kind), world):
            sites.append(site)
            assets += _assets(site, place, classes, world)
    answer_access(sites, world)
    parts = (
        partial(_write, sites, assets),
        partial(write_photos, assets, world),
        partial(write_records, assets, world),
        partial(write_documents, assets, world),
        partial(_complete, assets, world),
    )
    for write in world.steps("Fiches, photos et documents", parts, len(parts)):
        write()


def _write(sites: list[Site], assets: list[Asset]) -> None:
    """Write the sites, the assets and their doubles, each at its date."""
    Site.objects.bulk_create(sites)
    dates = [(asset.created_at, asset.updated_at) for asset in assets]
    Asset.objects.bulk_create(assets)
    doubles = doubles_of(assets)
    double_dates = [(double.created_at, double.updated_at) for double in doubles]
    Asset.objects.bulk_create(doubles)
    date_back(assets + doubles, dates + double_dates)


def _complete(assets: list[Asset], world: World) -> None:
    """Write the exemplars, what the agreements cover and the open data to claim."""
    write_exemplars([asset for asset in assets if asset.organisation.mrc_id == HOME], world)
    write_coverage()
    write_open_data(world)
    analyse("organisations_organisation", "inventory_site", "inventory_asset", "inventory_photo")


def _owners(world: World) -> Iterator[Organisation]:
    """Yield the bodies, and three in four of the organisations: the others only borrow."""
    kinds = {kind for place in places() for kind in place.owners}
    for owner in Organisation.objects.filter(kind__in=kinds).select_related("municipality").order_by("pk"):
        if owner.is_public_body or (owner.verified_at and world.rng.random() < OWNS_TOO):
            yield owner


def _assets(site: Site, place: Place, classes: dict[str, AssetClass], world: World) -> Iterator[Asset]:
    """Yield the assets of one site. A family is there whole or not at all, and grows or shrinks as one."""
    access = "" if world.rng.random() < NO_ACCESS else world.pick(ACCESS)
    families: dict[str, tuple[bool, float, int]] = {}
    for rank, piece in enumerate(place.pieces, start=1):
        there = world.rng.random() < piece.chance
        scale = world.rng.uniform(0.75, 1.3)
        if piece.family:
            there, scale, rank = families.setdefault(piece.family, (there, scale, rank))
        if there:
            where = f"{site.source_key.removeprefix('demo-').zfill(2)}-{rank:02d}"
            yield _asset(piece, site, where, classes[piece.class_code], access, scale, world)


def _asset(
    piece: Piece, site: Site, where: str, asset_class: AssetClass, access: str, scale: float, world: World
) -> Asset:
    capacity = _about(piece.capacity, scale)
    asset = Asset(
        organisation=site.organisation,
        site=site,
        asset_class=asset_class,
        name=piece.name,
        description=_description(piece.class_code, world),
        identifier=f"{where}/{piece.part}" if piece.part else where,
        capacity=None if world.rng.random() < NO_CAPACITY else capacity,
        quantity=_about(piece.quantity, scale) or 1,
        lon=site.lon,
        lat=site.lat,
        audience=_audience(piece, world),
        accessibility=access if piece.class_code in EXPECTED_TO_TELL else "",
        details=_details(piece, capacity, world),
    )
    spoil(asset, world)
    asset.place()
    return asset


def _about(number: int | None, scale: float) -> int | None:
    """Return about that many, as people count: by fives above twenty, by tens above a hundred."""
    if number is None or number == 1:
        return number
    step = 10 if number >= 100 else 5 if number >= 20 else 1
    return max(step, round(number * scale / step) * step)


def _audience(piece: Piece, world: World) -> str:
    draw = world.rng.random()
    if piece.audience != Circle.EVERYONE or piece.family:
        return piece.audience
    return next((circle for share, circle in CIRCLES if draw < share), piece.audience)


def _description(class_code: str, world: World) -> str:
    draw = world.rng.random()
    if draw < SILENT:
        return ""
    return " ".join(world.rng.sample(SENTENCES[class_code], 2 if draw > WORDY else 1))


def _details(piece: Piece, capacity: int | None, world: World) -> dict[str, Value]:
    """Return the answers of an asset: what its name says first, then what is usual, plates and dates included."""
    answers: dict[str, Value] = {**invent_details(piece.class_code, capacity, world.rng), **piece.details}
    asked = {seed.code for seed in FIELDS.get(piece.class_code, ())}
    if "plate" in asked:
        answers["plate"] = (
            f"F{world.rng.choice('ABCDEFGH')}{world.rng.choice('KLMNPRST')} {world.rng.randint(1000, 9999)}"
        )
    if "serial" in asked and piece.class_code != "it":
        answers["serial"] = f"QC{world.rng.randint(100_000, 999_999)}"
    if "inspected" in asked and world.rng.random() < 0.8:
        day = world.today - dt.timedelta(days=world.rng.randint(5, 500))
        answers["inspected"] = day.isoformat()
    return answers
