"""Requests as iCalendar (RFC 5545): one event, or all those of a person.

An event keeps its UID for life; SEQUENCE grows with each answer, so that agendas replace what they hold.
Moments are written in UTC: every agenda shows them by its own clock.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from icalendar import Calendar, Event, vCalAddress, vGeo, vText

from maillon.sharing.reservations.models import Reservation

State = Reservation.State
STATUS = {
    State.PENDING: "TENTATIVE",
    State.CLARIFYING: "TENTATIVE",
    State.APPROVED: "CONFIRMED",
    State.REFUSED: "CANCELLED",
    State.CANCELLED: "CANCELLED",
    State.LAPSED: "CANCELLED",
}


def calendar_of(
    reservations: Iterable[Reservation],
    *,
    name: str,
    language: str,
    address: Callable[[Reservation], str],
    method: str = "PUBLISH",
) -> bytes:
    """Return the file; ``address`` gives the full address of a request's page."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Maillon//reservations//{language[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for reservation in reservations:
        calendar.add_component(_event(reservation, address(reservation)))
    return bytes(calendar.to_ical())


def _event(reservation: Reservation, address: str) -> Event:
    asset, site, state = reservation.asset, reservation.asset.site, State(reservation.state)
    event = Event()
    event.add("uid", f"{reservation.uid}@maillon")
    event.add("dtstamp", reservation.updated_at.astimezone(dt.UTC))
    event.add("last-modified", reservation.updated_at.astimezone(dt.UTC))
    event.add("created", reservation.created_at.astimezone(dt.UTC))
    event.add("sequence", reservation.sequence)
    event.add("status", STATUS[state])
    event.add("transp", "TRANSPARENT" if STATUS[state] == "CANCELLED" else "OPAQUE")
    event.add("dtstart", reservation.starts_at.astimezone(dt.UTC))
    event.add("dtend", reservation.ends_at.astimezone(dt.UTC))
    event.add("summary", f"{asset.name} – {reservation.purpose}")
    event.add("location", ", ".join(part for part in (asset.name, site.name, site.address) if part))
    lines = [f"{state.label} · {reservation.reference}", asset.organisation.name, address]
    event.add("description", "\n".join(lines))
    event.add("url", address)
    if asset.lat is not None and asset.lon is not None:
        event.add("geo", vGeo((asset.lat, asset.lon)))
    if asset.organisation.email:
        organiser = vCalAddress(f"mailto:{asset.organisation.email}")
        organiser.params["CN"] = vText(asset.organisation.name)
        event.add("organizer", organiser)
    return event
