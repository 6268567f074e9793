"""What kind of day it is at school."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.school_days import DayKind, SchoolYear, Stretch, kinds_of, merged, school_year_of

YEAR = SchoolYear(
    2026,
    date(2026, 8, 27),
    date(2027, 6, 22),
    (
        Stretch(date(2026, 12, 21), date(2027, 1, 5), DayKind.HOLIDAY, "Congé des Fêtes"),
        Stretch(date(2027, 1, 5), date(2027, 1, 5), DayKind.PEDAGOGICAL),
        Stretch(date(2027, 3, 1), date(2027, 3, 5), DayKind.BREAK, "Relâche"),
    ),
)
DAYS = st.dates(date(2026, 7, 1), date(2027, 6, 30))


def test_each_day_has_its_kind() -> None:
    told = {
        date(2026, 7, 4): DayKind.SUMMER,  # even a Saturday
        date(2026, 8, 26): DayKind.SUMMER,
        date(2026, 8, 27): DayKind.CLASS,
        date(2026, 9, 7): DayKind.HOLIDAY,  # Labour Day, which nobody had to write
        date(2026, 12, 19): None,  # an ordinary Saturday
        date(2026, 12, 26): DayKind.HOLIDAY,
        date(2027, 1, 5): DayKind.PEDAGOGICAL,  # the shorter stretch is the more precise
        date(2027, 3, 3): DayKind.BREAK,
        date(2027, 6, 23): DayKind.SUMMER,
        date(2027, 7, 1): None,  # another school year
    }
    assert {day: YEAR.kind_on(day) for day in told} == told


def test_a_school_year_begins_in_july() -> None:
    assert [school_year_of(day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [2025, 2026]


def test_two_years_follow_each_other_and_a_year_nobody_wrote_says_nothing() -> None:
    next_year = SchoolYear(2027, date(2027, 8, 30), date(2028, 6, 22))
    kinds = kinds_of([YEAR, next_year], date(2027, 6, 20), date(2028, 7, 2))
    assert kinds[date(2027, 6, 30)] == kinds[date(2027, 7, 1)] == DayKind.SUMMER
    assert kinds[date(2027, 8, 30)] == DayKind.CLASS
    assert date(2028, 7, 1) not in kinds


@given(days=st.lists(st.tuples(DAYS, st.integers(0, 9), st.sampled_from(list(DayKind))), max_size=12))
def test_joining_stretches_covers_the_same_days_under_the_same_kinds(days) -> None:
    stretches = [Stretch(day, day + timedelta(days=length), kind) for day, length, kind in days]

    def covered(some):
        return {
            (one.first + timedelta(days=number), one.kind) for one in some for number in range(one.length)
        }

    joined = merged(stretches)
    assert covered(joined) == covered(stretches)
    assert list(joined) == sorted(joined, key=lambda one: (one.first, one.last))
    for one in joined:
        for two in joined:
            if one is not two and one.kind == two.kind:
                assert one.last + timedelta(days=1) < two.first or two.last + timedelta(days=1) < one.first
