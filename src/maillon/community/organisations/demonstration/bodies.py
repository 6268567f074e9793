"""The public bodies of the demonstration: one line each.

Territories, towns and boroughs carry their public names (répertoire des municipalités); everything else is
invented, in the manner of its region.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from maillon.community.organisations.accounts import NETWORK, SCHOOLS
from maillon.community.organisations.kinds import OrganisationKind as Kind
from maillon.community.territories.models import Municipality
from maillon.kernel.words import of_place


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation to write: its name, what it is in law, the code of its MRC, what it is for."""

    name: str
    kind: Kind
    mrc: str
    mission: str = ""


# The MRC and equivalent territories of the demonstration, at least one in each of the 17 regions, and the
# telephone code of each.
AREA_CODES = {
    "540": "450", "490": "819", "100": "418", "070": "418", "941": "418", "230": "418", "371": "819",
    "430": "819", "470": "450", "660": "514", "810": "819", "860": "819", "971": "418", "982": "418",
    "991": "418", "992": "819", "010": "418", "251": "418", "650": "450", "610": "450", "750": "450",
    "560": "450",
}  # fmt: skip
TOWN_NAMES = {
    "010": "Municipalité des Îles-de-la-Madeleine",
    "982": "Municipalité de Blanc-Sablon",
    "992": "Village nordique de Kuujjuaq",
}
MRC_BODIES = frozenset({"540", "070", "470", "982", "610", "750", "560"})

OTHERS = (
    Line("Administration régionale Kativik", Kind.INDIGENOUS_BODY, "992"),
    Line("Conseil innu de la Baie-des-Sept-Rochers", Kind.INDIGENOUS_BODY, "971"),
    Line(SCHOOLS, Kind.SCHOOL_SERVICE_CENTRE, "540"),
    Line("Centre de services scolaire du Fjord-Bleu", Kind.SCHOOL_SERVICE_CENTRE, "941"),
    Line("Centre de services scolaire des Hauts-Remparts", Kind.SCHOOL_SERVICE_CENTRE, "230"),
    Line("Centre de services scolaire du Mont-Clair", Kind.SCHOOL_SERVICE_CENTRE, "660"),
    Line("Centre de services scolaire des Trois-Rivages", Kind.SCHOOL_SERVICE_CENTRE, "810"),
    Line("Centre de services scolaire du Bouclier", Kind.SCHOOL_SERVICE_CENTRE, "860"),
    Line("Centre de services scolaire des Battures", Kind.SCHOOL_SERVICE_CENTRE, "100"),
    Line("Centre de services scolaire du Confluent", Kind.SCHOOL_SERVICE_CENTRE, "371"),
    Line("Centre de services scolaire de la Vallée-des-Cèdres", Kind.SCHOOL_SERVICE_CENTRE, "750"),
    Line("Commission scolaire anglophone Maple Grove", Kind.SCHOOL_BOARD, "660"),
    Line("Commission scolaire anglophone Lower Shore", Kind.SCHOOL_BOARD, "982"),
    Line("Cégep des Cascades", Kind.CEGEP, "540"),
    Line("Cégep du Fjord-Bleu", Kind.CEGEP, "941"),
    Line("Cégep du Nord-Ouest", Kind.CEGEP, "860"),
    Line("Université du Fleuve", Kind.PUBLIC_UNIVERSITY, "230"),
    Line("Université des Deux-Vallées", Kind.PUBLIC_UNIVERSITY, "430"),
    Line("Société d’habitation de la Yamaska", Kind.HOUSING_OFFICE, "540"),
    Line("Office d’habitation des Îlots", Kind.HOUSING_OFFICE, "650"),
    Line("Office d’habitation de la Belle-Anse", Kind.HOUSING_OFFICE, "010"),
    Line("Centre intégré de santé des Deux-Rives", Kind.HEALTH, "540"),
    Line("Centre intégré de santé du Nord-Ouest", Kind.HEALTH, "860"),
    Line("Centre de santé de la Baie-Blanche", Kind.HEALTH, "992"),
    Line("Ministère de la Vie collective", Kind.MINISTRY, "230"),
    Line("Ministère des Terres et des Rivières", Kind.MINISTRY, "991"),
    Line("Commission de la mémoire ouvrière", Kind.BUDGETARY, "230"),
    Line("Fonds québécois de l’outillage", Kind.NON_BUDGETARY, "660"),
    Line("Société des entrepôts du Québec", Kind.STATE_ENTERPRISE, "371"),
    Line("Arrondissement de Verdun", Kind.BOROUGH, "660"),
    Line("Arrondissement de Rosemont–La Petite-Patrie", Kind.BOROUGH, "660"),
    Line("Arrondissement de Beauport", Kind.BOROUGH, "230"),
    Line("Communauté métropolitaine du Grand-Fleuve", Kind.METROPOLITAN, "660"),
    Line("Régie intermunicipale de l’aréna des Trois-Clochers", Kind.INTERMUNICIPAL, "610"),
    Line("Régie intermunicipale des matières résiduelles de l’Harricane", Kind.INTERMUNICIPAL, "860"),
    Line("Société de transport des Deux-Quais", Kind.TRANSIT, "251"),
    Line("Musée national des outils et des métiers", Kind.NATIONAL_LIBRARY_MUSEUM, "230"),
    Line("Bibliothèque nationale du patrimoine sonore", Kind.NATIONAL_LIBRARY_MUSEUM, "660"),
    Line("Agence des parcs riverains", Kind.OTHER_PARAPUBLIC, "650"),
    Line("Corporation du quai de la Pointe", Kind.OTHER_PARAPUBLIC, "971"),
    Line(NETWORK, Kind.NETWORK, "230"),
)  # fmt: skip


def public_bodies(towns: dict[str, Municipality]) -> Iterable[Line]:
    """Yield the bodies of the territories, each by its MRC: its town, its MRC, then the others."""
    for code in AREA_CODES:
        town = towns[code]
        yield Line(TOWN_NAMES.get(code, f"Ville {of_place(town.name)}"), Kind.MUNICIPALITY, code)
        if code in MRC_BODIES:
            yield Line(f"MRC {of_place(town.mrc.name)}", Kind.MRC, code)
    yield from OTHERS
