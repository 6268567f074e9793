"""The pages of the line: from a taken moment to a request."""

import pytest
from django.urls import reverse
from django.utils import timezone

from maillon.community.organisations.kinds import Role
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import cancel_reservation, request_reservation
from maillon.sharing.waiting.models import Wait
from maillon.sharing.waiting.services import join, offer_places
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase", capacity=60)


@pytest.fixture
def taken(gym):
    hat = make_membership().hat()
    return hat, request_reservation(hat=hat, wish=Wish(gym.pk, at(18), at(20), "Danse"), now=timezone.now())


@pytest.fixture
def volunteer(client):
    membership = make_membership()
    client.force_login(membership.person)
    return membership


def when() -> dict[str, str]:
    return {"day": at(18).date().isoformat(), "starts": "18:00", "ends": "20:00"}


def test_a_taken_moment_leads_to_its_line_and_the_line_to_the_list(client, gym, taken, volunteer):
    page = client.post(reverse("reservations:ask", args=[gym.pk]), when())
    assert page.status_code == 422
    (remedy,) = page.context["remedies"]
    form = client.get(remedy.href)
    assert form.status_code == 200
    empty = client.post(remedy.href, {"purpose": "", "attendees": "20"})
    assert empty.status_code == 422
    assert "purpose" in empty.context["form"].errors
    done = client.post(remedy.href, {"purpose": "Badminton", "attendees": "20"}, follow=True)
    wait = Wait.objects.get()
    assert (wait.starts_at, wait.ends_at, wait.organisation) == (at(18), at(20), volunteer.organisation)
    assert "Première inscrite" in done.content.decode()
    assert "Gymnase" in client.get(reverse("waiting:mine")).content.decode()
    again = client.post(reverse("reservations:ask", args=[gym.pk]), when())
    assert again.context["remedies"][0].href == reverse("waiting:show", args=[wait.uid])


def test_a_free_moment_is_not_waited_for_and_nothing_typed_is_lost(client, gym, volunteer):
    said = when()
    address = f"{reverse('waiting:join', args=[gym.pk])}?date={said['day']}&de=18:00&a=20:00"
    page = client.post(address, {"purpose": "Badminton en famille", "attendees": "20"})
    assert page.status_code == 422
    assert "Badminton en famille" in page.content.decode()
    assert "réservez-le tout de suite" in page.content.decode()


def test_the_one_whose_turn_it_is_takes_the_place_in_one_click(client, gym, taken, volunteer):
    holder, made = taken
    hat, now = volunteer.hat(), timezone.now()
    wait = join(hat=hat, wish=Wish(gym.pk, at(18), at(20), "Badminton", attendees=9), now=now)
    cancel_reservation(reference=made.reference, hat=holder, now=now)
    offer_places(asset_id=gym.pk, now=now)
    assert "la place est libre" in client.get(reverse("shell:dashboard")).content.decode()
    assert "Prendre la place" in client.get(reverse("waiting:show", args=[wait.uid])).content.decode()
    answer = client.post(reverse("waiting:take", args=[wait.uid]))
    wait.refresh_from_db()
    assert answer.headers["Location"] == reverse("reservations:show", args=[wait.reservation.reference])
    late = client.post(reverse("waiting:leave", args=[wait.uid]))
    assert late.status_code == 409


@pytest.mark.parametrize("many", [1, 3])
def test_the_owner_reads_who_waits_in_as_many_queries(
    client, gym, taken, many, django_assert_max_num_queries
):
    for _ in range(many):
        hat = make_membership().hat()
        join(hat=hat, wish=Wish(gym.pk, at(18), at(20), "Chorale"), now=timezone.now())
    keeper = make_membership(Role.APPROVER, organisation=gym.organisation)
    client.force_login(keeper.person)
    client.get(reverse("waiting:demand"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("waiting:demand"))
    assert page.content.decode().count("Chorale") == many
