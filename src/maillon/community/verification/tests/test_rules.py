"""What a verification is worth by the day, what a request lacks, whether a decision holds."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maillon.community.organisations.kinds import (
    PUBLIC_KINDS,
    SOCIAL_KINDS,
    Circle,
    OrganisationKind,
    circles_of,
)
from maillon.community.verification.criteria import CRITERIA, Piece, needs_of
from maillon.community.verification.errors import SENTENCES
from maillon.community.verification.rules import (
    MORE,
    NO,
    REMINDERS,
    YES,
    Declared,
    Finding,
    Judge,
    Judgement,
    Standing,
    judge_objections,
    judgement_objections,
    may_appeal,
    missing,
    reminder_due,
    sponsor_objection,
    standing,
    years_later,
)

days = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
ORDER = [Standing.NONE, Standing.VERIFIED, Standing.TO_RENEW, Standing.EXPIRED]
TODAY = dt.date(2026, 11, 21)
kinds = st.sampled_from([kind.value for kind in OrganisationKind])


@given(days, days, days)
def test_a_verification_is_in_force_from_its_first_to_its_last_day_and_on_no_other(day, since, until):
    assume(since <= until)
    assert standing(day, since=since, until=until).in_force == (since <= day <= until)


@given(days, days, days, st.one_of(st.none(), days))
def test_a_verification_never_goes_back(one, other, since, until):
    assume(until is None or since <= until)
    first, second = sorted((one, other))
    before, after = (standing(day, since=since, until=until) for day in (first, second))
    assert ORDER.index(before) <= ORDER.index(after)


@given(days, days)
def test_without_an_end_it_is_never_to_renew_and_without_a_beginning_never_in_force(day, other):
    assert standing(day, since=day, until=None) == Standing.VERIFIED
    assert not standing(day, since=None, until=other).in_force


@given(days, days)
def test_to_renew_is_said_exactly_while_a_reminder_is_due(day, until):
    since = dt.date(2000, 1, 1)
    to_renew = standing(day, since=since, until=until) == Standing.TO_RENEW
    assert to_renew == (reminder_due(day, until) is not None)


@given(days, st.sets(st.integers(0, 90), min_size=1))
def test_each_reminder_comes_once_in_its_time_whatever_the_days_on_which_the_job_runs(until, left):
    told = [reminder_due(until - dt.timedelta(days=days_left), until) for days_left in sorted(left)[::-1]]
    due = [one for one in told if one is not None]
    assert due == sorted(due, reverse=True)
    assert (15 in due) == any(days_left <= 15 for days_left in left)
    assert (60 in due) == any(15 < days_left <= 60 for days_left in left)
    assert set(due) <= set(REMINDERS)


def test_the_same_day_years_later_exists_on_29_february():
    assert years_later(dt.date(2028, 2, 29), 2) == dt.date(2030, 2, 28)
    assert years_later(TODAY, 2) == dt.date(2028, 11, 21)


@given(kinds)
def test_what_answers_every_need_lacks_nothing_and_each_need_left_out_is_told(kind):
    needs = needs_of(kind)
    whole = Declared(
        answers=dict.fromkeys(needs.criteria, "Règlements, art. 3"),
        pieces=frozenset(needs.pieces),
        number="1144556677",
        mission="Aider",
        territory="540",
        sponsor=7,
    )
    assert missing(whole, needs) == []
    empty = missing(Declared(answers={}), needs)
    expected = 1 + needs.number + needs.mission + needs.sponsor + len(needs.criteria) + len(needs.pieces)
    assert len(empty) == expected
    assert {one.code for one in empty} <= set(SENTENCES)


@given(kinds)
def test_every_criterion_and_piece_asked_has_its_words(kind):
    needs = needs_of(kind)
    assert set(needs.criteria) <= set(CRITERIA)
    assert set(needs.pieces) <= set(Piece.values)
    assert {f"piece_missing_{what}" for what in needs.pieces} <= set(SENTENCES)


@given(kinds, st.booleans())
def test_a_private_company_is_never_in_the_verified_circle(kind, verified):
    inside = Circle.VERIFIED in circles_of(kind, verified=verified)
    assert inside == (verified and kind in PUBLIC_KINDS | SOCIAL_KINDS)


def test_social_economy_answers_the_six_principles_and_only_public_bodies_have_no_end():
    assert len(needs_of(OrganisationKind.SOCIAL_ECONOMY).criteria) == 6
    assert "viable" not in needs_of(OrganisationKind.COMMUNITY).criteria
    assert all(needs_of(kind).ends == (kind not in PUBLIC_KINDS) for kind in PUBLIC_KINDS | SOCIAL_KINDS)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({"itself": True, "verified": True}, "sponsor_without_person"),
        ({"group": True, "verified": True}, "sponsor_without_person"),
        ({"company": True, "verified": True}, "sponsor_company"),
        ({"verified": False}, "sponsor_unverified"),
        ({"verified": True}, ""),
    ],
)
def test_only_a_verified_legal_person_that_is_no_company_sponsors(who, said):
    facts = {"itself": False, "group": False, "company": False} | who
    assert sponsor_objection(**facts) == said


NEEDS = needs_of(OrganisationKind.CHARITY)
UNTIL = dt.date(2028, 11, 21)


def judged(verdict=YES, **special):
    return {code: special.get(code, Finding(verdict)) for code in NEEDS.criteria}


def codes(judgement):
    return [(one.code, one.field) for one in judgement_objections(judgement, NEEDS, today=TODAY)]


@given(st.dictionaries(st.sampled_from(NEEDS.criteria), st.sampled_from(["", YES, NO, MORE])))
def test_it_is_granted_only_when_every_criterion_has_its_yes(verdicts):
    findings = {code: Finding(verdict) for code, verdict in verdicts.items()}
    open_ones = {f"verdict_{code}" for code in NEEDS.criteria if verdicts.get(code) != YES}
    objections = judgement_objections(Judgement("granted", findings, until=UNTIL), NEEDS, today=TODAY)
    assert {one.field for one in objections} == open_ones


@given(days)
def test_the_end_comes_after_today_and_within_three_years(until):
    objections = judgement_objections(Judgement("granted", judged(), until=until), NEEDS, today=TODAY)
    assert (not objections) == (TODAY < until <= dt.date(2029, 11, 21))


def test_a_refusal_has_a_motive_a_reason_and_the_criterion_that_it_names():
    assert codes(Judgement("refused", judged())) == [
        ("motive_missing", "motive"),
        ("reason_missing", "reason"),
    ]
    told = {"motive": "criterion", "reason": "Voir l’article 31."}
    assert codes(Judgement("refused", judged(), **told)) == [("no_criterion_refused", "motive")]
    assert codes(Judgement("refused", judged(surplus=Finding(NO)), **told)) == []


def test_asking_for_more_says_what_at_the_criterion_or_in_a_sentence():
    assert codes(Judgement("more", judged())) == [("reason_missing", "reason")]
    assert codes(Judgement("more", judged(need=Finding(MORE, "Quel article?")))) == []
    assert codes(Judgement("more", judged(need=Finding(MORE)))) == [("reason_missing", "reason")]
    assert codes(Judgement("more", judged(), reason="Précisez.")) == []


def test_nobody_judges_their_own_nor_their_own_refusal():
    assert not judge_objections(Judge())
    assert [one.code for one in judge_objections(Judge(belongs=True))] == ["own_request"]
    assert [one.code for one in judge_objections(Judge(sent_it=True))] == ["own_request"]
    assert [one.code for one in judge_objections(Judge(refused_before=True))] == ["same_judge"]


@given(days, days, st.booleans())
def test_a_refusal_is_appealed_once_and_within_sixty_days(refused_on, day, was_appeal):
    allowed = may_appeal(refused_on=refused_on, day=day, was_appeal=was_appeal)
    assert allowed == (not was_appeal and 0 <= (day - refused_on).days <= 60)
