"""« Prévenez-moi »: written when something becomes free, once a day, never of what one may not see."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.hats import NOBODY
from maillon.community.organisations.kinds import Circle, Role
from maillon.openness.notifications.alerts import on_search_answered
from maillon.sharing.availability.models import Commitment
from maillon.sharing.availability.services import take
from maillon.sharing.reservations.facts import SearchAnswered
from maillon.sharing.reservations.models import SearchAlert
from maillon.sharing.reservations.queries.alerts import Watched
from maillon.sharing.reservations.services.alerts import (
    MOST,
    AlreadyWatched,
    look_again,
    stop_watching,
    watch_search,
)
from maillon.sharing.reservations.tests.pages.steps import page, signed_in
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import SAINT_HYACINTHE, at, make_shared_place

pytestmark = pytest.mark.django_db
LON, LAT = SAINT_HYACINTHE


@pytest.fixture
def asker():
    return make_membership(Role.REQUESTER)


def watch(membership, number: int = 0) -> SearchAlert:
    watched = Watched(LON, LAT, None, at(18).isoformat(), at(20).isoformat(), class_codes=["gym"])
    return watch_search(
        hat=membership.hat(),
        watched=watched,
        asked=f"quoi=gym&n={number}",
        title="Un gymnase",
        now=timezone.now(),
    )


def book(asset) -> Commitment:
    return take(
        asset_id=asset.pk,
        starts_at=at(18),
        ends_at=at(20),
        cause="reservation",
        state="firm",
        now=timezone.now(),
    )


class TestWatching:
    def test_what_was_free_already_is_no_news_and_what_appears_is(self, asker) -> None:
        make_shared_place()
        alert = watch(asker)
        assert look_again(now=timezone.now()) == 0
        new = make_shared_place()
        assert look_again(now=timezone.now()) == 1
        alert.refresh_from_db()
        assert new.pk in alert.told

    def test_a_place_that_is_freed_is_news_again_but_once_a_day(self, asker) -> None:
        gym = make_shared_place()
        taken = book(gym)
        watch(asker)
        now = timezone.now()
        assert look_again(now=now) == 0
        Commitment.objects.filter(pk=taken.pk).delete()
        assert look_again(now=now, day=at(18).date()) == 1
        make_shared_place()
        assert look_again(now=now) == 0  # written about today
        assert look_again(now=now + dt.timedelta(days=1)) == 1

    def test_other_days_and_past_days_are_left_alone(self, asker) -> None:
        watch(asker)
        make_shared_place()
        assert look_again(now=timezone.now(), day=at(18, days=9).date()) == 0
        assert look_again(now=timezone.now() + dt.timedelta(days=30)) == 0

    def test_what_the_person_may_not_see_is_never_told(self, asker) -> None:
        watch(asker)
        make_shared_place(audience=Circle.OWNER)
        assert look_again(now=timezone.now()) == 0

    def test_who_no_longer_belongs_is_not_written_to(self, asker) -> None:
        watch(asker)
        make_shared_place()
        asker.ends_on = timezone.localdate() - dt.timedelta(days=1)
        asker.save()
        assert look_again(now=timezone.now()) == 0

    def test_refusals(self, asker) -> None:
        watched = Watched(LON, LAT, None, at(18).isoformat(), at(20).isoformat())
        with pytest.raises(NotAllowed):
            watch_search(hat=NOBODY, watched=watched, asked="x", title="x", now=timezone.now())
        for number in range(MOST):
            watch(asker, number)
        with pytest.raises(Invalid):
            watch(asker, MOST)
        stop_watching(hat=asker.hat(), alert_id=SearchAlert.objects.order_by("pk").first().pk)
        with pytest.raises(AlreadyWatched), transaction.atomic():
            watch(asker, 1)
        other = make_membership(Role.REQUESTER)
        with pytest.raises(NotFound):
            stop_watching(hat=other.hat(), alert_id=SearchAlert.objects.order_by("pk").first().pk)


class TestLetter:
    def test_it_names_what_is_free_and_stops_at_one_click(self, asker) -> None:
        gym = make_shared_place(name="Gymnase des Érables")
        hidden = make_shared_place(name="Gymnase caché", audience=Circle.OWNER)
        alert = watch(asker)
        fact = SearchAnswered(alert_id=alert.pk, asset_ids=(gym.pk, hidden.pk), at=timezone.now())
        on_search_answered(fact)
        on_search_answered(fact)  # told twice, written once
        (mail,) = OutgoingMail.objects.filter(key__startswith="alert:")
        assert "Gymnase des Érables" in mail.text
        assert "Gymnase caché" not in mail.text
        (address,) = re.findall(r"/alertes/\S+", mail.text)
        client = Client()
        assert "Arrêter cette alerte" in client.get(address).content.decode()
        assert SearchAlert.objects.filter(pk=alert.pk).exists()  # reading the letter stops nothing
        assert "C’est arrêté" in client.post(address).content.decode()
        assert not SearchAlert.objects.filter(pk=alert.pk).exists()
        assert client.get(address).status_code == 404


class TestPages:
    ASKED = "quoi=gym&ou=Saint-Hyacinthe&de=18%3A00&a=20%3A00&personnes=25&prix=free&date="

    def test_from_the_search_to_ones_list(self, asker) -> None:
        client = signed_in(asker)
        asked = self.ASKED + at(18).date().isoformat()
        html = client.get(f"{page('find')}?{asked}").content.decode()
        assert "Prévenez-moi" in html
        assert client.post(page("watch"), {"asked": asked}).status_code == 302
        (alert,) = SearchAlert.objects.order_by("pk")
        assert alert.title.startswith("Un gymnase près de Saint-Hyacinthe")
        assert Watched(**alert.wanted).chosen == {"prix": ["free"]}
        html = client.get(page("alerts")).content.decode()
        assert alert.title in html
        assert client.post(page("alert_end", alert.pk)).status_code == 302
        assert "Aucune alerte" in client.get(page("alerts")).content.decode()

    @pytest.mark.parametrize("asked", ["", "quoi=gym", "quoi=gym&ou=xyzzy&date=2020-01-01&de=18:00&a=20:00"])
    def test_a_search_that_means_nothing_is_refused(self, asker, asked) -> None:
        assert signed_in(asker).post(page("watch"), {"asked": asked}).status_code == 422

    def test_nobody_is_not_proposed_to_be_written_to(self, client) -> None:
        assert (
            "Prévenez-moi" not in client.get(f"{page('find')}?{self.ASKED}{at(18).date()}").content.decode()
        )
