"""What people do with things in the demonstration, by class: weekly activities and their season, loans and theirs."""

from collections.abc import Mapping
from dataclasses import dataclass

from maillon.community.organisations.kinds import OrganisationKind as Kind

SPORT = frozenset({Kind.SOCIAL_NPO, Kind.MUNICIPALITY, Kind.BOROUGH, Kind.COMMUNITY})
CARE = frozenset({Kind.COMMUNITY, Kind.CHARITY, Kind.INDIGENOUS_ORGANISATION, Kind.CITIZENS, Kind.HEALTH})
STAGE = frozenset({Kind.SOCIAL_NPO, Kind.COMMUNITY, Kind.SOCIAL_ECONOMY})
GREEN = frozenset({Kind.ENVIRONMENTAL, Kind.CITIZENS, Kind.COOPERATIVE})
ANYONE: frozenset[str] = frozenset()
SCHOOL_YEAR = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6)
ALL_YEAR = tuple(range(1, 13))
WARM = (5, 6, 7, 8, 9, 10)
ICE = (9, 10, 11, 12, 1, 2, 3, 4)
Kinds = frozenset[str]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something done every week in season: ``likely`` is how often an asset of the class hosts one, in a place as
    busy as any; ``kinds`` are those who do it."""

    months: tuple[int, ...]
    likely: float
    purposes: tuple[tuple[str, Kinds], ...]


WEEKLY: Mapping[str, Activity] = {
    "gym": Activity(
        SCHOOL_YEAR,
        0.9,
        (
            ("Badminton libre", SPORT),
            ("Volleyball, ligue amicale", SPORT),
            ("Soccer intérieur, 8 à 12 ans", SPORT),
            ("Basketball mineur", SPORT),
            ("Cirque jeunesse", SPORT),
            ("Gymnastique des 5 à 8 ans", SPORT),
            ("Karaté", SPORT),
            ("Pickleball des aînés", SPORT),
            ("Danse traditionnelle", STAGE),
            ("Hockey balle", SPORT),
        ),
    ),
    "hall": Activity(
        ALL_YEAR,
        0.55,
        (
            ("Répétition de théâtre", STAGE),
            ("Bingo communautaire", CARE),
            ("Danse en ligne", STAGE),
            ("Souper communautaire", CARE),
            ("Yoga doux", STAGE),
            ("Répétition de la chorale", STAGE),
            ("Marché de Noël et friperie", CARE),
            ("Assemblée de quartier", CARE),
        ),
    ),
    "room": Activity(
        ALL_YEAR,
        0.3,
        (
            ("Conseil d’administration", ANYONE),
            ("Atelier d’écriture", CARE),
            ("Rencontre de parents", CARE),
            ("Club de lecture", STAGE),
            ("Cercle de fermières", CARE),
            ("Groupe d’entraide", CARE),
            ("Comité de bassin versant", GREEN),
            ("Échecs et jeux de société", STAGE),
            ("Conversation en français", CARE),
        ),
    ),
    "kitchen": Activity(
        ALL_YEAR,
        0.5,
        (
            ("Cuisine collective", CARE),
            ("Cours de cuisine", CARE),
            ("Popote roulante", CARE),
            ("Conserves d’automne", GREEN),
        ),
    ),
    "classroom": Activity(
        SCHOOL_YEAR,
        0.3,
        (
            ("Francisation", CARE),
            ("Aide aux devoirs", CARE),
            ("Cours d’espagnol", STAGE),
            ("École de musique", STAGE),
        ),
    ),
    "workshop": Activity(
        (9, 10, 11, 1, 2, 3, 4, 5),
        0.4,
        (
            ("Réparothon", GREEN),
            ("Initiation à la menuiserie", CARE),
            ("Atelier de vélo", GREEN),
            ("Couture", CARE),
        ),
    ),
    "rink": Activity(
        ICE,
        1.6,
        (
            ("Hockey mineur", SPORT),
            ("Patinage libre", SPORT),
            ("Ringuette", SPORT),
            ("Patinage artistique", SPORT),
            ("Ligue des aînés", SPORT),
            ("Para-hockey", SPORT),
        ),
    ),
    "sports_field": Activity(
        WARM,
        0.9,
        (
            ("Soccer récréatif", SPORT),
            ("Ultimate", SPORT),
            ("Balle molle", SPORT),
            ("Flag-football", SPORT),
            ("Athlétisme", SPORT),
            ("Tennis des jeunes", SPORT),
        ),
    ),
    "pool": Activity(
        ALL_YEAR,
        1.5,
        (
            ("Aquaforme", SPORT),
            ("Cours de natation", SPORT),
            ("Club de natation", SPORT),
            ("Bain des familles", CARE),
        ),
    ),
    "auditorium": Activity(
        SCHOOL_YEAR,
        0.6,
        (
            ("Répétition de chorale", STAGE),
            ("Ciné-club", STAGE),
            ("Conférence", ANYONE),
            ("Impro, ligue locale", STAGE),
            ("Harmonie", STAGE),
        ),
    ),
    "office": Activity(
        ALL_YEAR,
        0.4,
        (
            ("Permanence d’un organisme", CARE),
            ("Aide aux formulaires", CARE),
            ("Clinique d’impôts", CARE),
            ("Télétravail partagé", ANYONE),
        ),
    ),
    "land": Activity(
        WARM,
        0.4,
        (
            ("Marché public", GREEN),
            ("Jardinage collectif", GREEN),
            ("Cinéma en plein air", STAGE),
        ),
    ),
}  # fmt: skip
ONCE: Mapping[str, tuple[tuple[str, Kinds], ...]] = {
    "gym": (
        ("Tournoi régional", SPORT),
        ("Journée portes ouvertes", ANYONE),
        ("Collecte de sang", CARE),
        ("Fête des bénévoles", CARE),
    ),
    "hall": (
        ("Assemblée générale annuelle", ANYONE),
        ("Souper-bénéfice", CARE),
        ("Vente de garage", CARE),
        ("Spectacle de fin d’année", STAGE),
        ("Réception après des funérailles", CARE),
    ),
    "room": (
        ("Entrevues d’embauche", ANYONE),
        ("Formation en secourisme", ANYONE),
        ("Assemblée générale annuelle", ANYONE),
        ("Lac-à-l’épaule", ANYONE),
        ("Rencontre du comité de sélection", ANYONE),
    ),
    "kitchen": (("Guignolée : préparation des paniers", CARE), ("Brunch des familles", CARE)),
    "classroom": (("Formation des surveillants d’élections", ANYONE), ("Atelier sur le budget", CARE)),
    "workshop": (("Construction d’un abri à vélos", GREEN), ("Décors de la pièce", STAGE)),
    "rink": (
        ("Tournoi atome", SPORT),
        ("Patinage du temps des Fêtes", SPORT),
        ("Spectacle sur glace", SPORT),
    ),
    "sports_field": (
        ("Tournoi de la Saint-Jean", SPORT),
        ("Olympiades scolaires", SPORT),
        ("Défi des entreprises", ANYONE),
    ),
    "pool": (("Fête d’enfants du centre", CARE), ("Examen de sauvetage", SPORT)),
    "auditorium": (
        ("Remise des diplômes", ANYONE),
        ("Concert de Noël", STAGE),
        ("Débat des candidats", CARE),
        ("Pièce de théâtre", STAGE),
    ),
    "office": (("Entrevues confidentielles", ANYONE), ("Vérification des états financiers", ANYONE)),
    "land": (
        ("Fête de quartier", CARE),
        ("Cirque ambulant", STAGE),
        ("Plantation d’arbres", GREEN),
        ("Foire agricole", ANYONE),
    ),
}  # fmt: skip
EVEN = dict.fromkeys(ALL_YEAR, 1.0)
SUMMER = {1: 0.2, 2: 0.3, 3: 0.4, 4: 0.8, 5: 1.4, 6: 2.2, 7: 1.8, 8: 1.8, 9: 1.5, 10: 0.9, 11: 0.5, 12: 0.5}
WINTER = {1: 2.2, 2: 2.0, 3: 1.2, 4: 0.2, 5: 0.1, 6: 0.1, 7: 0.1, 8: 0.1, 9: 0.1, 10: 0.3, 11: 1.2, 12: 2.0}
MOVES = SUMMER | {6: 3.0, 7: 2.2}
PARTIES = SUMMER | {12: 2.6, 11: 1.2, 2: 1.0}  # and the winter carnivals


@dataclass(frozen=True, slots=True)
class Loans:
    """Something lent for hours or days: how many a year where it is busy, how much by month, how long, for what."""

    a_year: float
    months: Mapping[int, float]
    hours: tuple[int, ...]
    purposes: tuple[tuple[str, Kinds], ...]


LOANS: Mapping[str, Loans] = {
    "vehicle": Loans(
        42,
        EVEN,
        (4, 8, 8, 24, 48),
        (
            ("Transport de denrées", CARE),
            ("Sortie d’un groupe", CARE),
            ("Rencontre régionale", ANYONE),
            ("Tournoi à l’extérieur", SPORT),
            ("Visite des chantiers", ANYONE),
        ),
    ),
    "truck": Loans(
        24,
        MOVES,
        (8, 24, 24, 48),
        (
            ("Déménagement de mobilier donné", CARE),
            ("Collecte de résidus encombrants", GREEN),
            ("Montage du festival", STAGE),
            ("Livraison de paniers", CARE),
        ),
    ),
    "machinery": Loans(
        14,
        EVEN,
        (8, 24, 48, 96),
        (
            ("Élagage", ANYONE),
            ("Pose de décorations", ANYONE),
            ("Réfection d’un sentier", GREEN),
            ("Nettoyage de fossés", ANYONE),
        ),
    ),
    "equipment": Loans(
        16,
        PARTIES,
        (8, 24, 48, 72),
        (
            ("Fête de quartier", CARE),
            ("Corvée de nettoyage", GREEN),
            ("Spectacle en plein air", STAGE),
            ("Course des jeunes", SPORT),
            ("Carnaval d’hiver", SPORT),
        ),
    ),
    "tools": Loans(
        22,
        SUMMER,
        (24, 48, 72, 120),
        (
            ("Atelier de réparation", GREEN),
            ("Construction de bacs à jardin", GREEN),
            ("Rénovation du local", CARE),
            ("Corvée du printemps", GREEN),
        ),
    ),
    "it": Loans(
        16,
        {**EVEN, 7: 0.2, 8: 0.4},
        (8, 24, 48),
        (
            ("Formation au numérique", CARE),
            ("Assemblée générale", ANYONE),
            ("Clinique d’impôts", CARE),
        ),
    ),
    "furniture": Loans(
        20,
        PARTIES,
        (24, 48, 48, 72),
        (
            ("Fête de quartier", CARE),
            ("Assemblée générale", ANYONE),
            ("Souper-bénéfice", CARE),
            ("Tournoi", SPORT),
            ("Marché de Noël", CARE),
        ),
    ),
    "parking": Loans(
        10,
        EVEN,
        (4, 8, 12),
        (
            ("Tournoi de fin de semaine", SPORT),
            ("Spectacle", STAGE),
            ("Assemblée générale", ANYONE),
            ("Marché public", GREEN),
        ),
    ),
}  # fmt: skip
SNOW_WORDS = ("Souffleuse", "Niveleuse", "Chargeuse", "Motoneige", "Surfaceuse")
SNOW_PURPOSES = (
    ("Déneigement après la tempête", ANYONE),
    ("Surfaçage des sentiers", SPORT),
    ("Anneau de glace", SPORT),
    ("Dégagement des bornes-fontaines", ANYONE),
)
CAMP = "Camp de jour"
