"""How many kits, and of what: against a count by hand, whatever the numbers."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from maillon.sharing.kits.rules import Line, compose, kit_objections, most_kits

ASSETS = (1, 2, 3)
free = st.fixed_dictionaries({number: st.integers(0, 5) for number in ASSETS})
choices = st.permutations(ASSETS).flatmap(lambda order: st.integers(1, 3).map(lambda n: tuple(order[:n])))
lines = st.lists(st.tuples(st.integers(1, 3), choices, st.booleans()), min_size=1, max_size=3).map(
    lambda made: [Line(rank, *one) for rank, one in enumerate(made)]
)


def by_hand(wanted: list[tuple[tuple[int, ...], int]], left: dict[int, int]) -> bool:
    """Try every way of filling the lines, one after the other."""
    if not wanted:
        return True
    (order, needed), *others = wanted
    for shares in product(*(range(min(needed, left.get(one, 0)) + 1) for one in order)):
        if sum(shares) == needed:
            after = left | {one: left.get(one, 0) - share for one, share in zip(order, shares, strict=True)}
            if by_hand(others, after):
                return True
    return False


def needed(made: list[Line], kits: int) -> list[tuple[tuple[int, ...], int]]:
    return [(line.choices, line.quantity * kits) for line in made if not line.optional]


@settings(max_examples=150, deadline=None)
@given(lines, free)
def test_the_most_kits_is_the_count_by_hand(made, left):
    counted = 0
    if needed(made, 1):
        while by_hand(needed(made, counted + 1), left):
            counted += 1
    assert most_kits(made, left) == counted


@settings(max_examples=150, deadline=None)
@given(lines, free, st.integers(1, 3))
def test_a_composition_fills_each_line_and_never_takes_more_than_is_free(made, left, kits):
    composition = compose(made, left, kits)
    assert composition.complete == by_hand(needed(made, kits), left)
    taken = dict.fromkeys(ASSETS, 0)
    for pick in composition.picks:
        taken[pick.asset] += pick.quantity
    assert all(taken[number] <= left[number] for number in ASSETS)
    if composition.complete:
        for line in made:
            got = sum(pick.quantity for pick in composition.picks if pick.line == line.id)
            assert got == (0 if line.id in composition.left_out else line.quantity * kits)
            assert line.optional or line.id not in composition.left_out
    for pick in composition.picks:
        line = next(one for one in made if one.id == pick.line)
        assert pick.substitute == (pick.asset != line.choices[0])


@settings(max_examples=60, deadline=None)
@given(lines, free, st.integers(1, 3))
def test_the_same_numbers_give_the_same_composition(made, left, kits):
    assert compose(made, left, kits) == compose(list(made), dict(reversed(left.items())), kits)


def test_the_first_choice_is_taken_before_its_substitutes():
    (pick,) = compose([Line(1, 2, (7, 8))], {7: 5, 8: 5}, 2).picks
    assert (pick.asset, pick.quantity, pick.substitute) == (7, 4, False)
    first, second = compose([Line(1, 2, (7, 8))], {7: 3, 8: 5}, 2).picks
    assert (first.quantity, second.asset, second.quantity, second.substitute) == (3, 8, 1, True)


def test_a_line_gives_way_to_another_that_has_no_other_choice():
    made = [Line(1, 1, (7, 8)), Line(2, 1, (7,))]
    picks = compose(made, {7: 1, 8: 1}, 1).picks
    assert [(pick.line, pick.asset) for pick in picks] == [(1, 8), (2, 7)]


def test_an_optional_line_is_left_out_rather_than_the_kit():
    composition = compose([Line(1, 1, (7,)), Line(2, 1, (8,), optional=True)], {7: 1}, 1)
    assert (composition.complete, composition.left_out) == (True, (2,))


def test_what_lacks_is_named():
    composition = compose([Line(1, 1, (7,)), Line(2, 2, (8,))], {7: 1, 8: 1}, 1)
    assert (composition.complete, composition.missing, composition.picks) == (False, (2,), ())


def test_what_is_not_a_kit():
    assert [one.code for one in kit_objections([])] == ["no_lines"]
    codes = {one.code for one in kit_objections([(0, [1]), (1, []), (1, [2, 2]), (1, [1])])}
    assert codes == {"line_quantity", "line_choices", "choice_twice", "line_twice"}
