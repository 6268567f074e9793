"""The bodies and organisations of the demonstration, and one person per role.

The towns are real and carry their public names; every organisation that is not a public body, every school and
every person is invented. Addresses end in ``.example`` (RFC 2606): no e-mail can reach anybody.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from maillon.base.demonstration import PASSWORD, World
from maillon.community.organisations.accounts import ACCOUNTS, CLUB, NETWORK, SCHOOLS
from maillon.community.organisations.kinds import REGIME_BY_KIND, LegalRegime, Role
from maillon.community.organisations.kinds import OrganisationKind as Kind
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.people.models import Person
from maillon.community.people.services import proven_addresses
from maillon.community.territories.models import Mrc, Municipality
from maillon.kernel.words import of_place, slug, sort_key

# One MRC per region at least, the densest and the emptiest among them; two where the demonstration lives.
TERRITORIES = (
    "540", "490", "100", "070", "941", "230", "371", "430", "470", "660", "810", "860", "971", "991", "010",
    "251", "650", "610", "750", "560", "390",
)  # fmt: skip
HOME = "540"  # Les Maskoutains: where the accounts printed on the console live

MISSIONS = (
    (
        "Maison de quartier {town}",
        Kind.COMMUNITY,
        "Accueil, entraide et activités pour les gens du quartier.",
    ),
    ("Club de soccer Les Étoiles {of}", Kind.SOCIAL_NPO, "Soccer récréatif pour les jeunes de 4 à 17 ans."),
    ("Ressourcerie {town}", Kind.SOCIAL_ECONOMY, "Réemploi de meubles et d’outils, insertion en emploi."),
    ("Conseil de l’environnement {of}", Kind.ENVIRONMENTAL, "Corvées de nettoyage, plantations, ateliers."),
    ("Cuisine collective {of}", Kind.COMMUNITY, "Cuisiner ensemble, à petit prix, trois fois par semaine."),
    ("Coopérative d’outils {of}", Kind.COOPERATIVE, "Bibliothèque d’outils de ses membres."),
    ("CPE Les Petits Pas {of}", Kind.CHILDCARE, "Service de garde éducatif de quatre-vingts places."),
    ("Troupe de théâtre {of}", Kind.SOCIAL_NPO, "Théâtre amateur, deux productions par année."),
    ("Banque alimentaire {of}", Kind.CHARITY, "Dépannage alimentaire et transport des denrées."),
)


FIRST_NAMES = ("Alice", "Rachid", "Nadia", "Luc", "Mei", "Jonas", "Odile", "Kevin", "Sarah", "Pascal")
LAST_NAMES = (
    "Gagnon",
    "Tremblay",
    "Nguyen",
    "Awashish",
    "Leblanc",
    "Haddad",
    "Morin",
    "Côté",
    "Diallo",
    "Fortin",
)
OWNER_ROLES = [Role.REQUESTER, Role.APPROVER, Role.ASSET_MANAGER, Role.ORGANISATION_ADMIN]
BENEFICIARY_ROLES = [Role.REQUESTER, Role.ORGANISATION_ADMIN]


def _organisation(
    name: str, kind: Kind, town: Municipality, world: World, *, mission: str = "", verified: bool = True
) -> Organisation:
    since = world.now - dt.timedelta(days=world.rng.randint(380, 900))
    return Organisation(
        name=name,
        sort_key=sort_key(name),
        kind=kind,
        legal_regime=REGIME_BY_KIND.get(kind, LegalRegime.INTERNAL),
        mrc_id=town.mrc_id,
        municipality=town,
        email=f"info@{slug(name)[:40]}.example",
        phone=f"450 555-{world.rng.randint(100, 199):04d}",
        mission=mission,
        verified_at=since if verified else None,
    )


def _bodies(mrc: Mrc, town: Municipality, world: World) -> list[Organisation]:
    """Return the public bodies of one territory."""
    of = of_place(town.name)
    schools = SCHOOLS if mrc.code == HOME else f"Centre de services scolaire {of}"
    bodies = [
        _organisation(f"Ville {of}", Kind.MUNICIPALITY, town, world),
        _organisation(schools, Kind.SCHOOL_SERVICE_CENTRE, town, world),
    ]
    if mrc.kind == Mrc.Kind.MRC:
        bodies.append(_organisation(f"MRC {mrc.name}", Kind.MRC, town, world))
    if (town.population_2021 or 0) > 40_000 or mrc.code in {"860", "971"}:
        bodies.append(_organisation(f"Cégep {of}", Kind.CEGEP, town, world))
    return bodies


def _beneficiaries(town: Municipality, world: World, *, all_of_them: bool) -> list[Organisation]:
    chosen = MISSIONS if all_of_them else world.rng.sample(MISSIONS, 3)
    return [
        _organisation(
            name.format(town=town.name, of=of_place(town.name)),
            kind,
            town,
            world,
            mission=mission,
            verified=world.rng.random() > 0.12,
        )
        for name, kind, mission in chosen
    ]


def load(world: World) -> None:
    """Write the bodies, the beneficiaries, the network itself, and the people with their hats."""
    towns = {town.mrc_id: town for town in Municipality.objects.select_related("mrc").order_by("pk")}
    organisations: list[Organisation] = []
    codes = [code for code in TERRITORIES if world.only is None or code in world.only]
    for code in world.steps("Organisations", codes, len(codes)):
        town = towns[code]
        organisations += _bodies(town.mrc, town, world)
        organisations += _beneficiaries(town, world, all_of_them=code == HOME)
    home = towns[HOME]
    organisations += [
        _organisation(NETWORK, Kind.NETWORK, towns["230"], world),
        _organisation("Société d’habitation de la Yamaska", Kind.HOUSING_OFFICE, home, world),
        _organisation("Centre intégré de santé des Deux-Rives", Kind.HEALTH, home, world),
        _organisation("Location Bellerive inc.", Kind.COMPANY, home, world),
    ]
    Organisation.objects.bulk_create(organisations)
    Organisation.objects.filter(name=CLUB).update(verified_at=world.now - dt.timedelta(days=400))
    _people(world)


def _people(world: World) -> None:
    """Write the accounts of the console, and for each other organisation one person who asks and answers."""
    by_name = {organisation.name: organisation for organisation in Organisation.objects.order_by("pk")}
    open_password, no_password = make_password(PASSWORD), make_password(None)
    accounts = [Person(email=a.address, name=a.name, password=open_password) for a in ACCOUNTS]
    others = [o for o in by_name.values() if o.kind != Kind.NETWORK]
    contacts = [
        Person(
            email=f"personne{number}@{slug(o.name)[:40]}.example",
            name=f"{world.pick(FIRST_NAMES)} {world.pick(LAST_NAMES)}",
            password=no_password,
        )
        for number, o in enumerate(others, start=1)
    ]
    Person.objects.bulk_create(accounts + contacts)
    EmailAddress.objects.bulk_create(proven_addresses(accounts + contacts))
    memberships = [
        Membership(person=person, organisation=by_name[account.organisation], roles=list(account.roles))
        for person, account in zip(accounts, ACCOUNTS, strict=True)
    ]
    memberships += [
        Membership(
            person=person, organisation=o, roles=OWNER_ROLES if o.is_public_body else BENEFICIARY_ROLES
        )
        for person, o in zip(contacts, others, strict=True)
    ]
    # One person, two hats: the club's volunteer also sits at the neighbourhood house.
    neighbours = by_name["Maison de quartier Saint-Hyacinthe"]
    memberships.append(Membership(person=accounts[2], organisation=neighbours, roles=[Role.REQUESTER]))
    Membership.objects.bulk_create(memberships)
