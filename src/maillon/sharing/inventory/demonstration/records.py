"""What the owners of the demonstration keep of their assets: units, management, condition over two years.

It has a chance of its own, so that what is told here changes nothing of what the other packages tell.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from maillon.base.demonstration import TORONTO, World
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.kernel.words import sort_key
from maillon.sharing.inventory.models import Asset, Condition, Grade, KeepingRecord, Site, Unit
from maillon.sharing.inventory.rules import Value

UNITS: dict[str, tuple[tuple[str, str], ...]] = {
    OrganisationKind.MUNICIPALITY: (
        ("Travaux publics", "le contremaître"),
        ("Loisirs et culture", "la régisseuse des plateaux"),
    ),
    OrganisationKind.SCHOOL_SERVICE_CENTRE: (
        ("Ressources matérielles", "la régie des bâtiments"),
        ("Services informatiques", "le guichet des techniciens"),
    ),
    OrganisationKind.CEGEP: (("Ressources matérielles", "la location de locaux"),),
    OrganisationKind.MRC: (("Administration", "l’accueil"),),
}
OUTDOOR_WORK = frozenset({"truck", "machinery", "equipment", "tools", "land", "vehicle"})
# What one of them cost, in dollars, and how many years it serves. Places have a life, and no price of their own.
WORTH: dict[str, tuple[int, int, int]] = {
    "vehicle": (32_000, 58_000, 8),
    "truck": (95_000, 240_000, 12),
    "machinery": (60_000, 180_000, 15),
    "equipment": (4_000, 18_000, 12),
    "tools": (180, 900, 7),
    "it": (700, 1_400, 5),
    "furniture": (45, 180, 15),
}
PLACE_LIFE = 40
SUPPLIERS = (
    "Équipements du Moulin",
    "Fournitures de la Rivière",
    "Atelier Bellevue",
    "Distribution des Érables",
)
NOTES: dict[str, tuple[str, ...]] = {
    Grade.NEW: ("Livraison vérifiée.", ""),
    Grade.VERY_GOOD: ("Rien à signaler.", ""),
    Grade.GOOD: ("Usure normale.", "", "Nettoyage à fond fait."),
    Grade.FAIR: ("Usure visible, fonctionne bien.", "À surveiller au printemps.", "Retouches à prévoir."),
    Grade.POOR: ("Réparation demandée.", "Sert encore, à remplacer l’an prochain."),
    Grade.OUT_OF_SERVICE: ("Ne démarre plus : en attente de pièces.",),
}
GRADES = tuple(Grade)
STOPS = ("Principale", "Girouard", "Notre-Dame", "du Collège")


def answer_access(sites: Sequence[Site], world: World) -> None:
    """Answer for four places in five how they are reached; the others have not been looked at yet."""
    rng = Random(f"{world.seed} access")  # noqa: S311  (a story, not a secret)
    for site in sites:
        if rng.random() < 0.8:
            site.access = _access(site, world, rng)


def _access(site: Site, world: World, rng: Random) -> dict[str, Value]:
    """Return the answers of a place, some of them left out as people leave them."""
    entrance = rng.choices(("level", "ramp", "no"), (5, 3, 2))[0]
    reached = entrance != "no"
    answers: dict[str, Value] = {
        "step_free": entrance,
        "door_cm": rng.choice((81, 86, 91, 107)),
        "automatic_door": reached and rng.random() < 0.5,
        "lift": rng.choice(("yes", "one_level")) if reached else "no",
        "toilet": reached and rng.random() < 0.85,
        "hearing_loop": rng.random() < 0.15,
        "parking": rng.random() < 0.7,
        "drop_off": rng.random() < 0.5,
        "stop": f"{site.name.split(' ')[0]} / {rng.choice(STOPS)}",
        "stop_metres": rng.randrange(50, 900, 50),
        "aids": rng.random() < 0.2,
        "quiet_room": rng.random() < 0.2,
    }
    told = {code: value for code, value in answers.items() if code == "step_free" or rng.random() < 0.75}
    return told | {"checked_on": (world.today - dt.timedelta(days=rng.randrange(20, 700))).isoformat()}


def write_records(assets: Sequence[Asset], world: World) -> None:
    """Write the units, the records of seven assets in ten, and the reports of four in five."""
    rng = Random(f"{world.seed} records")  # noqa: S311  (a story, not a secret)
    units = _units(assets)
    keepers = _keepers()
    records, reports = [], []
    for asset in assets:
        bought = world.today - dt.timedelta(days=rng.randrange(60, 3_600))
        if rng.random() < 0.7:
            records.append(_record(asset, bought, units, keepers, rng))
        if rng.random() < 0.8:
            reports += _reports(asset, bought, keepers.get(asset.organisation_id, []), world, rng)
    KeepingRecord.objects.bulk_create(records, batch_size=2_000)
    Condition.objects.bulk_create(reports, batch_size=2_000)


def _units(assets: Sequence[Asset]) -> dict[int, list[Unit]]:
    """Write the units of each owner; return them by owner."""
    owners: dict[int, Organisation] = {asset.organisation_id: asset.organisation for asset in assets}
    units = [
        Unit(
            organisation=owner,
            name=name,
            sort_key=sort_key(name),
            contact=contact,
            phone=f"450 555-{100 + owner.pk % 100:04d}",  # 555-0100 to 0199 are fiction's
        )
        for owner in owners.values()
        for name, contact in UNITS.get(owner.kind, ())
    ]
    Unit.objects.bulk_create(units)
    by_owner: dict[int, list[Unit]] = {}
    for unit in units:
        by_owner.setdefault(unit.organisation_id, []).append(unit)
    return by_owner


def _keepers() -> dict[int, list[int]]:
    """Return, by organisation, the people who look after its assets."""
    by_owner: dict[int, list[int]] = {}
    members = Membership.objects.filter(roles__overlap=[Role.ASSET_MANAGER, Role.APPROVER])
    for organisation_id, person_id in members.order_by("pk").values_list("organisation_id", "person_id"):
        by_owner.setdefault(organisation_id, []).append(person_id)
    return by_owner


def _record(
    asset: Asset, bought: dt.date, units: dict[int, list[Unit]], keepers: dict[int, list[int]], rng: Random
) -> KeepingRecord:
    code = asset.asset_class.code
    ours, people = units.get(asset.organisation_id, []), keepers.get(asset.organisation_id, [])
    unit = ours[0 if code in OUTDOOR_WORK else -1] if ours else None
    record = KeepingRecord(asset=asset, unit=unit, keeper_id=rng.choice(people) if people else None)
    if code not in WORTH:
        record.in_service_since = bought - dt.timedelta(days=rng.randrange(3_000, 12_000))
        record.useful_life_years = PLACE_LIFE
        return record
    low, high, life = WORTH[code]
    paid = Decimal(rng.randrange(low, high, 5) * asset.quantity)
    record.serial_number = f"{code[:2].upper()}{rng.randrange(10**7):07d}" if asset.quantity == 1 else ""
    record.acquired_on, record.in_service_since = bought, bought + dt.timedelta(days=14)
    record.acquisition_value, record.replacement_value = paid, (paid * Decimal("1.24")).quantize(Decimal(1))
    record.supplier = rng.choice(SUPPLIERS)
    record.warranty_until = bought.replace(year=bought.year + 3, day=min(bought.day, 28))
    record.useful_life_years = life
    return record


def _reports(
    asset: Asset, bought: dt.date, people: Sequence[int], world: World, rng: Random
) -> list[Condition]:
    """Return one to four reports of the last two years: things wear, and are sometimes mended."""
    rank = min(1 + (world.today - bought).days // 1_000 + rng.choice((0, 0, 1)), 4)
    days = sorted(rng.sample(range(5, 730), rng.randint(1, 4)), reverse=True)
    reports = []
    for age in days:
        rank = min(max(rank + rng.choice((-1, 0, 0, 0, 1)), 1), 4)
        broken = age == days[-1] and asset.asset_class.code in WORTH and rng.random() < 0.02
        grade = Grade.OUT_OF_SERVICE if broken else GRADES[rank]
        day = world.today - dt.timedelta(days=age)
        reports.append(
            Condition(
                asset=asset,
                grade=grade,
                observed_on=day,
                note=rng.choice(NOTES[grade]),
                by_id=rng.choice(people) if people else None,
                noted_at=dt.datetime.combine(day, dt.time(15, 30), tzinfo=TORONTO),
            )
        )
    return reports
