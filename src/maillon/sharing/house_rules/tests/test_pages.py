"""Rules are read by all, written in few fields, previewed, adopted, changed and ended."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maillon.community.organisations.kinds import Circle, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.house_rules.models import HouseRule, RuleVersion
from maillon.sharing.house_rules.phrases import sentence
from maillon.sharing.house_rules.views import WORDS
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.house_rules import make_rule
from maillon.testing.builders.sharing import make_asset, make_shared_place

pytestmark = pytest.mark.django_db
LIST = "/gestion/regles/"
DAY = dt.timedelta(days=1)


def text(response: Any) -> str:
    return str(response.content.decode().replace("\u00a0", " ").replace("&#x27;", "'"))


def answers(**more: Any) -> dict[str, Any]:
    return {
        "weekdays": ["1", "3"],
        "starts": "1080",
        "ends": "1260",
        "circle": "verified",
        "release_days": "14",
        "starts_on": timezone.localdate().isoformat(),
    } | more


@pytest.fixture
def keeper() -> Membership:
    return make_membership(Role.ASSET_MANAGER)


@pytest.fixture
def browser(client: Client, keeper: Membership) -> Client:
    client.force_login(keeper.person)
    return client


def test_rules_are_said_in_sentences() -> None:
    def said(**values: Any) -> str:
        return sentence(RuleVersion(**values)).replace("\u00a0", " ")

    evening: dict[str, Any] = {"weekdays": [1, 3], "from_minute": 1080, "until_minute": 1260}
    assert said(kind="reserved", circle="public_bodies", release_days=14, **evening) == (
        "Le mardi et le jeudi, de 18 h à 21 h : gardé pour les organismes publics, jusqu’à 14 jours avant."
    )
    day: dict[str, Any] = {"weekdays": [0, 1, 2, 3, 4], "from_minute": 480, "until_minute": 960}
    assert (
        said(kind="protected", **day)
        == "Du lundi au vendredi, de 8 h à 16 h : le propriétaire seul s’en sert."
    )
    assert said(kind="share", circle="public_bodies", percent=30, release_days=1) == (
        "30 % des heures de chaque semaine : gardé pour les organismes publics, jusqu’à 1 jour avant."
    )
    assert said(kind="quota", measure="hours_week", limit=8, circle="public_bodies") == (
        "Au plus 8 h par semaine, par organisation; les organismes publics n’y sont pas tenus."
    )
    assert said(kind="quota", measure="to_come", limit=1, per_person=True, **evening) == (
        "Au plus 1 réservation à venir, par personne, le mardi et le jeudi, de 18 h à 21 h."
    )
    assert "1. l’organisation propriétaire; 2. les organismes publics" in said(
        kind="priority", publics=["owner", "public_bodies"]
    )


def test_every_quota_has_its_sentence() -> None:
    for measure in RuleVersion.Measure:
        for limit in (1, 4):
            said = sentence(RuleVersion(kind="quota", measure=measure, limit=limit))
            assert str(limit) in said
            assert said.endswith(".")


def test_a_rule_is_previewed_then_adopted(browser: Client, keeper: Membership) -> None:
    make_shared_place(keeper.organisation)
    assert "Aucune règle encore" in text(browser.get(LIST))
    assert browser.get(f"{LIST}ajouter/").status_code == 200
    seen = browser.post(f"{LIST}ajouter/heures-gardees/", answers(pas="voir"))
    assert seen.status_code == 200
    assert "92 h par semaine restent ouvertes à tous, sur 98 h" in text(seen)
    assert "Toutes les réservations à venir la respectent" in text(seen)
    assert not HouseRule.objects.exists()
    assert browser.post(f"{LIST}ajouter/heures-gardees/", answers(pas="adopter")).status_code == 302
    assert "Le mardi et le jeudi, de 18 h à 21 h" in text(browser.get(LIST))
    assert "jusqu’à 14 jours avant" in text(browser.get(f"/organisations/{keeper.organisation_id}/regles/"))


@pytest.mark.parametrize("kind", WORDS)
def test_each_kind_has_its_form(browser: Client, kind: str) -> None:
    page = browser.get(f"{LIST}ajouter/{kind}/")
    assert page.status_code == 200
    given = page.context["form"].initial
    sent = {name: given[name] for name in page.context["form"].fields if given.get(name) not in (None, "")}
    sent |= {"percent": 30, "measure": "hours_week", "limit": 8, "pas": "adopter"}
    assert browser.post(f"{LIST}ajouter/{kind}/", sent).status_code == 302
    assert RuleVersion.objects.get().kind == WORDS[kind][0]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(browser: Client) -> None:
    page = browser.post(f"{LIST}ajouter/heures-gardees/", answers(starts="1260", ends="1080", why="Le soir."))
    assert page.status_code == 422
    assert "L’heure de fin vient après l’heure de début" in text(page)
    assert "Le soir." in text(page)
    past = answers(starts_on=(timezone.localdate() - DAY).isoformat(), pas="adopter")
    page = browser.post(f"{LIST}ajouter/heures-gardees/", past)
    assert page.context["form"].errors["starts_on"]
    season = {"measure": "hours_season", "limit": "40", "circle": "owner"}
    page = browser.post(f"{LIST}ajouter/plafond/", answers(**season))
    assert page.context["form"].errors["last_day"]


def test_a_change_keeps_what_was_said_and_why(browser: Client, keeper: Membership) -> None:
    make_asset(keeper.organisation)
    rule = make_rule(keeper.organisation, kind="reserved", circle=Circle.VERIFIED)
    here = f"{LIST}{rule.pk}/"
    assert browser.get(here).status_code == 200
    assert browser.post(here, answers(pas="adopter")).context["form"].errors["why"]
    assert browser.post(here, answers(pas="adopter", why="Trop d’heures restaient vides.")).status_code == 302
    assert "Trop d’heures restaient vides." in text(browser.get(here))
    refused = browser.post(f"{here}retirer/", {"last_day": timezone.localdate().isoformat(), "why": ""})
    assert refused.status_code == 422
    done = browser.post(
        f"{here}retirer/", {"last_day": timezone.localdate().isoformat(), "why": "Fin de saison."}
    )
    assert done.status_code == 302
    assert "Fin de saison." in text(browser.get(here))


def test_two_rules_change_places(browser: Client, keeper: Membership) -> None:
    first, second = make_rule(keeper.organisation), make_rule(keeper.organisation)
    browser.post(f"{LIST}{second.pk}/deplacer/", {"sens": "monter"})
    order = HouseRule.objects.order_by("position").values_list("pk", flat=True)
    assert list(order) == [second.pk, first.pk]


def test_the_page_of_an_asset_says_its_rules(client: Client) -> None:
    gym = make_shared_place()
    make_rule(gym.organisation, asset=gym, weekdays=[5])
    other = make_shared_place(gym.organisation)
    page = text(client.get(f"/biens/{gym.pk}/"))
    assert "Le samedi : le propriétaire seul s’en sert." in page
    assert "Le samedi" not in text(client.get(f"/biens/{other.pk}/"))


def test_the_rules_of_who_shows_nothing_are_not_found(client: Client) -> None:
    town = make_organisation()
    make_asset(town, audience=Circle.OWNER)
    make_rule(town)
    assert client.get(f"/organisations/{town.pk}/regles/").status_code == 404
