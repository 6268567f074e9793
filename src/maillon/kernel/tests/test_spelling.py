"""Mistyped words: how far from known ones, and which one was meant."""

from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.words import nearest, slips_allowed, slips_between, trigrams

WORDS = st.text("abcdeéimnsty", max_size=12)


def test_slips_that_people_make() -> None:
    assert slips_between("gimnase", "gymnase", 2) == 1
    assert slips_between("longeuil", "longueuil", 2) == 1
    assert slips_between("bilbiotheque", "bibliotheque", 2) == 1  # two letters exchanged
    assert slips_between("camion", "gymnase", 2) == 3  # beyond: one more than allowed


@given(WORDS, WORDS)
def test_slips_are_the_same_both_ways_and_none_only_for_the_same_word(one: str, other: str) -> None:
    slips = slips_between(one, other, 20)
    assert slips == slips_between(other, one, 20)
    assert (slips == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips <= max(len(one), len(other))


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_bound_changes_nothing_below_it(one: str, other: str, most: int) -> None:
    assert slips_between(one, other, most) == min(slips_between(one, other, 20), most + 1)


@given(st.text("abcde", min_size=4, max_size=12), st.integers(0, 11))
def test_a_word_with_a_letter_left_out_finds_itself(word: str, place: int) -> None:
    typed = word[: place % len(word)] + word[place % len(word) + 1 :]
    if slips_allowed(typed):
        assert nearest(typed, {word: 1}) == word


def test_the_most_usual_wins_and_short_words_are_left_alone() -> None:
    assert nearest("sale", {"salle": 50, "sable": 2}) == "salle"
    assert nearest("eau", {"eaux": 9}) is None
    assert nearest("zzzzzzz", {"salle": 50}) is None


def test_trigrams() -> None:
    assert trigrams("parc") == {"  p", " pa", "par", "arc", "rc "}
