"""What was accepted stands when the verification of the one who asked ends; what is asked afterwards follows it."""

import datetime as dt

import pytest
from django.utils import timezone

from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.verification.services import end_expired
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.errors import RequestRefused
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import approve_reservation, request_reservation
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import at, make_shared_place


@pytest.mark.django_db
def test_an_accepted_booking_stands_when_the_verification_ends_and_the_next_one_is_refused():
    now = timezone.now()
    gym = make_shared_place(name="Gymnase", terms={"bookable_by": Circle.VERIFIED})
    house = make_organisation(OrganisationKind.COMMUNITY, name="Maison de quartier")
    Organisation.objects.filter(pk=house.pk).update(
        verified_until=timezone.localdate(now) - dt.timedelta(days=1)
    )
    member = make_membership(Role.REQUESTER, organisation=house)
    booked = request_reservation(hat=member.hat(), wish=Wish(gym.pk, at(18), at(20), purpose="Fête"), now=now)
    approver = make_hat(Role.APPROVER, organisation=gym.organisation)
    approve_reservation(reference=booked.reference, hat=approver, now=now)

    assert end_expired(now=now) == 1

    booked.refresh_from_db()
    assert booked.state == Reservation.State.APPROVED
    assert Commitment.objects.get().state == Commitment.State.FIRM
    hat = Membership.objects.select_related("organisation__mrc").get(pk=member.pk).hat()
    assert Circle.VERIFIED not in hat.circles
    with pytest.raises(RequestRefused):
        request_reservation(
            hat=hat, wish=Wish(gym.pk, at(18, days=12), at(20, days=12), purpose="Fête"), now=now
        )
