"""The open data that the coordination of the demonstration's territory brought to its town: records to claim."""

import io

from maillon.base.demonstration import World
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.imports.services.preloading import OpenData, preload

THINGS = (
    ("Patinoire avec bandes", "Récréatif"),
    ("Terrain de soccer à 7", "Sportif"),
    ("Terrain de balle", "Sportif"),
    ("Tennis", "Sportif"),
    ("Jeux d’eau", "Récréatif"),
    ("Aire de pique-nique", "Plein air"),
    ("Piscine extérieure", "Aquatique"),
    ("Pétanque", "Loisirs"),
)


def write_open_data(world: World) -> None:
    """Bring a small file of open data to the town of the coordination's territory, if both are there."""
    coordinators = Membership.objects.filter(
        roles__contains=[Role.TERRITORY_COORDINATOR], organisation__mrc_id=HOME
    )
    coordinator = coordinators.select_related("organisation__mrc").order_by("pk").first()
    towns = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, mrc_id=HOME)
    town = towns.select_related("municipality").order_by("pk").first()
    if coordinator is None or town is None or town.municipality is None:
        return
    lines = ["ID;NOM;TYPE;Longitude;Latitude"]
    for number, (name, kind) in enumerate(THINGS, start=1):
        lon = town.municipality.lon + 0.004 * (number - 4)
        lat = town.municipality.lat + 0.003 * (number % 3)
        lines.append(f"{number:03}-0001;{name};{kind};{lon:.5f};{lat:.5f}")
    preload(
        by=coordinator.hat(),
        file=io.BytesIO("\r\n".join(lines).encode()),
        file_name="installations-recreatives.csv",
        told=OpenData(f"Données Québec, {town.label}", "CC BY 4.0"),
        owner=town,
        now=world.now,
    )
