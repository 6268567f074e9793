"""An owner fills the whole record of an asset, in a real browser, with and without scripts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillon.community.organisations.kinds import Role
from maillon.community.people.models import Person
from maillon.testing.browser import Visit, axe_violations, scrolls_sideways
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PDF = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_from_an_empty_record_to_a_full_one(
    visit: Visit,
    signed_in: Callable[[Person], str],
    settings: Any,
    tmp_path: Path,
    width: int,
    script: bool,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    keeper = make_membership(Role.ASSET_MANAGER, organisation=make_organisation(name="Ville d’Essai"))
    asset = make_asset(keeper.organisation, name="Camion à plateau", code="truck")
    shown = reverse("inventory:asset", args=[asset.pk])
    page = visit.page(shown, width=width, script=script, session=signed_in(keeper.person))

    def look(page: Page) -> None:
        if script:
            assert axe_violations(page) == [], page.url
            assert not scrolls_sideways(page), page.url

    look(page)
    page.get_by_text("Plus", exact=True).click()
    look(page)
    page.get_by_role("link", name="Gestion", exact=True).click()
    page.get_by_label("Acquis le").fill("2016-03-04")
    page.get_by_label("Valeur d’acquisition").fill("48 500,50")
    page.get_by_label("Durée de vie utile").fill("100")
    look(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Méthode linéaire")).to_be_visible()
    page.get_by_text("Plus", exact=True).click()
    page.get_by_role("link", name="État", exact=True).click()
    page.get_by_label("passable").check()
    page.get_by_label("Remarque").fill("Freins à revoir")
    look(page)
    page.get_by_role("button", name="Inscrire").click()
    expect(page.get_by_text("Freins à revoir")).to_be_visible()
    look(page)
    page.goto(f"{visit.address}{reverse('inventory:documents', args=[asset.pk])}")
    page.get_by_label("Titre").fill("Mode d’emploi")
    page.get_by_label("Sorte").select_option("manual")
    page.get_by_label("Fichier").set_input_files(PDF)  # type: ignore[arg-type]  # the shape that Playwright documents
    look(page)
    page.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_role("link", name="Mode d’emploi", exact=True)).to_be_visible()
    look(page)
    page.goto(f"{visit.address}{reverse('inventory:site_access', args=[asset.site_id])}")
    page.get_by_label("Entrée sans marche").select_option("ramp")
    look(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.goto(f"{visit.address}{shown}")
    expect(page.get_by_text("oui, avec une rampe", exact=True)).to_be_visible()
    look(page)
    visitor = visit.page(shown, width=width, script=script)
    expect(visitor.get_by_role("link", name="Mode d’emploi")).to_be_visible()
    expect(visitor.get_by_text("Passable, constaté le")).to_be_visible()
    assert visitor.get_by_text("Freins à revoir").count() == 0
    assert visitor.get_by_text("48").count() == 0
    look(visitor)
