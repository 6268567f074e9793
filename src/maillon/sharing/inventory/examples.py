"""What the agreements of the demonstration cover, and the assets that only their partners see."""

from maillon.community.agreements.demonstration import (
    CEGEP,
    FOR_SCHOOLS,
    FRENCH,
    GYMS,
    LENDING,
    LIFT,
    MACHINES,
    MRC,
    SUMMER,
    TOWN,
)
from maillon.community.agreements.models import Agreement
from maillon.community.organisations.kinds import Circle
from maillon.sharing.inventory.models import Asset, AssetClass, Scope, Site

# By agreement: the beginnings of names of sites and of assets, and the classes, that it covers.
COVERED = {
    FOR_SCHOOLS: (("Aréna", "Garage municipal"), (), ()),
    GYMS: ((), (), ("gym", "auditorium")),
    MACHINES: ((), ("Scène mobile",), ("vehicle", "it")),
    FRENCH: ((), ("Laboratoire informatique",), ()),
    SUMMER: ((), ("Terrain de soccer",), ()),
    LIFT: ((), ("Nacelle",), ()),
    LENDING: ((), (), ("tools",)),
}
FOR_PARTNERS = (
    (TOWN, "Nacelle articulée"),
    (TOWN, "Salle des joueurs"),
    (MRC, "Scène mobile"),
    (CEGEP, "Laboratoire informatique"),
)


def write_coverage() -> None:
    """Say what each agreement covers, and show some assets to partners only."""
    classes = {one.code: one for one in AssetClass.objects.order_by("number")}
    for agreement in Agreement.objects.filter(title__in=COVERED).order_by("pk"):
        sites, assets, codes = COVERED[agreement.title]
        mine = {"organisation_id": agreement.owner_id}
        for name in sites:
            for site in Site.objects.filter(name__startswith=name, **mine).order_by("pk"):
                Scope.objects.create(agreement=agreement, site=site)
        for name in assets:
            for asset in Asset.objects.filter(name__startswith=name, **mine).order_by("pk"):
                Scope.objects.create(agreement=agreement, asset=asset)
        for code in codes:
            Scope.objects.create(agreement=agreement, asset_class=classes[code])
    for owner, name in FOR_PARTNERS:
        shown = Asset.objects.filter(organisation__name=owner, name__startswith=name)
        shown.update(audience=Circle.PARTNERS)
