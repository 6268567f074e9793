"""`maillon import inventory`: proposals from the terminal, and a second reading that finds nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from maillon.config.cli import group
from maillon.sharing.inventory.imports import tests as import_tests
from maillon.sharing.inventory.models import Asset, ImportRun
from maillon.testing.builders.community import make_organisation

FAULTY = Path(import_tests.__file__).with_name("installations-fautives.geojson")
MONTREAL = Path(__file__).parents[4].parent / "shared" / "data" / "montreal-installations.geojson"

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    result = CliRunner(env={"MAILLON_LANGUAGE": "fr"}).invoke(group, ["import", "inventory", *arguments])
    assert result.exit_code == 0, result.output
    return result.output.replace("\u00a0", " ")


def refused(*arguments: str) -> str:
    result = CliRunner(env={"MAILLON_LANGUAGE": "fr"}).invoke(group, ["import", "inventory", *arguments])
    assert result.exit_code == 1
    assert not ImportRun.objects.exists()
    return result.output


def test_a_list_is_proposed_then_accepted_then_there_is_nothing_to_change() -> None:
    make_organisation(name="Ville d’Essai")
    owner = ("--organisation", "ville d'essai")
    said = run(str(FAULTY), *owner)
    assert "47  nouveau" in said
    assert "3  ligne refusée" in said
    assert "/gestion/importations/" in said
    assert not Asset.objects.exists()
    assert "Acceptées : 47." in run(str(FAULTY), *owner, "--accept")
    again = run(str(FAULTY), *owner)
    assert "nouveau" not in again
    assert "47  sans changement" in again


def test_a_dry_run_says_everything_and_writes_nothing() -> None:
    make_organisation(name="Ville d’Essai")
    owner = ("--organisation", "ville d'essai")
    said = run(str(FAULTY), *owner, "--dry-run")
    assert "47  nouveau" in said
    assert "NOM → nom du bien" in said
    assert "rien n’a été écrit" in said
    assert not ImportRun.objects.exists()
    both = CliRunner().invoke(group, ["import", "inventory", str(FAULTY), *owner, "--dry-run", "--accept"])
    assert both.exit_code == 2


def test_an_organisation_is_named_by_its_number_or_its_neq(tmp_path: Path) -> None:
    file = tmp_path / "gymnases.csv"
    file.write_text("nom\nGymnase A\n")
    first, second = make_organisation(name="Ville", neq="8813456789"), make_organisation(name="Ville")
    run(str(file), "--organisation", "8813456789", "--accept")
    run(str(file), "--organisation", str(second.pk), "--accept")
    assert list(Asset.objects.order_by("pk").values_list("organisation_id", flat=True)) == [
        first.pk,
        second.pk,
    ]


def test_an_unknown_or_doubtful_organisation_is_refused() -> None:
    make_organisation(name="Ville"), make_organisation(name="Ville")
    assert "Plusieurs organisations" in refused(str(FAULTY), "--organisation", "ville")
    assert "Aucune organisation" in refused(str(FAULTY), "--organisation", "Village")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    make_organisation(name="Ville")
    broken = tmp_path / "liste.geojson"
    broken.write_bytes(FAULTY.read_bytes()[:-400])
    assert "abîmé" in refused(str(broken), "--organisation", "Ville")


@pytest.mark.skipif(not MONTREAL.exists(), reason="the folder of real data, ../shared/data, is absent")
def test_the_real_list_of_montreal() -> None:
    make_organisation(name="Ville de Montréal")
    owner = ("--organisation", "Ville de Montréal")
    assert "3 403  nouveau" in run(str(MONTREAL), *owner, "--accept")
    assert Asset.objects.count() == 3403
    assert "Rien à changer." in run(str(MONTREAL), *owner)
