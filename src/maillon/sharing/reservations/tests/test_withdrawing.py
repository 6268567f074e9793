"""Archiving what others were promised: refused with the list, or ended with a reason that each of them is told."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.availability.models import Commitment
from maillon.sharing.inventory.errors import StillPromised
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.services import archive_assets, write_asset
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import requests
from maillon.sharing.reservations.services.requests import request_reservation
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import at, make_shared_place
from maillon.testing.racing import race

pytestmark = pytest.mark.django_db
State = Reservation.State


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ORGANISATION_ADMIN)


@pytest.fixture
def gym(keeper: Membership) -> Asset:
    return make_shared_place(keeper.organisation, name="Gymnase", terms={"approval": "automatic"})


@pytest.fixture
def asker() -> Membership:
    return make_membership(Role.REQUESTER)


def ask(asset: Asset, asker: Membership, hour: int = 9, days: int = 7) -> Reservation:
    wish = Wish(asset.pk, at(hour, days=days), at(hour + 1, days=days), purpose="Tournoi")
    return request_reservation(hat=asker.hat(), wish=wish, now=timezone.now())


def test_archiving_refuses_and_lists_what_was_promised(
    gym: Asset, keeper: Membership, asker: Membership
) -> None:
    first, second = ask(gym, asker), ask(gym, asker, 14)
    with pytest.raises(StillPromised) as refused:
        archive_assets(asset_ids=[gym.pk], hat=keeper.hat(), now=timezone.now())
    said = str(refused.value)
    assert first.reference in said
    assert second.reference in said
    assert asker.organisation.name in said
    gym.refresh_from_db()
    assert gym.state == Asset.State.ACTIVE
    gym.state = Asset.State.ARCHIVED  # by the API or by a form
    with pytest.raises(StillPromised):
        write_asset(asset=gym, now=timezone.now())


def test_what_is_over_or_was_given_back_does_not_count(
    gym: Asset, keeper: Membership, asker: Membership
) -> None:
    over, given_back = ask(gym, asker), ask(gym, asker, 14)
    requests.cancel_reservation(reference=given_back.reference, hat=asker.hat(), now=timezone.now())
    later = over.ends_at + dt.timedelta(minutes=1)
    assert archive_assets(asset_ids=[gym.pk], hat=keeper.hat(), now=later) == 1


def test_ending_tells_each_asker_the_reason_and_frees_the_place(
    gym: Asset, keeper: Membership, asker: Membership, run_jobs: Any
) -> None:
    confirmed = ask(gym, asker)
    gym.offer.terms.approval = "by_owner"
    gym.offer.terms.save()
    pending = ask(gym, make_membership(Role.REQUESTER), 14)
    run_jobs()
    OutgoingMail.objects.all().delete()
    archive_assets(asset_ids=[gym.pk], hat=keeper.hat(), ending="Le toit coule", now=timezone.now())
    run_jobs()
    confirmed.refresh_from_db()
    pending.refresh_from_db()
    assert (confirmed.state, pending.state) == (State.CANCELLED, State.REFUSED)
    assert (confirmed.reason, pending.reason) == ("Le toit coule", "Le toit coule")
    assert not Commitment.objects.filter(asset=gym).exclude(state=Commitment.State.ENDED).exists()
    letters = {mail.to: mail.text for mail in OutgoingMail.objects.all()}
    assert set(letters) == {asker.person.email, pending.person.email}
    assert all("Le toit coule" in text for text in letters.values())
    gym.refresh_from_db()
    assert gym.state == Asset.State.ARCHIVED


def test_the_button_leads_to_the_list_and_the_choice(
    client: Client, gym: Asset, keeper: Membership, asker: Membership
) -> None:
    booked = ask(gym, asker)
    client.force_login(keeper.person)
    answer = client.post(f"/gestion/biens/{gym.pk}/archiver/")
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "ne rien archiver" in page.content.decode()
    assert booked.reference in page.content.decode()
    assert "Appliquer" not in page.content.decode()
    form = {"geste": "archiver", "ids": gym.pk, "promises": "garder", "reason": ""}
    shown = client.post("/gestion/biens/en-lot/", form).content.decode().replace("\u00a0", " ")
    assert booked.reference in shown
    refused = client.post("/gestion/biens/en-lot/", form | {"etape": "faire", "attendus": "0"})
    assert refused.status_code == 422
    assert booked.reference in refused.content.decode()
    ends = form | {"promises": "annuler", "reason": "Travaux", "etape": "faire", "attendus": "1"}
    assert client.post("/gestion/biens/en-lot/", ends).status_code == 302
    booked.refresh_from_db()
    assert booked.state == State.CANCELLED


def test_archived_while_a_request_waits_for_the_block_nothing_is_promised(
    gym: Asset, keeper: Membership, asker: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request read the offer, then waited for the block; meanwhile the asset was archived."""
    take = requests.take

    def late(**values: Any) -> Any:
        Asset.objects.filter(pk=gym.pk).update(state=Asset.State.ARCHIVED)
        return take(**values)

    monkeypatch.setattr(requests, "take", late)
    with pytest.raises(requests.RequestRefused):
        ask(gym, asker)
    assert not Reservation.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("real_connections")
def test_booking_and_archiving_at_the_same_instant_leave_no_promise_on_an_archive(
    gym: Asset, keeper: Membership, asker: Membership
) -> None:
    now, hat, keeping = timezone.now(), asker.hat(), keeper.hat()
    wishes = [Wish(gym.pk, at(hour), at(hour + 1), purpose="Course") for hour in range(8, 16)]
    runs = [lambda wish=wish: request_reservation(hat=hat, wish=wish, now=now) for wish in wishes]
    runs.insert(4, lambda: archive_assets(asset_ids=[gym.pk], hat=keeping, now=now))
    told = race(runs).told
    assert set(told) <= {"ok", "still_promised", "not_offered"}, told
    gym.refresh_from_db()
    if gym.state == Asset.State.ARCHIVED:
        assert not Reservation.objects.live().exists()
    else:
        assert told[4] == "still_promised"
