"""The agreements of the demonstration: one of every state, around Saint-Hyacinthe. All of it is invented.

What each covers is written by the inventory, which knows assets: ``sharing/inventory/examples.py``.
"""

import datetime as dt
from dataclasses import dataclass

from maillon.base.demonstration import TORONTO, World
from maillon.community.agreements.models import Agreement, Party
from maillon.community.organisations.accounts import ACCOUNTS, CLUB, SCHOOLS, TOWN
from maillon.community.organisations.models import Organisation
from maillon.community.people.models import Person

State, Answer = Agreement.State, Party.State
MRC = "MRC des Maskoutains"
CEGEP = "Cégep des Cascades"
HOUSE = "Maison de quartier Saint-Hyacinthe"
HOUSING = "Société d’habitation de la Yamaska"
HEALTH = "Centre intégré de santé des Deux-Rives"
RENTAL = "Location Bellerive inc."
TOOLS = "Coopérative d’outils de Saint-Hyacinthe"

FOR_SCHOOLS = "Aréna et garage municipal pour les écoles"
GYMS = "Gymnases le soir et fins de semaine"
MACHINES = "Équipement de la MRC pour les organismes du territoire"
FRENCH = "Laboratoire pour les cours de français"
SUMMER = "Terrain de soccer de l’été"
LIFT = "Nacelle contre entretien"
LENDING = "Outils en fin de saison"


@dataclass(frozen=True, slots=True)
class Example:
    """An agreement, some days ago; ``lasts`` counts days from today, None without an end."""

    title: str
    owner: str
    state: str
    partners: tuple[tuple[str, str, str], ...]
    begun: int
    lasts: int | None
    purpose: str = ""
    ended_reason: str = ""


EXAMPLES = (
    Example(
        FOR_SCHOOLS,
        TOWN,
        State.IN_FORCE,
        ((SCHOOLS, Answer.ACCEPTED, ""),),
        begun=410,
        lasts=214,
        purpose="La Ville entretient la glace et fournit la surveillance de jour. Le centre de services répond des "
        "groupes. Aucune facture : le bilan se fait une fois l’an, en juin. Résolutions 24-381 et CC-2024-96.",
    ),
    Example(
        GYMS,
        SCHOOLS,
        State.PROPOSED,
        ((TOWN, Answer.AWAITING, ""),),
        begun=4,
        lasts=300,
        purpose="Du lundi au vendredi après 18 h, la fin de semaine de 8 h à 18 h. La Ville paie la conciergerie de "
        "fin de semaine; les filets et les ballons sont fournis.",
    ),
    Example(
        MACHINES,
        MRC,
        State.IN_FORCE,
        ((TOWN, Answer.ACCEPTED, ""), (HOUSING, Answer.ACCEPTED, ""), (HEALTH, Answer.AWAITING, "")),
        begun=325,
        lasts=40,
        purpose="L’emprunteur vient chercher l’équipement et le rapporte propre, plein fait. Ce qui casse se déclare "
        "le jour même.",
    ),
    Example(
        FRENCH,
        CEGEP,
        State.IN_FORCE,
        ((HOUSE, Answer.ACCEPTED, ""),),
        begun=90,
        lasts=None,
        purpose="Deux soirs par semaine, hors session d’examens. Une personne du cégep ouvre et ferme.",
    ),
    Example(
        SUMMER,
        TOWN,
        State.ENDED,
        ((CLUB, Answer.ACCEPTED, ""),),
        begun=220,
        lasts=-60,
        ended_reason="La saison est finie; on s’en reparle au printemps.",
    ),
    Example(
        LIFT,
        TOWN,
        State.DECLINED,
        ((RENTAL, Answer.DECLINED, "Notre assurance ne couvre pas l’équipement d’un tiers."),),
        begun=75,
        lasts=None,
    ),
    Example(LENDING, TOWN, State.DRAFT, ((TOOLS, Answer.AWAITING, ""),), begun=2, lasts=180),
)


def load(world: World) -> None:
    """Write the agreements and the answers."""
    if not Organisation.objects.filter(name=CLUB).exists():
        return  # the demonstration of other territories only
    by_name = {one.name: one for one in Organisation.objects.order_by("pk")}
    signers = {account.organisation: account.address for account in ACCOUNTS}
    people = {one.email: one for one in Person.objects.filter(email__in=signers.values())}
    for example in EXAMPLES:
        signer = people.get(signers.get(example.owner, ""))
        _write(example, by_name, signer, world)


def _write(example: Example, by_name: dict[str, Organisation], signer: Person | None, world: World) -> None:
    proposed_at = world.now - dt.timedelta(days=example.begun)
    first = proposed_at.astimezone(TORONTO).date() + dt.timedelta(days=10)
    ends_on = None if example.lasts is None else world.today + dt.timedelta(days=example.lasts)
    proposed = example.state != State.DRAFT
    closed = example.state in {State.ENDED, State.DECLINED}
    agreement = Agreement.objects.create(
        owner=by_name[example.owner],
        title=example.title,
        purpose=example.purpose,
        starts_on=first,
        ends_on=ends_on,
        state=example.state,
        ended_reason=example.ended_reason,
        opened_at=proposed_at - dt.timedelta(days=1),
        proposed_at=proposed_at if proposed else None,
        proposed_by=signer if proposed else None,
        closed_at=world.now - dt.timedelta(days=60) if closed else None,
    )
    for name, state, reason in example.partners:
        answered = proposed_at + dt.timedelta(days=6)
        Party.objects.create(
            agreement=agreement,
            organisation=by_name[name],
            state=state,
            reason=reason,
            answered_at=None if state == Answer.AWAITING else answered,
        )
