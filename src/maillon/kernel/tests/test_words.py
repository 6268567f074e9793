"""Words as they are searched, sorted and put in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.kernel.words import SORT_KEY_LENGTH, fold, normalise_spaces, slug, sort_key


def in_order(*texts):
    """Sorted by the bytes of their keys, as the database does in the C locale."""
    return sorted(texts, key=lambda text: sort_key(text).encode())


@pytest.mark.parametrize(
    "expected",
    [
        ["École", "Zone"],
        ["cote", "côte", "coté", "côté"],
        ["cœur", "coffre", "corps"],
        ["Saint-Jean", "Saint-Jérôme", "Sainte-Anne", "Sainte-Thérèse"],
        ["Salle 2", "Salle 10", "Salle 101"],
        ["Aréna", "aréna 2", "L’Ancienne-Lorette", "L'Île-Perrot", "La Tuque"],
        ["coeur", "cœur", "Cœurs"],
        ["Parc", "Parc de l’Île", "Parc des Îles", "Parcs"],
        ["ambigu", "ambiguë", "ambigus"],
    ],
)
def test_the_order_is_that_of_a_french_dictionary(expected):
    assert in_order(*reversed(expected)) == expected


def test_case_apostrophes_dashes_and_guillemets_do_not_count():
    assert sort_key("L’ÎLE-d’Orléans") == sort_key("l'île‑d'orléans") == sort_key(" « L’île  d’Orléans » ")
    assert fold("L’ÎLE‑d’Orléans") == "l'ile-d'orleans"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("École", "ecole"),
        ("ŒUVRE d’Æon", "oeuvre d'aeon"),
        ("Noël  à\u00a0Trois‑Rivières", "noel a trois-rivieres"),
        ("E\u0301cole", "ecole"),
        ("m²", "m2"),
        ("ᐃᓄᒃᔪᐊᒃ", "ᐃᓄᒃᔪᐊᒃ"),
        ("", ""),
    ],
)
def test_folding_leaves_what_a_search_compares(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_small_or_capital_letters_fold_alike(text):
    assert fold(normalise_spaces(text)) == fold(text)
    assert normalise_spaces(normalise_spaces(text)) == normalise_spaces(text)


@given(st.text(max_size=400))
def test_a_key_always_fits_its_column(text):
    key = sort_key(text)
    assert len(key) <= SORT_KEY_LENGTH
    assert "\x00" not in key
    assert key == key.strip()


@given(st.text("abcdeéèêëœçà -’", max_size=8), st.text("abcdeéèêëœçà -’", max_size=8))
def test_accents_never_count_before_letters(a, b):
    plain_a, plain_b = sort_key(fold(a)), sort_key(fold(b))
    if plain_a < plain_b:
        assert sort_key(a) < sort_key(b)


@given(st.text(max_size=200), st.integers(1, 60))
def test_a_slug_is_fit_for_an_address(text, length):
    made = slug(text, length)
    assert len(made) <= length
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in made
    assert made == made.strip("-")


def test_slugs_read_well():
    assert slug("L’École d’été — Île-d’Orléans") == "l-ecole-d-ete-ile-d-orleans"
    assert slug("Centre communautaire de Saint-Roch", 21) == "centre-communautaire"
    assert slug("Centre communautaire", 20) == "centre-communautaire"
    assert slug("Anticonstitutionnellement", 10) == "anticonsti"
    assert slug("ᐃᓄᒃᔪᐊᒃ") == ""


def test_invisible_characters_are_removed():
    assert normalise_spaces("\ufeffA\u200bréna\u00a0\n du \t Nord\u00ad ") == "Aréna du Nord"
