"""A cart over several owners: one order number, each part on its own, nothing lost when one is refused."""

import uuid
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.errors import OrderRefused
from maillon.sharing.reservations.models import Bundle, CartLine, Order, Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.bundles import approve_bundle, refuse_bundle
from maillon.sharing.reservations.services.orders import CART_HOLDS, Line, add_line, send_order
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.sharing.reservations.tests.pages.steps import page, signed_in
from maillon.testing.builders.community import make_hat, make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.jobs import run_waiting_jobs
from maillon.testing.racing import CONNECTIONS, race


def send(hat, lines, **more):
    return send_order(
        hat=hat, lines=lines, **{"purpose": "Fête de quartier", "attendees": 40, "now": timezone.now()} | more
    )


@pytest.fixture
def gym():
    return make_shared_place(name="Gymnase")


@pytest.fixture
def chairs():
    return make_shared_place(name="Chaises", code="equipment", pool_of=100)


@pytest.fixture
def hat():
    return make_hat()


def evening(asset, quantity: int = 1, start: float = 18) -> Line:
    return Line(asset.pk, at(start), at(start + 2), quantity)


@pytest.mark.django_db
class TestSending:
    def test_one_bundle_by_owner_under_one_number(self, gym, chairs, hat):
        tables = make_shared_place(chairs.organisation, name="Tables", code="equipment", pool_of=20)
        sent = send(hat, [evening(gym), evening(chairs, 80), evening(tables, 10, start=9)])
        assert sent.order.reference.startswith("C-")
        assert sent.left == []
        parts = [part.bundle for part in sent.order.parts.order_by("pk")]
        assert sorted(part.items.count() for part in parts) == [1, 2]  # two periods in one bundle
        assert Reservation.objects.count() == 3

    def test_what_is_not_free_stays_with_its_reason(self, gym, chairs, hat):
        for line in (evening(gym), evening(chairs)):
            add_line(person_id=hat.wearer_id, line=line)
        request_reservation(hat=make_hat(), wish=Wish(gym.pk, at(19), at(20), "Danse"), now=timezone.now())
        sent = send(hat, [evening(gym), evening(chairs)])
        assert [(one.line.asset_id, one.reasons[0].code) for one in sent.left] == [(gym.pk, "taken")]
        assert list(CartLine.objects.values_list("asset_id", flat=True)) == [gym.pk]
        assert sent.order.parts.count() == 1

    def test_all_or_nothing_sends_nothing_and_keeps_the_cart(self, gym, chairs, hat):
        add_line(person_id=hat.wearer_id, line=evening(chairs))
        with pytest.raises(OrderRefused) as refused:
            send(hat, [evening(gym), evening(chairs, 101)], all_or_nothing=True)
        assert "Chaises" in str(refused.value)
        assert not Order.objects.exists()
        assert not Commitment.objects.exists()
        assert CartLine.objects.count() == 1

    def test_one_owner_says_no_and_the_other_part_stands(self, gym, chairs, hat):
        sent = send(hat, [evening(gym), evening(chairs)])
        by_asset = {
            bundle.items.get().reservation.asset_id: bundle for bundle in Bundle.objects.order_by("pk")
        }
        owners = [make_hat(Role.APPROVER, organisation=asset.organisation) for asset in (gym, chairs)]
        now = timezone.now()
        refuse_bundle(reference=by_asset[gym.pk].reference, hat=owners[0], motive="staff", now=now)
        approve_bundle(reference=by_asset[chairs.pk].reference, hat=owners[1], now=now)
        states = Reservation.objects.filter(bundled__bundle__part__order=sent.order)
        assert sorted(states.values_list("state", flat=True)) == ["approved", "refused"]

    def test_each_owner_has_one_letter(self, gym, chairs, hat):
        owners = [make_hat(Role.APPROVER, organisation=asset.organisation) for asset in (gym, chairs)]
        send(hat, [evening(gym), evening(gym, start=9), evening(chairs)])
        run_waiting_jobs()
        for owner in owners:
            assert OutgoingMail.objects.filter(person_id=owner.person_id).count() == 1

    def test_the_same_key_twice_gives_the_same_order(self, gym, hat):
        key = uuid.uuid4()
        first, second = (send(hat, [evening(gym)], uid=key) for _twice in range(2))
        assert first.order == second.order
        assert Reservation.objects.count() == 1

    def test_an_empty_cart_and_a_full_one(self, gym, hat):
        with pytest.raises(OrderRefused):
            send(hat, [])
        for number in range(CART_HOLDS):
            add_line(
                person_id=hat.wearer_id, line=Line(gym.pk, at(8, days=7 + number), at(9, days=7 + number))
            )
        add_line(person_id=hat.wearer_id, line=Line(gym.pk, at(8), at(10)))
        assert CartLine.objects.count() == CART_HOLDS
        with pytest.raises(OrderRefused) as refused:
            add_line(person_id=hat.wearer_id, line=evening(gym))
        assert refused.value.reasons[0].code == "cart_full"


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("real_connections")
def test_orders_in_opposite_directions_never_wait_for_each_other_and_never_overlap():
    assets = [make_shared_place(name=f"Salle {n}") for n in range(3)]
    hats, now = [make_hat() for _ in range(CONNECTIONS)], timezone.now()

    def ask(rank):
        turned = assets[rank % 3 :] + assets[: rank % 3]
        lines = [Line(one.pk, at(9 + rank % 4), at(11 + rank % 4)) for one in turned]
        whole = rank % 2 == 0
        return lambda: send(hats[rank], lines, all_or_nothing=whole, now=now)

    outcomes = race([ask(rank) for rank in range(CONNECTIONS)])
    assert set(outcomes.counts) <= {"ok", "taken"}, outcomes.counts
    held = list(Commitment.objects.exclude(state="ended").order_by("asset_id", "busy_from"))
    assert all(a.asset_id != b.asset_id or a.busy_until <= b.busy_from for a, b in pairwise(held))
    assert len(held) == Reservation.objects.count() > 0


@pytest.mark.django_db
class TestPages:
    def test_put_aside_before_signing_in_found_again_then_sent(self, gym, chairs):
        house = make_organisation(OrganisationKind.COMMUNITY, name="Maison des jeunes")
        asker = make_membership(Role.REQUESTER, organisation=house, person=make_person(name="Ariane Roy"))
        client = Client()
        assert "Votre panier est vide" in client.get(page("cart")).content.decode()
        for asset in (gym, chairs):
            moment = {"bien": asset.pk, "date": at(18).date().isoformat(), "de": "18:00", "a": "20:00"}
            assert client.post(page("cart_add"), moment).url == page("cart")
        html = client.get(page("cart")).content.decode()
        assert gym.organisation.name in html
        assert chairs.organisation.name in html
        assert "/connexion" in client.post(page("cart_send"), {}).url
        client.force_login(asker.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "Gymnase" in client.get(page("cart")).content.decode()
        bare = client.post(page("cart_send"), {"purpose": "", "whole": "free"})
        assert bare.status_code == 422
        assert 'id="id_purpose_error"' in bare.content.decode()
        sent = client.post(
            page("cart_send"), {"purpose": "Fête", "attendees": "30", "whole": "free"}, follow=True
        )
        order = Order.objects.get()
        assert sent.redirect_chain == [(page("order", order.reference), 302)]
        assert order.parts.count() == 2
        assert "Votre panier est vide" in client.get(page("cart")).content.decode()

    def test_a_line_is_taken_out(self, gym, hat):
        membership = make_membership(Role.REQUESTER)
        client = signed_in(membership)
        moment = {"bien": gym.pk, "date": at(18).date().isoformat(), "de": "18:00", "a": "20:00"}
        client.post(page("cart_add"), moment)
        client.post(page("cart_add"), moment)
        assert CartLine.objects.get().person_id == membership.person_id
        client.post(page("cart_drop"), {"ligne": evening(gym).key})
        assert not CartLine.objects.exists()

    @pytest.mark.parametrize(
        "change", [{"date": "hier"}, {"de": "x"}, {"a": "17:00"}, {"date": "0001-01-01"}, {"quantite": "-1"}]
    )
    def test_a_moment_that_means_nothing_goes_back_to_the_question(self, gym, client, change):
        moment = {"bien": gym.pk, "date": at(18).date().isoformat(), "de": "18:00", "a": "20:00"}
        assert client.post(page("cart_add"), moment | change).url == page("ask", gym.pk)
        assert client.post(page("cart_add"), {"bien": "999999"}).status_code == 404

    def test_an_order_is_for_those_who_sent_it(self, gym, hat):
        order = send(hat, [evening(gym)]).order
        other = make_membership(Role.REQUESTER)
        assert signed_in(other).get(page("order", order.reference)).status_code == 404
