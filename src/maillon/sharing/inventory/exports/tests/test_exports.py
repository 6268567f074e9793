"""An exported inventory: what it says, to whom, and that it comes back without proposing anything."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.exports import columns, exported_rows
from maillon.sharing.inventory.imports.services import read_file
from maillon.sharing.inventory.models import Asset, ImportRun, Suggestion
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
KINDS = ("csv", "xlsx", "geojson")


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def exported(client: Client, owner: Organisation, kind: str, query: str = "") -> bytes:
    response = client.get(f"/organisations/{owner.pk}/biens.{kind}{query}")
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a streaming response


def lines_of(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def hard_inventory(owner: Organisation) -> None:
    """Write assets that carry what files lose: accents, quotes, lines, signs, long decimals, nothing at all."""
    make_asset(owner, name='=HYPERLINK("x")', identifier="+1 450", description="-ligne 1\nligne 2 ; « fin »")
    make_asset(
        owner, name="Gymnase  d’été", identifier="G-1", point=(-72.957123456789, 45.6301234), capacity=None
    )
    make_asset(
        owner, name="Chaises", code="furniture", quantity=4000, identifier="G-1", description="espaces  \n\n"
    )
    answers = {
        "make": "=Ford; « Transit »",
        "energy": "electric",
        "wheelchair": False,
        "plate": "L 123",
        "seats": 9,
    }
    make_asset(owner, name="Sans point", code="vehicle", point=None, details=answers)
    make_asset(
        owner,
        name="Venu d’une liste",
        code="pool",
        source_key="installations:9",
        identifier="9",
        details={"length": 25.5},
    )
    make_asset(owner, name="Rangé", code="tools", state=Asset.State.ARCHIVED)
    make_asset(owner, name="Gymnase  d’été", point=(-72.957123456789, 45.6301234))


def read_back(owner: Organisation, data: bytes, kind: str) -> ImportRun:
    return read_file(
        organisation=owner, by_id=None, file=io.BytesIO(data), file_name=f"biens.{kind}", now=timezone.now()
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", ["", "?etat=archived"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_exported_and_comes_back_proposes_no_change(
    browser: Client, keeper: Membership, kind: str, query: str, language: str
) -> None:
    hard_inventory(keeper.organisation)
    with translation.override(language):
        data = exported(browser, keeper.organisation, kind, query)
        run = read_back(keeper.organisation, data, kind)
    assert list(run.suggestions.values_list("kind", "proposed", "before")) == []
    assert run.unchanged == run.rows_read == (1 if query else 6)


@pytest.mark.parametrize("kind", KINDS)
def test_one_corrected_cell_proposes_that_one_change(browser: Client, keeper: Membership, kind: str) -> None:
    hard_inventory(keeper.organisation)
    data = exported(browser, keeper.organisation, kind)
    Asset.objects.filter(name="Chaises").update(quantity=4001)
    changed = read_back(keeper.organisation, data, kind).suggestions.get()
    assert (changed.kind, changed.before) == (Suggestion.Kind.CHANGED, {"quantity": 4001})


def test_a_number_of_someone_else_is_not_taken_for_ours(keeper: Membership) -> None:
    theirs = make_asset(name="À eux")
    data = f"Numéro Maillon;Nom;Catégorie\n{theirs.pk};À nous;Gymnase\n".encode()
    found = read_back(keeper.organisation, data, "csv").suggestions.get()
    assert (found.kind, found.asset_id) == (Suggestion.Kind.NEW, None)


def test_the_same_number_twice_is_a_doubt_for_a_person(keeper: Membership) -> None:
    ours = make_asset(keeper.organisation, name="Gymnase")
    data = f"Numéro Maillon;Nom;Catégorie\n{ours.pk};Gymnase;Gymnase\n{ours.pk};Autre;Gymnase\n".encode()
    run = read_back(keeper.organisation, data, "csv")
    assert run.suggestions.get().kind == Suggestion.Kind.DUPLICATE


def test_no_cell_becomes_a_formula(browser: Client, keeper: Membership) -> None:
    hard_inventory(keeper.organisation)
    assert "'=HYPERLINK" in exported(browser, keeper.organisation, "csv").decode()
    workbook = zipfile.ZipFile(io.BytesIO(exported(browser, keeper.organisation, "xlsx")))
    assert b"<f>" not in workbook.read("xl/worksheets/sheet1.xml")


def test_the_list_is_exported_as_it_is_filtered(browser: Client, keeper: Membership) -> None:
    hard_inventory(keeper.organisation)
    names = [
        line["Nom"] for line in lines_of(exported(browser, keeper.organisation, "csv", "?categorie=gym"))
    ]
    assert len(names) == 3
    assert "Chaises" not in names
    page = browser.get("/gestion/biens/?categorie=gym").content.decode()
    assert f"/organisations/{keeper.organisation_id}/biens.xlsx?categorie=gym" in page


def test_others_get_what_they_may_see_without_the_owners_own_columns(client: Client) -> None:
    owner = make_organisation()
    make_asset(owner, name="Ouvert", identifier="SECRET-1")
    make_asset(owner, name="Caché", audience=Circle.OWNER)
    make_asset(owner, name="Brouillon", state=Asset.State.DRAFT)
    for kind in KINDS:
        assert b"SECRET-1" not in exported(client, owner, kind)
    (line,) = lines_of(exported(client, owner, "csv"))
    assert line["Nom"] == "Ouvert"
    assert "Identifiant" not in line
    assert client.get(f"/organisations/{owner.pk}/biens.pdf").status_code == 404


def test_the_geojson_is_what_rfc_7946_describes(browser: Client, keeper: Membership) -> None:
    hard_inventory(keeper.organisation)
    read: dict[str, Any] = json.loads(exported(browser, keeper.organisation, "geojson"))
    assert set(read) == {"type", "features"}  # no « crs » since RFC 7946, § 4
    assert read["type"] == "FeatureCollection"
    for feature in read["features"]:
        assert {"type", "geometry", "properties"} <= set(feature)
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            assert set(feature["geometry"]) == {"type", "coordinates"}
            lon, lat = feature["geometry"]["coordinates"]
            assert -80 < lon < -56 < 44 < lat < 63
    assert [f["properties"]["Nom"] for f in read["features"] if f["geometry"] is None] == ["Sans point"]


def test_an_empty_inventory_is_a_file_with_its_headings(browser: Client, keeper: Membership) -> None:
    assert lines_of(exported(browser, keeper.organisation, "csv")) == []
    assert json.loads(exported(browser, keeper.organisation, "geojson"))["features"] == []


def test_batches_leave_no_line_out_and_repeat_none(
    keeper: Membership, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    for name in ("B", "A", "A", "a", "Á", "C", "A"):
        make_asset(keeper.organisation, name=name)
    monkeypatch.setattr(columns, "BATCH", 2)
    mine = Asset.objects.filter(organisation=keeper.organisation)
    with django_assert_num_queries(5):
        found = [asset.pk for asset in exported_rows(mine)]
    assert found == list(mine.order_by("sort_key", "pk").values_list("pk", flat=True))


def test_each_characteristic_has_its_column_and_the_private_ones_stay_home(
    browser: Client, client: Client, keeper: Membership
) -> None:
    owner = keeper.organisation
    answers = {"plate": "L 123", "energy": "electric", "wheelchair": True, "seats": 9}
    make_asset(owner, name="Fourgonnette", code="vehicle", audience=Circle.EVERYONE, details=answers)
    make_asset(
        owner, name="Gymnase", code="gym", audience=Circle.EVERYONE, details={"area": 240.5, "ceiling": 7}
    )
    truck, gym = lines_of(exported(browser, owner, "csv"))
    assert (truck["Plaque"], truck["Énergie"], truck["Accès en fauteuil roulant"]) == (
        "L 123",
        "électrique",
        "oui",
    )
    assert (gym["Surface (m²)"], gym["Hauteur libre (m)"], gym["Plaque"]) == ("240,5", "7", "")
    client.logout()
    (public, _gym) = lines_of(exported(client, owner, "csv"))
    assert "Plaque" not in public
    assert public["Places assises"] == "9"
