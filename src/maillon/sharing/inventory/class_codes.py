"""The codes of public nomenclatures with which every installation begins.

UNSPSC (United Nations Standard Products and Services Code) names things that are bought; the CUBF (code d'utilisation
des biens-fonds, Manuel d'évaluation foncière du Québec) names what premises and land serve for. A pair of code and
label that was read in a published list is certain; one that is only remembered is kept, told as not checked. Where
no code is known, none is given. Which class answers to which code is Maillon's own reading.
"""

from dataclasses import asdict, dataclass
from typing import Any

REMEMBERED = "UNSPSC, à vérifier dans la nomenclature officielle"
SAT = "UNSPSC, d’après le catalogue c_ClaveProdServ du SAT (Mexique), qui en reprend les codes"
MEFQ = "Manuel d’évaluation foncière du Québec, codes publiés avec des données d’évaluation"


@dataclass(frozen=True, slots=True)
class CodeSeed:
    """One code as it is first written."""

    class_code: str
    scheme: str
    code: str
    label_fr: str
    label_en: str
    source: str = MEFQ
    certain: bool = True


def _bought(class_code: str, code: str, label_fr: str, label_en: str) -> CodeSeed:
    return CodeSeed(class_code, "unspsc", code, label_fr, label_en, REMEMBERED, certain=False)


CODES: tuple[CodeSeed, ...] = (
    _bought("vehicle", "25101500", "Véhicules de transport de personnes", "Passenger motor vehicles"),
    _bought(
        "truck",
        "25101600",
        "Véhicules de transport de marchandises",
        "Product and material transport vehicles",
    ),
    _bought("machinery", "22101500", "Machines de terrassement", "Earth moving machinery"),
    _bought("equipment", "26111600", "Génératrices", "Power generators"),
    CodeSeed("tools", "unspsc", "27112700", "Outils mécaniques", "Power tools", SAT),
    _bought("it", "43211500", "Ordinateurs", "Computers"),
    _bought("furniture", "56101700", "Mobilier de bureau", "Office furniture"),
    CodeSeed(
        "room",
        "cubf",
        "7233",
        "Salle de réunions, centre de conférences et congrès",
        "Meeting rooms, conference and convention centre",
    ),
    CodeSeed("gym", "cubf", "7425", "Gymnase et formation athlétique", "Gymnasium and athletic training"),
    CodeSeed("sports_field", "cubf", "7423", "Terrain de sport", "Sports field"),
    CodeSeed(
        "rink",
        "cubf",
        "7451",
        "Aréna et activités connexes (patinage sur glace)",
        "Arena and related activities (ice skating)",
    ),
    CodeSeed(
        "pool",
        "cubf",
        "7432",
        "Piscine intérieure et activités connexes",
        "Indoor pool and related activities",
    ),
    CodeSeed(
        "pool",
        "cubf",
        "7433",
        "Piscine extérieure et activités connexes",
        "Outdoor pool and related activities",
    ),
    CodeSeed(
        "outdoor_place", "cubf", "7611", "Parc pour la récréation en général", "Park for general recreation"
    ),
    CodeSeed("classroom", "cubf", "6812", "École élémentaire", "Elementary school"),
    CodeSeed("classroom", "cubf", "6813", "École secondaire", "Secondary school"),
)


def write_codes(classes: Any, codes: Any) -> int:
    """Write the codes through these models (the live ones, or a migration's); written again, nothing changes.

    What a steward changed since is kept. Return how many codes there are.
    """
    numbers = dict(classes.objects.order_by("pk").values_list("code", "pk"))
    rows = []
    for seed in CODES:
        values = asdict(seed)
        class_code = values.pop("class_code")
        if class_code in numbers:
            rows.append(codes(asset_class_id=numbers[class_code], **values))
    codes.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
