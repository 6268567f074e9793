"""The terms say who may ask, when, for how long: every reason at once."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.objections import Objection
from maillon.kernel.spans import Span
from maillon.sharing.terms.errors import SENTENCES, reasons
from maillon.sharing.terms.rules import HatFacts, TermsFacts, Wanted, answer_due, objections

TORONTO = ZoneInfo("America/Toronto")
MADELEINE = ZoneInfo("America/Halifax")
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=TORONTO)  # a Tuesday
OWNER, NEIGHBOUR = 1, 2
TERMS = TermsFacts(
    owner_id=OWNER,
    bookable_by="verified",
    notice_minutes=24 * 60,
    horizon_days=30,
    min_minutes=60,
    max_minutes=240,
    step_minutes=30,
)
COMMUNITY = HatFacts(NEIGHBOUR, frozenset({"everyone", "members", "verified"}))


def wanted(start: str, end: str, tz: ZoneInfo = TORONTO) -> Wanted:
    """A period told by the clock on the wall of the place."""
    return Wanted(
        Span(
            dt.datetime.fromisoformat(start).replace(tzinfo=tz),
            dt.datetime.fromisoformat(end).replace(tzinfo=tz),
        ),
        tz,
    )


def codes(found: list[Objection]) -> list[str]:
    return [objection.code for objection in found]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-12-01T18:00", "2026-12-01T20:00", []),
        ("2026-11-25T09:00", "2026-11-25T10:00", []),  # exactly the notice
        ("2026-11-25T08:30", "2026-11-25T09:30", ["notice"]),
        ("2026-11-24T08:30", "2026-11-24T10:00", ["past"]),
        ("2026-12-24T23:00", "2026-12-25T01:00", []),  # begins on the last day
        ("2026-12-25T00:00", "2026-12-25T02:00", ["horizon"]),
        ("2026-12-01T18:00", "2026-12-01T18:30", ["too_short"]),
        ("2026-12-01T18:00", "2026-12-01T19:00", []),
        ("2026-12-01T18:00", "2026-12-01T22:00", []),
        ("2026-12-01T18:00", "2026-12-01T22:30", ["too_long"]),
        ("2026-12-01T18:15", "2026-12-01T19:15", ["step_start"]),
        ("2026-12-01T18:00", "2026-12-01T19:10", ["step_length"]),
        ("2026-11-24T08:50", "2026-11-24T09:05", ["past", "too_short", "step_start", "step_length"]),
    ],
)
def test_each_period_gets_all_its_reasons(start: str, end: str, expected: list[str]) -> None:
    assert codes(objections(wanted(start, end), terms=TERMS, hat=COMMUNITY, now=NOW)) == expected


@pytest.mark.parametrize(
    ("circle", "hat", "allowed"),
    [
        ("owner", HatFacts(OWNER, frozenset({"everyone", "members"})), True),
        ("owner", COMMUNITY, False),
        ("owner", HatFacts(NEIGHBOUR, frozenset({"owner"})), False),
        ("verified", COMMUNITY, True),
        ("public_bodies", COMMUNITY, False),
        ("everyone", HatFacts(None, frozenset({"everyone"})), True),
        ("members", HatFacts(None, frozenset({"everyone"})), False),
    ],
)
def test_only_the_circle_may_ask(circle: str, hat: HatFacts, allowed: bool) -> None:
    terms = replace(TERMS, bookable_by=circle)
    found = codes(objections(wanted("2026-12-01T18:00", "2026-12-01T20:00"), terms=terms, hat=hat, now=NOW))
    assert found == ([] if allowed else ["circle"])


def test_nobody_yet_is_not_asked_about_circles() -> None:
    terms = replace(TERMS, bookable_by="owner")
    assert not objections(wanted("2026-12-01T18:00", "2026-12-01T20:00"), terms=terms, hat=None, now=NOW)


def test_the_clock_of_the_place_decides_the_day() -> None:
    """At 23 h 30 in Montréal on the last day, it is already tomorrow on the Îles-de-la-Madeleine."""
    late = wanted("2026-12-24T23:30", "2026-12-25T00:30")
    assert codes(objections(late, terms=TERMS, hat=COMMUNITY, now=NOW)) == []
    on_the_islands = Wanted(late.period, MADELEINE)
    assert codes(objections(on_the_islands, terms=TERMS, hat=COMMUNITY, now=NOW)) == ["horizon"]


@pytest.mark.parametrize("night", ["2026-03-08", "2026-11-01"])
def test_the_night_when_the_clock_moves_keeps_whole_hours(night: str) -> None:
    now = dt.datetime.fromisoformat(f"{night}T00:00").replace(tzinfo=TORONTO) - dt.timedelta(days=3)
    after = wanted(f"{night}T04:00", f"{night}T06:00")
    assert codes(objections(after, terms=TERMS, hat=COMMUNITY, now=now)) == []


@given(
    start=st.integers(0, 29 * 24 * 2),
    length=st.integers(1, 24),
    notice=st.integers(0, 10 * 24 * 60),
)
def test_a_longer_notice_never_lifts_an_objection(start: int, length: int, notice: int) -> None:
    begins = NOW + dt.timedelta(minutes=30 * start)
    asked = Wanted(Span(begins, begins + dt.timedelta(minutes=30 * length)), TORONTO)
    loose = objections(asked, terms=replace(TERMS, notice_minutes=0), hat=COMMUNITY, now=NOW)
    strict = objections(asked, terms=replace(TERMS, notice_minutes=notice), hat=COMMUNITY, now=NOW)
    assert set(codes(loose)) <= set(codes(strict)) | {"horizon"}
    assert len(strict) >= len(loose)


@given(minutes=st.integers(-60 * 24 * 40, 60 * 24 * 60), length=st.integers(1, 700))
def test_what_is_accepted_satisfies_every_term(minutes: int, length: int) -> None:
    begins = NOW + dt.timedelta(minutes=minutes)
    asked = Wanted(Span(begins, begins + dt.timedelta(minutes=length)), TORONTO)
    accepted = not objections(asked, terms=TERMS, hat=COMMUNITY, now=NOW)
    wall = begins.astimezone(dt.UTC).astimezone(TORONTO)
    assert accepted == (
        minutes >= TERMS.notice_minutes
        and wall.date() <= NOW.date() + dt.timedelta(days=TERMS.horizon_days)
        and TERMS.min_minutes <= length <= TERMS.max_minutes
        and length % TERMS.step_minutes == 0
        and wall.minute % TERMS.step_minutes == 0
    )


def test_the_answer_is_due_before_the_period_begins() -> None:
    soon, later = NOW + dt.timedelta(hours=30), NOW + dt.timedelta(days=20)
    assert answer_due(TERMS, soon, NOW) == soon
    assert answer_due(TERMS, later, NOW) == NOW + dt.timedelta(hours=72)


def test_every_objection_has_its_sentence_in_words() -> None:
    terms = replace(TERMS, bookable_by="public_bodies")
    with translation.override("fr-ca"):
        said = reasons(
            objections(wanted("2026-11-25T08:40", "2026-11-25T14:00"), terms=terms, hat=COMMUNITY, now=NOW)
        )
    assert [reason.code for reason in said] == ["circle", "notice", "too_long", "step_start", "step_length"]
    assert "les organismes publics" in said[0].message
    assert "1\u00a0jour" in said[1].message
    assert "4\u00a0h" in said[2].message
    assert {reason.code for reason in said} < set(SENTENCES)
