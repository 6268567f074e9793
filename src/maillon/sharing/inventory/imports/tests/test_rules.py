"""What a list changes in what is known."""

from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.objections import Objection
from maillon.sharing.inventory.imports.lines import BadLine, Line, place_of
from maillon.sharing.inventory.imports.rules import Finding, Kind, Known, compare

PLAYGROUND = "Aire de jeu 18 mois à 5 ans"


def line(
    number: int, identifier: str = "", name: str = PLAYGROUND, lon: float = -73.5, **more: object
) -> Line:
    values = {"name": name, "class_code": "outdoor_place", "lon": lon, "lat": 45.5} | more
    if identifier:
        values["identifier"] = identifier
    place = place_of(values)
    return Line(number, identifier or repr(place), place, "-", values)


def known(number: int, finding: Finding, *, archived: bool = False, **changed: object) -> Known:
    """Return the asset that accepting the finding would make."""
    blank = {"identifier": "", "description": "", "accessibility": "", "capacity": None, "quantity": 1}
    return Known(number, finding.key, archived, blank | finding.values | changed)


def found(
    lines: list[Line | BadLine], assets: list[Known] | None = None, source: str = "parcs"
) -> list[Finding]:
    return list(compare(lines, assets or [], source=source))


def kinds(findings: list[Finding]) -> list[str]:
    return [finding.kind.value for finding in findings]


def test_a_name_said_hundreds_of_times_is_as_many_places() -> None:
    lines: list[Line | BadLine] = [line(n, f"003-{n:04}", lon=-73.5 - n / 1000) for n in range(510)]
    assert set(kinds(found(lines))) == {"new"}
    without_numbers: list[Line | BadLine] = [line(n, lon=-73.5 - n / 1000) for n in range(510)]
    assert set(kinds(found(without_numbers))) == {"new"}


def test_different_things_at_one_point_are_all_new() -> None:
    assert kinds(found([line(1, "a", "Tennis"), line(2, "b", "Soccer")])) == ["new", "new"]


def test_the_same_thing_twice_is_a_likely_duplicate_and_nothing_is_merged() -> None:
    again = found([line(1, "a"), line(2, "b")])
    assert kinds(again) == ["new", "duplicate"]
    assert again[1].objections == (Objection("place_again", values={"line": 1}),)
    same_number = found([line(1, "a"), line(2, "a", lon=-73.6)])
    assert kinds(same_number) == ["new", "duplicate"]
    assert same_number[1].objections == (Objection("key_again", values={"line": 1}),)
    assert same_number[0].key != same_number[1].key


def test_the_second_reading_finds_nothing_to_change_even_among_duplicates() -> None:
    lines: list[Line | BadLine] = [line(1, "a"), line(2, "b"), line(3, "a"), line(4), line(5)]
    first = found(lines)
    assert kinds(first) == ["new", "duplicate", "duplicate", "duplicate", "duplicate"]
    assets = [known(n, finding) for n, finding in enumerate(first)]
    assert set(kinds(found(lines, assets))) == {"unchanged"}


def test_a_change_names_only_what_the_file_says_otherwise() -> None:
    (new,) = found([line(1, "a", capacity=20)])
    (change,) = found([line(1, "a", capacity=25)], [known(9, new, description="Belle vue")])
    assert (change.kind, change.asset_id, change.before) == (Kind.CHANGED, 9, {"capacity": 20})


def test_a_coordinate_written_with_fewer_figures_changes_nothing() -> None:
    (new,) = found([line(1, "a", lon=-73.57597308)])
    assert kinds(found([line(1, "a", lon=-73.5759731)], [known(9, new)])) == ["unchanged"]


def test_what_the_list_names_no_more_is_gone_and_other_lists_stay() -> None:
    first, second = found([line(1, "a"), line(2, "b", "Tennis")])
    (other,) = found([line(1, "z", "Chaises")], source="mobilier")
    (third,) = found([line(1, "c", "Soccer")])
    assets = [known(1, first), known(2, second), known(3, other), known(4, third, archived=True)]
    gone = found([line(1, "a")], assets)
    assert [(one.kind.value, one.asset_id) for one in gone] == [("unchanged", 1), ("gone", 2)]


def test_an_archived_thing_that_is_back_in_the_list_may_return() -> None:
    (new,) = found([line(1, "a")])
    (change,) = found([line(1, "a")], [known(1, new, archived=True)])
    assert (change.kind, change.before, change.values["state"]) == (
        Kind.CHANGED,
        {"state": "archived"},
        "active",
    )


def test_a_thing_written_by_hand_is_recognised_by_the_owners_number() -> None:
    by_hand = Known(5, "", False, line(1, "a").values | {"capacity": None})
    (change,) = found([line(1, "a", capacity=12)], [by_hand])
    assert (change.kind, change.asset_id) == (Kind.CHANGED, 5)


def test_a_thing_written_by_hand_at_the_same_place_is_a_likely_duplicate() -> None:
    by_hand = Known(5, "", False, line(1).values | {"identifier": ""})
    (twin,) = found([line(1, "a")], [by_hand])
    assert (twin.kind, twin.asset_id) == (Kind.DUPLICATE, 5)


def test_a_bad_line_is_told_and_the_others_go_on() -> None:
    bad = BadLine(2, {"name": "x"}, (Objection("point_outside"),))
    assert kinds(found([line(1, "a"), bad, line(3, "c", "Tennis")])) == ["new", "rejected_line", "new"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "a", "b", "c"]), st.sampled_from(["Tennis", "Soccer"]), st.integers(0, 2)
        ),
        max_size=12,
    )
)
def test_each_line_is_found_once_under_its_own_key_and_read_again_changes_nothing(
    rows: list[tuple[str, str, int]],
) -> None:
    lines: list[Line | BadLine] = [
        line(n, identifier, name, -73.5 - point / 1000) for n, (identifier, name, point) in enumerate(rows)
    ]
    first = found(lines)
    assert len(first) == len(lines)
    assert len({finding.key for finding in first}) == len(lines)
    again = found(lines, [known(n, finding) for n, finding in enumerate(first)])
    assert set(kinds(again)) <= {"unchanged"}
