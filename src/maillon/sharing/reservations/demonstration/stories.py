"""What waits today in the demonstration: requests to decide for each owner, answers just received by each account."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from maillon.base.demonstration import World
from maillon.community.organisations.accounts import ACCOUNTS, CLUB, SCHOOLS, TOWN
from maillon.community.organisations.demonstration.associations import NEIGHBOURS
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.demonstration.uses import WEEKLY
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.reservations.waiting import clarify_before

State = Reservation.State
HOUR = dt.timedelta(hours=1)
SOON = dt.timedelta(days=6)  # what begins sooner was settled long ago
MRC = "MRC des Maskoutains"
WEEKLY_PURPOSES = {purpose for activity in WEEKLY.values() for purpose, _kinds in activity.purposes}
WAITING = {SCHOOLS: 8, TOWN: 7, MRC: 3}  # requests to decide, by owner
ELSEWHERE = 0.7  # share of the other owners who have one to decide


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a request of this organisation, by the person of the console who sits there, hours ago."""

    owner: str
    asker: str
    state: str
    hours: int


STORIES = (
    Story(SCHOOLS, CLUB, State.PENDING, 5),
    Story(SCHOOLS, CLUB, State.PENDING, 30),
    Story(SCHOOLS, CLUB, State.REFUSED, 21),
    Story(TOWN, CLUB, State.APPROVED, 26),
    Story(SCHOOLS, NEIGHBOURS, State.APPROVED, 8),
    Story(TOWN, NEIGHBOURS, State.PENDING, 12),
    Story(TOWN, SCHOOLS, State.PENDING, 9),
    Story(TOWN, SCHOOLS, State.APPROVED, 40),
    Story(SCHOOLS, TOWN, State.PENDING, 18),
    Story(SCHOOLS, MRC, State.APPROVED, 33),
    Story(TOWN, MRC, State.PENDING, 3),
    Story(SCHOOLS, CLUB, State.CLARIFYING, 6),
    Story(TOWN, NEIGHBOURS, State.CLARIFYING, 20),
)


def tell_today(reservations: list[Reservation], world: World) -> None:
    """Take some confirmed requests of the weeks to come, and say that they wait, or were answered just now."""
    candidates = _candidates(reservations, world)
    people = people_of_console()
    for story in STORIES:
        who = people.get(story.asker)
        if who is not None and candidates.get(story.owner):
            one = candidates[story.owner].pop()
            one.organisation_id, one.person_id = who.organisation_id, who.person_id
            answer(one, story.state, story.hours, world)
    for owner, found in candidates.items():
        count = WAITING.get(owner, int(world.rng.random() < ELSEWHERE))
        for _ in range(min(count, len(found))):
            answer(found.pop(), State.PENDING, world.rng.randint(1, 44), world)


def _candidates(reservations: list[Reservation], world: World) -> dict[str, list[Reservation]]:
    """Return, by owner, the confirmed requests that could still wait: single ones rather than weeks of a season."""
    found: dict[str, list[Reservation]] = defaultdict(list)
    for one in reservations:
        if one.state == State.APPROVED and one.answer_due_at and one.starts_at > world.now + SOON:
            found[one.asset.organisation.name].append(one)
    for those in found.values():
        world.rng.shuffle(those)
        those.sort(key=lambda one: one.purpose not in WEEKLY_PURPOSES)  # the single ones are taken first
    return found


def people_of_console() -> dict[str, Membership]:
    """Return, by organisation, the person of the console who asks in its name."""
    found: dict[str, Membership] = {}
    places = Membership.objects.filter(person__email__in=[account.address for account in ACCOUNTS])
    for place in places.select_related("organisation").order_by("pk"):
        if set(place.roles) & {Role.REQUESTER, Role.ASSET_MANAGER}:
            found.setdefault(place.organisation.name, place)
    return found


WAITS = (State.PENDING, State.CLARIFYING)


def answer(one: Reservation, state: str, hours: int, world: World) -> None:
    """Say that this request was asked or answered so many hours ago."""
    at = world.now - hours * HOUR
    delay = one.asset.offer.terms.answer_within_hours * HOUR
    one.state, one.updated_at = state, at
    waits = state in WAITS
    one.created_at = at if state == State.PENDING else at - 20 * HOUR
    one.answer_due_at = min(one.created_at + delay, one.starts_at)
    if state == State.CLARIFYING:
        one.answer_due_at = clarify_before(at, starts_at=one.starts_at)
    one.decided_at = None if waits else at
    if waits:
        one.decided_by_id, one.sequence = None, int(state == State.CLARIFYING)
    if state == State.REFUSED:
        one.motive, one.reason = RefusalMotive.STAFF, "Aucun concierge n’est disponible ce soir-là."
        one.alternative_starts_at = one.starts_at + dt.timedelta(days=7)
        one.alternative_ends_at = one.ends_at + dt.timedelta(days=7)
        one.commitment = None
    elif one.commitment is not None:
        one.commitment.created_at = one.created_at
        if waits:
            one.commitment.state, one.commitment.expires_at = Commitment.State.HELD, one.answer_due_at
