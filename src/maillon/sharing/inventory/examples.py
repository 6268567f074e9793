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
from maillon.community.organisations.accounts import CLUB, SCHOOLS
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.models import Asset, AssetClass, AudienceRule, Scope, Site
from maillon.sharing.inventory.queries.audiences import unlike_rules

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
    if not Organisation.objects.filter(name=CLUB).exists():
        return  # the demonstration of other territories only
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
    _write_rules(classes)
    for owner, name in FOR_PARTNERS:
        shown = Asset.objects.filter(organisation__name=owner, name__startswith=name)
        shown.update(audience=Circle.PARTNERS, audience_follows=False)


def _write_rules(classes: dict[str, AssetClass]) -> None:
    """Let the town and the school body show by rules, which some of their assets follow already."""
    town, schools = Organisation.objects.get(name=TOWN), Organisation.objects.get(name=SCHOOLS)
    garage = Site.objects.filter(organisation=town, name__startswith="Garage").order_by("pk").first()
    AudienceRule.objects.create(organisation=town, site=garage, audience=Circle.PUBLIC_BODIES)
    AudienceRule.objects.create(organisation=town, audience=Circle.EVERYONE)
    AudienceRule.objects.create(
        organisation=schools, asset_class=classes["it"], audience=Circle.PUBLIC_BODIES
    )
    found = unlike_rules(Asset.objects.filter(organisation__in=(town, schools)))
    said = [(one, getattr(one, "ruled", "")) for one in found.order_by("pk")]
    alike = [one.pk for one, ruled in said if one.audience == ruled]
    Asset.objects.filter(pk__in=alike).update(audience_follows=True)
