"""Without a mouse: the palette, the single keys, and the saved views of the list of assets."""

import re

import pytest
from playwright.sync_api import expect

from maillon.community.organisations.kinds import Role
from maillon.community.people.models import Person
from maillon.testing.builders.community import make_membership
from maillon.testing.builders.sharing import make_asset

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LIST = "/gestion/biens/"


@pytest.fixture
def keeper():
    member = make_membership(Role.ASSET_MANAGER)
    for name in ("Atelier", "Bibliothèque", "Gymnase double"):
        make_asset(member.organisation, name=name)
    return member


@pytest.fixture
def open_as(visit, signed_in, keeper):
    return lambda path, **more: visit.page(path, session=signed_in(keeper.person), **more)


def address(path):
    return re.compile(re.escape(path) + "$")


def test_the_palette_leads_to_an_asset_by_the_keyboard_alone(open_as, axe):
    page = open_as("/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Chercher une page")
    expect(field).to_be_focused()
    expect(page.get_by_role("option", name="Ajouter un bien")).to_be_visible()  # before anything is typed
    axe(page)
    page.keyboard.type("gymn")
    found = page.get_by_role("option", name="Gymnase double")
    expect(found).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", found.get_attribute("id"))
    expect(page.locator(".palette-status")).to_have_text("1 résultat")
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("bibliot")
    expect(page.get_by_role("option", name="Bibliothèque")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bibliothèque")


def test_the_palette_opens_by_its_button_and_without_a_script_it_is_a_page(open_as, axe):
    page = open_as("/", theme="dark")
    page.get_by_role("link", name="Chercher").first.click()
    expect(page.get_by_role("combobox", name="Chercher une page")).to_be_focused()
    axe(page)
    plain = open_as("/", script=False)
    plain.get_by_role("link", name="Chercher").first.click()
    plain.get_by_label("Ce que vous cherchez").fill("atel")
    plain.keyboard.press("Enter")
    plain.get_by_role("link", name="Atelier").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Atelier")


def test_single_keys_walk_a_list_tick_a_line_and_edit_it(open_as, axe):
    page = open_as("/")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url(address(LIST))  # and its scripts, which hear the keys
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Atelier", exact=True)).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Bibliothèque", exact=True)).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Choisir Bibliothèque")).to_be_checked()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Atelier", exact=True)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Nom, numéro ou lieu")).to_be_focused()
    page.keyboard.type("gn")  # in a field, keys are letters
    expect(page.get_by_label("Nom, numéro ou lieu")).to_have_value("gn")
    expect(page).to_have_url(re.compile(r"q=gn"))
    page.goto(page.url.split("?")[0])
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", level=1)).to_have_text("Atelier")
    page.goto(page.url.split("/gestion")[0] + LIST)
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajouter un bien")


def test_single_keys_are_silent_once_switched_off_and_the_palette_still_opens(open_as, keeper):
    Person.objects.filter(pk=keeper.person_id).update(shortcuts=False)
    page = open_as("/")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.keyboard.press("?")
    expect(page).to_have_url(address("/"))
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Chercher une page")).to_be_focused()


def test_a_filter_is_saved_shown_as_a_tab_and_kept_by_the_next_visit(open_as, axe):
    page = open_as(LIST)
    page.get_by_label("Nom, numéro ou lieu").fill("gymnase")
    page.get_by_role("link", name="Enregistrer cette vue").click()
    page.get_by_label("Nom de la vue").fill("Gymnases")
    page.get_by_label("L’ouvrir d’abord").check()
    axe(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("link", name="Gymnases 1")).to_have_attribute("aria-current", "page")
    axe(page)
    page.goto(page.url.split("/gestion")[0] + LIST)
    expect(page.get_by_role("link", name="Atelier", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Tous les biens").click()
    expect(page.get_by_role("link", name="Atelier", exact=True)).to_be_visible()
    page.get_by_text("Colonnes et lignes").click()
    page.get_by_label("Capacité").check()
    expect(page.get_by_role("columnheader", name="Capacité")).to_be_visible()
    page.get_by_role("link", name="Gérer les vues").click()
    axe(page)
