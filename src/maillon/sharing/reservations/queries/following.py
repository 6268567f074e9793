"""Following requests: the lists of mine and of those to answer, one request and its history."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.formats import language, money, number, span
from maillon.community.organisations.hats import Hat
from maillon.community.people.models import Person
from maillon.kernel.money import Money
from maillon.kernel.words import format_period
from maillon.sharing.reservations.models import Reservation, ReservationQuerySet

State = Reservation.State
KINDS = {
    State.PENDING: "warning",
    State.CLARIFYING: "info",
    State.APPROVED: "success",
    State.REFUSED: "error",
    State.CANCELLED: "neutral",
    State.LAPSED: "neutral",
}
SAID = {
    State.PENDING: gettext_lazy("Demande envoyée"),
    State.CLARIFYING: gettext_lazy("Précision demandée"),
    State.APPROVED: gettext_lazy("Réservation confirmée"),
    State.REFUSED: gettext_lazy("Demande refusée"),
    State.CANCELLED: gettext_lazy("Réservation annulée"),
    State.LAPSED: gettext_lazy("Demande expirée sans réponse"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A request as a line of a list; times by the clock of the place, in words.

    Where it stands for all that was asked with it, ``bundle`` is their number and ``note`` tells of them.
    """

    reference: str
    asset: str
    place: str
    owner: str
    organisation: str
    purpose: str
    when: str
    state: str
    state_word: str
    kind: str
    answer_due_at: dt.datetime | None
    bundle: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What the asker's organisation did so far with this owner: how many bookings, how many given back late."""

    approved: int
    late: int


def period_in_words(reservation: Reservation) -> str:
    """Return « mardi 1er décembre 2026, de 18 h à 20 h », by the clock of the place."""
    return format_period(reservation.period, reservation.tz, language())


def row_of(reservation: Reservation) -> Row:
    """Return the line of a request read with :meth:`ReservationQuerySet.shown`."""
    due, state = reservation.answer_due_at, State(reservation.state)
    return Row(
        reference=reservation.reference,
        asset=reservation.asset.name,
        place=reservation.asset.site.name,
        owner=reservation.asset.organisation.name,
        organisation=reservation.organisation.name,
        purpose=reservation.purpose,
        when=period_in_words(reservation),
        state=reservation.state,
        state_word=str(state.label),
        kind=KINDS[state],
        answer_due_at=due.astimezone(reservation.tz) if due else None,
    )


def asked_by(hat: Hat) -> ReservationQuerySet:
    """Return the requests of this person and of the organisation for which they act."""
    whose = Q(person_id=hat.person_id)
    if hat.organisation_id is not None:
        whose |= Q(organisation_id=hat.organisation_id)
    return Reservation.objects.filter(whose).shown()


def upcoming(hat: Hat, now: dt.datetime) -> ReservationQuerySet:
    """Return what still counts, soonest first."""
    return asked_by(hat).live().filter(ends_at__gt=now).order_by("starts_at", "pk")


def finished(hat: Hat, now: dt.datetime) -> ReservationQuerySet:
    """Return what is over, refused, cancelled or lapsed, latest first."""
    live = Q(state__in=Reservation.LIVE, ends_at__gt=now)
    return asked_by(hat).exclude(live).order_by("-starts_at", "-pk")


def awaiting_answer(organisation_id: int) -> ReservationQuerySet:
    """Return the requests that this owner must answer, most urgent first."""
    return (
        Reservation.objects.filter(asset__organisation_id=organisation_id, state=State.PENDING)
        .shown()
        .order_by("answer_due_at", "pk")
    )


def one_for(reference: str, hat: Hat) -> Reservation | None:
    """Return one request with all that its page shows, if this hat may know of it."""
    return (
        Reservation.objects.visible_to(hat)
        .shown()
        .select_related(
            "asset__offer__terms",
            "alternative_asset__site",
            "decided_by",
            "bundled__bundle__series",
            "appeal__person",
            "appeal__answered_by",
        )
        .filter(reference=reference)
        .first()
    )


def details_of(reservation: Reservation) -> list[tuple[str, str]]:
    """Return what the request says, as pairs of a label and a value."""
    asset = reservation.asset
    address = ", ".join(part for part in (asset.site.name, asset.site.address) if part)
    lines = [
        (_("Quand"), period_in_words(reservation)),
        (_("Où"), address),
        (_("Propriétaire"), asset.organisation.name),
        (_("Pour"), reservation.organisation.name),
        (_("Demandée par"), str(reservation.person)),
        (_("Activité"), reservation.purpose),
    ]
    if reservation.attendees:
        lines.append((_("Personnes"), number(reservation.attendees)))
    if reservation.quantity > 1:
        lines.append((_("Quantité"), number(reservation.quantity)))
    if reservation.exception:
        lines.append((_("Exception aux règles"), reservation.exception))
    cost = Money(reservation.price)
    lines.append((_("Prix"), money(cost) if cost else _("gratuit")))
    return lines


def alternative_in_words(reservation: Reservation) -> str:
    """Return what the owner proposes instead, « » when nothing."""
    asset = reservation.alternative_asset or reservation.asset
    start, end = reservation.alternative_starts_at, reservation.alternative_ends_at
    if start is None or end is None:
        return asset.name if reservation.alternative_asset else ""
    zone = ZoneInfo(asset.site.time_zone)
    return f"{asset.name}, {span(start.astimezone(zone), end.astimezone(zone))}"


def past_of(reservation: Reservation) -> Past:
    """Return what the asker's organisation did so far with this owner, this request left out."""
    counts: dict[str, Any] = (
        Reservation.objects.filter(
            organisation_id=reservation.organisation_id,
            asset__organisation_id=reservation.asset.organisation_id,
        )
        .exclude(pk=reservation.pk)
        .order_by()
        .aggregate(
            approved=Count("pk", filter=Q(state=State.APPROVED)),
            late=Count("pk", filter=Q(cancelled_late=True)),
        )
    )
    return Past(**counts)


def history_of(reservation: Reservation) -> list[dict[str, Any]]:
    """Return what happened, newest first, from the audit trail: what, when, who, and why."""
    events = list(reservation.events.select_related("pgh_context").order_by("pgh_id"))  # type: ignore[attr-defined]  # pghistory's
    people = Person.objects.in_bulk({number for event in events if (number := _person_in(event)) is not None})
    told: list[dict[str, Any]] = []
    before = None
    for event in events:
        if event.state != before:
            who = people.get(_person_in(event) or 0)
            told.append(
                {
                    "when": event.pgh_created_at.astimezone(reservation.tz),
                    "title": str(SAID[State(event.state)]),
                    "text": _why(event),
                    "who": str(who) if who else _("Maillon"),
                }
            )
            before = event.state
    return told[::-1]


def _why(event: Any) -> str:
    """Return why it was refused or cancelled, or why the rules were passed over."""
    if event.state in {State.REFUSED, State.CANCELLED}:
        return str(event.reason)
    if event.state == State.APPROVED and event.exception:
        return _("Exception aux règles : %(why)s") % {"why": event.exception}
    return ""


def _person_in(event: Any) -> int | None:
    """Return who acted, as the audit trail noted it; None when it was Maillon itself."""
    if event.pgh_context is None:
        return event.person_id if event.pgh_label == "insert" else None
    return event.pgh_context.metadata.get("person")


def alternative_query(reservation: Reservation) -> str:
    """Return the address parameters that carry the proposed moment, or the asked one, to a new request."""
    asset = reservation.alternative_asset or reservation.asset
    zone = ZoneInfo(asset.site.time_zone)
    start = (reservation.alternative_starts_at or reservation.starts_at).astimezone(zone)
    end = (reservation.alternative_ends_at or reservation.ends_at).astimezone(zone)
    ends = "24:00" if end.date() > start.date() and end.time() == dt.time() else f"{end:%H:%M}"
    return urlencode({"date": start.date().isoformat(), "de": f"{start:%H:%M}", "a": ends})
