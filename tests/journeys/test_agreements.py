"""An agreement, from the idea to the answer, by keyboard alone on a narrow screen; then as it is printed."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillon.community.agreements.models import Agreement
from maillon.community.organisations.kinds import Circle, OrganisationKind, Role
from maillon.community.people.models import Person
from maillon.testing.browser import Visit, axe_violations, scrolls_sideways
from maillon.testing.builders.agreements import make_agreement
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what this selector names has the focus."""
    for _step in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", wanted):
            return
    raise AssertionError(f"Tab never reaches {wanted} on {page.url}")


def _enter(page: Page, wanted: str) -> None:
    """Go to a link or a button by Tab, press Enter, and look at the page where it leads."""
    _tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert axe_violations(page) == [], page.url
    assert not scrolls_sideways(page), page.url


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_agreement_is_made_and_accepted_by_keyboard(
    visit: Visit, signed_in: Callable[[Person], str], language: str
) -> None:
    root = "/en" if language == "en" else ""
    town = make_organisation(name="Ville des Ormes")
    schools = make_organisation(OrganisationKind.SCHOOL_SERVICE_CENTRE, name="Écoles des Ormes")
    make_asset(town, name="Nacelle", audience=Circle.PARTNERS)
    clerk = make_membership(Role.ORGANISATION_ADMIN, organisation=town)
    principal = make_membership(Role.ORGANISATION_ADMIN, organisation=schools)
    page = visit.page(f"{root}{reverse('agreements:list')}", width=320, session=signed_in(clerk.person))
    submit = "main form[method=post] button:not([name])"
    _enter(page, f"main a[href$='{reverse('agreements:begin')}']")
    _tab_to(page, "[name=title]")
    page.keyboard.type("Nacelle")
    _enter(page, submit)
    _tab_to(page, "[name=q]")
    page.keyboard.type("ormes")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _enter(page, "form[action$='/partenaires/ajouter/'] button")
    _enter(page, "main a[href$='/duree/'].button")
    _tab_to(page, "[name=ends]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # without end
    _enter(page, submit)
    _tab_to(page, "[name=how]")
    page.keyboard.press("ArrowUp")  # everything
    _enter(page, submit)
    _enter(page, "main form:not([action]) button")
    made = Agreement.objects.get(owner=town)
    assert made.state == Agreement.State.PROPOSED

    address = reverse("agreements:show", args=[made.pk])
    page = visit.page(f"{root}{address}", width=320, session=signed_in(principal.person))
    assert axe_violations(page) == []
    _enter(page, f"form[action$='{reverse('agreements:accept', args=[made.pk])}'] button")
    made.refresh_from_db()
    assert made.state == Agreement.State.IN_FORCE


def test_on_paper_only_what_is_agreed_is_left(visit: Visit, signed_in: Callable[[Person], str]) -> None:
    town, schools = make_organisation(name="Ville des Ormes"), make_organisation(name="Écoles des Ormes")
    make_asset(town, name="Nacelle", audience=Circle.PARTNERS)
    made = make_agreement(town, schools, title="Nacelle", purpose="Propre au retour.")
    clerk = make_membership(Role.ORGANISATION_ADMIN, organisation=town)
    page = visit.page(reverse("agreements:show", args=[made.pk]), width=816, session=signed_in(clerk.person))
    expect(page.locator("main summary")).to_be_visible()
    page.emulate_media(media="print")
    for gone in ("main summary", "main button", "main .button", "nav.nav-tabs", ".site-footer"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    for kept in ("Écoles des Ormes", "Propre au retour.", "Ville des Ormes"):
        expect(page.locator("main").get_by_text(kept).first).to_be_visible()
    assert not scrolls_sideways(page)
    assert axe_violations(page) == []
