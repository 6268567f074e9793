"""A code is read as it was meant, and a mistake is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.sharing.labels.rules.codes import (
    ALPHABET,
    LENGTH,
    MANY,
    WEIGHTS,
    grouped,
    is_code,
    read,
    written,
)

codes = st.integers(0, MANY - 1).map(written)


@given(codes)
def test_a_code_is_ten_letters_that_check(code: str) -> None:
    assert len(code) == LENGTH
    assert is_code(code)
    assert not set("ILOU") & set(code)


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_code(wrong) == (wrong == code)


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_letters_that_changed_places_are_noticed(code: str, one: int, other: int) -> None:
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    assert is_code("".join(letters)) == ("".join(letters) == code)


def test_each_place_has_a_weight_of_its_own() -> None:
    assert len({*WEIGHTS, 1}) == LENGTH


@given(codes)
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    assert read(grouped(code)) == code
    assert read(f"  {grouped(code).lower()} ") == code
    assert read(code.replace("0", "O").replace("1", "l")) == code
    assert read(f"HTTPS://MAILLON.EXAMPLE/E/{code}") == code
    assert read(f"https://maillon.example/en/e/{code}/") == code


@given(st.text(max_size=40))
def test_anything_else_is_not_a_code(text: str) -> None:
    assert read(text) == "" or is_code(read(text))


def test_numbers_out_of_bounds_are_refused() -> None:
    for number in (-1, MANY):
        with pytest.raises(ValueError, match="label"):
            written(number)
