"""Codes of public nomenclatures: data with their source, told to stewards, given by the API and by files."""

import csv
import io

import pytest
from django.test import Client

from maillon.base.refusals import Invalid, NotAllowed
from maillon.community.organisations.kinds import Role
from maillon.sharing.inventory.class_codes import CODES, write_codes
from maillon.sharing.inventory.models import AssetClass, ClassCode
from maillon.sharing.inventory.services import write_code
from maillon.testing.builders.community import make_hat, make_membership
from maillon.testing.builders.sharing import make_asset

pytestmark = pytest.mark.django_db


def test_every_installation_begins_with_the_codes_and_writing_them_again_keeps_what_was_changed() -> None:
    assert ClassCode.objects.count() == len(CODES)
    ClassCode.objects.filter(scheme="unspsc", code="43211500").update(certain=True, label_fr="Postes")
    write_codes(AssetClass, ClassCode)
    assert ClassCode.objects.count() == len(CODES)
    assert ClassCode.objects.get(scheme="unspsc", code="43211500").label_fr == "Postes"


def test_each_code_is_written_as_its_nomenclature_does_and_has_a_source() -> None:
    steward = make_hat(Role.STEWARD)
    for code in ClassCode.objects.order_by("pk"):
        assert code.source
        assert write_code(code=code, by=steward).pk == code.pk


def test_only_a_steward_sees_and_changes_them_on_the_page(client: Client) -> None:
    address = "/categories/gym/"
    assert "7425" not in client.get(address).content.decode()
    client.force_login(make_membership(Role.STEWARD).person)
    assert "7425" in client.get(address).content.decode()
    sent = {"scheme": "cubf", "code": "742", "label_fr": "Gym", "label_en": "Gym", "source": "Rôle"}
    short = client.post(f"{address}codes/ajouter/", sent)
    assert short.status_code == 422
    assert "4 chiffres" in short.content.decode().replace("\u00a0", " ")
    twice = client.post(f"{address}codes/ajouter/", sent | {"code": "7425"})
    assert "déjà ce code" in twice.content.decode()
    assert client.post(f"{address}codes/ajouter/", sent | {"code": "7222"}).status_code == 302
    added = ClassCode.objects.get(code="7222")
    assert "à vérifier" in client.get(address).content.decode()
    assert (
        client.post(f"{address}codes/{added.pk}/", sent | {"code": "7222", "certain": "on"}).status_code
        == 302
    )
    assert ClassCode.objects.get(code="7222").certain
    assert client.post(f"{address}codes/{added.pk}/retirer/").status_code == 302
    assert not ClassCode.objects.filter(code="7222").exists()


def test_nobody_else_writes_one() -> None:
    code = ClassCode.objects.first()
    assert code is not None
    with pytest.raises(NotAllowed):
        write_code(code=code, by=make_hat(Role.ORGANISATION_ADMIN))
    code.code = "74A5"
    with pytest.raises(Invalid, match="chiffres"):
        write_code(code=code, by=make_hat(Role.STEWARD))


def test_the_api_says_which_are_certain_and_files_give_only_those(client: Client) -> None:
    classes = {one["code"]: one for one in client.get("/api/v1/asset-classes").json()["items"]}
    assert [one["code"] for one in classes["pool"]["codes"]] == ["7432", "7433"]
    assert [one["certain"] for one in classes["it"]["codes"]] == [False]
    assert classes["kitchen"]["codes"] == []
    pool = make_asset(code="pool")
    make_asset(pool.organisation, code="it", name="Portables")
    file = b"".join(client.get(f"/organisations/{pool.organisation_id}/biens.csv").streaming_content)  # type: ignore[attr-defined]  # a streaming response
    rows = {row["Nom"]: row for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig")), delimiter=";")}
    assert (rows[pool.name]["CUBF"], rows["Portables"]["UNSPSC"]) == ("7432, 7433", "")
