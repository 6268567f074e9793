"""Exported inventories opened by programs that are not ours: openpyxl, calamine, csv and geojson."""

import csv
import io
import json
from typing import Any

import geojson
import openpyxl
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.exports.tests.test_exports import exported, hard_inventory, read_back
from maillon.sharing.inventory.models import Asset
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db
DANGEROUS = (
    '=HYPERLINK("https://ailleurs.example";"cliquez")',
    "+1 514 555-0100",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "\t=1+1",
    "\r=1+1",
    "'=deux apostrophes",
    "-5",
)


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def dangerous_inventory(owner: Organisation) -> None:
    for number, text in enumerate(DANGEROUS):
        make_asset(
            owner, name=text.strip(), identifier=f"N-{number}", description=text, site_name=text.strip()
        )


def names_of(owner: Organisation) -> list[str]:
    """Return the names in the order of the file, as a cell shows them: without double spaces."""
    found = Asset.objects.filter(organisation=owner).exclude(state="archived").order_by("sort_key", "pk")
    return [" ".join(name.split()) for name in found.values_list("name", flat=True)]


def plain(text: str) -> str:
    """Return the text as the person sees it: the apostrophe that keeps it a text is not shown."""
    return " ".join(text.removeprefix("'").split())


def test_openpyxl_and_calamine_read_the_same_workbook(browser: Client, keeper: Membership) -> None:
    hard_inventory(keeper.organisation)
    dangerous_inventory(keeper.organisation)
    data = exported(browser, keeper.organisation, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    head, *lines = list(sheet.iter_rows())
    assert all(cell.data_type in {"s", "n"} for line in lines for cell in line)  # no formula, no error
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    headings = [cell.value for cell in head]
    assert [str(one) for one in read[0]] == headings
    at = headings.index("Nom")
    names = [plain(str(line[at].value)) for line in lines]
    assert names == [plain(str(line[at])) for line in read[1:]]
    assert names == names_of(keeper.organisation)
    numbers = [line[headings.index("Numéro Maillon")].value for line in lines]
    assert all(isinstance(number, int) for number in numbers)
    lon = headings.index("Longitude")
    assert {type(line[lon].value) for line in lines} == {float, type(None)}


def test_no_cell_of_the_csv_begins_as_a_formula(browser: Client, keeper: Membership) -> None:
    dangerous_inventory(keeper.organisation)
    data = exported(browser, keeper.organisation, "csv").decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(data, newline=""), delimiter=";") for cell in line]
    numbers = {"-5"}
    for cell in cells:
        number = cell.replace(",", ".").lstrip("-").replace(".", "", 1).isdecimal()
        assert number or cell in numbers or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson"])
def test_what_was_made_harmless_comes_back_without_a_change(
    browser: Client, keeper: Membership, kind: str
) -> None:
    dangerous_inventory(keeper.organisation)
    run = read_back(keeper.organisation, exported(browser, keeper.organisation, kind), kind)
    assert list(run.suggestions.values_list("kind", "proposed", "before")) == []
    assert run.unchanged == run.rows_read == len(DANGEROUS)


@pytest.mark.parametrize("filled", [False, True])
def test_the_geojson_is_valid_for_another_reader(browser: Client, keeper: Membership, filled: bool) -> None:
    if filled:
        hard_inventory(keeper.organisation)
        dangerous_inventory(keeper.organisation)
    read: Any = geojson.loads(exported(browser, keeper.organisation, "geojson").decode())
    assert isinstance(read, geojson.FeatureCollection)
    assert read.is_valid, read.errors()
    assert all(isinstance(one, geojson.Feature) and one.is_valid for one in read["features"])
    longitudes = [one["geometry"]["coordinates"][0] for one in read["features"] if one["geometry"]]
    assert all(-180 <= lon < 0 for lon in longitudes)
    assert len({one["id"] for one in read["features"]}) == len(read["features"])
    # A strict JSON reader takes it too: neither NaN nor Infinity.
    json.loads(json.dumps(read, allow_nan=False), parse_constant=lambda word: pytest.fail(word))
