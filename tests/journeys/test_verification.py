"""An organisation asks to be verified and a coordinator decides, in a real browser, with and without scripts."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.people.models import Person
from maillon.community.verification.models import Request
from maillon.testing.browser import Visit, axe_violations, scrolls_sideways
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.verification import make_verification_request

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PDF = {
    "name": "lettres.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n",
}


def _sound(page: Page) -> None:
    assert axe_violations(page) == [], page.url
    assert not scrolls_sideways(page), page.url


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_from_the_request_to_the_decision(
    visit: Visit, signed_in: Callable[[Person], str], width: int, script: bool
) -> None:
    charity = make_organisation(
        OrganisationKind.CHARITY,
        name="Banque du Méandre",
        verified=False,
        neq="1100000099",
        mission="Nourrir.",
    )
    admin = make_membership(Role.ORGANISATION_ADMIN, organisation=charity)
    mrc = make_organisation(OrganisationKind.MRC, name="MRC")
    coordinator = make_membership(Role.TERRITORY_COORDINATOR, organisation=mrc)

    def look(page: Page) -> None:
        if script:
            _sound(page)

    page = visit.page(
        reverse("verification:status", args=[charity.pk]),
        width=width,
        script=script,
        session=signed_in(admin.person),
    )
    look(page)
    page.get_by_role("button", name="Demander la vérification").click()
    look(page)
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.get_by_role("heading", name="Il faut revoir ceci")).to_be_visible()
    look(page)
    for box in page.get_by_role("textbox").all():
        box.fill("Règlements, art. 9")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_label("Fichier").set_input_files(PDF)  # type: ignore[arg-type]  # the shape that Playwright documents
    page.get_by_role("button", name="Ajouter la pièce").click()
    expect(page.get_by_role("link", name="Lettres patentes ou statuts")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Continuer", exact=True).click()
    look(page)
    page.get_by_label("Ce que nous déclarons est vrai").check()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_text("Votre demande est en examen")).to_be_visible()
    page.context.close()

    page = visit.page(
        reverse("verification:queue"), width=width, script=script, session=signed_in(coordinator.person)
    )
    look(page)
    page.get_by_role("link", name="Banque du Méandre").click()
    look(page)
    page.get_by_role("button", name="Accorder").click()
    expect(page.get_by_role("heading", name="Il faut revoir ceci")).to_be_visible()
    look(page)
    for yes in page.get_by_label("Oui").all():
        yes.check()
    page.get_by_role("button", name="Accorder").click()
    expect(page.get_by_text("La vérification est accordée")).to_be_visible()
    page.context.close()

    page = visit.page(reverse("organisations:show", args=[charity.pk]), width=width, script=script)
    expect(page.get_by_text("vérifiée jusqu’au")).to_be_visible()


def test_the_answer_is_given_with_the_keyboard_alone(
    visit: Visit, signed_in: Callable[[Person], str]
) -> None:
    charity = make_organisation(OrganisationKind.CHARITY, name="Banque", verified=False)
    asked = make_verification_request(charity, state="sent", with_pieces=True)
    coordinator = make_membership(
        Role.TERRITORY_COORDINATOR, organisation=make_organisation(OrganisationKind.MRC, name="MRC")
    )
    page = visit.page(reverse("verification:decide", args=[asked.pk]), session=signed_in(coordinator.person))
    page.get_by_label("Oui").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Quel article?")
    page.get_by_role("button", name="Demander une précision").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("La demande de précision est envoyée")).to_be_visible()
    asked.refresh_from_db()
    assert asked.state == Request.State.MORE
