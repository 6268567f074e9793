"""How an owner manages its assets: written by those who look after them, read inside, never outside."""

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.base import privacy
from maillon.base.refusals import Invalid
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.errors import Frozen, UnitInUse
from maillon.sharing.inventory.models import Asset, Grade, KeepingRecord, Unit
from maillon.sharing.inventory.queries.history import history_of
from maillon.sharing.inventory.services import (
    freeze_assets,
    merge_assets,
    note_condition,
    remove_unit,
    write_keeping,
    write_unit,
)
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset
from maillon.testing.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


@pytest.fixture
def asset(keeper: Membership) -> Asset:
    return make_asset(keeper.organisation, name="Camion à plateau", code="truck")


def make_unit(keeper: Membership, name: str = "Travaux publics") -> Unit:
    return write_unit(unit=Unit(organisation=keeper.organisation, name=name), by=keeper.hat())


def kept(by: Membership, asset: Asset, **values: Any) -> KeepingRecord:
    return write_keeping(record=KeepingRecord(asset=asset, **values), by=by.hat(), now=timezone.now())


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_record_is_filled_in_and_read_on_the_page_of_the_asset(
    browser: Client, keeper: Membership, asset: Asset
) -> None:
    unit = make_unit(keeper)
    sent = {
        "unit": unit.pk,
        "keeper": keeper.person_id,
        "serial_number": "1FTFW1E50",
        "supplier": "Équipements Roy",
        "acquired_on": "2016-03-04",
        "acquisition_value": "48 500,50 $",
        "replacement_value": "61000",
        "useful_life_years": "200",
    }
    assert browser.post(f"/gestion/biens/{asset.pk}/fiche/", sent).status_code == 302
    text = page(browser, f"/biens/{asset.pk}/")
    for said in ("Travaux publics", "1FTFW1E50", "48 500,50 $", "61 000 $", "200 ans", "Méthode linéaire"):
        assert said in text
    assert "4 mars 2216" in text
    assert 'value="48500,50"' in page(browser, f"/gestion/biens/{asset.pk}/fiche/")


def test_a_mistake_is_said_at_its_field_and_nothing_is_lost(browser: Client, asset: Asset) -> None:
    address = f"/gestion/biens/{asset.pk}/fiche/"
    for sent, said in (
        ({"acquisition_value": "beaucoup", "supplier": "Roy"}, "Saisissez un nombre"),
        ({"acquisition_value": "-5", "supplier": "Roy"}, "au moins 0 $"),
        ({"useful_life_years": "0", "supplier": "Roy"}, "supérieure ou égale à 1"),
        (
            {"acquired_on": "2020-01-02", "warranty_until": "2019-01-02", "supplier": "Roy"},
            "ne peut finir avant",
        ),
    ):
        response = browser.post(address, sent)
        text = response.content.decode().replace("\u00a0", " ")
        assert response.status_code == 422, sent
        assert said in text
        assert 'value="Roy"' in text
    assert not KeepingRecord.objects.exists()


def test_whoever_answers_for_it_is_a_member_and_the_unit_is_ours(keeper: Membership, asset: Asset) -> None:
    stranger, theirs = make_membership(), make_membership(Role.ASSET_MANAGER)
    with pytest.raises(Invalid, match="pas membre"):
        kept(keeper, asset, keeper=stranger.person)
    with pytest.raises(Invalid, match="pas de votre organisation"):
        kept(keeper, asset, unit=make_unit(theirs))
    colleague = make_membership(organisation=keeper.organisation)
    record = kept(keeper, asset, keeper=colleague.person)
    colleague.ends_on = dt.date(2020, 1, 1)
    colleague.save()
    record.supplier = "Roy"  # who left since stays, until another is chosen
    assert write_keeping(record=record, by=keeper.hat(), now=timezone.now()).keeper == colleague.person


def test_an_asset_held_intact_keeps_its_record(keeper: Membership, asset: Asset) -> None:
    freeze_assets(asset_ids=[asset.pk], hat=keeper.hat(), reason="Litige", now=timezone.now())
    with pytest.raises(Frozen):
        kept(keeper, asset, supplier="Roy")


def test_the_history_of_the_record_is_for_the_owners_people(
    client: Client, keeper: Membership, asset: Asset
) -> None:
    record = kept(keeper, asset, supplier="Roy", acquisition_value=Decimal(1000))
    record.acquisition_value = Decimal("1250.50")
    write_keeping(record=record, by=keeper.hat(), now=timezone.now())
    changed = history_of(asset.pk, own=True)[:1][0]
    assert changed.title == "Fiche de gestion modifiée"
    assert [(one.label, one.before[-3:], one.after[-3:]) for one in changed.changes] == [
        ("Valeur d’acquisition", ",00", ",50")
    ]
    steward = make_membership(Role.STEWARD)
    for member, told in ((keeper, True), (steward, False)):
        client.force_login(member.person)
        assert ("Fiche de gestion modifiée" in page(client, f"/biens/{asset.pk}/historique/")) == told
        answer = client.get(f"/api/v1/assets/{asset.pk}/history").content.decode()
        assert ("Fiche de gestion" in answer) == told


def test_the_owner_exports_its_records_and_nobody_else_does(
    client: Client, keeper: Membership, asset: Asset
) -> None:
    kept(
        keeper,
        asset,
        unit=make_unit(keeper),
        serial_number="1FTFW1E50",
        acquisition_value=Decimal("48500.50"),
        acquired_on=dt.date(1990, 1, 1),
        useful_life_years=10,
    )
    address = f"/organisations/{keeper.organisation_id}/biens"
    client.force_login(keeper.person)
    data = b"".join(client.get(f"{address}.csv").streaming_content)  # type: ignore[attr-defined]  # a streaming response
    row = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert row["Unité responsable"] == "Travaux publics"
    assert row["Valeur d’acquisition ($)"] == "48500,50"
    assert row["Valeur résiduelle ($), méthode linéaire"] == "0,00"
    published = b"".join(client.get(f"{address}.geojson").streaming_content).decode()  # type: ignore[attr-defined]  # the same
    assert "1FTFW1E50" not in published
    client.force_login(make_membership(Role.STEWARD).person)
    for kind in ("csv", "geojson"):
        other = b"".join(client.get(f"{address}.{kind}?q=1FTFW1E50").streaming_content).decode()  # type: ignore[attr-defined]  # the same
        assert "Camion" not in other  # a search tells too
        assert "Unité" not in other


def test_what_is_exported_with_its_records_comes_back_without_a_change(
    browser: Client, keeper: Membership, asset: Asset
) -> None:
    from maillon.sharing.inventory.imports.services import read_file

    kept(keeper, asset, supplier="Roy", acquisition_value=Decimal(5), acquired_on=dt.date(2020, 1, 1))
    note_condition(
        asset=asset, grade=Grade.GOOD, observed_on=dt.date(2026, 1, 1), by=keeper.hat(), now=timezone.now()
    )
    for kind in ("csv", "xlsx"):
        file = b"".join(
            browser.get(f"/organisations/{keeper.organisation_id}/biens.{kind}").streaming_content
        )  # type: ignore[attr-defined]  # a streaming response
        run = read_file(
            organisation=keeper.organisation,
            by_id=None,
            file=io.BytesIO(file),
            file_name=f"biens.{kind}",
            now=timezone.now(),
        )
        assert list(run.suggestions.values_list("kind", "proposed")) == []


def test_merging_fills_the_record_that_is_kept(keeper: Membership, asset: Asset) -> None:
    other = make_asset(keeper.organisation, code="truck")
    kept(keeper, asset, supplier="Roy")
    kept(keeper, other, supplier="Autre", serial_number="42")
    note_condition(
        asset=other, grade=Grade.POOR, observed_on=dt.date(2026, 1, 1), by=keeper.hat(), now=timezone.now()
    )
    merge_assets(kept_id=asset.pk, other_id=other.pk, hat=keeper.hat(), now=timezone.now())
    record = KeepingRecord.objects.get(pk=asset.pk)
    assert (record.supplier, record.serial_number) == ("Roy", "42")
    assert [one.grade for one in asset.conditions.order_by("pk")] == [Grade.POOR]


def test_the_name_of_who_answers_goes_with_the_persons_data(keeper: Membership, asset: Asset) -> None:
    colleague = make_membership(organisation=keeper.organisation)
    record = kept(keeper, asset, keeper=colleague.person)
    note_condition(
        asset=asset,
        grade=Grade.GOOD,
        observed_on=dt.date(2026, 1, 1),
        note="Beau",
        by=keeper.hat(),
        now=timezone.now(),
    )
    held = privacy.held_on(colleague.person_id)["inventaire"]
    assert held["responsable_de"] == ["Camion à plateau"]
    privacy.erase(colleague.person_id, timezone.now())
    record.refresh_from_db()
    assert record.keeper is None
    trail = KeepingRecord.pgh_event_model  # type: ignore[attr-defined]  # added by the audit trail
    assert not trail.objects.filter(keeper_id=colleague.person_id).exists()
    assert privacy.held_on(keeper.person_id)["inventaire"]["releves_d_etat"][0]["remarque"] == "Beau"
    make_membership(Role.ORGANISATION_ADMIN, organisation=keeper.organisation)
    privacy.erase(keeper.person_id, timezone.now())
    report = asset.conditions.get()
    assert (report.by, report.note) == (None, "Beau")


def test_units_are_listed_changed_and_removed_once_they_answer_for_nothing(
    browser: Client, keeper: Membership, asset: Asset
) -> None:
    assert "Aucune unité encore" in page(browser, "/gestion/unites/")
    assert browser.post("/gestion/unites/ajouter/", {"name": "Travaux publics"}).status_code == 302
    twice = browser.post("/gestion/unites/ajouter/", {"name": "TRAVAUX  publics"})
    assert twice.status_code == 422
    assert "déjà une unité" in twice.content.decode()
    unit = Unit.objects.get()
    kept(keeper, asset, unit=unit)
    make_asset(keeper.organisation, name="Ailleurs")
    text = page(browser, f"/gestion/biens/?unite={unit.pk}")
    assert "Camion à plateau" in text
    assert "Ailleurs" not in text
    browser.post(f"/gestion/unites/{unit.pk}/retirer/")
    assert Unit.objects.exists()
    with pytest.raises(UnitInUse):
        remove_unit(unit=unit, by=keeper.hat())
    KeepingRecord.objects.update(unit=None)
    browser.post(f"/gestion/unites/{unit.pk}/retirer/")
    assert not Unit.objects.exists()


def test_the_routes_say_what_the_pages_say(browser: Client, keeper: Membership, asset: Asset) -> None:
    made = browser.post("/api/v1/units", {"name": "Parcs"}, content_type="application/json").json()
    change = {
        "unit_id": made["id"],
        "acquired_on": "1990-01-02",
        "acquisition_value": "1200.00",
        "useful_life_years": 10,
    }
    address = f"/api/v1/assets/{asset.pk}/keeping"
    answer = browser.patch(address, change, content_type="application/json").json()
    assert (answer["end_of_life"], answer["residual_value"]) == ("2000-01-02", "0.00")
    browser.patch(address, {"supplier": "Roy"}, content_type="application/json")
    assert browser.get(address).json()["unit_id"] == made["id"]
    assert browser.get("/api/v1/units").json()["items"][0]["assets"] == 1
    assert browser.delete(f"/api/v1/units/{made['id']}").status_code == 409
    refused = browser.patch(address, {"warranty_until": "1980-01-01"}, content_type="application/json")
    assert refused.status_code == 422
    assert "garantie" in refused.content.decode()


@pytest.mark.concurrency
def test_a_unit_is_never_removed_while_an_asset_is_given_to_it(real_connections: None) -> None:
    keeper = make_membership(Role.ASSET_MANAGER)
    unit = make_unit(keeper)
    assets = [make_asset(keeper.organisation) for _ in range(6)]
    hat, now = keeper.hat(), timezone.now()
    runs: list[Any] = [
        lambda one=one: write_keeping(record=KeepingRecord(asset=one, unit_id=unit.pk), by=hat, now=now)
        for one in assets
    ]
    outcomes = race([*runs, lambda: remove_unit(unit=unit, by=hat)])
    assert set(outcomes.counts) <= {"ok", "foreign_unit", "unit_in_use"}
    standing = Unit.objects.filter(pk=unit.pk).exists()
    assert KeepingRecord.objects.filter(unit_id=unit.pk).exists() == standing
    assert (outcomes.told[-1] == "ok") != standing
