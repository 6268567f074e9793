"""What the filters read of what was found, and how each is told: two queries, whatever is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.community.organisations.kinds import PUBLIC_KINDS, SOCIAL_KINDS, OrganisationKind
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.access_words import SOUGHT_WORDS
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.rules.access import RESERVED, SOUGHT
from maillon.sharing.reservations.queries.facets import SIZES, Chosen, Item, counts, kept
from maillon.sharing.reservations.queries.search import FreeAsset

K = OrganisationKind
MUNICIPAL = (K.MUNICIPALITY, K.BOROUGH, K.MRC, K.METROPOLITAN, K.INTERMUNICIPAL, K.HOUSING_OFFICE, K.TRANSIT)
LEARNING = (K.SCHOOL_SERVICE_CENTRE, K.SCHOOL_BOARD, K.CEGEP, K.PUBLIC_UNIVERSITY)
OWNERS = {
    "municipal": gettext_lazy("municipalités et MRC"),
    "learning": gettext_lazy("écoles, cégeps et universités"),
    "health": gettext_lazy("établissements de santé"),
    "public": gettext_lazy("autres organismes publics"),
    "social": gettext_lazy("organismes sociaux et environnementaux"),
    "other": gettext_lazy("autres propriétaires"),
}
# Where each filter stands in the address, and its name; the first three are always in sight.
FIELDS: Mapping[str, str] = {
    "prix": "price",
    "reponse": "answer",
    "reserver": "open_to",
    "acces": "access",
    "places": "room_for",
    "proprietaire": "owner",
    "categorie": "class",
}
QUICK = frozenset({"prix", "reponse", "reserver"})
WORDS = {
    "prix": gettext_lazy("Prix"),
    "reponse": gettext_lazy("Réponse"),
    "reserver": gettext_lazy("Qui peut réserver"),
    "acces": gettext_lazy("Accessibilité"),
    "places": gettext_lazy("Capacité"),
    "proprietaire": gettext_lazy("Propriétaire"),
    "categorie": gettext_lazy("Catégorie"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a filter: what is sent, its words, how many it would leave, whether it is chosen."""

    value: str
    word: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter as the page shows it; ``quick`` ones are always in sight."""

    name: str
    word: str
    options: tuple[Option, ...]
    quick: bool


class Narrowing:
    """Filters at work: keeps of what was found what passes them, and remembers what it read to count the options."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = {FIELDS[name]: frozenset(options) for name, options in chosen.items() if options}
        self.items: dict[int, Item] = {}
        self.classes: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def __call__(self, found: Sequence[FreeAsset]) -> list[FreeAsset]:
        """Return what passes the filters, in the order given: two queries."""
        read = items_of(found)
        self.items = {item.asset_id: item for item in read}
        self.classes = {one.class_code: one.class_name for one in found}
        passing = set(kept(read, self.chosen))
        return [one for one in found if one.asset_id in passing]

    def filters(self, seen: Sequence[FreeAsset]) -> list[Filter]:
        """Return the filters with the counts of what was seen; an option that nothing has is not shown."""
        told = counts([self.items[one.asset_id] for one in seen], self.chosen)
        made = []
        for name, group in FIELDS.items():
            words, chosen = self._words(name), self.chosen.get(group, frozenset())
            options = tuple(
                Option(value, word, told[group].get(value, 0), value in chosen)
                for value, word in words.items()
                if told[group].get(value) or value in chosen
            )
            if options and (name != "categorie" or len(options) > 1 or chosen):
                made.append(Filter(name, str(WORDS[name]), options, name in QUICK))
        return made

    def _words(self, name: str) -> dict[str, str]:
        if name == "categorie":
            return dict(sorted(self.classes.items(), key=lambda pair: pair[1]))
        return dict(choices_of(name))


def choices_of(name: str) -> list[tuple[str, str]]:
    """Return the options of a filter and their words; those of the classes are what was found."""
    if name == "places":
        return [(str(size), _("%(size)s personnes et plus") % {"size": size}) for size in SIZES]
    known: dict[str, list[tuple[str, str]]] = {
        "prix": [("free", _("gratuit")), ("charged", _("payant"))],
        "reponse": [("at_once", _("confirmé aussitôt"))],
        "reserver": [("me", _("que je peux réserver"))],
        "acces": [(code, str(SOUGHT_WORDS[code])) for code in SOUGHT],
        "proprietaire": [(code, str(word)) for code, word in OWNERS.items()],
    }
    return known.get(name, [])


def owner_group(kind: str) -> str:
    """Return the group in which owners of this kind are told."""
    if kind in MUNICIPAL:
        return "municipal"
    if kind in LEARNING:
        return "learning"
    if kind == K.HEALTH:
        return "health"
    if kind in PUBLIC_KINDS:
        return "public"
    return "social" if kind in SOCIAL_KINDS else "other"


def items_of(found: Sequence[FreeAsset]) -> list[Item]:
    """Return what the filters read of these assets: two queries."""
    owners = Organisation.objects.filter(pk__in={one.owner_id for one in found}).order_by()
    kinds = dict(owners.values_list("pk", "kind"))
    assets = Asset.objects.filter(pk__in=[one.asset_id for one in found]).order_by()
    answers = dict(assets.values_list("pk", F(f"details__{RESERVED}")))
    return [
        Item(
            asset_id=one.asset_id,
            class_code=one.class_code,
            owner_group=owner_group(kinds.get(one.owner_id, "")),
            price=one.price_per_hour,
            at_once=one.confirmed_at_once,
            may_book=one.may_book,
            capacity=one.capacity,
            access=_access(answers.get(one.asset_id)),
        )
        for one in found
    ]


def _access(answers: object) -> frozenset[str]:
    if not isinstance(answers, dict):
        return frozenset()
    return frozenset(
        sought
        for sought, (question, good) in SOUGHT.items()
        if answers.get(question) in good and question in answers
    )
