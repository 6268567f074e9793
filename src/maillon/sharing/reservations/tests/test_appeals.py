"""A refusal explains itself, proposes, and may be looked at again once."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.kernel.spans import Span, Spans
from maillon.sharing.availability.errors import SlotJustTaken
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations.errors import CannotAnswer, RequestRefused
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.nearby import nearest_moments
from maillon.sharing.reservations.queries.appeals import appeals_to, tally_of
from maillon.sharing.reservations.queries.refusals import instead_of, rule_of, usage_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import appeals
from maillon.sharing.reservations.services import requests as services
from maillon.sharing.reservations.tests.pages.steps import page, signed_in
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import TORONTO, at, make_shared_place

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=TORONTO)
State = Reservation.State


class TestTheNearestMoments:
    @given(
        st.lists(
            st.tuples(st.integers(-400, 400), st.integers(1, 96)).map(
                lambda pair: Span(NOON + pair[0] * HOUR / 4, NOON + pair[0] * HOUR / 4 + pair[1] * HOUR / 4)
            ),
            max_size=6,
        ),
        st.sampled_from([1, 2, 3]),
    )
    def test_each_is_free_whole_on_the_step_and_on_its_own_day(self, stretches, hours) -> None:
        free, wanted = Spans(stretches), Span(NOON, NOON + hours * HOUR)
        found = nearest_moments(free, wanted, tz=TORONTO, step=HOUR / 2, most=3)
        assert len(found) <= 3
        assert len({one.start.astimezone(TORONTO).date() for one in found}) == len(found)
        for one in found:
            assert free.covers(one)
            assert one != wanted
            assert one.length == wanted.length
            assert one.start.astimezone(TORONTO).minute in (0, 30)
        away = [abs(one.start - wanted.start) for one in found]
        assert away == sorted(away)

    def test_the_same_hour_of_another_day_is_preferred(self) -> None:
        open_days = Spans(Span(NOON - 4 * HOUR + n * DAY, NOON + 8 * HOUR + n * DAY) for n in (1, 2))
        wanted = Span(NOON, NOON + 2 * HOUR)
        found = nearest_moments(open_days, wanted, tz=TORONTO, step=HOUR, most=3)
        assert [one.start for one in found] == [NOON + DAY, NOON + 2 * DAY]


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def gym(db):
    return make_shared_place(name="Gymnase", terms={"conditions": "Souliers à semelles pâles."})


@pytest.fixture
def approver(gym):
    return make_hat(Role.APPROVER, organisation=gym.organisation)


@pytest.fixture
def admin(gym):
    return make_membership(Role.ORGANISATION_ADMIN, organisation=gym.organisation)


@pytest.fixture
def asker(db):
    house = make_organisation(OrganisationKind.COMMUNITY, name="Maison des jeunes")
    return make_membership(Role.REQUESTER, organisation=house)


@pytest.fixture
def refused(gym, asker, approver, now) -> Reservation:
    wish = Wish(gym.pk, at(18), at(20), "Volleyball", 25)
    made = services.request_reservation(hat=asker.hat(), wish=wish, now=now)
    services.refuse_reservation(reference=made.reference, hat=approver, motive="rule", now=now)
    made.refresh_from_db()
    return made


def appeal(reservation: Reservation, hat, now, text: str = "Nous jouons en bas.") -> object:
    return appeals.make_appeal(reference=reservation.reference, hat=hat, text=text, now=now)


def answer(reservation: Reservation, hat, now, outcome: str = "upheld", reasons: str = "Vu.") -> object:
    return appeals.answer_appeal(
        reference=reservation.reference, hat=hat, outcome=outcome, reasons=reasons, now=now
    )


@pytest.mark.django_db
class TestWhatARefusalExplains:
    def test_the_rule_the_usage_and_what_is_free(self, refused, gym, asker, approver, now) -> None:
        other = make_shared_place(gym.organisation, name="Palestre")
        kept = services.request_reservation(hat=asker.hat(), wish=Wish(gym.pk, at(9), at(10), "Jeu"), now=now)
        services.approve_reservation(reference=kept.reference, hat=approver, now=now)
        assert rule_of(refused) == "Souliers à semelles pâles."
        counted = usage_of(refused, now)
        assert (counted.asked, counted.approved, counted.refused) == (2, 1, 1)
        assert usage_of(refused, now + 366 * DAY).asked == 0
        found = instead_of(refused, asker.hat(), now)
        assert len(found) == 4
        assert page("ask", other.pk) in found[-1].href
        assert all(page("ask", gym.pk) in one.href for one in found[:3])

    def test_nothing_is_proposed_that_the_asker_may_not_have(self, refused, gym, asker, now) -> None:
        make_shared_place(gym.organisation, name="Coffre", audience="owner")
        gym.offer.terms.bookable_by = "owner"
        gym.offer.terms.save()
        assert instead_of(refused, asker.hat(), now) == []

    def test_the_page_says_it_to_the_asker(self, refused, asker) -> None:
        html = signed_in(asker).get(page("show", refused.reference)).content.decode()
        assert "Souliers à semelles pâles." in html
        assert "1 refusée" in html
        assert "Libre près de ce que vous demandiez" in html
        assert page("appeal", refused.reference) in html


@pytest.mark.django_db
class TestOnesOwnRequest:
    def test_is_accepted_by_someone_else_unless_one_is_alone_and_it_is_said(self, gym, now) -> None:
        both = make_membership(Role.APPROVER, Role.REQUESTER, organisation=gym.organisation)
        colleague = make_membership(Role.ASSET_MANAGER, organisation=gym.organisation)
        made = services.request_reservation(
            hat=both.hat(), wish=Wish(gym.pk, at(9), at(10), "Réunion"), now=now
        )
        client = signed_in(both)
        answer_ = client.post(page("approve", made.reference))
        assert answer_.status_code == 403
        assert "votre propre demande" in answer_.content.decode()
        made.refresh_from_db()
        assert made.state == State.PENDING
        colleague.delete()
        client.post(page("approve", made.reference))
        made.refresh_from_db()
        assert made.state == State.APPROVED
        said = "Acceptée par la personne qui l’avait demandée"
        assert said in client.get(page("show", made.reference)).content.decode()


@pytest.mark.django_db
class TestAnAppeal:
    def test_goes_to_those_who_administer_and_is_answered_with_reasons(
        self, refused, gym, asker, admin, now
    ) -> None:
        client, judge = signed_in(asker), signed_in(admin)
        empty = client.post(page("appeal", refused.reference), {"text": ""})
        assert empty.status_code == 422
        assert 'id="reexamen_text_error"' in empty.content.decode()
        assert (
            client.post(page("appeal", refused.reference), {"text": "Nous avons des souliers."}).status_code
            == 302
        )
        listed = judge.get(page("appeals")).content.decode()
        assert "Gymnase" in listed
        assert client.get(page("appeals")).status_code == 403
        nothing = judge.post(page("appeal_answer", refused.reference), {"outcome": "upheld", "reasons": ""})
        assert 'id="reponse_reasons_error"' in nothing.content.decode()
        judge.post(page("appeal_answer", refused.reference), {"outcome": "granted", "reasons": "Bien vu."})
        refused.refresh_from_db()
        assert (refused.state, refused.motive, refused.decided_by) == (State.APPROVED, "", admin.person)
        assert refused.commitment.state == Commitment.State.FIRM
        assert "Bien vu." in client.get(page("show", refused.reference)).content.decode()
        counted = tally_of(gym.organisation_id, timezone.now())
        assert (counted.asked, counted.granted, counted.upheld) == (1, 1, 0)

    def test_is_made_once_within_ten_days_and_only_of_a_refusal(self, refused, asker, approver, now) -> None:
        hat = asker.hat()
        with pytest.raises(CannotAnswer) as late:
            appeal(refused, hat, now + 10 * DAY)
        assert [one.code for one in late.value.reasons] == ["appeal_too_late"]
        with pytest.raises(NotAllowed):
            appeal(refused, approver, now)
        with pytest.raises(NotFound):
            appeal(refused, make_hat(Role.REQUESTER), now)
        with pytest.raises(RequestRefused):
            appeal(refused, hat, now, "  ")
        appeal(refused, hat, now + 6 * DAY)
        with pytest.raises(CannotAnswer) as twice:
            appeal(refused, hat, now + 6 * DAY)
        assert [one.code for one in twice.value.reasons] == ["appealed_once"]

    def test_who_refused_does_not_judge_unless_alone(self, refused, gym, asker, admin, now) -> None:
        both = make_hat(Role.APPROVER, Role.ORGANISATION_ADMIN, organisation=gym.organisation)
        Reservation.objects.filter(pk=refused.pk).update(decided_by_id=both.person_id)
        appeal(refused, asker.hat(), now)
        with pytest.raises(NotAllowed):
            answer(refused, both, now)
        with pytest.raises(NotAllowed):
            answer(refused, make_hat(Role.APPROVER, organisation=gym.organisation), now)
        admin.delete()
        answer(refused, both, now)
        assert refused.appeal.by_same_person

    def test_a_place_that_is_gone_is_not_given_twice(self, refused, gym, asker, admin, now) -> None:
        appeal(refused, asker.hat(), now)
        services.request_reservation(
            hat=make_hat(Role.REQUESTER), wish=Wish(gym.pk, at(18), at(20), "Danse"), now=now
        )
        with pytest.raises(SlotJustTaken):
            answer(refused, admin.hat(), now, "granted")
        refused.refresh_from_db()
        assert refused.state == State.REFUSED
        assert list(appeals_to(gym.organisation_id, admin.hat(), answered=False))
        answer(refused, admin.hat(), now, "too_late")
        with pytest.raises(CannotAnswer):
            answer(refused, admin.hat(), now, "upheld")
