"""What one line says: the columns found, the class, the point, the key, and every reason at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.imports import Row
from maillon.sharing.inventory.classes import CODES
from maillon.sharing.inventory.imports.errors import SENTENCES
from maillon.sharing.inventory.imports.lines import BadLine, Line, read_line, short_key
from maillon.sharing.inventory.imports.vocabulary import (
    _rows,
    class_of,
    column_objections,
    match_columns,
)

MONTREAL = ("OBJECTID", "ID", "INDEX_PARC", "NOM", "ARROND", "TYPE")


def test_the_columns_of_montreal_are_known() -> None:
    assert match_columns(MONTREAL) == {
        "identifier": "ID",
        "site_key": "INDEX_PARC",
        "name": "NOM",
        "area": "ARROND",
        "class": "TYPE",
    }


def test_headings_are_known_in_both_languages_whatever_their_accents() -> None:
    french = match_columns(["Nom du bien", "CATEGORIE", "Capacité maximale", "Qté", "Adresse", "Longitude"])
    assert set(french) == {"name", "class", "capacity", "quantity", "address", "lon"}
    english = match_columns(["Asset name", "Category", "Seats", "Quantity", "Street address", "lat"])
    assert set(english) == {"name", "class", "capacity", "quantity", "address", "lat"}


def test_the_best_heading_wins_whatever_the_order() -> None:
    assert match_columns(["titre", "nom"])["name"] == match_columns(["nom", "titre"])["name"] == "nom"


def test_a_list_without_names_is_no_list() -> None:
    (objection,) = column_objections(match_columns(["a", "b"]), ["a", "b"])
    assert "a, b" in str(SENTENCES[objection.code]) % objection.values


def test_every_word_of_the_data_leads_to_a_class_we_have() -> None:
    assert {row["class"] for row in _rows("class_words.csv")} <= CODES
    words = [row["words"] for row in _rows("class_words.csv")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("category", "name", "code"),
    [
        ("Récréatif", "Patinoire réfrigérée / Basketball", "rink"),
        ("Récréatif", "Jeux d'eau", "outdoor_place"),
        ("Sportif", "Soccer à 7", "sports_field"),
        ("Sportif", "Piste d'athlétisme (400m) et équipements", "sports_field"),
        ("Loisirs et détente", "Ping-pong", "outdoor_place"),
        ("", "Balle", "sports_field"),
        ("Gymnasium", "Bloc C", "gym"),
        ("Salles de classe", "C-120", "classroom"),
        ("Véhicules", "Club de soccer 12", "vehicle"),
        ("vehicle", "Ford", "vehicle"),
        ("Tables pliantes", "Lot 3", "furniture"),
        ("", "Tablettes", "it"),
        ("", "Chose", None),
        ("", "Scientifique", None),
    ],
)
def test_a_category_and_a_name_point_to_a_class(category: str, name: str, code: str | None) -> None:
    assert class_of(category, name) == code


def line(point: tuple[float, float] | None = None, **texts: str) -> Line | BadLine:
    row = Row(7, texts, point=point)
    return read_line(row, match_columns(list(texts)))


def codes(read: Line | BadLine) -> list[str]:
    assert isinstance(read, BadLine)
    return [objection.code for objection in read.objections]


def good(read: Line | BadLine) -> Line:
    assert isinstance(read, Line), read
    return read


def test_a_line_of_montreal() -> None:
    read = good(
        line(
            (-73.5759730857, 45.5159341678),
            ID="003-0058",
            INDEX_PARC="1139-000",
            NOM="Aire de jeu 18 mois à 5 ans",
            ARROND="Le Plateau-Mont-Royal",
            TYPE="Aire de jeu - enfant",
        )
    )
    assert (read.key, read.site) == ("003-0058", "n:1139-000")
    assert read.values == {
        "name": "Aire de jeu 18 mois à 5 ans",
        "identifier": "003-0058",
        "class_code": "outdoor_place",
        "lon": -73.5759730857,
        "lat": 45.5159341678,
        "site_name": "Parc 1139-000, Le Plateau-Mont-Royal",
    }


def test_an_empty_cell_says_nothing() -> None:
    read = good(line(nom="Gymnase", capacité="", quantité="", adresse="", longitude="", latitude=""))
    assert read.values == {"name": "Gymnase", "class_code": "gym"}
    assert read.site == "-"


@pytest.mark.parametrize(
    ("text", "number"), [("25", 25), ("1 200", 1200), ("25,0", 25), ("40 personnes", 40)]
)
def test_numbers_are_read_as_people_write_them(text: str, number: int) -> None:
    assert good(line(nom="Gymnase", capacité=text)).values["capacity"] == number


@pytest.mark.parametrize("text", ["beaucoup", "-3", "12,5", "1e9", "9" * 30, "NaN"])
def test_what_is_not_a_number_of_people_is_refused(text: str) -> None:
    assert codes(line(nom="Gymnase", capacité=text)) == ["not_a_capacity"]


def test_a_quantity_is_at_least_one() -> None:
    assert codes(line(nom="Chaises", quantité="0")) == ["not_a_quantity"]


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        ("2,35", "48,85", "point_outside"),
        ("0", "0", "point_zero"),
        ("45,5", "-73,5", "point_swapped"),
        ("73,5", "45,5", "point_sign_lost"),
        ("299000", "5040000", "point_metres"),
        ("NaN", "45", "point_not_a_place"),
        ("inf", "45", "point_not_a_place"),
        ("-73,5", "", "point_not_a_place"),
        ("ici", "là", "point_not_a_place"),
        ("-80,4", "52", "point_outside"),
    ],
)
def test_a_point_that_is_not_in_quebec_is_refused_with_the_likely_mistake(
    lon: str, lat: str, code: str
) -> None:
    assert codes(line(nom="Gymnase", longitude=lon, latitude=lat)) == [code]


def test_decimal_commas_and_points_are_read() -> None:
    read = good(line(nom="Gymnase", longitude="-72,957", latitude="45.63"))
    assert (read.values["lon"], read.values["lat"]) == (-72.957, 45.63)


def test_every_reason_is_given_at_once() -> None:
    assert codes(line(nom="Chose" * 40, capacité="x", quantité="y", longitude="0", latitude="0")) == [
        "too_long",
        "not_a_capacity",
        "not_a_quantity",
        "class_unknown",
        "point_zero",
    ]
    assert codes(line(nom="", type="Gymnase")) == ["name_missing"]


def test_without_a_number_the_key_is_the_name_the_class_and_the_point() -> None:
    here, there = (-73.5, 45.5), (-73.6, 45.5)
    tennis = good(line(here, nom="Tennis"))
    assert tennis.key == good(line(here, nom="TENNIS ")).key
    assert tennis.key != good(line(there, nom="Tennis")).key
    assert tennis.key != good(line(here, nom="Soccer")).key
    assert (
        good(line(nom="Tennis", adresse="1, rue A")).key != good(line(nom="Tennis", adresse="2, rue A")).key
    )


def test_things_of_one_address_stand_at_one_site() -> None:
    one = good(line(nom="Gymnase", adresse="10, rue Saint-Denis"))
    two = good(line(nom="Local 3", adresse="10, RUE SAINT-DENIS"))
    assert one.site == two.site
    assert one.values["site_name"] == "10, rue Saint-Denis"
    assert good(line(nom="Gymnase", lieu="École A")).site != good(line(nom="Gymnase", lieu="École B")).site


def test_long_keys_stay_apart() -> None:
    assert short_key("a" * 200) != short_key("a" * 199 + "b")
    assert len(short_key("a" * 200)) <= 70


@given(
    st.dictionaries(
        st.sampled_from(
            ["nom", "type", "id", "capacité", "quantité", "adresse", "lieu", "longitude", "latitude"]
        ),
        st.text(max_size=30),
    ),
    st.none() | st.tuples(st.floats(), st.floats()),
)
def test_any_line_is_read_or_refused_with_sentences(texts: dict[str, str], point: Any) -> None:
    read = line(point, **texts)
    if isinstance(read, BadLine):
        assert all(str(SENTENCES[o.code]) % o.values for o in read.objections)
    else:
        assert read.values["name"]
        assert len(read.key) <= 70
        assert len(read.site) <= 70
