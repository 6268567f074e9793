"""The people of the demonstration that the console prints, one per role.

Kept apart from what writes them in the database, so that printing them does not wait for Django's models.
"""

from dataclasses import dataclass

from maillon.community.organisations.kinds import Role


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the demonstration that the console prints: which role, where, under what name."""

    address: str
    name: str
    organisation: str
    roles: tuple[Role, ...]
    what: str


SCHOOLS = "Centre de services scolaire des Rives"
TOWN = "Ville de Saint-Hyacinthe"
NETWORK = "Réseau Maillon"
CLUB = "Club de soccer Les Étoiles de Saint-Hyacinthe"
ACCOUNTS = (
    Account(
        "gestionnaire@rives.example",
        "Mireille Tanguay",
        SCHOOLS,
        (Role.ASSET_MANAGER, Role.REQUESTER),
        "gestionnaire de biens",
    ),
    Account(
        "direction@rives.example",
        "Normand Bolduc",
        SCHOOLS,
        (Role.APPROVER,),
        "approbateur, directeur d’école",
    ),
    Account(
        "benevole@etoiles.example",
        "Aïcha Benali",
        CLUB,
        (Role.REQUESTER, Role.ORGANISATION_ADMIN),
        "demandeuse, bénévole d’un club (deux chapeaux)",
    ),
    Account("finances@saint-hyacinthe.example", "Étienne Roy", TOWN, (Role.FINANCE,), "finances"),
    Account(
        "greffe@saint-hyacinthe.example",
        "Sylvie Ouellet",
        TOWN,
        (Role.ORGANISATION_ADMIN, Role.ASSET_MANAGER, Role.APPROVER),
        "administration de l’organisation",
    ),
    Account(
        "animation@maskoutains.example",
        "Julien Charest",
        "MRC des Maskoutains",
        (Role.TERRITORY_COORDINATOR, Role.REQUESTER),
        "coordination du territoire",
    ),
    Account(
        "intendance@maillon.example", "Geneviève Pelletier", NETWORK, (Role.STEWARD,), "intendance du réseau"
    ),
    Account("verification@maillon.example", "Marc-André Dion", NETWORK, (Role.AUDITOR,), "vérification"),
)
