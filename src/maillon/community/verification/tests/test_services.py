"""Asking, deciding, ending: what each leaves behind, and what it refuses."""

import datetime as dt
import io

import pytest
from django.core.files.storage import default_storage

from maillon.base.mail.models import OutgoingMail
from maillon.base.refusals import Invalid, NotAllowed, NotFound
from maillon.community.organisations.kinds import Circle, LegalRegime, OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.services import Profile, create_organisation
from maillon.community.verification import services
from maillon.community.verification.criteria import needs_of
from maillon.community.verification.errors import (
    AlreadyDecided,
    Incomplete,
    JudgementRefused,
    NothingToAsk,
    NotYours,
    RequestLocked,
    TooManyPieces,
)
from maillon.community.verification.models import Decision, Evidence, Request
from maillon.community.verification.queries import history_of
from maillon.community.verification.rules import MORE, NO, YES, Finding, Judgement
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.verification import make_verification_request

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
UNTIL = dt.date(2028, 11, 21)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def charity():
    return make_organisation(
        OrganisationKind.CHARITY,
        name="Banque alimentaire",
        verified=False,
        neq="1144556677",
        mission="Nourrir le quartier.",
    )


@pytest.fixture
def admin(charity):
    return make_hat(Role.ORGANISATION_ADMIN, organisation=charity)


@pytest.fixture
def coordinator():
    mrc = make_organisation(OrganisationKind.MRC, name="MRC")
    return make_hat(Role.TERRITORY_COORDINATOR, organisation=mrc)


@pytest.fixture
def steward():
    return make_hat(Role.STEWARD, organisation=make_organisation(OrganisationKind.NETWORK, name="Réseau"))


@pytest.fixture
def sent(charity, admin):
    asked = make_verification_request(charity, with_pieces=True)
    return services.send_request(request_id=asked.pk, message="", by=admin, now=NOW)


def judged(outcome="granted", verdict=YES, *, kind=OrganisationKind.CHARITY, until=UNTIL, **values):
    findings = {code: Finding(verdict) for code in needs_of(kind).criteria}
    return Judgement(outcome, findings | values.pop("findings", {}), until=until, **values)


def refused(**values):
    return judged("refused", motive="evidence", reason="Les pages sont illisibles.", **values)


def decide(asked, judgement, by, now=NOW):
    return services.decide_request(request_id=asked.pk, judgement=judgement, by=by, now=now)


def subjects():
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def test_from_nothing_to_the_circle(charity, admin, coordinator):
    member = Membership.objects.get(pk=admin.membership_id)
    assert Circle.VERIFIED not in member.hat().circles
    asked = services.open_request(organisation_id=charity.pk, by=admin, now=NOW)
    services.describe_request(
        request_id=asked.pk, kind=OrganisationKind.CHARITY, legal_regime="", sponsor_id=None, by=admin
    )
    answers = dict.fromkeys(needs_of(OrganisationKind.CHARITY).criteria, "Règlements, art. 9")
    services.answer_criteria(request_id=asked.pk, answers=answers, by=admin)
    with pytest.raises(Incomplete) as lacks:
        services.send_request(request_id=asked.pk, message="", by=admin, now=NOW)
    assert [one.code for one in lacks.value.reasons] == ["piece_missing_charter"]
    services.add_piece(request_id=asked.pk, what="charter", label="", file=io.BytesIO(PDF), by=admin, now=NOW)
    services.send_request(request_id=asked.pk, message="Merci", by=admin, now=NOW)
    decide(asked, judged(), coordinator)
    charity.refresh_from_db()
    assert (charity.verified_at, charity.verified_until) == (NOW, UNTIL)
    member = Membership.objects.select_related("organisation__mrc").get(pk=admin.membership_id)
    assert Circle.VERIFIED in member.hat().circles
    assert subjects() == [
        "Demande de vérification : Banque alimentaire",
        "Banque alimentaire est vérifiée",
    ]


def test_opening_and_sending_twice_is_opening_and_sending_once(charity, admin, coordinator):
    first = services.open_request(organisation_id=charity.pk, by=admin, now=NOW)
    assert services.open_request(organisation_id=charity.pk, by=admin, now=NOW).pk == first.pk
    Request.objects.all().delete()
    asked = make_verification_request(charity, with_pieces=True)
    for _time in range(2):
        services.send_request(request_id=asked.pk, message="", by=admin, now=NOW)
    assert len(subjects()) == 1
    for _time in range(2):
        decide(asked, judged(), coordinator)
    assert Decision.objects.count() == 1


def test_only_the_administration_asks_and_only_the_territory_or_a_steward_decides(charity, sent, admin):
    stranger = make_hat(Role.ORGANISATION_ADMIN)
    with pytest.raises(NotAllowed):
        services.open_request(organisation_id=charity.pk, by=stranger, now=NOW)
    elsewhere = make_organisation(OrganisationKind.MRC, mrc_code="100")
    for hat in (
        stranger,
        admin,
        make_hat(Role.TERRITORY_COORDINATOR, organisation=elsewhere),
        make_hat(Role.AUDITOR),
    ):
        with pytest.raises(NotAllowed):
            decide(sent, judged(), hat)
    assert not Decision.objects.exists()


def test_nobody_decides_for_an_organisation_of_theirs_even_under_another_hat(charity, sent, coordinator):
    Membership.objects.create(person_id=coordinator.person_id, organisation=charity, roles=[Role.REQUESTER])
    with pytest.raises(NotYours):
        decide(sent, judged(), coordinator)
    charity.refresh_from_db()
    assert charity.verified_at is None


def test_the_steward_who_sent_a_request_for_others_does_not_decide_on_it(charity, steward):
    asked = make_verification_request(charity, with_pieces=True)
    services.send_request(request_id=asked.pk, message="", by=steward, now=NOW)
    with pytest.raises(NotYours):
        decide(asked, judged(), steward)


def test_a_request_that_is_examined_does_not_change(sent, admin):
    with pytest.raises(RequestLocked):
        services.answer_criteria(request_id=sent.pk, answers={"need": "Autre"}, by=admin)
    with pytest.raises(RequestLocked):
        services.remove_piece(piece_id=sent.pieces.get().pk, by=admin)
    with pytest.raises(NotFound):
        services.answer_criteria(request_id=0, answers={}, by=admin)


def test_asking_for_more_gives_the_request_back_with_what_was_written(sent, admin, coordinator):
    before = dict(sent.answers)
    ask = judged("more", findings={"need": Finding(MORE, "Quel article?")})
    decide(sent, ask, coordinator)
    sent.refresh_from_db()
    assert (sent.state, sent.answers) == ("more", before)
    assert "Quel article?" in OutgoingMail.objects.order_by("-pk")[0].text
    services.answer_criteria(request_id=sent.pk, answers={"need": "Article 2"}, by=admin)
    services.send_request(request_id=sent.pk, message="", by=admin, now=NOW + dt.timedelta(days=1))
    decide(sent, judged(), coordinator, NOW + dt.timedelta(days=2))
    assert [one.outcome for one in Decision.objects.order_by("at")] == ["more", "granted"]
    first = Decision.objects.order_by("at")[0].findings["need"]
    assert first == {"verdict": "more", "remark": "Quel article?", "proof": before["need"]}


def test_a_refusal_without_its_why_is_refused_with_every_reason(sent, coordinator):
    with pytest.raises(JudgementRefused) as said:
        decide(sent, judged("refused", NO), coordinator)
    assert {one.field for one in said.value.reasons} == {"motive", "reason"}
    decide(sent, refused(), coordinator)
    assert "Motif" in OutgoingMail.objects.order_by("-pk")[0].text
    with pytest.raises(AlreadyDecided):
        decide(sent, judged(), coordinator)


def test_an_appeal_is_decided_by_another_person_once_and_in_time(charity, sent, admin, coordinator, steward):
    decide(sent, refused(), coordinator)
    late = NOW + dt.timedelta(days=61)
    with pytest.raises(NothingToAsk):
        services.open_request(organisation_id=charity.pk, by=admin, now=late, appealing=True)
    appeal = services.open_request(organisation_id=charity.pk, by=admin, now=NOW, appealing=True)
    assert (appeal.nature, appeal.against_id, appeal.answers) == ("appeal", sent.pk, sent.answers)
    with pytest.raises(Incomplete) as lacks:
        services.send_request(request_id=appeal.pk, message=" ", by=admin, now=NOW)
    assert [one.code for one in lacks.value.reasons] == ["appeal_unexplained"]
    services.send_request(request_id=appeal.pk, message="Page 4 relue.", by=admin, now=NOW)
    with pytest.raises(NotYours):
        decide(appeal, judged(), coordinator)
    decide(appeal, refused(), steward)
    with pytest.raises(NothingToAsk):
        services.open_request(organisation_id=charity.pk, by=admin, now=NOW, appealing=True)


def test_a_verification_ends_once_and_says_so(charity, sent, admin, coordinator):
    decide(sent, judged(until=dt.date(2026, 12, 31)), coordinator)
    assert services.end_expired(now=dt.datetime(2026, 12, 31, 23, 0, tzinfo=dt.UTC)) == 0
    # 31 December in Québec, already 1 January in universal time
    assert services.end_expired(now=dt.datetime(2027, 1, 1, 4, 0, tzinfo=dt.UTC)) == 0
    after = dt.datetime(2027, 1, 1, 6, 0, tzinfo=dt.UTC)
    assert [services.end_expired(now=after) for _time in range(2)] == [1, 0]
    charity.refresh_from_db()
    assert (charity.verified_at, charity.verified_until) == (None, dt.date(2026, 12, 31))
    assert subjects()[-1] == "La vérification de Banque alimentaire a pris fin"
    renewal = services.open_request(organisation_id=charity.pk, by=admin, now=after)
    assert (renewal.nature, renewal.answers) == ("renewal", sent.answers)
    assert [one.what for one in renewal.pieces.all()] == ["charter"]


def test_reminders_come_sixty_and_fifteen_days_before_each_once_and_not_during_the_renewal(
    charity, sent, admin, coordinator
):
    decide(sent, judged(until=dt.date(2027, 3, 1)), coordinator)
    told = len(subjects())
    for day in (dt.date(2026, 12, 30), dt.date(2026, 12, 31), dt.date(2027, 1, 15), dt.date(2027, 2, 14)):
        services.remind_renewals(now=dt.datetime.combine(day, dt.time(15), dt.UTC))
        services.remind_renewals(now=dt.datetime.combine(day, dt.time(16), dt.UTC))
    assert subjects()[told:] == ["La vérification de Banque alimentaire finit le lundi 1er mars 2027"] * 2
    now = dt.datetime(2027, 2, 20, 15, tzinfo=dt.UTC)
    renewal = services.open_request(organisation_id=charity.pk, by=admin, now=now)
    services.send_request(request_id=renewal.pk, message="", by=admin, now=now)
    assert services.remind_renewals(now=now) == 0
    decide(renewal, judged(until=dt.date(2029, 2, 20)), coordinator, now)
    charity.refresh_from_db()
    assert (charity.verified_at, charity.verified_until) == (NOW, dt.date(2029, 2, 20))


def test_a_withdrawal_has_its_why_and_the_organisation_leaves_the_circle(charity, sent, coordinator):
    decide(sent, judged(), coordinator)
    with pytest.raises(Invalid):
        services.withdraw_verification(
            organisation_id=charity.pk, motive="ceased", reason=" ", by=coordinator, now=NOW
        )
    for _time in range(2):
        services.withdraw_verification(
            organisation_id=charity.pk, motive="ceased", reason="Dissoute en mai.", by=coordinator, now=NOW
        )
    charity.refresh_from_db()
    assert charity.verified_at is None
    assert Decision.objects.filter(outcome="withdrawn").count() == 1
    assert history_of(charity.pk)[0].title == "vérification retirée"


def test_a_group_without_a_legal_person_has_a_verified_sponsor_who_is_told(steward):
    group = make_organisation(
        OrganisationKind.CITIZENS, name="Comité du parc", verified=False, mission="Verdir."
    )
    by = make_hat(Role.ORGANISATION_ADMIN, organisation=group)
    town = make_organisation(name="Ville", verified=False)
    reader = make_membership(Role.ORGANISATION_ADMIN, organisation=town).person
    asked = make_verification_request(group, with_pieces=True, sponsor=town)
    with pytest.raises(Incomplete) as lacks:
        services.send_request(request_id=asked.pk, message="", by=by, now=NOW)
    assert [one.code for one in lacks.value.reasons] == ["sponsor_unverified"]
    Organisation.objects.filter(pk=town.pk).update(verified_at=NOW)
    services.send_request(request_id=asked.pk, message="", by=by, now=NOW)
    assert OutgoingMail.objects.filter(person=reader, subject__contains="parrain").count() == 1
    decide(asked, judged(kind=OrganisationKind.CITIZENS), steward)
    group.refresh_from_db()
    assert group.verified_until == UNTIL


def test_the_kind_declared_becomes_the_organisations_once_granted(charity, admin, coordinator):
    asked = make_verification_request(charity)
    with pytest.raises(Invalid):
        services.describe_request(
            request_id=asked.pk,
            kind=OrganisationKind.COMMUNITY,
            legal_regime=LegalRegime.CITIES,
            sponsor_id=None,
            by=admin,
        )
    services.describe_request(
        request_id=asked.pk, kind=OrganisationKind.COMMUNITY, legal_regime="", sponsor_id=None, by=admin
    )
    services.add_piece(
        request_id=asked.pk, what="charter", label="", url="https://pieces.example/a", by=admin, now=NOW
    )
    services.send_request(request_id=asked.pk, message="", by=admin, now=NOW)
    decide(asked, judged(kind=OrganisationKind.COMMUNITY), coordinator)
    charity.refresh_from_db()
    assert charity.kind == OrganisationKind.COMMUNITY


def test_a_body_is_confirmed_without_papers_by_a_steward_only(charity, coordinator, steward):
    town = make_organisation(verified=False)
    with pytest.raises(NotAllowed):
        services.confirm_body(organisation_id=town.pk, by=coordinator, now=NOW)
    with pytest.raises(Invalid):
        services.confirm_body(organisation_id=charity.pk, by=steward, now=NOW)
    for _time in range(2):
        services.confirm_body(organisation_id=town.pk, by=steward, now=NOW)
    town.refresh_from_db()
    assert (town.verified_at, town.verified_until) == (NOW, None)
    assert Decision.objects.filter(outcome="confirmed").count() == 1


def test_what_a_steward_writes_in_has_its_decision_and_its_end(steward, run_jobs):
    made = create_organisation(
        profile=Profile(name="CPE", kind=OrganisationKind.CHILDCARE), by=steward, now=NOW
    )
    run_jobs()
    made.refresh_from_db()
    decision = Decision.objects.get(organisation=made)
    assert (decision.outcome, decision.by_id, made.verified_until) == ("registered", steward.person_id, UNTIL)
    assert (
        services.register_organisation(organisation_id=made.pk, by_id=None, by_organisation_id=None, at=NOW)
        is None
    )


def test_pieces_are_counted_and_their_file_goes_with_the_last_that_shows_it(charity, admin, real_storage):
    asked = make_verification_request(charity)
    piece = services.add_piece(
        request_id=asked.pk, what="charter", label="", file=io.BytesIO(PDF), by=admin, now=NOW
    )
    name = piece.file.name
    with pytest.raises(Invalid):
        services.add_piece(request_id=asked.pk, what="other", label="", by=admin, now=NOW)
    services.abandon_request(request_id=asked.pk, by=admin, now=NOW)
    again = services.open_request(organisation_id=charity.pk, by=admin, now=NOW)
    with real_storage():
        services.remove_piece(piece_id=again.pieces.get().pk, by=admin)
    assert default_storage.exists(name)
    later = NOW + dt.timedelta(days=366)
    with real_storage():
        assert services.forget_papers(now=later) == 1
    assert not default_storage.exists(name)
    Evidence.objects.bulk_create(
        Evidence(request=again, what="other", url=f"https://a.example/{n}", added_at=NOW) for n in range(20)
    )
    with pytest.raises(TooManyPieces):
        services.add_piece(
            request_id=again.pk, what="other", label="", url="https://a.example", by=admin, now=NOW
        )


def test_papers_of_a_verification_in_force_or_just_ended_are_kept(charity, sent, coordinator):
    decide(sent, judged(until=dt.date(2028, 1, 31)), coordinator)
    services.end_expired(now=dt.datetime(2028, 2, 1, 15, tzinfo=dt.UTC))
    assert services.forget_papers(now=dt.datetime(2028, 6, 1, tzinfo=dt.UTC)) == 0
    assert services.forget_papers(now=dt.datetime(2029, 2, 2, tzinfo=dt.UTC)) == 1


def test_each_change_is_in_the_trail(sent, coordinator):
    decide(sent, judged(), coordinator)
    trail = Request.pgh_event_model.objects.filter(pgh_obj_id=sent.pk).order_by("pgh_id")
    assert [one.state for one in trail] == ["draft", "sent", "granted"]
    assert Decision.pgh_event_model.objects.count() == 1


@pytest.fixture
def real_storage(django_capture_on_commit_callbacks):
    """Return what carries out, at the end of a block, the deletions that wait for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
