"""What becomes of each wish in the demonstration: when it was asked, who answered what, and what went wrong."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from maillon.base.demonstration import World
from maillon.community.organisations.models import Membership
from maillon.sharing.availability.models import Bookable, Commitment
from maillon.sharing.reservations.demonstration.wishes import Wish
from maillon.sharing.reservations.models import RefusalMotive, Reservation
from maillon.sharing.terms.models import SharingTerms
from maillon.sharing.terms.rules import answer_due

State = Reservation.State
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
# Out of a thousand requests of the past: so many were cancelled, refused, left without an answer.
CANCELLED, REFUSED, LAPSED = 55, 38, 16
LATE = 0.3  # share of the cancellations that left the owner less than its notice
REFUSALS = (
    (RefusalMotive.STAFF, "Aucun concierge n’est disponible ce soir-là."),
    (RefusalMotive.TAKEN, "Le local sert à une activité de l’école."),
    (RefusalMotive.INSURANCE, "La preuve d’assurance demandée n’est pas jointe."),
    (RefusalMotive.MAINTENANCE, "Le plancher sera verni cette semaine-là."),
    (RefusalMotive.CAPACITY, "Le groupe dépasse ce que permet le service des incendies."),
    (RefusalMotive.CLOSED, "Le bâtiment est fermé pour le congé."),
    (RefusalMotive.USE, "Le sel et la peinture abîmeraient ce plancher."),
    (RefusalMotive.RULE, "La politique réserve ce créneau aux jeunes du territoire."),
    (RefusalMotive.OTHER, "La route d’accès est barrée ce jour-là; nous vous rappelons."),
)
CANCELLATIONS = (
    "Activité annulée faute d’inscriptions.",
    "L’animatrice est malade.",
    "Tempête annoncée : reporté.",
    "Nous avons trouvé plus près de chez nous.",
    "Le groupe a changé de soir.",
)
MESSAGES = (
    "", "", "", "", "Nous serons trois à monter la salle.", "Une personne du groupe se déplace en fauteuil.",
    "Pouvons-nous entrer quinze minutes plus tôt?", "Notre attestation d’assurance est à jour.",
    "C’est notre première demande; merci de nous guider.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a request, and when: it was asked, then answered (or not yet)."""

    state: str
    asked_at: dt.datetime
    decided_at: dt.datetime | None = None
    late: bool = False


def asked_when(wish: Wish, lead_days: float) -> dt.datetime:
    """Return when it was asked for: so many days before; for a season, before its first week."""
    if wish.first_day is None:
        return wish.starts_at - dt.timedelta(days=lead_days)
    start = dt.datetime.combine(wish.first_day, wish.starts_at.time(), tzinfo=dt.UTC)
    return start - dt.timedelta(days=14 + lead_days)


def fate_of(wish: Wish, asked_at: dt.datetime, world: World) -> Fate:
    """Return what became of a wish asked at this moment, as it looks now."""
    terms = wish.bookable.asset.offer.terms
    automatic = terms.approval == SharingTerms.Approval.AUTOMATIC
    due = answer_due(terms.facts(), wish.starts_at, asked_at)
    answered = asked_at if automatic else asked_at + (due - asked_at) * (0.05 + 0.85 * world.rng.random())
    draw = world.rng.randrange(1_000)
    if answered > world.now:
        return Fate(State.PENDING, asked_at)
    if draw < CANCELLED:
        return _cancelled(wish, asked_at, answered, terms.notice_minutes, world)
    draw -= CANCELLED
    if not automatic and draw < REFUSED:
        return Fate(State.REFUSED, asked_at, answered)
    if not automatic and draw < REFUSED + LAPSED and due < world.now:
        return Fate(State.LAPSED, asked_at, due)
    return Fate(State.APPROVED, asked_at, answered)


def _cancelled(wish: Wish, asked_at: dt.datetime, answered: dt.datetime, notice: int, world: World) -> Fate:
    late = world.rng.random() < LATE
    before = dt.timedelta(minutes=notice)
    given_back = wish.starts_at - (before * 0.4 if late else before + 2 * DAY)
    if given_back <= answered or given_back > world.now:
        return Fate(State.APPROVED, asked_at, answered)
    return Fate(State.CANCELLED, asked_at, given_back, late)


def reservation_of(
    wish: Wish, fate: Fate, asker: Membership, decider: int | None, world: World
) -> Reservation:
    """Return the reservation, unsaved, with its commitment when it holds its place."""
    asset, terms = wish.bookable.asset, wish.bookable.asset.offer.terms
    pending = fate.state == State.PENDING
    automatic = terms.approval == SharingTerms.Approval.AUTOMATIC
    due = answer_due(terms.facts(), wish.starts_at, fate.asked_at)
    hours = Decimal((wish.ends_at - wish.starts_at) / HOUR)
    reservation = Reservation(
        uid=uuid.UUID(int=world.rng.getrandbits(128), version=4),
        asset=asset,
        organisation_id=asker.organisation_id,
        person_id=asker.person_id,
        purpose=wish.purpose,
        attendees=_attendees(asset.capacity, world),
        quantity=wish.quantity,
        message=world.pick(MESSAGES),
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        state=fate.state,
        price=round(terms.price_per_hour * hours, 2) if terms.price_per_hour else Decimal(0),
        answer_due_at=None if automatic else due,
        decided_at=fate.decided_at if fate.state != State.LAPSED else None,
        decided_by_id=_decided_by(fate, asker, decider, automatic=automatic),
        cancelled_late=fate.late,
        sequence=0 if pending or (automatic and fate.state == State.APPROVED) else 1,
        created_at=fate.asked_at,
        updated_at=fate.decided_at or fate.asked_at,
    )
    if fate.state == State.REFUSED:
        reservation.motive, reservation.reason = world.pick(REFUSALS)
    if fate.state == State.CANCELLED:
        reservation.reason = world.pick(CANCELLATIONS)
    if fate.state in (State.APPROVED, State.PENDING):
        reservation.commitment = _commitment(wish, terms, reservation)
    return reservation


def _decided_by(fate: Fate, asker: Membership, decider: int | None, *, automatic: bool) -> int | None:
    if fate.state == State.CANCELLED:
        return asker.person_id
    if fate.state in (State.PENDING, State.LAPSED) or automatic:
        return None
    return decider


def _attendees(capacity: int | None, world: World) -> int | None:
    return world.rng.randint(6, min(capacity, 80)) if capacity and capacity > 6 else None


def _commitment(wish: Wish, terms: SharingTerms, reservation: Reservation) -> Commitment:
    held = reservation.state == State.PENDING
    bookable = wish.bookable
    return Commitment(
        asset_id=bookable.asset_id,
        block_id=bookable.block_id,
        cells=bookable.cells,
        pooled=bookable.pooled,
        quantity=wish.quantity,
        cause=Commitment.Cause.RESERVATION,
        state=Commitment.State.HELD if held else Commitment.State.FIRM,
        expires_at=reservation.answer_due_at if held else None,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        busy_from=wish.starts_at - dt.timedelta(minutes=terms.setup_minutes),
        busy_until=wish.ends_at + dt.timedelta(minutes=terms.cleanup_minutes),
        created_at=reservation.created_at,
    )


def propose_instead(reservation: Reservation, others: Sequence[Bookable], world: World) -> None:
    """Give a refusal another asset of its owner, or the week after: two refusals in three come with one."""
    draw = world.rng.random()
    if draw < 0.35 and others:
        reservation.alternative_asset = world.pick(others).asset
    elif draw < 0.65:
        later = dt.timedelta(days=7)
        reservation.alternative_starts_at = reservation.starts_at + later
        reservation.alternative_ends_at = reservation.ends_at + later
