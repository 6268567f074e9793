"""What one person does is seen by another without loading anything again, even where the stream says nothing."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import approve_reservation, request_reservation
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_list_to_decide_follows_what_others_ask_where_the_stream_says_nothing(visit, signed_in, axe):
    gym = make_shared_place(name="Gymnase double")
    approver = make_membership(Role.APPROVER, organisation=gym.organisation)
    asker = make_membership(organisation=make_organisation(OrganisationKind.COMMUNITY))
    page = visit.page("/demandes/a-decider/", session=signed_in(approver.person))
    expect(page.get_by_text("Rien n’attend votre réponse")).to_be_visible()
    asked = request_reservation(
        hat=asker.hat(), wish=Wish(gym.pk, at(10), at(12), purpose="Cours de danse"), now=timezone.now()
    )
    expect(page.get_by_text("Cours de danse")).to_be_visible(timeout=60_000)
    axe(page)
    approve_reservation(reference=asked.reference, hat=approver.hat(), now=timezone.now())
    expect(page.get_by_text("Rien n’attend votre réponse")).to_be_visible(timeout=60_000)
