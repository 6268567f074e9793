"""What may be answered of an asset: the rule, the page, who reads what, what a steward changes."""

import datetime as dt
import json
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.refusals import Invalid, NotAllowed
from maillon.community.organisations.kinds import Circle, Role
from maillon.sharing.inventory.class_fields import FIELDS, invent_details, write_fields
from maillon.sharing.inventory.classes import CODES
from maillon.sharing.inventory.forms.answers import answers_of
from maillon.sharing.inventory.models import Asset, AssetClass, ClassField
from maillon.sharing.inventory.rules import Declared, Kind, Misfit, misfit
from maillon.sharing.inventory.services import write_asset, write_field
from maillon.testing.builders.community import make_hat, make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=400) | st.lists(st.none())
)
FITS: dict[str, Any] = {
    Kind.WHOLE: lambda v: isinstance(v, int) and not isinstance(v, bool) and 0 <= v <= 100,
    Kind.DECIMAL: lambda v: isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= 100,
    Kind.YES_NO: lambda v: isinstance(v, bool),
    Kind.CHOICE: lambda v: v in ("wood", "concrete"),
    Kind.TEXT: lambda v: isinstance(v, str) and 0 < len(v) <= 300 and bool(v.strip()) and "\0" not in v,
}


@given(kind=st.sampled_from(list(FITS)), value=ANYTHING | st.sampled_from(["wood", 12, 12.5, True]))
def test_an_answer_fits_when_it_is_of_its_kind_and_within_bounds(kind: str, value: object) -> None:
    declared = Declared("question", kind, 0, 100, ("wood", "concrete"))
    assert (misfit(declared, value) is None) == FITS[kind](value)


@given(st.dates())
def test_a_date_is_answered_as_iso_8601_writes_it(day: dt.date) -> None:
    declared = Declared("inspected", Kind.DATE)
    assert misfit(declared, day.isoformat()) is None
    assert misfit(declared, day.isoformat().replace("-", "")) is Misfit.NOT_A_DATE


def test_every_class_that_can_be_booked_is_described() -> None:
    assert set(FIELDS) == CODES
    for seeds in FIELDS.values():
        assert len({seed.code for seed in seeds}) == len(seeds)


@pytest.mark.django_db
def test_writing_the_fields_again_keeps_what_a_steward_changed() -> None:
    ClassField.objects.filter(asset_class__code="gym", code="area").update(name_fr="Aire")
    before = ClassField.objects.count()
    write_fields(AssetClass, ClassField)
    assert ClassField.objects.count() == before
    assert ClassField.objects.get(asset_class__code="gym", code="area").name_fr == "Aire"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("details", "field", "said"),
    [
        ({"area": "grand"}, "details.area", "Inscrivez un nombre."),
        ({"area": -3}, "details.area", "Inscrivez un nombre d’au moins 0."),
        ({"floor": "marble"}, "details.floor", "Choisissez une réponse de la liste."),
        ({"colour": "bleu"}, "details.colour", "Aucune catégorie n’a de caractéristique de ce code."),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(details: dict[str, Any], field: str, said: str) -> None:
    asset = make_asset(make_organisation(), code="gym")
    asset.details = details
    with pytest.raises(Invalid) as refused:
        write_asset(asset=asset, now=timezone.now())
    assert [(reason.field, reason.message) for reason in refused.value.reasons] == [(field, said)]


@pytest.mark.django_db
def test_an_asset_put_back_in_its_class_finds_its_answers_again() -> None:
    asset = make_asset(make_organisation(), code="gym")
    asset.details = {"floor": "wood"}
    asset.asset_class = AssetClass.objects.get(code="hall")
    assert write_asset(asset=asset, now=timezone.now()).details == {"floor": "wood"}


@pytest.mark.django_db
def test_the_form_asks_answers_and_shows_the_fields_of_the_class(client: Client) -> None:
    membership = make_membership(Role.ASSET_MANAGER)
    client.force_login(membership.person)
    asset = make_asset(membership.organisation, code="gym")
    sent = {
        "name": "Gymnase",
        "asset_class": asset.asset_class_id,
        "site": asset.site_id,
        "quantity": 1,
        "audience": Circle.EVERYONE,
        "details.area": "1 312,5",
        "details.floor": "wood",
        "details.scoreboard": "no",
    }
    address = f"/gestion/biens/{asset.pk}/"
    wrong = client.post(address, sent | {"details.courts": "-2"})
    assert wrong.status_code == 422
    assert 'value="1 312,5"' in wrong.content.decode()
    assert client.post(address, sent).status_code == 302
    asset.refresh_from_db()
    assert asset.details == {"area": 1312.5, "floor": "wood", "scoreboard": False}
    shown = client.get(f"/biens/{asset.pk}/").content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "1 312,5 m²" in shown
    assert "bois" in shown
    assert 'value="1312,5"' in client.get(address).content.decode()


@pytest.mark.django_db
def test_choosing_another_class_without_a_script_keeps_all_that_was_typed(client: Client) -> None:
    membership = make_membership(Role.ASSET_MANAGER)
    client.force_login(membership.person)
    asset = make_asset(membership.organisation)
    vehicle = AssetClass.objects.get(code="vehicle")
    sent = {"name": "Fourgonnette bleue", "asset_class": vehicle.pk, "site": asset.site_id, "montrer": "1"}
    answer = client.post("/gestion/biens/ajouter/", sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="details.seats"' in page
    assert 'value="Fourgonnette bleue"' in page
    assert not Asset.objects.filter(name="Fourgonnette bleue").exists()


@pytest.mark.django_db
def test_only_the_owner_s_people_read_what_is_not_public(client: Client) -> None:
    owner = make_organisation()
    asset = make_asset(owner, code="vehicle", audience=Circle.EVERYONE)
    asset.details = {"plate": "ABC 123", "seats": 7}
    write_asset(asset=asset, now=timezone.now())
    told = client.get(f"/api/v1/assets/{asset.pk}").json()["details"]
    assert told == {"seats": 7}
    assert client.get(f"/api/v1/assets?organisation={owner.pk}").json()["items"][0]["details"] == {"seats": 7}
    assert "ABC 123" not in client.get(f"/biens/{asset.pk}/").content.decode()
    client.force_login(make_membership(Role.REQUESTER, organisation=owner).person)
    assert "ABC 123" in client.get(f"/biens/{asset.pk}/").content.decode()


@pytest.mark.django_db
def test_a_steward_declares_a_field_and_what_was_answered_holds_it() -> None:
    steward = make_hat(Role.STEWARD)
    floor = ClassField.objects.get(asset_class__code="gym", code="floor")
    asset = make_asset(make_organisation(), code="gym")
    asset.details = {"floor": "wood"}
    write_asset(asset=asset, now=timezone.now())
    with pytest.raises(NotAllowed):
        write_field(field=floor, by=make_hat(Role.ORGANISATION_ADMIN))
    floor.choices = [one for one in floor.choices if one["code"] != "concrete"]
    write_field(field=floor, by=steward)
    floor.choices = [one for one in floor.choices if one["code"] != "wood"]
    with pytest.raises(Invalid) as refused:
        write_field(field=floor, by=steward)
    told = refused.value.reasons[0].message.replace("\u00a0", " ")
    assert told == "Des biens ont choisi « bois » : gardez ce choix."
    floor.refresh_from_db()
    floor.kind = Kind.TEXT
    with pytest.raises(Invalid):
        write_field(field=floor, by=steward)


@pytest.mark.django_db
def test_a_steward_adds_a_choice_by_the_page_and_a_wrong_line_is_named(client: Client) -> None:
    steward = make_membership(Role.STEWARD)
    client.force_login(steward.person)
    sent = {
        "name_fr": "Revêtement",
        "name_en": "Covering",
        "code": "covering",
        "kind": Kind.CHOICE,
        "choices": "tile | tuile | tile\ncarpet | tapis",
        "position": "70",
        "public": "on",
    }
    wrong = client.post("/categories/room/ajouter/", sent)
    assert wrong.status_code == 422
    assert "Ligne 2" in wrong.content.decode()
    right = client.post("/categories/room/ajouter/", sent | {"choices": "tile | tuile | tile"})
    assert right.status_code == 302
    assert ClassField.objects.get(code="covering").choices == [{"code": "tile", "fr": "tuile", "en": "tile"}]
    known = {one["code"]: one for one in client.get("/api/v1/asset-classes").json()["items"]}
    assert "covering" in {field["code"] for field in known["room"]["fields"]}


def test_an_answer_left_empty_is_taken_out_and_the_others_stay() -> None:
    asked = [ClassField(code="area", kind=Kind.DECIMAL), ClassField(code="stage", kind=Kind.YES_NO)]
    before = {"area": 12.0, "stage": True, "plate": "X"}
    given_now = {"details.area": None, "details.stage": "no"}
    assert json.dumps(answers_of(asked, before, given_now)) == json.dumps({"stage": False, "plate": "X"})


@given(code=st.sampled_from(sorted(CODES)), seed=st.integers(), capacity=st.none() | st.integers(1, 500))
def test_what_the_demonstration_answers_fits_the_fields(code: str, seed: int, capacity: int | None) -> None:
    declared = {
        one.code: Declared(one.code, one.kind, one.least, one.most, tuple(c[0] for c in one.choices))
        for one in FIELDS[code]
    }
    for answered, value in invent_details(code, capacity, Random(seed)).items():
        assert misfit(declared[answered], value) is None, (answered, value)
