"""Conditions in sentences: written, changed, refused at their field, and only by those who keep the assets."""

from typing import Any

import pytest
from django.test import Client

from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.terms.forms import CHOICES
from maillon.sharing.terms.models import SharingTerms
from maillon.sharing.terms.phrases import sentences
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_asset, offer

LIST = "/gestion/conditions/"
ANSWERS: dict[str, Any] = {
    "name": "Gymnases le soir",
    "bookable_by": Circle.VERIFIED,
    "approval": "by_owner",
    "answer_within_hours": "72",
    "notice_minutes": "2880",
    "horizon_days": "180",
    "min_minutes": "60",
    "max_minutes": "240",
    "step_minutes": "15",
    "setup_minutes": "0",
    "cleanup_minutes": "15",
    "price_per_hour": "",
    "conditions": "Espadrilles d’intérieur.",
}


@pytest.fixture
def keeper(db: None) -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode().replace("\u00a0", " "))


def test_conditions_are_said_in_sentences() -> None:
    terms = SharingTerms(
        bookable_by=Circle.VERIFIED,
        notice_minutes=2880,
        min_minutes=60,
        max_minutes=240,
        cleanup_minutes=15,
        price_per_hour=12,
    )
    said = " ".join(sentences(terms)).replace("\u00a0", " ")
    for part in (
        "vérifiés, peuvent",
        "au moins 2 jours et au plus 180 jours",
        "de 1 h à 4 h",
        "15 min sont",
        "12 $",
    ):
        assert part in said


def test_every_way_of_sharing_has_its_sentence() -> None:
    for circle in Circle:
        for approval in SharingTerms.Approval:
            terms = SharingTerms(bookable_by=circle, approval=approval, notice_minutes=0, setup_minutes=10)
            assert all(sentence.endswith(".") for sentence in sentences(terms))


def test_conditions_are_written_then_changed(browser: Client, keeper: Membership) -> None:
    assert "Aucune condition encore" in text(browser.get(LIST))
    assert browser.post(f"{LIST}ajouter/", ANSWERS).status_code == 302
    terms = SharingTerms.objects.get()
    assert (terms.organisation_id, terms.notice_minutes, terms.price_per_hour) == (
        keeper.organisation_id,
        2880,
        None,
    )
    assert "au moins 2 jours" in text(browser.get(LIST))
    browser.post(f"{LIST}{terms.pk}/", ANSWERS | {"price_per_hour": "12.50", "approval": "automatic"})
    terms.refresh_from_db()
    assert (str(terms.price_per_hour), terms.approval) == ("12.50", "automatic")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "champ"),
        ({"min_minutes": "480"}, "ne peut être plus courte"),
        ({"price_per_hour": "0"}, "plus grand que zéro"),
        ({"horizon_days": "900"}, "540 jours"),
        ({"step_minutes": "7"}, "choix"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browser: Client, wrong: dict[str, str], said: str
) -> None:
    response = browser.post(f"{LIST}ajouter/", ANSWERS | wrong)
    assert response.status_code == 422
    assert said in text(response).lower()
    assert "Espadrilles" in text(response)
    assert not SharingTerms.objects.exists()


def test_an_unusual_length_written_elsewhere_is_kept(browser: Client, keeper: Membership) -> None:
    terms = SharingTerms.objects.create(organisation=keeper.organisation, name="Rares", min_minutes=50)
    assert 50 not in CHOICES["min_minutes"]
    page = text(browser.get(f"{LIST}{terms.pk}/"))
    assert '<option value="50" selected>50 min</option>' in page


def test_only_those_who_keep_the_assets_read_and_write(client: Client, keeper: Membership) -> None:
    terms = SharingTerms.objects.create(organisation=keeper.organisation, name="Les nôtres")
    for hat in (
        make_membership(Role.REQUESTER, organisation=keeper.organisation),
        make_membership(Role.ASSET_MANAGER),
    ):
        client.force_login(hat.person)
        assert client.get(f"{LIST}{terms.pk}/").status_code in (403, 404)
        assert client.post(f"{LIST}{terms.pk}/", ANSWERS).status_code in (403, 404)
    client.logout()
    assert client.get(LIST).status_code == 302
    terms.refresh_from_db()
    assert terms.name == "Les nôtres"


def test_the_list_costs_as_many_queries_for_three_as_for_one(
    browser: Client, keeper: Membership, django_assert_max_num_queries: Any
) -> None:
    spent = []
    for rows in (1, 2):
        for _number in range(rows):
            offer(make_asset(keeper.organisation))
        with django_assert_max_num_queries(12) as queries:
            browser.get(LIST)
        spent.append(len(queries))
    assert spent[0] == spent[1]
