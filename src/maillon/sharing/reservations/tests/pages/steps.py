"""What the tests of pages do over and over: sign in, ask, fill in, count the queries."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillon.community.organisations.models import Membership
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import requests as services
from maillon.testing.builders.sharing import at


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(name: str, *args: object, **query: str) -> str:
    return reverse(f"reservations:{name}", args=args, query=query or None)


def cost_of(client: Client, address: str) -> int:
    """How many queries the page asks for, once what is kept from page to page is known."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def ask(gym, membership: Membership, start: float = 18, end: float = 20) -> Reservation:
    return services.request_reservation(
        hat=membership.hat(), wish=Wish(gym.pk, at(start), at(end), "Volleyball", 25), now=timezone.now()
    )


def fill(client: Client, gym, *, start: str = "18:00", end: str = "20:00") -> None:
    """Answer the first two steps."""
    day = at(18).date().isoformat()
    answer = client.post(page("ask", gym.pk), {"day": day, "starts": start, "ends": end})
    assert answer.status_code == 302, answer.content.decode()
    answer = client.post(
        page("ask_what", gym.pk), {"purpose": "Volleyball", "attendees": "25", "message": "Bonjour"}
    )
    assert answer.status_code == 302, answer.content.decode()
