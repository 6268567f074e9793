"""Several things asked for at once: all or none, answered together, given back together or one by one."""

import uuid

import pytest
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.kinds import Circle, Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.inventory.services import add_accessory
from maillon.sharing.reservations.errors import BundleRefused, CannotAnswer
from maillon.sharing.reservations.models import Bundle, Reservation
from maillon.sharing.reservations.queries.bundles import extras_for
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import bundles as services
from maillon.sharing.reservations.services.bundles import BundleWish
from maillon.sharing.reservations.services.requests import cancel_reservation, request_reservation
from maillon.testing.builders.community import make_hat
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import race

State = Reservation.State


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase")


@pytest.fixture
def nets(gym):
    return make_shared_place(gym.organisation, name="Filets", code="equipment", pool_of=4)


@pytest.fixture
def approver(gym):
    return make_hat(Role.APPROVER, organisation=gym.organisation)


def ask(*things, hat=None, **more):
    """Ask for (asset, quantity) pairs together."""
    wishes = [
        BundleWish(Wish(asset.pk, at(18), at(20), "Tournoi", quantity=quantity)) for asset, quantity in things
    ]
    return services.request_bundle(
        hat=hat or make_hat(), name="Tournoi", wishes=wishes, now=timezone.now(), **more
    )


def states() -> list[str]:
    return list(Reservation.objects.order_by("bundled__position").values_list("state", flat=True))


@pytest.mark.django_db
def test_all_are_asked_for_together(gym, nets):
    bundle = ask((gym, 1), (nets, 2))
    assert bundle.reference.startswith("E-")
    assert [item.reservation.asset for item in bundle.items.order_by("position")] == [gym, nets]
    assert states() == [State.PENDING, State.PENDING]


@pytest.mark.django_db
def test_nothing_is_asked_for_when_one_cannot_be_had(gym, nets):
    ask((nets, 3))
    with pytest.raises(BundleRefused) as refused:
        ask((gym, 1), (nets, 2))
    assert "Filets" in str(refused.value)
    assert refused.value.reasons[0].code == "not_enough_left"
    assert Reservation.objects.filter(asset=gym).count() == 0
    assert Commitment.objects.filter(asset=gym).count() == 0
    assert Bundle.objects.count() == 1


@pytest.mark.django_db
def test_what_the_terms_forbid_is_told_of_each(gym):
    friends = make_shared_place(
        gym.organisation, name="Scène", terms={"bookable_by": Circle.OWNER}, audience=Circle.EVERYONE
    )
    small = make_shared_place(gym.organisation, name="Palestre", terms={"max_minutes": 60})
    with pytest.raises(BundleRefused) as refused:
        ask((gym, 1), (friends, 1), (small, 1))
    said = str(refused.value)
    assert ("Scène" in said, "Palestre" in said, "Gymnase" in said) == (True, True, False)


@pytest.mark.django_db
def test_one_owner_one_period_each_thing_once(gym):
    foreign = make_shared_place(name="Ailleurs")
    with pytest.raises(BundleRefused) as refused:
        ask((gym, 1), (foreign, 1))
    assert refused.value.reasons[0].code == "bundle_owners"
    with pytest.raises(BundleRefused) as refused:
        ask((gym, 1), (gym, 1))
    assert refused.value.reasons[0].code == "bundle_twice"
    with pytest.raises(BundleRefused):
        ask()


@pytest.mark.django_db
def test_confirmed_at_once_only_when_all_are(gym):
    automatic = make_shared_place(gym.organisation, terms={"approval": "automatic"})
    ask((automatic, 1), (gym, 1))
    assert states() == [State.PENDING, State.PENDING]
    other = make_shared_place(gym.organisation, terms={"approval": "automatic"})
    bundle = services.request_bundle(
        hat=make_hat(),
        name="x",
        wishes=[
            BundleWish(Wish(automatic.pk, at(9), at(10), "Jeu")),
            BundleWish(Wish(other.pk, at(9), at(10), "Jeu")),
        ],
        now=timezone.now(),
    )
    assert {item.reservation.state for item in bundle.items.all()} == {State.APPROVED}


@pytest.mark.django_db
def test_answered_together(gym, nets, approver):
    asker = make_hat()
    bundle = ask((gym, 1), (nets, 2), hat=asker)
    with pytest.raises(NotAllowed):
        services.approve_bundle(reference=bundle.reference, hat=asker, now=timezone.now())
    with pytest.raises(NotFound):
        services.approve_bundle(reference=bundle.reference, hat=make_hat(Role.APPROVER), now=timezone.now())
    services.approve_bundle(reference=bundle.reference, hat=approver, now=timezone.now())
    assert states() == [State.APPROVED, State.APPROVED]
    with pytest.raises(CannotAnswer):
        services.refuse_bundle(reference=bundle.reference, hat=approver, motive="staff", now=timezone.now())


@pytest.mark.django_db
def test_refused_together_with_a_motive(gym, nets, approver):
    bundle = ask((gym, 1), (nets, 2))
    with pytest.raises(BundleRefused):
        services.refuse_bundle(reference=bundle.reference, hat=approver, motive="", now=timezone.now())
    services.refuse_bundle(
        reference=bundle.reference, hat=approver, motive="staff", reason="Fermé", now=timezone.now()
    )
    assert states() == [State.REFUSED, State.REFUSED]
    ask((gym, 1), (nets, 4))  # all is free again


@pytest.mark.django_db
def test_given_back_one_by_one_or_together(gym, nets):
    hat = make_hat()
    bundle = ask((gym, 1), (nets, 2), hat=hat)
    one = Reservation.objects.get(asset=nets)
    cancel_reservation(reference=one.reference, hat=hat, now=timezone.now())
    assert states() == [State.PENDING, State.CANCELLED]
    services.cancel_bundle(reference=bundle.reference, hat=hat, now=timezone.now())
    assert states() == [State.CANCELLED, State.CANCELLED]


@pytest.mark.django_db
def test_an_owner_who_takes_it_back_says_why(gym, nets, approver):
    bundle = ask((gym, 1), (nets, 2))
    with pytest.raises(BundleRefused):
        services.cancel_bundle(reference=bundle.reference, hat=approver, now=timezone.now())
    services.cancel_bundle(reference=bundle.reference, hat=approver, reason="Dégât d’eau", now=timezone.now())
    assert states() == [State.CANCELLED, State.CANCELLED]


@pytest.mark.django_db
def test_an_accepted_hold_that_is_lost_changes_nothing_of_the_others(gym, nets, approver):
    bundle = ask((gym, 1), (nets, 2))
    later = at(17, days=7)
    other = request_reservation(
        hat=make_hat(), wish=Wish(nets.pk, at(18), at(20), "x", quantity=3), now=later
    )
    with pytest.raises(BundleRefused) as refused:
        services.approve_bundle(reference=bundle.reference, hat=approver, now=later)
    assert "Filets" in str(refused.value)
    assert states()[:2] == [State.PENDING, State.PENDING]
    assert other.state == State.PENDING


@pytest.mark.django_db
def test_one_letter_speaks_for_all(gym, nets, approver, run_jobs):
    bundle = ask((gym, 1), (nets, 2))
    run_jobs()
    letters = OutgoingMail.objects.filter(person_id=approver.person_id)
    assert letters.count() == 1
    text = letters.get().text.replace("\xa0", " ")
    assert "2 × Filets" in text
    assert f"/demandes/ensembles/{bundle.reference}/" in text


@pytest.mark.django_db
def test_what_may_be_asked_for_with_it_is_shared_and_seen(gym, nets):
    keeper = make_hat(Role.ASSET_MANAGER, organisation=gym.organisation)
    hidden = make_shared_place(
        gym.organisation, name="Coffre", audience=Circle.OWNER, terms={"bookable_by": Circle.OWNER}
    )
    for other, most in ((nets, 9), (hidden, 1)):
        add_accessory(asset_id=gym.pk, other_id=other.pk, quantity=most, hat=keeper)
    (extra,) = extras_for(gym.pk, make_hat())
    assert (extra.name, extra.most) == ("Filets", 4)  # never more than there are
    assert len(extras_for(gym.pk, keeper)) == 2


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("real_connections")
def test_many_bundles_race_for_the_last_ones_and_each_has_all_or_nothing():
    first = make_shared_place(name="Raquettes", code="equipment", pool_of=6)
    second = make_shared_place(first.organisation, name="Bâtons", code="equipment", pool_of=8)
    hats, now = [make_hat() for _ in range(16)], timezone.now()

    def send(rank, hat):
        things = [(first.pk, 2), (second.pk, 2)]
        wishes = [
            BundleWish(Wish(number, at(9), at(12), "Sortie", quantity=many))
            for number, many in (things if rank % 2 else things[::-1])
        ]
        return lambda: services.request_bundle(hat=hat, name="Sortie", wishes=wishes, now=now)

    outcomes = race([send(rank, hat) for rank, hat in enumerate(hats)])
    assert outcomes.counts == {"ok": 3, "not_enough_left": 13}
    assert Reservation.objects.count() == 6
    assert Bundle.objects.count() == 3


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("real_connections")
def test_a_button_pressed_many_times_sends_one_bundle():
    gym, key, hat, now = make_shared_place(), uuid.uuid4(), make_hat(), timezone.now()
    wishes = [BundleWish(Wish(gym.pk, at(9), at(12), "Sortie"))]
    outcomes = race([lambda: services.request_bundle(hat=hat, name="x", wishes=wishes, uid=key, now=now)] * 6)
    assert outcomes.told == ["ok"] * 6
    assert Bundle.objects.count() == 1
