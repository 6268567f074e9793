"""Kits: written by their owner, counted from what is free, asked for whole or not at all."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.kinds import Circle, Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.inventory.models import Asset
from maillon.sharing.kits.errors import CompositionChanged, KitRefused
from maillon.sharing.kits.models import Kit, KitLine
from maillon.sharing.kits.queries import moment_of, one_kit
from maillon.sharing.kits.services import LineWish, request_kits, write_kit
from maillon.sharing.reservations.models import Bundle, Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import at, make_asset, make_schedule, make_shared_place
from maillon.testing.racing import race


class World:
    """Snowshoes and old ones, poles, a sled: a town's kit for a winter outing."""

    def __init__(self) -> None:
        self.owner = make_organisation(name="Ville de l’Érable")
        hours = make_schedule(self.owner)

        def pool(name: str, many: int) -> Asset:
            return make_shared_place(
                self.owner, name=name, code="equipment", pool_of=many, schedule=hours, capacity=None
            )

        self.shoes, self.old, self.poles = (
            pool("Raquettes", 6),
            pool("Vieilles raquettes", 4),
            pool("Bâtons", 8),
        )
        self.sled = pool("Traîneau", 1)
        self.keeper = make_hat(Role.ASSET_MANAGER, organisation=self.owner)
        self.kit = write_kit(
            kit=Kit(name="Plein air"),
            lines=[
                LineWish(2, (self.shoes.pk, self.old.pk)),
                LineWish(2, (self.poles.pk,)),
                LineWish(1, (self.sled.pk,), optional=True),
            ],
            hat=self.keeper,
        )

    def ask(self, count=1, *, hat=None, **more):
        return request_kits(
            kit_id=self.kit.pk,
            count=count,
            starts_at=at(9),
            ends_at=at(12),
            purpose="Sortie",
            hat=hat or make_hat(),
            now=timezone.now(),
            **more,
        )

    def at_nine(self, count=1, hat=None):
        hat = hat or make_hat()
        shown = one_kit(self.kit.pk, hat)
        assert shown is not None
        return moment_of(shown, at(9), at(12), count, hat=hat, now=timezone.now())

    def take(self, asset, many):
        wish = Wish(asset.pk, at(9), at(12), "Autre", quantity=many)
        return request_reservation(hat=make_hat(), wish=wish, now=timezone.now())


@pytest.fixture
def world() -> World:
    return World()


def asked() -> dict[str, int]:
    return dict(Reservation.objects.filter(bundled__isnull=False).values_list("asset__name", "quantity"))


@pytest.mark.django_db
def test_as_many_as_are_free_count(world):
    assert world.at_nine().most == 4  # eight poles; ten pairs of snowshoes, the old ones included
    world.take(world.poles, 5)
    assert world.at_nine().most == 1


@pytest.mark.django_db
def test_what_is_asked_for_becomes_one_bundle_with_its_substitutes_named(world):
    world.take(world.shoes, 5)
    bundle = world.ask(2)
    assert asked() == {"Raquettes": 1, "Vieilles raquettes": 3, "Bâtons": 4}  # one sled is not two
    item = bundle.items.get(reservation__asset=world.old)
    assert item.instead_of == "Raquettes"
    assert bundle.name == "Plein air × 2"


@pytest.mark.django_db
def test_what_lacks_is_named_and_nothing_is_asked_for(world):
    world.take(world.poles, 7)
    with pytest.raises(KitRefused) as refused:
        world.ask()
    assert "Bâtons" in str(refused.value)
    assert not Bundle.objects.exists()


@pytest.mark.django_db
def test_what_changed_since_it_was_shown_is_shown_again(world):
    seen = world.at_nine().key
    world.take(world.shoes, 6)
    with pytest.raises(CompositionChanged):
        world.ask(seen=seen)
    assert not Bundle.objects.exists()
    world.ask(seen=world.at_nine().key)


@pytest.mark.django_db
def test_the_same_key_asks_once(world):
    key, hat = uuid.uuid4(), make_hat()
    assert world.ask(uid=key, hat=hat) == world.ask(uid=key, hat=hat)
    assert Bundle.objects.count() == 1


@pytest.mark.django_db
def test_who_does_not_see_a_needed_thing_does_not_see_the_kit(world):
    stranger = make_hat()
    Asset.objects.filter(pk=world.sled.pk).update(audience=Circle.OWNER)
    assert one_kit(world.kit.pk, stranger) is not None  # the sled is optional
    assert "Traîneau" not in str([line.choices.all() for line in one_kit(world.kit.pk, stranger).lines.all()])
    Asset.objects.filter(pk=world.poles.pk).update(audience=Circle.OWNER)
    assert one_kit(world.kit.pk, stranger) is None
    assert one_kit(world.kit.pk, world.keeper) is not None
    with pytest.raises(NotFound):
        world.ask(hat=stranger)


@pytest.mark.django_db
def test_what_cannot_be_a_kit_is_told(world):
    gym = make_shared_place(world.owner, name="Gymnase")
    foreign = make_asset()

    def codes(*lines):
        with pytest.raises(Invalid) as refused:
            write_kit(kit=Kit(name="Autre"), lines=lines, hat=world.keeper)
        return {reason.code for reason in refused.value.reasons}

    assert codes() == {"no_lines"}
    assert codes(LineWish(1, (foreign.pk,))) == {"foreign_choice"}
    assert codes(LineWish(1, (world.shoes.pk, gym.pk))) == {"other_class"}
    assert codes(LineWish(1, (world.shoes.pk,), optional=True)) == {"all_optional"}
    with pytest.raises(Invalid) as refused:
        write_kit(kit=Kit(name="Plein air"), lines=[LineWish(1, (gym.pk,))], hat=world.keeper)
    assert refused.value.reasons[0].field == "name"
    with pytest.raises(NotAllowed):
        write_kit(
            kit=Kit(name="x", organisation=world.owner),
            lines=[LineWish(1, (gym.pk,))],
            hat=make_hat(Role.REQUESTER, organisation=world.owner),
        )


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("real_connections")
def test_thirty_two_race_for_the_last_kits_and_none_is_half_given():
    world = World()
    hats = [make_hat() for _ in range(32)]
    outcomes = race([lambda hat=hat: world.ask(hat=hat) for hat in hats])
    assert set(outcomes.told) == {"ok", "none_left"}
    assert outcomes.counts["ok"] == 4
    taken = dict.fromkeys(("Raquettes", "Vieilles raquettes", "Bâtons", "Traîneau"), 0)
    for name, many in Commitment.objects.exclude(state="ended").values_list("asset__name", "quantity"):
        taken[name] += many
    assert taken == {"Raquettes": 6, "Vieilles raquettes": 2, "Bâtons": 8, "Traîneau": 1}


@pytest.mark.django_db
class TestPages:
    @staticmethod
    def signed_in(membership) -> Client:
        client = Client()
        client.force_login(membership.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def test_seen_counted_then_sent(self, world):
        world.take(world.shoes, 5)
        member = make_membership(Role.REQUESTER)
        client, address = self.signed_in(member), f"/trousses/{world.kit.pk}/"
        assert "Plein air" in client.get("/trousses/?q=plein").content.decode()
        day = at(9).date().isoformat()
        wanted = {"day": day, "starts": "09:00", "ends": "12:00", "last_day": "", "count": "2"}
        shown = client.get(address, wanted).content.decode().replace("\xa0", " ")
        assert "4 trousses complètes sont libres" in shown or "2 trousses complètes sont libres" in shown
        assert "au lieu de Raquettes" in shown
        assert "Traîneau" in shown.split("Sans, car")[1]
        key = shown.split('name="vu" value="')[1].split('"')[0]
        missing = client.post(address, wanted | {"vu": key})
        assert missing.status_code == 422
        assert "au lieu de Raquettes" in missing.content.decode().replace("\xa0", " ")
        sent = client.post(address, wanted | {"vu": key, "purpose": "Sortie"}, follow=True)
        page = sent.content.decode().replace("\xa0", " ")
        assert "Plein air × 2" in page
        assert "au lieu de Raquettes" in page

    def test_what_is_not_possible_is_said_before_sending(self, world):
        world.take(world.poles, 8)
        day = at(9).date().isoformat()
        wanted = {"day": day, "starts": "09:00", "ends": "12:00", "count": "1"}
        shown = self.signed_in(make_membership()).get(f"/trousses/{world.kit.pk}/", wanted).content.decode()
        assert "il n’en reste aucune complète" in shown
        assert "Envoyer la demande" not in shown

    def test_its_owner_writes_it_row_by_row(self, world):
        client = self.signed_in(make_membership(Role.ASSET_MANAGER, organisation=world.owner))
        assert "Plein air" in client.get("/gestion/trousses/").content.decode()
        wrong = client.post("/gestion/trousses/ajouter/", {"name": "Deux", "rangs": "2", "l0_q": "3"})
        assert wrong.status_code == 422
        assert 'value="3"' in wrong.content.decode()
        answers = {"name": "Deux", "rangs": "2", "l0_q": "3", "l0_a": world.shoes.pk, "l0_b": world.old.pk}
        client.post("/gestion/trousses/ajouter/", answers)
        line = KitLine.objects.get(kit__name="Deux")
        assert [choice.asset for choice in line.choices.order_by("rank")] == [world.shoes, world.old]
        kit = Kit.objects.get(name="Deux")
        client.post(f"/gestion/trousses/{kit.pk}/", answers | {"l0_q": "5", "retired": "on"})
        assert KitLine.objects.get(kit=kit).quantity == 5
        assert "Deux" not in client.get("/trousses/").content.decode()

    def test_a_list_of_kits_costs_the_same_whatever_their_number(self, world):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = self.signed_in(make_membership())
        client.get("/trousses/")
        spent = []
        for turn in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get("/trousses/")
            spent.append(len(queries))
            for name in ("b", "c"):
                write_kit(
                    kit=Kit(name=f"{name}{turn}"), lines=[LineWish(1, (world.sled.pk,))], hat=world.keeper
                )
        assert spent[0] == spent[1]
