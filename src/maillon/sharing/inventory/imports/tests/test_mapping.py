"""What a column gives: by its heading, by its values, by what a person said before."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.imports import Row
from maillon.base.imports.tests import files
from maillon.community.organisations.models import Organisation
from maillon.kernel.objections import Objection
from maillon.sharing.inventory.imports.answers import Field, read_answer, read_date
from maillon.sharing.inventory.imports.errors import SENTENCES, MappingRefused, ReadAlready
from maillon.sharing.inventory.imports.looks import Look, look_of
from maillon.sharing.inventory.imports.mapping import is_sure, mapping_objections, propose, signature
from maillon.sharing.inventory.imports.questions import Questions, all_questions
from maillon.sharing.inventory.imports.services import EVERYTHING, Given, accept, receiving, undo
from maillon.sharing.inventory.models import Asset, ClassRule, ImportRun, ListMapping
from maillon.sharing.inventory.rules import Declared, Kind, misfit
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import make_asset

NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
NO_QUESTIONS = Questions([])


@pytest.mark.parametrize(
    ("values", "look"),
    [
        (["-73,553", "-71.204", ""], Look.LONGITUDES),
        (["45,50", "46,81"], Look.LATITUDES),
        (["2026-12-01", "1er décembre 2026", "31/12/2026"], Look.DATES),
        (["oui", "Non", "X"], Look.YES_NO),
        (["0", "1", "1"], Look.WHOLES),
        (["G-1", "G-2", "H-12"], Look.CODES),
        (["0012", "0013", "0014"], Look.CODES),
        (["12", "1 200", "7"], Look.WHOLES),
        (["12,5", "7"], Look.NUMBERS),
        (["12, rue de l’Église", "7 boul. Laurier"], Look.ADDRESSES),
        (["Gymnase", "Gymnase", "Salle", "Salle"], Look.CATEGORIES),
        (["Gymnase A", "Salle B"], Look.TEXTS),
        (["", ""], Look.EMPTY),
    ],
)
def test_values_look_like_what_they_are(values: list[str], look: Look) -> None:
    assert look_of(values) is look


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_values_look_like_something(values: list[str]) -> None:
    assert look_of(values) in Look


def proposed(text: str, questions: Questions = NO_QUESTIONS) -> tuple[dict[str, str], bool]:
    lines = [line.split(";") for line in text.splitlines()]
    rows = [Row(n, dict(zip(lines[0], cells, strict=True))) for n, cells in enumerate(lines[1:], start=2)]
    columns = propose(lines[0], rows, questions)
    return {column.heading: column.field for column in columns}, is_sure(columns)


def test_known_headings_are_sure() -> None:
    assert proposed("nom;type;OBJECTID\nA;Gymnase;1\nB;Salle;2") == (
        {"nom": "name", "type": "class", "OBJECTID": ""},
        True,
    )


def test_values_propose_where_headings_say_nothing_and_a_person_looks() -> None:
    text = "a;b;c;d;e;f\nGymnase Un;Gymnase;-73,553;45,501;X-1;1, rue A\n"
    text += "Gymnase Deux;Gymnase;-73,562;45,512;X-2;2, rue B\n"
    text += "Salle Trois;Salle;-73,571;45,523;X-3;3, rue C\nSalle Quatre;Salle;-73,582;45,531;X-4;4, rue D"
    found, sure = proposed(text)
    assert found == {"a": "name", "b": "class", "c": "lon", "d": "lat", "e": "identifier", "f": "address"}
    assert not sure


def test_a_column_that_nothing_explains_needs_a_look() -> None:
    assert proposed("nom;mystère\nA;bleu\nB;vert") == ({"nom": "name", "mystère": ""}, False)
    assert proposed("nom;mystère\nA;\nB;")[1]


def test_headings_that_their_values_contradict_need_a_look() -> None:
    swapped, sure = proposed("nom;longitude;latitude\nA;45,50;-73,55\nB;45,51;-73,56")
    assert (swapped["longitude"], swapped["latitude"], sure) == ("lat", "lon", False)
    assert not proposed("nom;longitude;latitude\nA;ici;là\nB;ici;là")[1]


def test_two_headings_for_one_field_need_a_look() -> None:
    found, sure = proposed("nom;titre\nA;Gymnase A\nB;Gymnase B")
    assert (found, sure) == ({"nom": "name", "titre": ""}, False)


def test_what_prevents_reading_is_said_at_its_heading() -> None:
    chosen = {"a": "name", "b": "name", "c": "lon", "d": "quoi", "z": "class"}
    found = mapping_objections(chosen, ["a", "b", "c", "d"], NO_QUESTIONS)
    assert {(one.code, one.field) for one in found} == {
        ("field_twice", "b"),
        ("half_point", "c"),
        ("field_unknown", "d"),
        ("heading_unknown", "z"),
    }
    assert [one.code for one in mapping_objections({"a": ""}, ["a"], NO_QUESTIONS)] == ["name_unsaid"]
    assert not mapping_objections({"a": "name", "c": "lon"}, ["a", "c"], NO_QUESTIONS, pointed=True)


def test_the_order_and_the_case_of_headings_do_not_make_another_list() -> None:
    assert signature(["Nom", "TYPE"]) == signature(["type", "nom"]) != signature(["nom"])


AREA = Field(Declared("area", Kind.DECIMAL, 0, 1000), "m²")
FLOOR = Field(Declared("floor", Kind.CHOICE, choices=("wood",)), words={"bois": "wood", "wood": "wood"})


@pytest.mark.parametrize(
    ("text", "asked", "answer"),
    [
        ("120", AREA, 120),
        ("85,5 m2", AREA, 85.5),
        ("1 076 pi²", Field(AREA.declared, "m²"), 99.96),
        ("2 t", Field(Declared("payload", Kind.DECIMAL), "kg"), 2000),
        ("4,0", Field(Declared("courts", Kind.WHOLE)), 4),
        ("Bois", FLOOR, "wood"),
        ("OUI", Field(Declared("stage", Kind.YES_NO)), True),
        ("0", Field(Declared("stage", Kind.YES_NO)), False),
        ("1er décembre 2026", Field(Declared("inspected", Kind.DATE)), "2026-12-01"),
        ("03/04/2026", Field(Declared("inspected", Kind.DATE)), "2026-04-03"),
        ("2026-12-01 00:00", Field(Declared("inspected", Kind.DATE)), "2026-12-01"),
        ("Ford F-150", Field(Declared("make", Kind.TEXT)), "Ford F-150"),
    ],
)
def test_answers_are_read_as_people_write_them(text: str, asked: Field, answer: Any) -> None:
    assert read_answer(text, asked) == answer


@pytest.mark.parametrize(
    ("text", "asked", "code"),
    [
        ("grand", AREA, "answer_decimal"),
        ("12 kg", AREA, "answer_decimal"),
        ("-1", AREA, "answer_too_small"),
        ("5000", AREA, "answer_too_large"),
        ("4,5", Field(Declared("courts", Kind.WHOLE)), "answer_whole"),
        ("Tapis", FLOOR, "answer_choice"),
        ("peut-être", Field(Declared("stage", Kind.YES_NO)), "answer_yes_no"),
        ("12/31/2026", Field(Declared("inspected", Kind.DATE)), "answer_date"),
        ("x" * 301, Field(Declared("make", Kind.TEXT)), "answer_too_long"),
    ],
)
def test_what_is_no_answer_is_refused(text: str, asked: Field, code: str) -> None:
    found = read_answer(text, asked)
    assert isinstance(found, Objection)
    assert found.code == code
    assert str(SENTENCES[code]) % (found.values | {"column": "Colonne", "choices": "bois"})


@given(st.text(min_size=1, max_size=40), st.sampled_from(list(Kind)))
def test_whatever_is_written_an_answer_fits_its_field_or_is_refused(text: str, kind: Kind) -> None:
    declared = Declared("x", kind, -5, 5000, ("wood",))
    found = read_answer(text, Field(declared, "m", {"bois": "wood"}))
    if isinstance(found, Objection):
        assert found.code in SENTENCES
    else:
        assert misfit(declared, found) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_day_is_read_back_however_it_is_written(day: dt.date) -> None:
    assert read_date(day.isoformat()) == read_date(f"{day:%d/%m/%Y}") == day


def read(
    owner: Organisation, data: bytes | str, name: str = "liste.csv", given: Given | None = None
) -> ImportRun:
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return receiving.receive(organisation=owner, by_id=None, file=file, file_name=name, now=NOW, given=given)


@pytest.fixture
def owner() -> Organisation:
    return make_organisation(name="Ville d’Essai")


FEATURES = "nom;type;id;Surface (m²);Plancher;Tableau de pointage;Dernière inspection;Charge utile\n"


@pytest.mark.django_db
def test_the_headings_of_every_characteristic_are_known_in_both_languages() -> None:
    questions = all_questions()
    assert len({question.target for question in questions.all}) == len(questions.all)
    for question in questions.all:
        assert questions.match(question.heading) == (question, 1.0)
        assert questions.get(question.target) is question
    assert questions.match("Surface (pi²)") == (questions.get("details.area"), 0.09290304)
    assert questions.match("Surface (hectares)") is None
    clear_height = questions.match("Clear height")
    assert clear_height is not None
    assert {"gym", "parking"} <= clear_height[0].fields.keys()


@pytest.mark.django_db
def test_characteristics_are_read_compared_accepted_and_undone(owner: Organisation) -> None:
    first = FEATURES + "Gymnase A;Gymnase;G-1;240,5;Bois;oui;;\nCamion 1;Camion;C-1;;;;;2 500 kg\n"
    run = read(owner, first)
    assert (run.stage, run.suggestions.count()) == ("read", 2)
    accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
    gym = Asset.objects.get(identifier="G-1")
    assert gym.details == {"area": 240.5, "floor": "wood", "scoreboard": True}
    assert Asset.objects.get(identifier="C-1").details == {"payload": 2500}
    assert read(owner, first).unchanged == 2
    second = read(owner, FEATURES + "Gymnase A;Gymnase;G-1;250;Bois;non;;\nCamion 1;Camion;C-1;;;;;2500\n")
    (change,) = second.suggestions.all()
    assert change.before == {"details.area": 240.5, "details.scoreboard": True}
    accept(run=second, selection=EVERYTHING, by_id=None, now=NOW)
    gym.refresh_from_db()
    assert gym.details == {"area": 250, "floor": "wood", "scoreboard": False}
    undo(run=second, by_id=None, now=NOW)
    gym.refresh_from_db()
    assert gym.details["area"] == 240.5
    undo(run=run, by_id=None, now=NOW)
    assert not Asset.objects.exists()


@pytest.mark.django_db
def test_an_answer_that_was_missing_goes_again_when_the_import_is_undone(owner: Organisation) -> None:
    asset = make_asset(owner, name="Gymnase A", identifier="G-1", details={"floor": "wood"})
    run = read(owner, "nom;type;id;Surface (m²)\nGymnase A;Gymnase;G-1;240\n")
    accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
    asset.refresh_from_db()
    assert asset.details == {"floor": "wood", "area": 240}
    undo(run=run, by_id=None, now=NOW)
    asset.refresh_from_db()
    assert asset.details == {"floor": "wood"}


@pytest.mark.django_db
def test_a_wrong_answer_refuses_its_line_and_says_at_which_column(owner: Organisation) -> None:
    run = read(owner, FEATURES + "Gymnase A;Gymnase;G-1;grande;Tapis;peut-être;;\nCamion;Camion;C;;;;;1\n")
    (refused,) = run.suggestions.filter(kind="rejected_line")
    told = {reason["field"]: str(SENTENCES[reason["code"]]) % reason["values"] for reason in refused.reasons}
    assert set(told) == {"Surface (m²)", "Plancher", "Tableau de pointage"}
    assert "bois, synthétique, béton" in told["Plancher"]


@pytest.mark.django_db
def test_a_mapping_that_is_given_is_used_and_remembered_for_these_headings(owner: Organisation) -> None:
    text = "Truc;Machin;Pieds\nGymnase A;Gymnase;100\n"
    given = Given({"Truc": "name", "Machin": "class", "Pieds": "details.area"}, {"Gymnase": "hall"})
    run = read(owner, text, "mars.csv", given)
    assert run.suggestions.get().proposed["class_code"] == "hall"
    assert run.suggestions.get().proposed["details.area"] == 100
    later = read(owner, text.replace("Gymnase A", "Gymnase B"), "avril.csv")
    assert (later.stage, later.suggestions.get().proposed["name"]) == ("read", "Gymnase B")
    elsewhere = read(make_organisation(), text)
    assert elsewhere.stage == "mapping"


@pytest.mark.django_db
def test_columns_of_the_same_name_are_told_apart_and_mapped(owner: Organisation) -> None:
    text = (Path(__file__).parent / "listes-fautives" / "titres-en-double.csv").read_text(encoding="utf-8")
    run = read(owner, text)
    headings = [column["heading"] for column in run.columns]
    assert headings == ["Nom", "Type", "Nom (2)", "Adresse", "Adresse (2)"]
    assert run.stage == "mapping"  # a person says what the second ones are
    assert any("Nom (2)" in remark for remark in run.remarks)
    columns = dict(zip(headings, ["name", "class", "site_name", "address", "accessibility"], strict=True))
    receiving.read_again(run=run, given=Given(columns, {}), by_id=None, now=NOW)
    accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
    gym = Asset.objects.get(name="Gymnase de l’Érablière")
    assert (gym.site.name, gym.accessibility) == ("École de l’Érablière", "Porte 4")
    assert read(owner, text, "plus-tard.csv").stage == "read"  # the answer is remembered


@pytest.mark.django_db
def test_a_mapping_that_cannot_be_read_leaves_nothing(owner: Organisation) -> None:
    with pytest.raises(MappingRefused) as caught:
        read(owner, "Truc;Machin\nA;B\n", given=Given({"Truc": "class", "Autre": "name"}, {"B": "zzz"}))
    codes = {reason.code for reason in caught.value.reasons}
    assert codes == {"heading_unknown", "name_unsaid", "class_not_ours"}
    assert not ImportRun.objects.exists()
    assert not ListMapping.objects.exists()
    assert not ClassRule.objects.exists()


@pytest.mark.django_db
def test_a_file_is_not_read_again_once_something_was_decided(owner: Organisation) -> None:
    run = read(owner, "nom;type\nGymnase A;Gymnase\nSalle B;Salle\n")
    given = Given({"nom": "name", "type": "class"}, {"Salle": "classroom"})
    receiving.read_again(run=run, given=given, by_id=None, now=NOW)
    assert {one.proposed["class_code"] for one in run.suggestions.all()} == {"gym", "classroom"}
    run.suggestions.filter(line=2).update(state="dismissed")
    with pytest.raises(ReadAlready, match="déjà décidées"):
        receiving.read_again(run=run, given=given, by_id=None, now=NOW)
    run.suggestions.update(state="pending")
    run.file.storage.delete(run.file.name)
    with pytest.raises(ReadAlready, match="plus gardé"):
        receiving.read_again(run=run, given=given, by_id=None, now=NOW)


@pytest.mark.django_db
def test_lines_without_a_category_take_the_class_of_their_list(owner: Organisation) -> None:
    text = "nom;catégorie\nLocal 1;\nLocal inconnu Zed;Machin\nZed;\n"
    run = read(owner, text)
    assert sorted(run.categories) == [["", "", 1], ["", "room", 1], ["Machin", "room", 1]]
    given = Given({"nom": "name", "catégorie": "class"}, {}, "land")
    receiving.read_again(run=run, given=given, by_id=None, now=NOW)
    zed = run.suggestions.get(line=4)
    assert zed.proposed["class_code"] == "land"
    assert read(owner, text + "Zut;\n").suggestions.get(line=5).proposed["class_code"] == "land"


@pytest.mark.django_db
def test_a_geojson_of_another_town_is_mapped_by_its_values(owner: Organisation) -> None:
    features = [
        files.place(
            -73.5 - n / 1000, 45.5, libelle_fr=f"Terrain de balle {n}", sorte=["balle", "soccer"][n % 2]
        )
        for n in range(6)
    ]
    run = read(owner, files.geojson(*features), "ouvert.geojson")
    found = {one["heading"]: one["field"] for one in run.columns}
    assert (run.stage, found) == ("mapping", {"libelle_fr": "name", "sorte": "class"})
    assert json.dumps(run.columns)
