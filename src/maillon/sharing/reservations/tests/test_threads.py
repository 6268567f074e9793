"""What is said about a request, and the question that stops the clock."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.media import UnusableDocument
from maillon.base.privacy import erase, held_on
from maillon.base.refusals import NotAllowed, NotFound
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.sharing.availability.models import Commitment
from maillon.sharing.reservations import facts
from maillon.sharing.reservations.errors import CannotAnswer, RequestRefused
from maillon.sharing.reservations.models import Reservation, ThreadMessage
from maillon.sharing.reservations.queries.threads import thread_of, to_clarify, unread_by
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import announcing, threads
from maillon.sharing.reservations.services import requests as services
from maillon.sharing.reservations.services.bundles import BundleWish, request_bundle
from maillon.sharing.reservations.waiting import answer_before, clarify_before, time_left
from maillon.testing.builders.community import make_hat, make_organisation
from maillon.testing.builders.sharing import at, make_shared_place

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
State = Reservation.State


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[facts.ReservationFact]:
    heard: list[facts.ReservationFact] = []
    monkeypatch.setattr(announcing, "record", heard.append)
    return heard


@pytest.fixture
def gym(db):
    return make_shared_place(name="Gymnase", terms={"answer_within_hours": 48})


@pytest.fixture
def approver(gym):
    return make_hat(Role.APPROVER, organisation=gym.organisation)


@pytest.fixture
def asker(db):
    house = make_organisation(OrganisationKind.COMMUNITY, name="Maison des jeunes")
    return make_hat(Role.REQUESTER, organisation=house)


@pytest.fixture
def request_(gym, asker, now) -> Reservation:
    wish = Wish(gym.pk, at(18), at(20), "Volleyball", 25)
    return services.request_reservation(hat=asker, wish=wish, now=now)


def question(reservation: Reservation, hat, now, text: str = "Avec des ballons?") -> ThreadMessage:
    return threads.ask_clarification(reference=reservation.reference, hat=hat, text=text, now=now)


def write(reservation: Reservation, hat, now, text: str = "Oui.", **more) -> ThreadMessage:
    return threads.write_message(reference=reservation.reference, hat=hat, text=text, now=now, **more)


class TestTheClock:
    @given(
        due=st.timedeltas(dt.timedelta(hours=-2), 30 * DAY),
        thought=st.timedeltas(dt.timedelta(), 5 * DAY),
        starts=st.timedeltas(dt.timedelta(minutes=1), 60 * DAY),
    )
    def test_the_owner_never_loses_time_and_nobody_answers_after_the_beginning(
        self, due, thought, starts
    ) -> None:
        now = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
        begins = now + starts
        asked_until = clarify_before(now, starts_at=begins)
        assert now < asked_until <= begins
        left = time_left(now + due, now)
        assert left >= max(due, DAY)
        back = now + thought
        if back < begins:
            again = answer_before(back, left=left, starts_at=begins)
            assert again == begins or again - back >= max(due, DAY)
            assert again <= begins


@pytest.mark.django_db
class TestAQuestion:
    def test_stops_the_owners_clock_and_keeps_the_place(self, request_, approver, now, told) -> None:
        later = now + 40 * HOUR
        question(request_, approver, later)
        request_.refresh_from_db()
        assert request_.state == State.CLARIFYING
        assert request_.answer_due_at == later + 5 * DAY
        held = request_.commitment
        assert (held.state, held.expires_at) == (Commitment.State.HELD, request_.answer_due_at)
        assert services.lapse_overdue(now=later + 3 * DAY) == 0
        assert [type(fact) for fact in told] == [facts.MessageWritten]

    def test_the_answer_gives_it_back_with_the_time_that_was_left(
        self, request_, approver, asker, now
    ) -> None:
        question(request_, approver, now + HOUR)
        answer = write(request_, asker, now + 3 * DAY)
        request_.refresh_from_db()
        assert (request_.state, answer.kind) == (State.PENDING, "answer")
        assert request_.answer_due_at == now + 3 * DAY + 47 * HOUR
        assert request_.commitment.expires_at == request_.answer_due_at
        assert request_.clarifications.get().answered_at == now + 3 * DAY
        services.approve_reservation(reference=request_.reference, hat=approver, now=now + 3 * DAY)
        request_.commitment.refresh_from_db()
        assert request_.commitment.state == Commitment.State.FIRM

    def test_the_answer_may_correct_the_request(self, request_, approver, asker, now) -> None:
        question(request_, approver, now)
        change = threads.Change("Badminton", 30)
        answer = write(request_, asker, now + HOUR, "", change=change)
        request_.refresh_from_db()
        assert (request_.purpose, request_.attendees) == ("Badminton", 30)
        assert answer.changes == {"purpose": ["Volleyball", "Badminton"], "attendees": [25, 30]}
        [asked, said] = thread_of(request_, approver)
        assert said.changes == [
            "Personnes\u00a0: 25, puis 30",
            "Activité\u00a0: «\u00a0Volleyball\u00a0», puis «\u00a0Badminton\u00a0»",
        ]
        assert asked.mine
        assert said.unread

    def test_a_correction_stays_within_what_the_place_holds(self, request_, approver, asker, now) -> None:
        question(request_, approver, now)
        with pytest.raises(RequestRefused) as refused:
            write(request_, asker, now, change=threads.Change(attendees=10_000))
        assert [(one.code, one.field) for one in refused.value.reasons] == [("too_many_people", "attendees")]
        request_.refresh_from_db()
        assert (request_.state, request_.attendees) == (State.CLARIFYING, 25)
        assert request_.thread.count() == 1

    def test_nothing_is_corrected_unless_it_was_asked(self, request_, asker, now) -> None:
        with pytest.raises(RequestRefused) as refused:
            write(request_, asker, now, change=threads.Change(attendees=5))
        assert [one.code for one in refused.value.reasons] == ["not_clarifying"]

    def test_without_an_answer_the_request_lapses_and_says_whose_turn_it_was(
        self, request_, approver, asker, now, told
    ) -> None:
        question(request_, approver, now)
        request_.refresh_from_db()
        after = request_.answer_due_at + HOUR
        with pytest.raises(CannotAnswer):
            write(request_, asker, after)
        assert services.lapse_overdue(now=after) == 1
        request_.refresh_from_db()
        assert request_.state == State.LAPSED
        assert [fact.unclarified for fact in told if isinstance(fact, facts.ReservationLapsed)] == [True]
        request_.commitment.refresh_from_db()
        assert request_.commitment.state == Commitment.State.ENDED

    def test_one_question_at_a_time_and_the_owner_may_still_decide(self, request_, approver, now) -> None:
        question(request_, approver, now)
        with pytest.raises(CannotAnswer) as refused:
            question(request_, approver, now)
        assert [one.code for one in refused.value.reasons] == ["already_clarifying"]
        services.refuse_reservation(reference=request_.reference, hat=approver, motive="staff", now=now)
        request_.refresh_from_db()
        assert request_.state == State.REFUSED

    def test_only_those_who_answer_ask_and_never_about_their_own_request(
        self, request_, gym, asker, now
    ) -> None:
        with pytest.raises(NotAllowed):
            question(request_, asker, now)
        admin = make_hat(Role.ORGANISATION_ADMIN, organisation=gym.organisation)
        with pytest.raises(NotAllowed):
            question(request_, admin, now)
        both = make_hat(Role.APPROVER, Role.REQUESTER, organisation=gym.organisation)
        own = services.request_reservation(hat=both, wish=Wish(gym.pk, at(9), at(10), "Réunion"), now=now)
        with pytest.raises(NotAllowed):
            question(own, both, now)
        with pytest.raises(NotFound):
            question(request_, make_hat(Role.APPROVER), now)

    def test_what_was_asked_together_waits_together_and_has_one_thread(
        self, gym, approver, asker, now
    ) -> None:
        other = make_shared_place(gym.organisation, name="Palestre")
        wishes = [BundleWish(Wish(one.pk, at(9), at(10), "Tournoi")) for one in (gym, other)]
        bundle = request_bundle(hat=asker, name="Tournoi", wishes=wishes, now=now)
        first, second = (one.reservation for one in bundle.items.order_by("position"))
        question(second, approver, now)
        states = Reservation.objects.filter(bundled__bundle=bundle).values_list("state", flat=True)
        assert set(states) == {State.CLARIFYING}
        assert [one.reference for one in to_clarify(asker)] == [first.reference]
        write(second, asker, now + HOUR)
        assert set(states.all()) == {State.PENDING}
        assert first.thread.count() == 2
        assert not second.thread.exists()


@pytest.mark.django_db
class TestMessages:
    def test_go_to_the_other_side_until_they_are_read_or_answered(
        self, request_, approver, asker, now
    ) -> None:
        colleague = make_hat(Role.ASSET_MANAGER, organisation=request_.asset.organisation)
        write(request_, asker, now, "Y a-t-il un projecteur?")
        assert list(unread_by(colleague, now, decides=True)) == [request_]
        assert not unread_by(asker, now, decides=False).exists()
        threads.mark_read(reference=request_.reference, hat=colleague, now=now + HOUR)
        assert not unread_by(colleague, now + HOUR, decides=True).exists()
        write(request_, approver, now + 2 * HOUR, "Oui.")
        assert list(unread_by(asker, now + 2 * HOUR, decides=False)) == [request_]

    def test_a_message_to_a_settled_request_changes_nothing_of_it(
        self, request_, approver, asker, now
    ) -> None:
        services.approve_reservation(reference=request_.reference, hat=approver, now=now)
        assert write(request_, asker, now).kind == "message"
        request_.refresh_from_db()
        assert request_.state == State.APPROVED

    def test_are_refused_when_empty_or_from_who_only_reads(self, request_, gym, asker, now) -> None:
        with pytest.raises(RequestRefused) as refused:
            write(request_, asker, now, "   ")
        assert [(one.code, one.field) for one in refused.value.reasons] == [("message_missing", "text")]
        for reader in (
            make_hat(Role.FINANCE, organisation=gym.organisation),
            make_hat(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK)),
        ):
            with pytest.raises(NotAllowed):
                write(request_, reader, now)
        with pytest.raises(NotFound):
            write(request_, make_hat(Role.REQUESTER), now)

    def test_a_document_is_judged_by_its_content(self, request_, asker, now) -> None:
        sent = write(request_, asker, now, "", file=io.BytesIO(b"%PDF-1.7 %%EOF"), file_name="assurance.exe")
        assert (sent.file_name, sent.media_type) == ("assurance.pdf", "application/pdf")
        with pytest.raises(UnusableDocument):
            write(request_, asker, now, file=io.BytesIO(b"MZ\x90"), file_name="assurance.pdf")
        assert request_.thread.count() == 1

    def test_what_a_person_wrote_is_read_and_erased(self, request_, approver, asker, now) -> None:
        write(request_, asker, now, "Ma fille joue.", file=io.BytesIO(b"%PDF-1.7 %%EOF"), file_name="a.pdf")
        services.cancel_reservation(reference=request_.reference, hat=asker, now=now)
        person_id = asker.wearer_id
        assert [one["message"] for one in held_on(person_id)["echanges"]["ecrits"]] == ["Ma fille joue."]
        erase(person_id, now)
        [said] = thread_of(request_, approver)
        assert said.erased
        assert not said.document
