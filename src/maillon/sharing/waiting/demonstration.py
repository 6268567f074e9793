"""Who waits in the demonstration: three clubs for the schools’ evenings, one of which is offered its place now."""

import datetime as dt
import uuid

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import CLUB, SCHOOLS
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.services import offer_places

PURPOSES = (
    "Entraînement du soir",
    "Répétition de la chorale",
    "Cours d’espagnol",
    "Tournoi amical",
    "Ciné-club",
)
WAITED = 12  # moments of the schools that someone waits for


def load(world: World) -> None:
    """Write the waits on the next confirmed evenings of the schools; the club’s own turn has come for one."""
    asked = (
        Reservation.objects.live()
        .filter(asset__organisation__name=SCHOOLS, starts_at__gt=world.now + dt.timedelta(days=3))
        .exclude(organisation__name=CLUB)
        .select_related("asset__site")
        .order_by("starts_at", "pk")[:WAITED]
    )
    club = _asker(CLUB)
    others = [one for one in map(_asker, _neighbours()) if one is not None]
    waits = []
    for rank, taken in enumerate(asked):
        line = [others[(rank + turn) % len(others)] for turn in range(1 + rank % 3)] if others else []
        if club is not None and rank in (1, 4):
            line.insert(0, club)
        waits += [_wait(taken, one, turn, rank, world) for turn, one in enumerate(line)]
    once = {(one.asset_id, one.organisation_id, one.starts_at, one.ends_at): one for one in waits}
    Wait.objects.bulk_create(once.values())
    if club is not None:
        _offer_one(club, asked[0] if asked else None, world)


def _offer_one(club: Membership, near: Reservation | None, world: World) -> None:
    """Have the club wait for an evening that is in fact free: it is kept for it from now on."""
    if near is None:
        return
    free = _wait(near, club, 0, 0, world)
    for days in range(1, 30):
        free.starts_at, free.ends_at = near.starts_at + dt.timedelta(days), near.ends_at + dt.timedelta(days)
        taken = Reservation.objects.live().filter(
            asset__bookable__block=near.asset.bookable.block,
            starts_at__lt=free.ends_at + dt.timedelta(hours=1),
            ends_at__gt=free.starts_at - dt.timedelta(hours=1),
        )
        if not taken.exists():
            free.save()
            offer_places(asset_id=near.asset_id, now=world.now)
            # The ledger notes when things were really done; the story says that it was at its own moment.
            Commitment.objects.filter(wait__isnull=False).update(created_at=world.now)
            block = near.asset.bookable.block_id
            Commitment.objects.filter(block_id=block, ended_at__gt=world.now).update(ended_at=world.now)
            return


def _wait(taken: Reservation, who: Membership, turn: int, rank: int, world: World) -> Wait:
    return Wait(
        uid=uuid.UUID(int=world.rng.getrandbits(128), version=4),
        asset=taken.asset,
        organisation_id=who.organisation_id,
        person_id=who.person_id,
        purpose=PURPOSES[0] if who.organisation.name == CLUB else PURPOSES[1 + (rank + turn) % 4],
        attendees=12 + 3 * turn,
        starts_at=taken.starts_at,
        ends_at=taken.ends_at,
        joined_at=world.now - dt.timedelta(days=6 - turn, hours=rank),
    )


def _asker(name: str) -> Membership | None:
    return (
        Membership.objects.filter(organisation__name=name)
        .select_related("organisation")
        .order_by("pk")
        .first()
    )


def _neighbours() -> list[str]:
    """Return the organisations of the same territory that are verified and not public bodies, by name."""
    club = Organisation.objects.filter(name=CLUB).first()
    if club is None:
        return []
    known = Organisation.objects.filter(mrc_id=club.mrc_id, kind__in=("charity", "nonprofit", "cooperative"))
    return list(known.exclude(pk=club.pk).order_by("name", "pk").values_list("name", flat=True)[:6])
