"""The bodies and organisations of the demonstration, and one person per role.

Territories, towns and boroughs are real and carry their public names; every other organisation and every person
is invented. Addresses end in ``.example`` (RFC 2606): no e-mail can reach anybody.
"""

import datetime as dt
from collections.abc import Iterator

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import CLUB, NETWORK, SCHOOLS, TOWN
from maillon.community.organisations.demonstration.associations import NEIGHBOURS, associations
from maillon.community.organisations.demonstration.bodies import AREA_CODES, Line, public_bodies
from maillon.community.organisations.demonstration.people import write_people
from maillon.community.organisations.kinds import PUBLIC_KINDS, REGIME_BY_KIND, LegalRegime
from maillon.community.organisations.kinds import OrganisationKind as Kind
from maillon.community.organisations.models import Organisation
from maillon.community.territories.models import Municipality
from maillon.kernel.words import slug, sort_key

HOME = "540"  # Les Maskoutains: where the accounts printed on the console live
UNVERIFIED = 0.14  # share of the organisations elsewhere that wait, were refused, or let it end
ALWAYS_VERIFIED = {CLUB, NEIGHBOURS, TOWN, SCHOOLS, NETWORK}


def load(world: World) -> None:
    """Write the bodies, the organisations, the network itself, and the people with their hats."""
    towns = {town.mrc_id: town for town in Municipality.objects.select_related("mrc").order_by("pk")}
    lines = list(_lines(towns, world))
    organisations = [
        _organisation(line, number, towns[line.mrc], world)
        for number, line in enumerate(world.steps("Organisations", lines, len(lines)), start=1)
    ]
    Organisation.objects.bulk_create(organisations)
    created = world.now - dt.timedelta(days=910)
    Organisation.objects.filter(pk__in=[one.pk for one in organisations]).update(created_at=created)
    Organisation.objects.filter(name=CLUB).update(verified_at=world.now - dt.timedelta(days=400))
    write_people(organisations, world)


def _lines(towns: dict[str, Municipality], world: World) -> Iterator[Line]:
    """Yield the organisations of the chosen territories, and the network wherever it sits."""
    for line in (*public_bodies(towns), *associations()):
        if world.only is None or line.mrc in world.only or line.kind == Kind.NETWORK:
            yield line


def _organisation(line: Line, number: int, town: Municipality, world: World) -> Organisation:
    since = world.now - dt.timedelta(days=world.rng.randint(380, 900))
    public = line.kind in PUBLIC_KINDS
    doubtful = world.rng.random() < UNVERIFIED and not public and line.name not in ALWAYS_VERIFIED
    return Organisation(
        name=line.name,
        sort_key=sort_key(line.name),
        kind=line.kind,
        legal_regime=REGIME_BY_KIND.get(line.kind, LegalRegime.INTERNAL),
        mrc_id=line.mrc,
        municipality=town,
        email=f"info@{slug(line.name)[:40]}.example",
        phone=f"{AREA_CODES[line.mrc]} 555-{100 + number % 100:04d}",  # 555-0100 to 0199 are fiction's
        mission=line.mission,
        verified_at=None if doubtful else since,
    )
