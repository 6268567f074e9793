"""The portrait of an inventory: figures counted by hand, their definitions, and links that lead to what is missing."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.completeness import GATHERINGS, ITEMS, PLACES, lacking
from maillon.sharing.inventory.models import Asset, AssetClass, ClassField, Photo, Site
from maillon.sharing.inventory.services import note_condition
from maillon.sharing.reservations.queries.coverage import Share, portrait_of
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset, make_shared_place

pytestmark = pytest.mark.django_db
PAGE = "/gestion/portrait/"


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def answers_to_all(code: str) -> dict[str, Any]:
    """Return an answer to everything by which a class is sought."""
    asked = ClassField.objects.filter(asset_class__code=code, searchable=True, public=True, retired=False)
    return {field.code: True if field.kind == "yes_no" else field.least or 1 for field in asked}


def seen(asset: Asset, days: int, *, confirmed: int | None = None) -> None:
    now = timezone.now()
    Asset.objects.filter(pk=asset.pk).update(
        updated_at=now - dt.timedelta(days=days),
        confirmed_at=None if confirmed is None else now - dt.timedelta(days=confirmed),
    )


def test_the_figures_are_those_counted_by_hand(keeper: Membership) -> None:
    owner = keeper.organisation
    hall = make_shared_place(owner, code="hall", description="Scène", details=answers_to_all("hall"))
    Site.objects.filter(pk=hall.site_id).update(access={"step_free": "ramp"})
    note_condition(
        asset=hall, grade="good", observed_on=dt.date(2026, 1, 5), by=keeper.hat(), now=timezone.now()
    )
    Photo.objects.create(asset=hall, file="x.webp", width=8, height=8, alt="Scène")
    truck = make_asset(owner, code="truck", point=None)
    make_asset(owner, code="pool", state=Asset.State.ARCHIVED)
    make_asset()  # someone else's
    Site.objects.create(organisation=owner, name="Vide")
    seen(truck, 800)
    found = portrait_of(owner, now=timezone.now())
    assert found.assets == 2
    assert found.sites == Share(2, 4)
    assert found.classes == Share(2, 13)
    assert found.fresh == Share(1, 2)
    assert dict(found.ages) == {"quarter": 1, "year": 0, "two_years": 0, "older": 1}
    assert dict(found.items) == {
        "description": Share(1, 2),
        "photo": Share(1, 2),
        "point": Share(1, 2),
        "capacite": Share(1, 1),
        "accessibilite": Share(1, 1),
        "caracteristiques": Share(1, 2),
        "etat": Share(1, 2),
        "terms": Share(1, 2),
        "schedule": Share(1, 2),
    }
    assert found.complete == Share(9, 16)
    lines = {line.code: line for line in found.by_class}
    assert (lines["hall"].complete.percent, lines["truck"].complete.percent) == (100, 0)
    assert (lines["rink"].assets, lines["rink"].expected) == (0, True)


def test_a_class_that_asks_nothing_lacks_no_characteristic(keeper: Membership) -> None:
    one = make_asset(keeper.organisation, code="gym", details=answers_to_all("gym") | {"scoreboard": False})
    other = make_asset(keeper.organisation, code="gym", details={"area": 100})
    now = timezone.now()
    assert list(lacking(Asset.objects.all(), "caracteristiques", now)) == [other]
    ClassField.objects.filter(asset_class__code="gym").update(searchable=False)
    assert not lacking(Asset.objects.all(), "caracteristiques", now).exists()
    assert set(lacking(Asset.objects.all(), "etat", now)) == {one, other}


@pytest.mark.parametrize("code", ["office", "auditorium", "land"])
def test_every_place_is_expected_to_say_how_one_gets_in(keeper: Membership, code: str) -> None:
    place = make_asset(keeper.organisation, code=code, accessibility="Une rampe")
    assert list(lacking(Asset.objects.all(), "accessibilite", timezone.now())) == [place]
    Site.objects.filter(pk=place.site_id).update(access={"step_free": "no"})
    assert not lacking(Asset.objects.all(), "accessibilite", timezone.now()).exists()


def test_every_class_is_known_to_the_definition() -> None:
    things = {"parking", "vehicle", "truck", "machinery", "equipment", "tools", "it", "furniture"}
    assert set(AssetClass.objects.values_list("code", flat=True)) == things | PLACES
    assert GATHERINGS < PLACES


def test_confirming_makes_fresh_without_changing(keeper: Membership) -> None:
    old, confirmed = make_asset(keeper.organisation), make_asset(keeper.organisation)
    seen(old, 400)
    seen(confirmed, 800, confirmed=10)
    assert portrait_of(keeper.organisation, now=timezone.now()).fresh == Share(1, 2)
    assert list(lacking(Asset.objects.all(), "confirmation", timezone.now())) == [old]


def test_each_step_leads_to_a_list_of_just_those_assets(browser: Client, keeper: Membership) -> None:
    bare = make_asset(keeper.organisation, name="Nu", point=None, capacity=None)
    make_asset(keeper.organisation, name="Décrit", description="Beau", accessibility="Rampe")
    portrait = portrait_of(keeper.organisation, now=timezone.now())
    hrefs = [step.href for step in portrait.steps]
    assert len(hrefs) >= 5
    for href in hrefs:
        assert browser.get(href).status_code == 200, href
    for item in ("point", "capacite", "description"):
        text = browser.get(f"/gestion/biens/?manque={item}").content.decode()
        assert bare.name in text
        assert "Décrit" not in text


def test_every_item_that_can_lack_has_its_filter(keeper: Membership) -> None:
    make_asset(keeper.organisation)
    for item in ITEMS:
        assert lacking(Asset.objects.all(), item, timezone.now()).count() in (0, 1)


def test_the_page_defines_its_figures_and_gives_the_table_of_each_chart(
    browser: Client, keeper: Membership
) -> None:
    make_asset(keeper.organisation)
    text = browser.get(PAGE).content.decode().replace("\u00a0", " ")
    for figure in ("Lieux où un bien est inscrit", "Biens revus depuis un an", "Renseignements remplis"):
        assert text.count(figure) >= 2  # the figure, and its definition
    assert text.count("Les chiffres du graphique") == 2


def test_an_empty_inventory_says_where_to_begin(browser: Client) -> None:
    text = browser.get(PAGE).content.decode()
    assert "Importer une liste" in text


def test_only_its_people_and_those_who_oversee_read_it(client: Client, keeper: Membership) -> None:
    query = f"?organisation={keeper.organisation_id}"
    for membership, status in (
        (make_membership(Role.FINANCE, organisation=keeper.organisation), 200),
        (make_membership(Role.STEWARD), 200),
        (make_membership(Role.ASSET_MANAGER), 403),
    ):
        client.force_login(membership.person)
        assert client.get(PAGE + query).status_code == status
        assert client.get("/api/v1/inventory-portrait" + query).status_code == status


def test_the_api_says_what_the_page_says(browser: Client, keeper: Membership) -> None:
    make_asset(keeper.organisation)
    answer: dict[str, Any] = browser.get("/api/v1/inventory-portrait").json()
    assert (answer["assets"], answer["sites"]) == (1, {"done": 1, "total": 1})
    assert {one["item"] for one in answer["items"]} == {*ITEMS, "terms", "schedule"}


@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_every_kind_of_organisation_has_its_portrait(kind: str) -> None:
    assert portrait_of(make_organisation(kind), now=timezone.now()).classes.total >= 5


def test_two_hundred_assets_cost_the_queries_of_ten(
    browser: Client, keeper: Membership, django_assert_num_queries: Any
) -> None:
    model = make_shared_place(keeper.organisation)
    codes = list(type(model.asset_class).objects.order_by("number"))
    spent = 0
    for rows in (10, 200):
        while Asset.objects.count() < rows:
            one = make_asset(keeper.organisation) if Asset.objects.count() < 20 else None
            if one is None:
                Asset.objects.bulk_create(
                    Asset(
                        organisation=keeper.organisation,
                        site=model.site,
                        asset_class=codes[number % len(codes)],
                        name=f"Bien {number}",
                    )
                    for number in range(rows - Asset.objects.count())
                )
        if not spent:
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as counted:
                browser.get(PAGE)
            spent = len(counted)
        with django_assert_num_queries(spent):
            browser.get(PAGE)
    with django_assert_num_queries(4):
        portrait_of(keeper.organisation, now=timezone.now())
