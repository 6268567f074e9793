"""Two records of one thing become one: everything follows, or nothing changes."""

import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.refusals import Refusal
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.availability.models import Commitment
from maillon.sharing.inventory.imports.services import read_file
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.queries.history import history_of
from maillon.sharing.inventory.services import freeze_assets, merge_assets, restore_assets
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.requests import cancel_reservation, request_reservation
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import at, make_asset, make_shared_place

pytestmark = pytest.mark.django_db
AUTOMATIC = {"approval": "automatic"}


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def asker() -> Membership:
    return make_membership(Role.REQUESTER)


def ask(asset: Asset, asker: Membership, hour: int, quantity: int = 1) -> Reservation:
    wish = Wish(asset.pk, at(hour), at(hour + 1), purpose="Essai", quantity=quantity)
    return request_reservation(hat=asker.hat(), wish=wish, now=timezone.now())


def merge(kept: Asset, other: Asset, keeper: Membership, **more: Any) -> Asset:
    return merge_assets(kept_id=kept.pk, other_id=other.pk, hat=keeper.hat(), now=timezone.now(), **more)


def test_bookings_and_identifiers_follow_and_the_other_leads_to_the_one_kept(
    client: Client, keeper: Membership, asker: Membership
) -> None:
    kept = make_shared_place(keeper.organisation, name="Gymnase A", terms=AUTOMATIC)
    other = make_shared_place(
        keeper.organisation, name="Gym A", terms=AUTOMATIC, identifier="G-7", source_key="liste:G-7"
    )
    mine, theirs = ask(kept, asker, 9), ask(other, asker, 10)
    merge(kept, other, keeper, why="Saisi deux fois")
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.name, kept.identifier, kept.source_key) == ("Gymnase A", "G-7", "liste:G-7")
    assert (other.state, other.merged_into_id, other.source_key) == ("archived", kept.pk, "")
    assert set(Reservation.objects.filter(asset=kept)) == {mine, theirs}
    assert Commitment.objects.filter(asset=kept, block=kept.bookable.block).count() == 2
    with pytest.raises(Refusal):  # the moment of the other is taken on the one kept
        ask(kept, asker, 10)
    assert client.get(f"/biens/{other.pk}/")["Location"] == f"/biens/{kept.pk}/"
    assert "Saisi deux fois" in history_of(kept.pk)[:1][0].why
    assert history_of(other.pk)[:1][0].title == "Fusionné"
    cancel_reservation(reference=theirs.reference, hat=asker.hat(), now=timezone.now())
    ask(kept, asker, 10)


def test_overlapping_bookings_refuse_and_nothing_changes(keeper: Membership, asker: Membership) -> None:
    kept = make_shared_place(keeper.organisation, terms=AUTOMATIC)
    other = make_shared_place(keeper.organisation, terms=AUTOMATIC, identifier="G-7")
    one, two = ask(kept, asker, 9), ask(other, asker, 9)
    with pytest.raises(Refusal) as refused:
        merge(kept, other, keeper)
    assert refused.value.code == "both_booked"
    assert one.reference in str(refused.value)
    assert two.reference in str(refused.value)
    other.refresh_from_db()
    two.refresh_from_db()
    assert (other.state, other.merged_into_id, two.asset_id) == ("active", None, other.pk)
    cancel_reservation(reference=two.reference, hat=asker.hat(), now=timezone.now())
    merge(kept, other, keeper)


def test_a_record_never_shared_takes_the_sharing_of_the_other(keeper: Membership, asker: Membership) -> None:
    kept = make_asset(keeper.organisation)
    other = make_shared_place(keeper.organisation, terms=AUTOMATIC)
    theirs = ask(other, asker, 9)
    merge(kept, other, keeper)
    assert Reservation.objects.get(pk=theirs.pk).asset_id == kept.pk
    ask(kept, asker, 14)


def test_two_pools_that_together_promise_more_than_one_holds_stay_apart(
    keeper: Membership, asker: Membership
) -> None:
    chairs = {"code": "furniture", "terms": AUTOMATIC, "pool_of": 10}
    kept, other = (make_shared_place(keeper.organisation, **chairs) for _number in range(2))
    ask(kept, asker, 9, quantity=6)
    ask(other, asker, 9, quantity=6)
    with pytest.raises(Refusal):
        merge(kept, other, keeper)


def test_a_list_that_still_names_the_other_changes_nothing(keeper: Membership) -> None:
    kept = make_asset(keeper.organisation, name="Gymnase", source_key="a:1", identifier="1")
    other = make_asset(keeper.organisation, name="Gym", source_key="b:2", identifier="2")
    merge(kept, other, keeper)
    run = read_file(
        organisation=keeper.organisation,
        by_id=None,
        file=io.BytesIO("nom;catégorie;identifiant\nGym double;Gymnase;2\n".encode()),
        file_name="b.csv",
        now=timezone.now(),
    )
    assert not run.suggestions.exists()


def test_what_cannot_be_merged(keeper: Membership) -> None:
    kept, other = make_asset(keeper.organisation), make_asset(keeper.organisation)
    for wrong in (kept, make_asset()):
        with pytest.raises(Refusal):
            merge(kept, wrong, keeper)
    freeze_assets(asset_ids=[other.pk], hat=keeper.hat(), reason="Litige", now=timezone.now())
    with pytest.raises(Refusal) as refused:
        merge(kept, other, keeper)
    assert refused.value.code == "frozen"
    third = make_asset(keeper.organisation)
    merge(kept, third, keeper)
    with pytest.raises(Refusal) as refused:
        restore_assets(asset_ids=[third.pk], hat=keeper.hat(), now=timezone.now())
    assert refused.value.code == "merged_away"


def test_the_page_compares_then_merges(client: Client, keeper: Membership) -> None:
    client.force_login(keeper.person)
    kept = make_asset(keeper.organisation, name="Gymnase A", capacity=None)
    other = make_asset(keeper.organisation, name="Gymnase A", capacity=120)
    page = f"/gestion/biens/{kept.pk}/fusionner/"
    assert f'value="{other.pk}"' in client.get(page).content.decode()
    assert client.post(page, {"etape": "voir"}).status_code == 422
    compared = client.post(page, {"autre": other.pk, "etape": "voir"}).content.decode()
    assert "Après la fusion" in compared
    assert Asset.objects.get(pk=other.pk).state == "active"
    assert client.post(page, {"autre": other.pk, "etape": "faire"}).status_code == 302
    assert Asset.objects.get(pk=kept.pk).capacity == 120
    assert "fusionnée" in client.get(f"/biens/{other.pk}/").content.decode()
    assert client.get(f"{page}?q=rien-de-tel").status_code == 200
