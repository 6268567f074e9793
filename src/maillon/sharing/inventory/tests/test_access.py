"""How places are reached and used by everyone: answered once for a place, over it for an asset, told, sought."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillon.base.refusals import Invalid
from maillon.community.organisations.hats import NOBODY
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.access_words import (
    CHOICES,
    SOUGHT_WORDS,
    UNITS,
    WORDS,
    told_access,
    unknown_access,
)
from maillon.sharing.inventory.errors import SENTENCES, Frozen
from maillon.sharing.inventory.models import Asset, AssetClass, ClassField, Site
from maillon.sharing.inventory.queries.history import history_of
from maillon.sharing.inventory.rules import Kind
from maillon.sharing.inventory.rules.access import QUESTIONS, RESERVED, SOUGHT, access_misfits, effective
from maillon.sharing.inventory.services import (
    freeze_assets,
    write_asset,
    write_asset_access,
    write_field,
    write_site_access,
)
from maillon.sharing.reservations.queries.search import FreeSearch, find_free
from maillon.sharing.reservations.queries.traits import path_of, wanted_of
from maillon.testing.builders.community import make_hat, make_membership
from maillon.testing.builders.sharing import SAINT_HYACINTHE, at, make_asset, make_shared_place
from maillon.testing.racing import race

ANSWER = st.one_of(
    st.booleans(), st.integers(-5, 30_000), st.sampled_from(["level", "ramp", "no", "yes", "2026-05-04"])
)
ANSWERS = st.dictionaries(st.sampled_from([*QUESTIONS, "inconnu"]), ANSWER)


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER)


def place(keeper: Membership, asset: Asset, **answers: Any) -> None:
    write_site_access(site=asset.site, answers=answers, by=keeper.hat(), now=timezone.now())


def own(keeper: Membership, asset: Asset, **answers: Any) -> None:
    write_asset_access(asset=asset, answers=answers, by=keeper.hat(), now=timezone.now())


def held(asset: Asset) -> dict[str, Any]:
    """Return the answers that the search reads."""
    return Asset.objects.values_list("details", flat=True).get(pk=asset.pk).get(RESERVED, {})


def test_every_question_and_every_search_has_its_words() -> None:
    assert set(WORDS) == set(QUESTIONS)
    assert set(SOUGHT_WORDS) == set(SOUGHT)
    for code, declared in QUESTIONS.items():
        assert set(CHOICES.get(code, {})) == set(declared.choices)
        assert (code in UNITS) == (declared.kind == Kind.WHOLE)
    for question, good in SOUGHT.values():
        assert not access_misfits({question: good[0]})


@given(place=ANSWERS, asset=ANSWERS)
def test_an_asset_answers_for_itself_first_and_nothing_is_invented(
    place: dict[str, Any], asset: dict[str, Any]
) -> None:
    both = effective(place, asset)
    assert both == {code: asset.get(code, place.get(code)) for code in place.keys() | asset.keys()}
    good = {code: value for code, value in both.items() if code not in access_misfits(both)}
    assert len(told_access(good)) == len(good)
    told = {word for word, _value in told_access(good)}
    assert not told & set(unknown_access(good))
    assert all(str(why) in SENTENCES for why in access_misfits(both).values())


@pytest.mark.django_db
def test_what_a_place_answers_holds_for_all_that_stands_there(keeper: Membership) -> None:
    asset = make_asset(keeper.organisation, details={"area": 100})
    beside = Asset.objects.create(
        organisation=asset.organisation, site=asset.site, asset_class=asset.asset_class, name="À côté"
    )
    place(keeper, asset, step_free="level", toilet=True)
    assert held(asset) == held(beside) == {"step_free": "level", "toilet": True}
    own(keeper, beside, toilet=False)
    assert held(beside) == {"step_free": "level", "toilet": False}
    place(keeper, asset, step_free="no", toilet=True)
    assert (held(asset)["step_free"], held(beside)["toilet"]) == ("no", False)
    own(keeper, beside)
    assert held(beside) == held(asset)
    place(keeper, asset)
    assert Asset.objects.values_list("details", flat=True).get(pk=asset.pk) == {"area": 100}


@pytest.mark.django_db
def test_whoever_writes_the_answers_hold(keeper: Membership) -> None:
    asset = make_asset(keeper.organisation)
    place(keeper, asset, toilet=True)
    asset.details = {"area": 200}  # as read before the place answered
    write_asset(asset=asset, now=timezone.now())
    assert held(asset) == {"toilet": True}
    elsewhere = Site.objects.create(
        organisation=asset.organisation, name="Ailleurs", access={"parking": True}
    )
    Asset.objects.filter(pk=asset.pk).update(site=elsewhere)
    assert held(asset) == {"parking": True}
    made = Asset.objects.bulk_create(
        [Asset(organisation=asset.organisation, site=elsewhere, asset_class=asset.asset_class, name="En lot")]
    )
    assert held(made[0]) == {"parking": True}
    Asset.objects.filter(pk=asset.pk).update(details={"@access": {"toilet": True}, "area": 1})
    assert held(asset) == {"parking": True}  # nobody writes them by hand


@pytest.mark.django_db
def test_an_asset_held_intact_follows_its_place_and_answers_nothing_itself(keeper: Membership) -> None:
    asset = make_asset(keeper.organisation)
    freeze_assets(asset_ids=[asset.pk], hat=keeper.hat(), reason="Litige", now=timezone.now())
    with pytest.raises(Frozen):
        own(keeper, asset, toilet=True)
    place(keeper, asset, toilet=True)
    assert held(asset) == {"toilet": True}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"toilet": "oui"}, "access.toilet"),
        ({"step_free": "perhaps"}, "access.step_free"),
        ({"door_cm": 4}, "access.door_cm"),
        ({"marches": 3}, "access.marches"),
        ({"checked_on": "2999-01-01"}, "access.checked_on"),
        ({"notes": "x" * 301}, "access.notes"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_at_its_question(
    keeper: Membership, answers: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        place(keeper, make_asset(keeper.organisation), **answers)
    assert [reason.field for reason in refused.value.reasons] == [field]


@pytest.mark.django_db
def test_the_pages_ask_keep_what_was_typed_and_tell(client: Client, keeper: Membership) -> None:
    client.force_login(keeper.person)
    asset = make_asset(keeper.organisation, accessibility="Sonnez à la porte de côté.")
    address = f"/gestion/lieux/{asset.site_id}/accessibilite/"
    sent = {"access.step_free": "ramp", "access.door_cm": "12", "access.notes": "Porte B"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Porte B" in refused.content.decode()
    sent |= {"access.door_cm": "91", "access.toilet": "no", "access.checked_on": "2026-05-04"}
    assert client.post(address, sent).status_code == 302
    text = client.get(f"/biens/{asset.pk}/").content.decode().replace("\u00a0", " ")
    for said in ("oui, avec une rampe", "91 cm", "lundi 4 mai 2026", "Sonnez à la porte", "Pas encore dit"):
        assert said in text
    form = client.get(f"/gestion/biens/{asset.pk}/accessibilite/").content.decode()
    assert "comme le lieu : oui, avec une rampe" in form.replace("\u00a0", " ")
    answers = {"access.toilet": "yes"}
    assert client.post(f"/gestion/biens/{asset.pk}/accessibilite/", answers).status_code == 302
    assert held(asset)["toilet"] is True


@pytest.mark.django_db
def test_the_history_tells_each_answer_by_its_words(keeper: Membership) -> None:
    asset = make_asset(keeper.organisation, details={"area": 100})
    asset.details = {"area": 250}
    write_asset(asset=asset, now=timezone.now())
    place(keeper, asset, toilet=True)
    of_place, of_class = history_of(asset.pk)[:2]
    assert [(one.label, one.before, one.after) for one in of_place.changes] == [
        ("Accessibilité\u00a0: Toilettes accessibles", "–", "oui")
    ]
    assert [(one.label, one.before[:3], one.after[:3]) for one in of_class.changes] == [
        ("Surface", "100", "250")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["access:step_free"], {0, 1}),
        (["access:toilet"], {0}),
        (["access:step_free", "access:hearing_loop"], {1}),
        (["access:step_free", "area:150"], {0}),
        (["access:all_levels"], set()),
    ],
)
def test_what_is_wanted_of_access_is_sought_with_the_rest(
    keeper: Membership, asked: list[str], found: set[int]
) -> None:
    gyms = [make_shared_place(keeper.organisation, details={"area": area}) for area in (200, 100, 300)]
    place(keeper, gyms[0], step_free="level", toilet=True)
    own(keeper, gyms[1], step_free="ramp", hearing_loop=True)
    place(keeper, gyms[2], step_free="no", toilet=False)
    fields = {"area": ClassField.objects.get(asset_class__code="gym", code="area")}
    wanted, unread = wanted_of(fields, asked)
    assert unread == []
    lon, lat = SAINT_HYACINTHE
    search = FreeSearch(
        lon=lon, lat=lat, radius_km=10, starts_at=at(18), ends_at=at(19), traits=path_of(wanted)
    )
    results = find_free(search, hat=NOBODY, now=timezone.now())
    assert {[gym.pk for gym in gyms].index(one.asset_id) for one in results.assets} == found


@pytest.mark.django_db
def test_the_search_page_and_the_api_ask_for_access(client: Client, keeper: Membership) -> None:
    gyms = [make_shared_place(keeper.organisation, name=name) for name in ("Avec marches", "Sans marche")]
    place(keeper, gyms[1], step_free="level")
    asked = {"quoi": "gym", "ou": "Saint-Hyacinthe", "date": at(18).date(), "de": "18:00", "a": "19:00"}
    text = client.get("/trouver/", asked | {"avec": "access:step_free"}).content.decode()
    assert "Sans marche" in text
    assert "Avec marches" not in text
    assert 'value="access:step_free" checked' in text
    query = {"starts_at": at(18).isoformat(), "ends_at": at(19).isoformat(), "near": "Saint-Hyacinthe"}
    found = client.get("/api/v1/free", query | {"trait": "access:step_free"}).json()["items"]
    assert [one["name"] for one in found] == ["Sans marche"]
    assert client.get("/api/v1/free", query | {"trait": "access:marches"}).status_code == 422
    shown = client.get(f"/api/v1/assets/{gyms[1].pk}").json()
    assert (shown["access"], RESERVED in shown["details"]) == ({"step_free": "level"}, False)
    searches = client.get("/api/v1/access-questions").json()["searches"]
    assert {"trait": "access:step_free", "name": "accès sans marche"} in searches


@pytest.mark.django_db
def test_no_field_of_a_class_takes_the_word_of_access() -> None:
    steward = make_hat(Role.STEWARD)
    field = ClassField(
        asset_class=AssetClass.objects.get(code="gym"),
        code="access",
        name_fr="Accès",
        name_en="Access",
        kind="text",
    )
    with pytest.raises(Invalid, match="sert déjà"):
        write_field(field=field, by=steward)


@pytest.mark.django_db
@pytest.mark.concurrency
def test_assets_added_while_their_place_answers_all_know_the_answer(real_connections: None) -> None:
    keeper = make_membership(Role.ASSET_MANAGER)
    first = make_asset(keeper.organisation)
    hat, now = keeper.hat(), timezone.now()

    def add(number: int) -> Asset:
        return write_asset(
            asset=Asset(
                organisation=first.organisation,
                site=first.site,
                asset_class=first.asset_class,
                name=f"Bien {number}",
                audience="everyone",
            ),
            now=now,
        )

    def answer() -> Site:
        return write_site_access(site=first.site, answers={"toilet": True}, by=hat, now=now)

    outcomes = race([answer, *(lambda number=number: add(number) for number in range(8))])  # type: ignore[misc]  # a default binds the number
    assert outcomes.counts == {"ok": 9}
    for details in Asset.objects.filter(site=first.site).values_list("details", flat=True):
        assert details == {RESERVED: {"toilet": True}}
