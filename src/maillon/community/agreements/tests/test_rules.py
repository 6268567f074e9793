"""Terms by Québec's calendar, where an agreement stands, what lacks, what may end."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.community.agreements.rules import (
    Proposal,
    Standing,
    Term,
    end_objections,
    first_day_after,
    proposal_objections,
    reminder_due,
    standing,
    term_objections,
)

TODAY = dt.date(2026, 11, 28)
QUEBEC = ZoneInfo("America/Toronto")
days = st.dates(dt.date(2024, 1, 1), dt.date(2032, 12, 31))


@given(starts_on=days, ends_on=st.none() | days, day=days)
def test_a_term_is_half_open(starts_on: dt.date, ends_on: dt.date | None, day: dt.date) -> None:
    expected = starts_on <= day and (ends_on is None or day < ends_on)
    assert Term(starts_on, ends_on).has(day) == expected


@given(starts_on=days, lasts=st.integers(1, 1000))
def test_the_last_day_that_people_choose_is_a_day_of_the_agreement_and_the_next_one_is_not(
    starts_on: dt.date, lasts: int
) -> None:
    last = starts_on + dt.timedelta(days=lasts)
    term = Term(starts_on, first_day_after(last))
    assert term.last_day == last
    assert term.has(last)
    assert not term.has(last + dt.timedelta(days=1))


@given(starts_on=days, ends_on=st.none() | days, day=days)
def test_an_agreement_holds_exactly_on_the_days_of_its_term(
    starts_on: dt.date, ends_on: dt.date | None, day: dt.date
) -> None:
    term = Term(starts_on, ends_on)
    assert standing("in_force", term, day).holds == term.has(day)


@pytest.mark.parametrize("state", ["draft", "proposed", "declined", "ended", "abandoned"])
@given(day=days)
def test_only_what_was_accepted_holds(state: str, day: dt.date) -> None:
    assert not standing(state, Term(dt.date(2020, 1, 1)), day).holds


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (TODAY, None, Standing.IN_FORCE),
        (TODAY + dt.timedelta(1), None, Standing.UPCOMING),
        (TODAY, TODAY + dt.timedelta(61), Standing.IN_FORCE),
        (TODAY, TODAY + dt.timedelta(60), Standing.ENDING),
        (TODAY - dt.timedelta(5), TODAY + dt.timedelta(1), Standing.ENDING),
        (TODAY - dt.timedelta(5), TODAY, Standing.ENDED),
        (TODAY + dt.timedelta(5), TODAY + dt.timedelta(5), Standing.UPCOMING),
    ],
)
def test_where_an_agreement_stands(starts_on: dt.date, ends_on: dt.date | None, expected: Standing) -> None:
    assert standing("in_force", Term(starts_on, ends_on), TODAY) == expected


# Both nights when Québec's clocks move: the day of the agreement is the one that the clock on the wall shows.
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-08T04:59:59+00:00", dt.date(2026, 3, 7)),
        ("2026-03-08T05:00:00+00:00", dt.date(2026, 3, 8)),
        ("2026-03-09T03:59:59+00:00", dt.date(2026, 3, 8)),
        ("2026-03-09T04:00:00+00:00", dt.date(2026, 3, 9)),
        ("2026-11-01T03:59:59+00:00", dt.date(2026, 10, 31)),
        ("2026-11-01T04:00:00+00:00", dt.date(2026, 11, 1)),
        ("2026-11-02T04:59:59+00:00", dt.date(2026, 11, 1)),
        ("2026-11-02T05:00:00+00:00", dt.date(2026, 11, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_quebec_when_the_clocks_change(moment: str, day: dt.date) -> None:
    today = timezone.localdate(dt.datetime.fromisoformat(moment))
    assert today == day
    assert not Term(day + dt.timedelta(days=1)).has(today)
    assert Term(day, day + dt.timedelta(days=1)).has(today)
    assert not Term(day - dt.timedelta(days=1), day).has(today)


def codes(found: list) -> list[tuple[str, str | None]]:
    return [(one.code, one.field) for one in found]


def test_a_proposal_says_all_that_it_lacks_at_once() -> None:
    empty = Proposal("  ", 0, Term(None), covers_something=False)
    assert codes(proposal_objections(empty, today=TODAY)) == [
        ("title_missing", "title"),
        ("no_partner", "partners"),
        ("start_missing", "starts_on"),
        ("nothing_covered", "coverage"),
    ]
    whole = Proposal("Gymnases", 1, Term(TODAY), covers_something=True)
    assert proposal_objections(whole, today=TODAY) == []


def test_a_term_ends_after_it_begins_and_not_in_the_past() -> None:
    assert codes(term_objections(Term(TODAY, TODAY), today=TODAY)) == [("end_before_start", "last_day")]
    past = Term(TODAY - dt.timedelta(9), TODAY)
    assert codes(term_objections(past, today=TODAY)) == [("already_over", "last_day")]
    assert term_objections(Term(TODAY - dt.timedelta(9), TODAY + dt.timedelta(1)), today=TODAY) == []


def test_an_end_has_a_reason_is_not_in_the_past_and_comes_sooner() -> None:
    assert end_objections("Travaux.", TODAY, present=None, today=TODAY) == []
    assert codes(end_objections(" ", TODAY - dt.timedelta(1), present=None, today=TODAY)) == [
        ("reason_missing", "reason"),
        ("end_in_the_past", "last_day"),
    ]
    later = end_objections("Travaux.", TODAY + dt.timedelta(9), present=TODAY + dt.timedelta(8), today=TODAY)
    assert codes(later) == [("end_not_sooner", "last_day")]


@pytest.mark.parametrize(
    ("left", "due"), [(61, None), (60, 60), (16, 60), (15, 15), (1, 15), (0, None), (-3, None)]
)
def test_reminders_are_due_sixty_and_fifteen_days_before(left: int, due: int | None) -> None:
    assert reminder_due(TODAY, TODAY + dt.timedelta(days=left)) == due
