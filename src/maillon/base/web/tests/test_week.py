from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.web.week import Slot, WeekGrid, week_grid

MONDAY = date(2026, 11, 16)
STATES = st.sampled_from(["free", "asked", "taken", "mine"])


@st.composite
def slots(draw: st.DrawFn) -> list[Slot]:
    """Slots of a week that never overlap, on half hours."""
    found = []
    for offset in range(7):
        bounds = sorted(draw(st.sets(st.integers(12, 47), max_size=6)))
        for start, end in zip(bounds[::2], bounds[1::2], strict=False):
            found.append(Slot(MONDAY + timedelta(days=offset), start * 30, end * 30, draw(STATES), "mot"))
    return found


def laid_out(grid: WeekGrid) -> list[list[int]]:
    """Count how many cells cover each square of the table, as a browser would place them."""
    table = [[0] * len(grid.days) for _row in grid.rows]
    for y, row in enumerate(grid.rows):
        x = 0
        for cell in row.cells:
            while table[y][x]:
                x += 1
            for below in range(cell.rows):
                table[y + below][x] += 1
            assert grid.days[x].date == cell.day
    return table


@given(slots(), st.sampled_from([30, 60]))
def test_the_table_has_one_cell_for_each_square(busy: list[Slot], step: int) -> None:
    grid = week_grid(MONDAY, busy, closed_word="fermé", step=step)
    assert all(count == 1 for line in laid_out(grid) for count in line)


@given(slots())
def test_a_square_is_free_only_when_all_of_it_is(wanted: list[Slot]) -> None:
    for row in week_grid(MONDAY, wanted, closed_word="fermé").rows:
        for cell in row.cells:
            if cell.state == "free":
                inside = [s for s in wanted if s.day == cell.day and s.state == "free"]
                assert any(s.start <= cell.start and s.end >= cell.end for s in inside)


@given(slots())
def test_what_is_taken_is_never_left_out(wanted: list[Slot]) -> None:
    cells = [
        cell for row in week_grid(MONDAY, wanted, closed_word="fermé", step=30).rows for cell in row.cells
    ]
    for slot in wanted:
        if slot.state != "free":
            assert any((c.day, c.start, c.end) == (slot.day, slot.start, slot.end) for c in cells)


def test_free_steps_are_chosen_one_by_one_and_taken_time_is_one_cell() -> None:
    slots = [
        Slot(MONDAY, 1080, 1200, "free", "libre"),
        Slot(MONDAY, 1200, 1320, "taken", "occupé", note="Ligue"),
    ]
    grid = week_grid(
        MONDAY, slots, closed_word="fermé", hours=(1080, 1320), link=lambda day, at: f"/{day:%d}/{at}"
    )
    monday = [row.cells[0] for row in grid.rows[:3]]
    assert [(cell.state, cell.rows, cell.href) for cell in monday] == [
        ("free", 1, "/16/1080"),
        ("free", 1, "/16/1140"),
        ("taken", 2, ""),
    ]
    assert monday[2].note == "Ligue"


def test_hours_widen_to_hold_early_and_late_slots() -> None:
    grid = week_grid(MONDAY, [Slot(MONDAY, 390, 480, "free", "libre")], closed_word="fermé", step=30)
    assert grid.rows[0].start == 360
    assert grid.rows[-1].start == 1290


def test_two_slots_at_once_are_refused() -> None:
    both = [Slot(MONDAY, 0, 60, "taken", "a"), Slot(MONDAY, 30, 90, "free", "b")]
    with pytest.raises(ValueError, match="overlap"):
        week_grid(MONDAY, both, closed_word="fermé")
