"""The exemplars of a pool: numbered, in service or not; what can be booked follows, never under what is promised."""

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.kinds import Role
from maillon.sharing.availability.models import Block, Bookable
from maillon.sharing.inventory import services
from maillon.sharing.inventory.errors import QuantityFollowsExemplars, TooFewInService
from maillon.sharing.inventory.models import Asset, Exemplar
from maillon.sharing.inventory.rules.exemplars import numbered
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.offering import offer_assets, withdraw_assets
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat, make_membership
from maillon.testing.builders.sharing import at, block_of, make_asset, make_schedule, make_shared_place
from maillon.testing.racing import race

State = Exemplar.State


@pytest.fixture
def drills() -> Asset:
    return make_shared_place(name="Perceuses", code="tools", pool_of=6)


@pytest.fixture
def keeper(drills):
    return make_hat(Role.ASSET_MANAGER, organisation=drills.organisation)


def add(drills, keeper, count=6):
    exemplars = [(label, "") for label in numbered("PERC-01", count)]
    return services.add_exemplars(asset_id=drills.pk, exemplars=exemplars, hat=keeper, now=timezone.now())


def change(drills, keeper, exemplars, state, reason="Mandrin brisé"):
    return services.change_exemplars(
        asset_id=drills.pk,
        exemplar_ids=[exemplar.pk for exemplar in exemplars],
        state=state,
        reason=reason,
        hat=keeper,
        now=timezone.now(),
    )


def holds(drills) -> int:
    return Block.objects.get(pk=block_of(drills)).quantity


def book(drills, quantity):
    wish = Wish(drills.pk, at(9), at(11), "Atelier", quantity=quantity)
    return request_reservation(hat=make_hat(), wish=wish, now=timezone.now())


@given(st.text("ABC-", max_size=5), st.integers(0, 9_999), st.integers(1, 4), st.integers(1, 50))
def test_numbers_follow_each_other_and_keep_their_width(before, start, width, count):
    labels = numbered(f"{before}{start:0{width}d}", count)
    assert [int(label[len(before) :]) for label in labels] == list(range(start, start + count))
    assert len(set(labels)) == count
    assert all(len(label) >= len(before) + width for label in labels)


def test_without_a_digit_only_one_can_be_numbered():
    assert numbered("Grande échelle", 1) == ["Grande échelle"]
    with pytest.raises(ValueError, match="digit"):
        numbered("Échelle", 2)


@pytest.mark.django_db
def test_the_pool_holds_what_is_in_service(drills, keeper):
    exemplars = add(drills, keeper)
    assert (holds(drills), Asset.objects.get().quantity) == (6, 6)
    change(drills, keeper, exemplars[:1], State.REPAIR)
    assert (holds(drills), Asset.objects.get().quantity) == (5, 6)
    change(drills, keeper, exemplars[1:2], State.LOST, "Volée au parc")
    assert (holds(drills), Asset.objects.get().quantity) == (4, 5)
    change(drills, keeper, exemplars[:1], State.IN_SERVICE, "")
    assert (holds(drills), Asset.objects.get().quantity) == (5, 5)
    assert Exemplar.objects.get(label="PERC-01").reason == ""


@pytest.mark.django_db
def test_never_under_what_is_promised_and_the_promise_is_named(drills, keeper):
    exemplars = add(drills, keeper)
    promised = book(drills, 5)
    change(drills, keeper, exemplars[:1], State.REPAIR)
    with pytest.raises(TooFewInService) as refused:
        change(drills, keeper, exemplars[1:3], State.RETIRED, "Usées")
    assert promised.reference in str(refused.value)
    assert (holds(drills), Exemplar.objects.in_service().count()) == (5, 5)
    with pytest.raises(TooFewInService):
        services.remove_exemplars(
            asset_id=drills.pk, exemplar_ids=[exemplars[1].pk], hat=keeper, now=timezone.now()
        )


@pytest.mark.django_db
def test_all_may_be_under_repair_but_not_all_gone(drills, keeper):
    exemplars = add(drills, keeper)
    change(drills, keeper, exemplars, State.REPAIR)
    assert (holds(drills), Asset.objects.get().quantity) == (0, 6)
    with pytest.raises(Invalid) as refused:
        change(drills, keeper, exemplars, State.LOST)
    assert refused.value.reasons[0].code == "no_exemplar_left"


@pytest.mark.django_db
def test_a_quantity_is_not_typed_once_exemplars_are_known(drills, keeper):
    drills.quantity = 9
    services.write_asset(asset=drills, now=timezone.now())
    assert holds(drills) == 9  # without exemplars, the quantity says it
    exemplars = add(drills, keeper)
    drills.refresh_from_db()
    drills.quantity = 9
    with pytest.raises(QuantityFollowsExemplars):
        services.write_asset(asset=drills, now=timezone.now())
    services.remove_exemplars(
        asset_id=drills.pk,
        exemplar_ids=[exemplar.pk for exemplar in exemplars],
        hat=keeper,
        now=timezone.now(),
    )
    assert holds(drills) == 6
    services.write_asset(asset=drills, now=timezone.now())
    assert holds(drills) == 9


@pytest.mark.django_db
def test_shared_later_the_pool_begins_with_what_is_in_service(keeper, drills):
    saws = make_asset(drills.organisation, code="tools", name="Scies", quantity=3)
    exemplars = add(saws, keeper, 3)
    change(saws, keeper, exemplars[:1], State.REPAIR)
    offer_assets(
        assets=Asset.objects.filter(pk=saws.pk),
        terms=drills.offer.terms,
        schedule=make_schedule(drills.organisation),
        audience=drills.audience,
        by_id=None,
        now=timezone.now(),
    )
    assert Bookable.objects.get(asset=saws).block.quantity == 2
    withdraw_assets(
        assets=Asset.objects.filter(pk=saws.pk),
        organisation_id=saws.organisation_id,
        by_id=None,
        now=timezone.now(),
    )


@pytest.mark.django_db
def test_what_cannot_be_written_is_told(drills, keeper):
    add(drills, keeper, 2)
    for labels, code in (
        (["PERC-02"], "label_twice"),
        (["A", "A"], "label_twice"),
        ([""], "label_too_long"),
        ([], "no_labels"),
        (["x" * 41], "label_too_long"),
    ):
        with pytest.raises(Invalid) as refused:
            services.add_exemplars(
                asset_id=drills.pk,
                exemplars=[(label, "") for label in labels],
                hat=keeper,
                now=timezone.now(),
            )
        assert refused.value.reasons[0].code == code
    with pytest.raises(Invalid) as refused:
        change(drills, keeper, Exemplar.objects.all(), State.REPAIR, " ")
    assert refused.value.reasons[0].field == "reason"
    gym = make_shared_place(drills.organisation)
    with pytest.raises(Invalid):
        add(gym, keeper)


@pytest.mark.django_db
def test_only_those_who_keep_the_pool_write_its_exemplars(drills):
    with pytest.raises(NotAllowed):
        add(drills, make_hat(Role.REQUESTER, organisation=drills.organisation))
    with pytest.raises(NotFound):
        add(drills, make_hat(Role.ASSET_MANAGER))


@pytest.mark.django_db
def test_the_exemplars_follow_when_two_records_are_one(drills, keeper):
    other = make_asset(drills.organisation, code="tools", quantity=1)
    add(drills, keeper, 2)
    services.add_exemplars(
        asset_id=other.pk, exemplars=[("PERC-02", ""), ("PERC-09", "")], hat=keeper, now=timezone.now()
    )
    services.merge_assets(kept_id=drills.pk, other_id=other.pk, hat=keeper, now=timezone.now())
    assert list(drills.exemplars.values_list("label", flat=True)) == ["PERC-01", "PERC-02", "PERC-09"]
    assert holds(drills) == 3


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("real_connections")
def test_repairs_and_bookings_race_and_no_more_is_promised_than_in_service():
    drills = make_shared_place(name="Perceuses", code="tools", pool_of=8)
    keeper = make_hat(Role.ASSET_MANAGER, organisation=drills.organisation)
    exemplars, hats, now = add(drills, keeper, 8), [make_hat() for _ in range(12)], timezone.now()
    wish = Wish(drills.pk, at(9), at(11), "Atelier", quantity=1)
    outcomes = race(
        [
            *(
                lambda exemplar=exemplar: change(drills, keeper, [exemplar], State.REPAIR)
                for exemplar in exemplars
            ),
            *(lambda hat=hat: request_reservation(hat=hat, wish=wish, now=now) for hat in hats),
        ]
    )
    assert set(outcomes.told) <= {
        "ok",
        "too_few_in_service",
        "not_enough_left",
        "request_refused",
        "too_many_things",
    }
    promised = sum(told == "ok" for told in outcomes.told[8:])
    serving = Exemplar.objects.in_service().count()
    assert promised <= serving == holds(drills)
    assert serving == 8 - sum(told == "ok" for told in outcomes.told[:8])


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def page(self, drills, client: Client):
        client.force_login(make_membership(Role.ASSET_MANAGER, organisation=drills.organisation).person)
        return client

    @staticmethod
    def address(drills) -> str:
        return f"/gestion/biens/{drills.pk}/exemplaires/"

    def test_empty_then_numbered_then_one_under_repair(self, page, drills):
        assert "Les exemplaires ne sont pas inscrits" in page.get(self.address(drills)).content.decode()
        answer = page.post(self.address(drills), {"geste": "ajouter", "first": "PERC-01", "count": "6"})
        assert answer.status_code == 302
        ticked = Exemplar.objects.get(label="PERC-03").pk
        wrong = page.post(self.address(drills), {"geste": "changer", "exemplars": ticked, "state": "repair"})
        assert wrong.status_code == 422
        assert "changer_reason_error" in wrong.content.decode()
        assert f'value="{ticked}" checked' in wrong.content.decode()  # nothing lost
        page.post(
            self.address(drills),
            {"geste": "changer", "exemplars": ticked, "state": "repair", "reason": "Mandrin"},
        )
        assert "5 en service sur 6" in page.get(f"/biens/{drills.pk}/").content.decode()
        repaired = page.get(f"{self.address(drills)}?etat=repair").content.decode()
        assert ("PERC-03" in repaired, "PERC-04" in repaired) == (True, False)

    def test_a_list_is_pasted_and_comes_out_as_a_file(self, page, drills):
        page.post(self.address(drills), {"geste": "ajouter", "labels": "A1;SN-1\nA2\tSN-2\n\nA3"})
        assert list(Exemplar.objects.values_list("label", "serial")) == [
            ("A1", "SN-1"),
            ("A2", "SN-2"),
            ("A3", ""),
        ]
        file = b"".join(page.get(f"/gestion/biens/{drills.pk}/exemplaires.csv").streaming_content).decode()
        assert "SN-2" in file

    def test_a_serial_number_never_leaves_the_owner(self, page, drills, client):
        page.post(self.address(drills), {"geste": "ajouter", "labels": "A1;SN-SECRET"})
        stranger = Client()
        stranger.force_login(make_membership(Role.ASSET_MANAGER).person)
        assert stranger.get(self.address(drills)).status_code == 404
        assert "SN-SECRET" not in stranger.get(f"/biens/{drills.pk}/").content.decode()

    def test_hundreds_cost_as_many_queries_as_one(self, page, drills, django_assert_max_num_queries):
        page.post(self.address(drills), {"geste": "ajouter", "first": "P-001", "count": "400"})
        page.get(self.address(drills))
        with django_assert_max_num_queries(12):
            shown = page.get(self.address(drills)).content.decode()
        assert ("P-100" in shown, "P-101" in shown) == (True, False)

    def test_its_numbers_are_changed(self, page, drills):
        page.post(self.address(drills), {"geste": "ajouter", "labels": "A1\nA2"})
        exemplar = Exemplar.objects.get(label="A1")
        wrong = page.post(f"{self.address(drills)}{exemplar.pk}/", {"labels": "A2"})
        assert wrong.status_code == 422
        page.post(f"{self.address(drills)}{exemplar.pk}/", {"labels": "B1", "serial": "SN"})
        exemplar.refresh_from_db()
        assert (exemplar.label, exemplar.serial) == ("B1", "SN")
