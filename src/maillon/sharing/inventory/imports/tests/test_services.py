"""Reading, accepting, setting aside and undoing, on a database."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillon.base.imports import Unreadable, csv_lines
from maillon.base.imports.tests import files
from maillon.community.organisations.models import Organisation
from maillon.sharing.inventory.imports.errors import NothingSelected, UnusableList
from maillon.sharing.inventory.imports.queries import rejected_lines, runs_of, suggestion_lines, tally
from maillon.sharing.inventory.imports.selections import EVERYTHING, Selection
from maillon.sharing.inventory.imports.services import Outcome, accept, dismiss, read_file, undo
from maillon.sharing.inventory.imports.services.reading import list_of
from maillon.sharing.inventory.models import Asset, ImportRun, Site, Suggestion
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import make_asset, offer

NOW = dt.datetime(2026, 11, 21, 15, 0, tzinfo=dt.UTC)
FAULTY = Path(__file__).with_name("installations-fautives.geojson")
MONTREAL = Path(__file__).parents[6].parent / "shared" / "data" / "montreal-installations.geojson"
EVERY_CLASS = "nom;catégorie;identifiant;capacité\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Organisation:
    return make_organisation(name="Ville d’Essai")


def read(owner: Organisation, data: bytes | str, name: str = "liste.csv", **more: Any) -> ImportRun:
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return read_file(organisation=owner, by_id=None, file=file, file_name=name, now=NOW, **more)


def take(run: ImportRun, selection: Selection = EVERYTHING) -> int:
    return accept(run=run, selection=selection, by_id=None, now=NOW).done


def counts(run: ImportRun) -> dict[str, int]:
    found = {choice.value: choice.count for choice in tally(run).kinds}
    return found | ({"unchanged": run.unchanged} if run.unchanged else {})


def test_a_list_becomes_assets_only_when_accepted(owner: Organisation) -> None:
    run = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\nCamion 12;Camion;C-12;\n")
    assert counts(run) == {"new": 2}
    assert not Asset.objects.exists()
    assert take(run) == 2
    gym = Asset.objects.with_owner().get(identifier="G-1")
    assert (gym.name, gym.asset_class.code, gym.capacity, gym.audience) == ("Gymnase A", "gym", 120, "owner")
    assert gym.sort_key
    assert gym.site.name == owner.label


def test_reading_the_same_list_again_finds_nothing_to_change(owner: Organisation) -> None:
    text = EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\nChaises;Mobilier;;\n"
    take(read(owner, text))
    again = read(owner, text)
    assert counts(again) == {"unchanged": 2}
    with pytest.raises(NothingSelected):
        take(again)


def test_a_change_is_shown_in_words_and_carried_out(owner: Organisation) -> None:
    take(read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\n"))
    run = read(owner, EVERY_CLASS + "Gymnase Alpha;Salle;G-1;150\n")
    (shown,) = suggestion_lines(run.suggestions.all())
    assert {(change.label, change.before, change.after) for change in shown.changes} == {
        ("nom", "Gymnase A", "Gymnase Alpha"),
        ("catégorie", "Gymnase", "Salle de réunion"),
        ("capacité (personnes)", "120", "150"),
    }
    take(run)
    asset = Asset.objects.select_related("asset_class").get()
    assert (asset.name, asset.asset_class.code, asset.capacity) == ("Gymnase Alpha", "room", 150)


def test_what_a_person_changed_since_is_left_alone(owner: Organisation) -> None:
    take(read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\n"))
    run = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;150\n")
    Asset.objects.update(capacity=130)
    outcome = accept(run=run, selection=EVERYTHING, by_id=None, now=NOW)
    assert (outcome.done, outcome.left) == (0, 1)
    assert Asset.objects.get().capacity == 130
    (shown,) = suggestion_lines(run.suggestions.all())
    assert "modifié depuis" in shown.reasons[0]


def test_what_the_list_names_no_more_is_archived_when_accepted(owner: Organisation) -> None:
    take(read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;\nGymnase B;Gymnase;G-2;\n"))
    run = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;\n")
    assert counts(run) == {"gone": 1, "unchanged": 1}
    take(run)
    assert Asset.objects.get(identifier="G-2").state == Asset.State.ARCHIVED
    undo(run=run, by_id=None, now=NOW)
    assert Asset.objects.get(identifier="G-2").state == Asset.State.ACTIVE


def test_another_list_of_the_same_owner_is_left_in_peace(owner: Organisation) -> None:
    take(read(owner, EVERY_CLASS + "Gymnase A;Gymnase;1;\n", "Gymnases 2026-10.csv"))
    run = read(owner, EVERY_CLASS + "Chaises;Mobilier;1;\n", "Mobilier.csv")
    assert counts(run) == {"new": 1}
    later = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;1;\n", "Copie de Gymnases 2026-11 (2).csv")
    assert counts(later) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("montreal-installations.geojson", "montreal-installations"),
        ("Copie de Gymnases 2026-11 (2).xlsx", "gymnases"),
        ("Inventaire du mobilier v3 FINAL.csv", "inventaire-du-mobilier"),
        ("2026-11-21.csv", "2026-11-21"),
        ("Équipement à prêter", "equipement-a-preter"),
        ("???.csv", "liste"),
    ],
)
def test_a_list_is_recognised_by_the_name_of_its_file(name: str, source: str) -> None:
    assert list_of(name) == source


def test_a_suggestion_set_aside_is_not_made_again(owner: Organisation) -> None:
    text = EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\nGymnase B;Gymnase;G-2;\n"
    run = read(owner, text)
    chosen = Selection(ids=frozenset(run.suggestions.filter(line=3).values_list("pk", flat=True)))
    assert dismiss(run=run, selection=chosen, by_id=None, now=NOW).done == 1
    take(run)
    assert Asset.objects.count() == 1
    assert counts(read(owner, text)) == {"unchanged": 2}
    assert counts(read(owner, text + "Gymnase C;Gymnase;G-3;\n")) == {"new": 1, "unchanged": 2}


def test_a_selection_takes_only_what_it_names(owner: Organisation) -> None:
    run = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;;\nCamion 1;Camion;;\nCamion 2;Camion;;\n")
    assert take(run, Selection(class_code="truck", text="CAMION")) == 2
    assert take(run, Selection(kinds=frozenset({"new"}))) == 1


def test_undoing_takes_away_what_was_added_and_gives_back_what_was_changed(owner: Organisation) -> None:
    first = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\n")
    take(first)
    second = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;150\nSalle B;Salle;S-1;12\n")
    take(second)
    outcome = undo(run=second, by_id=None, now=NOW)
    assert (outcome.done, outcome.left) == (2, 0)
    assert Asset.objects.get().capacity == 120
    undo(run=first, by_id=None, now=NOW)
    assert not Asset.objects.exists()
    assert not Site.objects.exists()
    with pytest.raises(NothingSelected):
        undo(run=first, by_id=None, now=NOW)


def reasons(run: ImportRun) -> dict[str, str]:
    lines = suggestion_lines(run.suggestions.filter(state=Suggestion.State.KEPT))
    return {line.identifier: " ".join(line.reasons) for line in lines}


def test_undoing_leaves_what_has_served_or_was_corrected_and_says_why(owner: Organisation) -> None:
    names = "ABCDE"
    run = read(owner, EVERY_CLASS + "".join(f"Gymnase {n};Gymnase;G-{n};\n" for n in names))
    take(run)
    offer(Asset.objects.get(identifier="G-A"))
    Asset.objects.filter(identifier="G-B").update(description="Rénové en 2025")
    Asset.objects.filter(identifier="G-C").update(audience="everyone")
    outcome = undo(run=run, by_id=None, now=NOW)
    assert (outcome.done, outcome.left) == (2, 3)
    assert set(Asset.objects.values_list("identifier", flat=True)) == {"G-A", "G-B", "G-C"}
    assert not Asset.objects.filter(state=Asset.State.ARCHIVED).exists()
    told = reasons(run)
    assert "a servi depuis" in told["G-A"]
    assert "modifié depuis" in told["G-B"] == told["G-C"]


def test_undoing_twice_takes_back_only_what_has_become_possible(owner: Organisation) -> None:
    run = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;\nGymnase B;Gymnase;G-2;\n")
    take(run)
    Asset.objects.filter(identifier="G-2").update(description="Rénové en 2025")
    assert undo(run=run, by_id=None, now=NOW) == Outcome(1, 1)
    assert undo(run=run, by_id=None, now=NOW) == Outcome(0, 1)
    Asset.objects.filter(identifier="G-2").update(description="")
    assert undo(run=run, by_id=None, now=NOW) == Outcome(1, 0)
    assert not Asset.objects.exists()


def test_undoing_gives_back_the_values_that_nobody_changed_since(owner: Organisation) -> None:
    take(read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\nGymnase B;Gymnase;G-2;80\n"))
    run = read(owner, EVERY_CLASS + "Gymnase Alpha;Salle;G-1;150\nGymnase B;Gymnase;G-2;90\n")
    take(run)
    Asset.objects.filter(identifier="G-1").update(name="Grand gymnase")
    Asset.objects.filter(identifier="G-2").update(capacity=95)
    assert undo(run=run, by_id=None, now=NOW) == Outcome(1, 1)
    first, second = Asset.objects.select_related("asset_class").order_by("identifier")
    assert (first.name, first.asset_class.code, first.capacity) == ("Grand gymnase", "gym", 120)
    assert second.capacity == 95
    (partly,) = suggestion_lines(run.suggestions.filter(state=Suggestion.State.UNDONE))
    assert "(nom)" in partly.reasons[0]


def test_undoing_what_was_deleted_meanwhile_says_that_nothing_was_left(owner: Organisation) -> None:
    run = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;\n")
    take(run)
    Asset.objects.all().delete()
    assert undo(run=run, by_id=None, now=NOW) == Outcome(1, 0)
    (shown,) = suggestion_lines(run.suggestions.all())
    assert "supprimé depuis" in shown.reasons[0]


def test_the_audit_trail_says_which_import_made_and_unmade_an_asset(owner: Organisation) -> None:
    run = read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;\n")
    take(run)
    undo(run=run, by_id=None, now=NOW)
    history = Asset.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]  # made by tracked()
    assert [(event.pgh_label, event.pgh_context.metadata["why"]) for event in history] == [
        ("insert", f"import {run.pk}"),
        ("delete", f"undo import {run.pk}"),
    ]


def test_nothing_is_half_written_when_the_file_breaks_late(owner: Organisation) -> None:
    lines = "".join(f"Gymnase {n};Gymnase;{n};\n" for n in range(3_000))
    with pytest.raises(Unreadable) as caught:
        read(owner, EVERY_CLASS + lines + 'Dernier;"' + "x" * 200_000)
    assert caught.value.reasons[0].code == "malformed_text"
    assert "3002" in caught.value.reasons[0].message
    assert not ImportRun.objects.exists()
    assert not Suggestion.objects.exists()


def test_a_list_without_names_is_refused(owner: Organisation) -> None:
    with pytest.raises(UnusableList) as caught:
        read(owner, "a;b\n1;2\n")
    assert "a, b" in caught.value.reasons[0].message
    assert not ImportRun.objects.exists()


def test_an_asset_of_another_organisation_is_never_touched(owner: Organisation) -> None:
    make_asset(make_organisation(), code="gym", name="Gymnase A", identifier="G-1")
    assert counts(read(owner, EVERY_CLASS + "Gymnase A;Gymnase;G-1;\n")) == {"new": 1}


def test_two_readings_accepted_one_after_the_other_add_once(owner: Organisation) -> None:
    text = EVERY_CLASS + "Gymnase A;Gymnase;G-1;120\n"
    first, second = read(owner, text), read(owner, text)
    take(first)
    outcome = accept(run=second, selection=EVERYTHING, by_id=None, now=NOW)
    assert (outcome.done, outcome.left) == (0, 1)
    assert Asset.objects.count() == 1


def test_accepting_costs_as_many_queries_for_three_lines_as_for_one(owner: Organisation) -> None:
    spent = []
    for number, size in enumerate((1, 3)):
        rows = "".join(f"Gymnase {n};Gymnase;{number}-{n};\n" for n in range(size))
        run = read(owner, EVERY_CLASS + rows, f"{'ab'[number]}.csv")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            take(run)
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_the_list_of_runs_counts_in_one_query(owner: Organisation, django_assert_num_queries: Any) -> None:
    for n in range(3):
        read(owner, EVERY_CLASS + f"Gymnase {n};Gymnase;;\n", f"{n}.csv")
    with django_assert_num_queries(1):
        assert [run.pending for run in runs_of(owner.pk)] == [1, 1, 1]


def test_a_list_with_every_fault_of_the_real_one(owner: Organisation) -> None:
    """The synthetic file carries: one name many times, one point twice, no type, a point in France, a surface."""
    run = read(owner, FAULTY.read_bytes(), FAULTY.name)
    assert counts(run) == {"new": 47, "duplicate": 1, "rejected_line": 3}
    assert [choice.value for choice in tally(run).classes] == ["sports_field", "rink", "outdoor_place"]
    refused = {str(row[-1]).split("(")[0].strip() for row in rejected_lines(run).rows}
    assert len(refused) == 3
    take(run, Selection(kinds=frozenset({"new"})))
    assert Asset.objects.filter(name="Aire de jeu 18 mois à 5 ans").count() == 40
    assert Site.objects.filter(name="Parc 0042-000, Rosemont").get().assets.count() == 3
    again = read(owner, FAULTY.read_bytes(), FAULTY.name)
    assert counts(again) == {"duplicate": 1, "rejected_line": 3, "unchanged": 47}


@pytest.mark.skipif(not MONTREAL.exists(), reason="the folder of real data, ../shared/data, is absent")
def test_the_real_list_of_montreal(owner: Organisation) -> None:
    with MONTREAL.open("rb") as file:
        run = read_file(organisation=owner, by_id=None, file=file, file_name=MONTREAL.name, now=NOW)
        assert (run.rows_read, counts(run)) == (3403, {"new": 3403})
        assert take(run) == 3403
        assert Asset.objects.filter(name="Aire de jeu 18 mois à 5 ans").count() == 510
        assert not Asset.objects.filter(x__isnull=True).exists()
        again = read_file(organisation=owner, by_id=None, file=file, file_name=MONTREAL.name, now=NOW)
    assert counts(again) == {"unchanged": 3403}


def test_a_geojson_without_numbers_is_recognised_by_name_class_and_point(owner: Organisation) -> None:
    features = [files.place(-73.5 - n / 1000, 45.5, NOM="Pétanque", TYPE="Sportif") for n in range(5)]
    take(read(owner, files.geojson(*features), "petanque.geojson"))
    assert Asset.objects.count() == 5
    assert counts(read(owner, files.geojson(*reversed(features)), "petanque.geojson")) == {"unchanged": 5}


def test_rejected_lines_can_be_corrected_and_sent_again(owner: Organisation) -> None:
    text = "Nom du bien;Type;No;Capacité;Adresse\nGymnase A;Gymnase;G-1;beaucoup;1, rue A\nSalle B;Salle;S-1;12;\n"
    run = read(owner, text)
    take(run)
    refused = rejected_lines(run)
    file = b"".join(csv_lines(refused.headings, refused.rows))
    assert file.startswith(b"\xef\xbb\xbf")
    again = read(owner, file.replace(b"beaucoup", b"120"), "liste.csv")
    assert counts(again)["new"] == 1
    take(again, Selection(kinds=frozenset({"new"})))
    gym = Asset.objects.get(identifier="G-1")
    assert (gym.name, gym.capacity) == ("Gymnase A", 120)


FAULTS = Path(__file__).with_name("listes-fautives")


@pytest.mark.parametrize("name", ["point-virgule-1252.csv", "utf8-bom.csv", "titre-et-fusions.csv"])
def test_lists_with_the_faults_of_real_ones_give_the_same_assets(owner: Organisation, name: str) -> None:
    """Codes, decimal commas, French dates, empty lines, a doubled identifier, formulas, merged headings."""
    run = read(owner, (FAULTS / name).read_bytes(), name)
    assert counts(run) == {"new": 3, "duplicate": 1, "rejected_line": 1}
    take(run, Selection(kinds=frozenset({"new"})))
    found = Asset.objects.order_by("identifier").values_list("identifier", "name", "capacity", "lon")
    assert list(found) == [
        ("E-1", "Gymnase de l’Érablière", 120, -73.55),
        ("E-2", "Salle « Œuvre »", 1200, None),
        ("E-3", "=SOMME(A1:A3) camion", None, None),
    ]
    (_line, *_read, why) = next(rejected_lines(run).rows)
    assert "capacité" in str(why)


SEMBLABLES = Path(__file__).with_name("biens-semblables.csv")


def test_a_list_of_like_things_where_each_true_double_is_written_beside_it(owner: Organisation) -> None:
    """Courts fifteen metres and more apart stay distinct; another hand, a swapped letter, an abbreviation are seen."""
    with SEMBLABLES.open(encoding="utf-8") as file:
        truth = {
            line: int(row["double de"])
            for line, row in enumerate(csv.DictReader(file, delimiter=";"), start=2)
            if row["double de"]
        }
    run = read(owner, SEMBLABLES.read_bytes(), "semblables.csv")
    doubtful = run.suggestions.filter(kind=Suggestion.Kind.DUPLICATE)
    assert {one.line: one.reasons[0]["values"]["line"] for one in doubtful} == truth
    (shown,) = suggestion_lines(doubtful.filter(line=13))
    assert shown.reasons[0].replace("\u00a0", " ").endswith("à 8 m de là.")


def test_another_list_brings_the_same_things_and_says_how_far_they_are(owner: Organisation) -> None:
    take(read(owner, "nom;type;id;lon;lat\nGymnase Laurier;Gymnase;G-1;-73,55;45,5\n", "gymnases.csv"))
    other = "nom;type;id;lon;lat\nGymnase Laurirer;Gymnase;57;-73,5502;45,5001\nPalestre;Gymnase;g-1;-73,55;45,5001\n"
    run = read(owner, other, "installations.csv")
    assert counts(run) == {"duplicate": 2}
    near, numbered = suggestion_lines(run.suggestions.all())
    assert "« Gymnase Laurier », au nom presque pareil" in near.reasons[0].replace("\u00a0", " ")
    assert "à 19 m" in near.reasons[0].replace("\u00a0", " ")
    assert "porte déjà cet identifiant" in numbered.reasons[0]
    assert near.asset_id == numbered.asset_id == Asset.objects.get().pk
