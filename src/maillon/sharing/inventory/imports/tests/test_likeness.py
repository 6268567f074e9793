"""Whether two things are likely one and the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.distance import unproject
from maillon.sharing.inventory.imports.likeness import (
    ELSEWHERE,
    EXAMINED,
    LISTED,
    Likes,
    Thing,
    alike,
    numbering,
    one_letter_away,
    reach,
    spelling,
)

WORDS = st.text("abcdeiloprst", min_size=1, max_size=12)


def thing(
    number: int, name: str, east: float = 0.0, *, identifier: str = "", source: str = "a", **more: object
) -> Thing:
    lon, lat = unproject(-400_000 + east, 200_000)
    said = {"name": name, "class_code": "gym", "identifier": identifier, "lon": lon, "lat": lat} | more
    return Thing.of(number, source, said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salle de l’Église", "SALLE EGLISE"),
        ("Aire de pique-nique", "aire de piquenique"),
        ("Gymnase Saint-Jean", "Gymnase St-Jean"),
        ("Gymnase de la Montagne", "Montagne (gymnase)"),
        ("Patinoire extérieure", "Patinoire exterieur"),
        ("Centre Hochelaga", "Centre Hochelgaa"),
        ("Salle 02", "Salle 2"),
    ],
)
def test_a_name_is_recognised_under_another_hand(one: str, other: str) -> None:
    assert alike(spelling(one), spelling(other))
    assert alike(spelling(other), spelling(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salle 101", "Salle 102"),
        ("Gymnase A", "Gymnase B"),
        ("Soccer à 7", "Soccer à 9"),
        ("Patinoire avec bandes", "Patinoire sans bandes"),
        ("Piscine intérieure", "Piscine extérieure"),
        ("Terrain nord", "Terrain sud"),
        ("Entrée est", "Entrée ouest"),
        ("Salle II", "Salle III"),
        ("Gymnase", "Gymnase double"),
        ("Camion F-150", "Camion F-250"),
        ("體育館", "會議室"),
        ("???", "!!!"),
    ],
)
def test_like_things_keep_their_own_names(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)
    assert not alike(spelling(one), spelling(other))


@given(WORDS, WORDS)
def test_one_letter_away_is_what_an_edit_distance_says(one: str, other: str) -> None:
    long = min(len(one), len(other)) >= 4 and max(len(one), len(other)) >= 5
    assert (
        one_letter_away(one, other) == (long and one != other and _distance(one, other) == 1) or one == other
    )


def _distance(one: str, other: str) -> int:
    """Return the edit distance with swapped neighbours (Damerau, restricted), by its plain definition."""
    rows = [[i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = one[i - 1] != other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_being_alike_goes_both_ways(one: list[str], other: list[str]) -> None:
    first, second = spelling(" ".join(one)), spelling(" ".join(other))
    assert alike(first, second) == alike(second, first)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Gymnase", "Gymnaes", "Salle 1"]),
            st.floats(-90, 90),
            st.sampled_from(["", "x1", "y2"]),
        ),
        min_size=2,
        max_size=12,
    )
)
def test_the_squares_miss_nothing_that_comparing_all_would_find(rows: list[tuple[str, float, str]]) -> None:
    *known, last = [thing(n, name, east, identifier=i) for n, (name, east, i) in enumerate(rows)]
    likes = Likes()
    for one in known:
        likes.add(one)
    close = [
        one
        for one in known
        if one.spelling.marks == last.spelling.marks and (one.metres_to(last) or 0) <= reach(last, one)
    ]
    found = likes.nearest(last)
    assert (found is not None) == bool(close)
    if found:
        assert found.metres == min(one.metres_to(last) or 0 for one in close)


def test_the_owners_numbers_tell_like_things_apart() -> None:
    assert (
        reach(thing(1, "Volleyball", identifier="089-14"), thing(2, "Volleyball", identifier="089-15"))
        < LISTED
    )
    other_list = thing(2, "Volleyball", identifier="089-15", source="b")
    assert reach(thing(1, "Volleyball", identifier="089-14"), other_list) < LISTED
    other_manner = thing(2, "Volleyball", identifier="57", source="b")
    assert reach(thing(1, "Volleyball", identifier="089-14"), other_manner) == ELSEWHERE
    assert numbering("G-12") == numbering("g-7") != numbering("12")


def test_the_same_number_in_another_list_is_the_same_thing_if_its_name_or_place_agrees() -> None:
    likes = Likes()
    likes.add(thing(1, "Gymnase double", identifier="G-12", source="b"))
    renamed = likes.nearest(thing(2, "Gymnase Champlain", 12, identifier="g-12"))
    assert renamed is not None
    assert (renamed.why, round(renamed.metres or 0)) == ("number", 12)
    assert likes.nearest(thing(2, "Gymnase double", 200, identifier="G-12")) is not None
    assert likes.nearest(thing(2, "Gymnase double", 900, identifier="G-12")) is None
    assert likes.nearest(thing(2, "Palestre", 200, identifier="G-12")) is None


def test_trucks_at_one_garage_are_told_apart_by_their_numbers() -> None:
    garage = {"lon": None, "lat": None, "address": "12, rue du Garage"}
    likes = Likes()
    likes.add(thing(1, "Camion Ford", identifier="101", **garage))
    assert likes.nearest(thing(2, "Camion Ford", identifier="102", **garage)) is None
    again = likes.nearest(thing(3, "Camion Frod", **garage | {"address": "12, RUE DU GARAGE"}))
    assert again is None  # four letters are too few to say that one is mistyped
    likes.add(thing(4, "Camion-citerne", **garage))
    found = likes.nearest(thing(5, "Camion-citrene", **garage))
    assert found is not None
    assert (found.thing.number, found.metres) == (4, None)


def test_a_crowd_in_one_square_costs_no_more_than_its_last_comers() -> None:
    likes, rng = Likes(), random.Random(3)
    for number in range(3 * EXAMINED):
        likes.add(thing(number, "".join(rng.choices("abcdefghij", k=9))))
    assert max(len(square) for square in likes._squares.values()) == EXAMINED
