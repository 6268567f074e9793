"""Saying which column gives what, by keyboard alone, on a narrow screen, with a list whose titles come twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillon.community.organisations.kinds import Role
from maillon.community.people.models import Person
from maillon.sharing.inventory.models import Asset, Suggestion
from maillon.testing.browser import Visit, axe_violations, scrolls_sideways
from maillon.testing.builders.community import make_membership, make_organisation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LIST = (
    Path(__file__).parents[2]
    / "src/maillon/sharing/inventory/imports/tests/listes-fautives/titres-en-double.csv"
)


@pytest.fixture(autouse=True)
def media_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the field or button of this name has the focus; each stop is visible."""
    for _step in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const one = document.activeElement;
              const label = one.labels?.[0] ?? one;
              const box = one.getBoundingClientRect();
              return [label.textContent.trim().replace(/\\s+/g, " "), box.width * box.height > 0]; }"""
        )
        if told[0].startswith(name):
            assert told[1], f"{name} has the focus and no size"
            return
    raise AssertionError(f"Tab never reaches {name}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_columns_are_mapped_by_keyboard_at_320_px(
    visit: Visit, signed_in: Callable[[Person], str], language: str
) -> None:
    keeper = make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))
    address = reverse("inventory:imports")
    page = visit.page(
        f"/en{address}" if language == "en" else address, width=320, session=signed_in(keeper.person)
    )
    page.locator("input[type=file]").set_input_files(str(LIST))
    page.locator("input[type=file]").focus()
    _tab_to(page, "Lire" if language == "fr" else "Read")
    page.keyboard.press("Enter")
    title = {"fr": "Vérifier les colonnes", "en": "Check the columns"}[language]
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    assert page.locator("main").inner_text().count("titres-en-double.csv") == 1  # the last crumb
    _tab_to(page, "Nom (2)")
    page.keyboard.type("nom du lieu" if language == "fr" else "name of the place")
    assert page.evaluate("document.activeElement.value") == "site_name"
    _tab_to(page, "Comparer avec" if language == "fr" else "Compare with")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/colonnes/"))
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    places = Suggestion.objects.order_by("line").values_list("proposed__site_name", flat=True)
    assert list(places) == ["École de l’Érablière", "Hôtel de ville"]
    assert not Asset.objects.exists()
