"""Each fact writes the right letters, once, to the right people, in their language."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base.facts import deliver, handlers_of
from maillon.base.mail.models import OutgoingMail
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.people.models import Language
from maillon.kernel.spans import Span
from maillon.openness.notifications.letters import SUBJECTS
from maillon.sharing.reservations import facts
from maillon.sharing.reservations.models import Reservation
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services import appeals, threads
from maillon.sharing.reservations.services import requests as services
from maillon.testing.builders.community import make_membership, make_organisation, make_person
from maillon.testing.builders.sharing import at, make_shared_place

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture
def gym():
    owner = make_organisation(name="Ville de l’Érable")
    return make_shared_place(owner, name="Gymnase", terms={"answer_within_hours": 48, "price_per_hour": "10"})


@pytest.fixture
def approver(gym):
    return make_membership(Role.APPROVER, organisation=gym.organisation, person=make_person(name="Luc Côté"))


@pytest.fixture
def manager(gym):
    person = make_person(name="Ann Hall", language=Language.ENGLISH)
    return make_membership(Role.ASSET_MANAGER, organisation=gym.organisation, person=person)


@pytest.fixture
def asker():
    house = make_organisation(OrganisationKind.COMMUNITY, name="Maison des jeunes & Cie")
    return make_membership(Role.REQUESTER, organisation=house, person=make_person(name="Ariane Roy"))


def ask(gym, asker, **more) -> Reservation:
    wish = Wish(gym.pk, at(18), at(20), "Volleyball", 25, message="Nous avons <nos> ballons.")
    return services.request_reservation(hat=asker.hat(), wish=wish, now=timezone.now(), **more)


def written() -> list[tuple[str, str]]:
    """(kind, reader) of each letter, oldest first."""
    return [(mail.key.split(":")[0], mail.to) for mail in OutgoingMail.objects.order_by("pk")]


def letter(kind: str, membership) -> OutgoingMail:
    return OutgoingMail.objects.get(key__startswith=f"{kind}:", person=membership.person)


def test_every_fact_is_heard() -> None:
    for kind in (
        facts.ReservationRequested,
        facts.ReservationApproved,
        facts.ReservationRefused,
        facts.ReservationCancelled,
        facts.ReservationLapsed,
        facts.AppealMade,
        facts.AppealAnswered,
        facts.MessageWritten,
    ):
        assert handlers_of(kind)


def test_a_request_is_told_to_those_who_answer_and_to_the_asker(
    gym, asker, approver, manager, run_jobs
) -> None:
    make_membership(Role.FINANCE, organisation=gym.organisation)
    make_membership(
        Role.APPROVER, organisation=gym.organisation, ends_on=timezone.localdate() - dt.timedelta(days=1)
    )
    make_membership(Role.APPROVER)
    reservation = ask(gym, asker)
    run_jobs()
    assert sorted(written()) == sorted(
        [
            ("to_decide", approver.person.email),
            ("to_decide", manager.person.email),
            ("received", asker.person.email),
        ]
    )
    mail = letter("to_decide", approver)
    assert "Maison des jeunes & Cie demande à utiliser «\u00a0Gymnase\u00a0»." in mail.text
    assert "Nous avons <nos> ballons." in mail.text
    assert "de 18\u00a0h à 20\u00a0h" in mail.text
    assert "20,00\u00a0$" in mail.text
    assert reservation.reference in mail.text
    assert mail.state == OutgoingMail.State.RECORDED
    assert letter("to_decide", manager).language == "en"
    assert "/en/" in ADDRESS.findall(letter("to_decide", manager).text)[0]


def test_the_link_is_personal_shows_and_never_decides(
    gym, asker, approver, manager, run_jobs, settings
) -> None:
    reservation = ask(gym, asker)
    run_jobs()
    links = {ADDRESS.findall(letter("to_decide", who).text)[0] for who in (approver, manager)}
    assert len(links) == 2
    link = ADDRESS.findall(letter("to_decide", approver).text)[0].removeprefix(settings.PUBLIC_URL)
    client = Client()
    html = client.get(link).content.decode()
    assert "Volleyball" in html
    reservation.refresh_from_db()
    assert reservation.state == Reservation.State.PENDING
    client.post(f"{link}approuver/")
    reservation.refresh_from_db()
    assert (reservation.state, reservation.decided_by) == (Reservation.State.APPROVED, approver.person)


def test_the_same_fact_told_twice_writes_once(gym, asker, approver, run_jobs) -> None:
    reservation = ask(gym, asker)
    run_jobs()
    before = written()
    fact = {
        "reservation_id": reservation.pk,
        "reference": reservation.reference,
        "asset_id": gym.pk,
        "owner_id": gym.organisation_id,
        "organisation_id": asker.organisation_id,
        "at": OutgoingMail.objects.order_by("pk")[0].key.split(":", 2)[2].rpartition(":")[0],
    }
    name = f"{facts.__name__}.ReservationRequested"
    deliver(fact=name, handler=handlers_of(facts.ReservationRequested)[0], payload=fact)
    assert written() == before


def test_a_request_answered_before_the_letters_asks_nobody(gym, asker, approver, run_jobs) -> None:
    reservation = ask(gym, asker)
    services.cancel_reservation(reference=reservation.reference, hat=asker.hat(), now=timezone.now())
    run_jobs()
    assert [kind for kind, _to in written()] == ["cancelled"]


def test_nothing_is_told_of_a_request_that_was_rolled_back(gym, asker, approver, run_jobs) -> None:
    ask(gym, asker)
    run_jobs()
    before = len(written())
    with pytest.raises(Exception, match="plus libre"):
        ask(gym, asker)
    run_jobs()
    assert len(written()) == before


def test_a_confirmation_tells_the_asker(gym, asker, approver, run_jobs) -> None:
    reservation = ask(gym, asker)
    services.approve_reservation(reference=reservation.reference, hat=approver.hat(), now=timezone.now())
    run_jobs()
    assert ("approved", asker.person.email) in written()
    assert reservation.reference in letter("approved", asker).text


def test_an_automatic_confirmation_tells_the_owner_too(asker, run_jobs) -> None:
    room = make_shared_place(code="room", terms={"approval": "automatic"})
    approver = make_membership(Role.APPROVER, organisation=room.organisation)
    ask(room, asker)
    run_jobs()
    assert sorted(written()) == sorted([("approved", asker.person.email), ("booked", approver.person.email)])


def test_a_refusal_says_why_and_that_there_is_a_proposal(gym, asker, approver, run_jobs) -> None:
    reservation = ask(gym, asker)
    services.refuse_reservation(
        reference=reservation.reference,
        hat=approver.hat(),
        motive="staff",
        reason="Le concierge est absent.",
        alternative=Span(at(8), at(10)),
        now=timezone.now(),
    )
    run_jobs()
    text = letter("refused", asker).text
    assert "personne ne peut ouvrir ou surveiller" in text
    assert "Le concierge est absent." in text
    assert "On vous propose autre chose" in text


def test_a_cancellation_tells_the_other_side(gym, asker, approver, run_jobs) -> None:
    for hat, reason, told in [
        (asker.hat(), "", approver.person.email),
        (approver.hat(), "Dégât d’eau.", asker.person.email),
    ]:
        OutgoingMail.objects.all().delete()
        reservation = ask(gym, asker)
        services.approve_reservation(reference=reservation.reference, hat=approver.hat(), now=timezone.now())
        services.cancel_reservation(
            reference=reservation.reference, hat=hat, reason=reason, now=timezone.now()
        )
        run_jobs()
        assert [to for kind, to in written() if kind == "cancelled"] == [told]


def test_a_lapse_tells_both_sides(gym, asker, approver, run_jobs) -> None:
    ask(gym, asker)
    run_jobs()
    services.lapse_overdue(now=timezone.now() + dt.timedelta(hours=49))
    run_jobs()
    assert {("lapsed", asker.person.email), ("unanswered", approver.person.email)} <= set(written())


def test_every_letter_has_its_template_and_says_where_to_look(gym, asker, approver, run_jobs) -> None:
    reservation = ask(gym, asker)
    run_jobs()
    services.lapse_overdue(now=timezone.now() + dt.timedelta(hours=49))
    services.approve_reservation(reference=reservation.reference, hat=approver.hat(), now=timezone.now())
    services.cancel_reservation(reference=reservation.reference, hat=asker.hat(), now=timezone.now())
    run_jobs()
    for mail in OutgoingMail.objects.order_by("pk"):
        assert ADDRESS.search(mail.text), mail.key
        assert "{" not in mail.text
        assert "&" not in mail.text.replace("jeunes & Cie", "")
        assert "\n\n\n" not in mail.text
    assert {kind for kind, _to in written()} < set(SUBJECTS)


def test_a_question_and_its_answer_are_carried_each_to_the_other_side(gym, asker, approver, run_jobs) -> None:
    reservation = ask(gym, asker)
    about = {"reference": reservation.reference, "now": timezone.now()}
    threads.ask_clarification(hat=approver.hat(), text="Avec <quels> ballons?", **about)
    run_jobs()
    mail = letter("question", asker)
    assert "Avec <quels> ballons?" in mail.text
    assert f"/demandes/{reservation.reference}/" in mail.text
    threads.write_message(hat=asker.hat(), text="", change=threads.Change(attendees=30), **about)
    run_jobs()
    back = letter("clarified", approver)
    assert "Personnes\u00a0: 25, puis 30" in back.text
    assert "/repondre/" in ADDRESS.findall(back.text)[0]
    threads.write_message(hat=approver.hat(), text="Merci.", **about)
    run_jobs()
    assert "Merci." in letter("message", asker).text
    assert not OutgoingMail.objects.filter(key__startswith="message:", person=approver.person).exists()


def test_a_request_that_lapses_on_the_askers_turn_says_so_to_both(gym, asker, approver, run_jobs) -> None:
    reservation = ask(gym, asker)
    threads.ask_clarification(
        reference=reservation.reference, hat=approver.hat(), text="Combien?", now=timezone.now()
    )
    services.lapse_overdue(now=timezone.now() + dt.timedelta(days=6))
    run_jobs()
    assert "n’est pas venue à temps" in letter("unclarified", asker).text
    assert "de nouveau libre" in letter("unclarified", approver).text
    assert not OutgoingMail.objects.filter(key__startswith="unanswered:").exists()


def test_an_appeal_goes_to_those_who_administer_and_its_answer_comes_back(
    gym, asker, approver, run_jobs
) -> None:
    admin = make_membership(Role.ORGANISATION_ADMIN, organisation=gym.organisation)
    about = {"reference": ask(gym, asker).reference, "now": timezone.now()}
    services.refuse_reservation(hat=approver.hat(), motive="staff", **about)
    appeals.make_appeal(hat=asker.hat(), text="Nous avons les clés.", **about)
    run_jobs()
    assert "Nous avons les clés." in letter("appeal", admin).text
    appeals.answer_appeal(hat=admin.hat(), outcome="granted", reasons="C’est vrai.", **about)
    run_jobs()
    told = letter("appeal_answered", asker)
    assert "C’est vrai." in told.text
    assert "la demande est acceptée" in told.text
    assert not OutgoingMail.objects.filter(key__startswith="approved:").exists()
