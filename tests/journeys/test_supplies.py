"""Supplies on a phone: three taps take one out, a site is counted on one page, a mistake is put right."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillon.community.people.models import Person
from maillon.sharing.supplies.models import Movement
from maillon.sharing.supplies.tests.stage import make_store
from maillon.testing.browser import Visit, axe_violations, scrolls_sideways

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def _sound(page: Page) -> None:
    assert axe_violations(page) == [], page.url
    assert not scrolls_sideways(page), page.url


@pytest.mark.parametrize("script", [True, False])
def test_three_taps_take_one_box_out_and_the_mistake_is_put_right(
    visit: Visit, signed_in: Callable[[Person], str], script: bool
) -> None:
    store = make_store(holding="6")
    page = visit.page(
        reverse("supplies:list"), width=320, session=signed_in(store.keeper.person), script=script
    )
    if script:
        _sound(page)
    page.get_by_role("link", name="Sortir Gants").click()  # one
    if script:
        _sound(page)
    expect(page.get_by_label("Quantité")).to_have_value("1")  # two would change it
    page.get_by_role("button", name="Inscrire la sortie").click()  # three
    expect(page.locator("main")).to_contain_text("Il en reste 5 boîtes.".replace("5 ", "5\u00a0"))
    expect(page.locator("main")).to_contain_text("à commander")
    assert store.left() == 5
    if script:
        _sound(page)
    page.get_by_role("link", name="Corriger sortie").click()
    page.get_by_role("button", name="Corriger").click()
    if script:
        expect(page.get_by_label("Ce qui était faux")).to_be_focused()  # the browser asks for it
    page.get_by_label("Ce qui était faux").fill("Rien n’est sorti")
    page.get_by_role("button", name="Corriger").click()
    expect(page.locator("main")).to_contain_text("Rien n’est sorti")
    assert store.left() == 6
    assert Movement.objects.count() == 3


def test_a_site_is_counted_by_keyboard_on_one_page(visit: Visit, signed_in: Callable[[Person], str]) -> None:
    store = make_store(holding="6")
    page = visit.page(reverse("supplies:count"), width=390, session=signed_in(store.keeper.person))
    _sound(page)
    page.get_by_label("Gants").focus()
    page.keyboard.type("4,5")
    page.keyboard.press("Tab")
    page.keyboard.type("2,5")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Cette unité ne se divise pas")
    expect(page.get_by_label("Sel de déglaçage")).to_have_value("2,5")
    _sound(page)
    page.get_by_label("Gants").fill("4")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("2\u00a0comptes sont inscrits.")
    assert (store.left(), store.left(store.salt)) == (4, Decimal("2.5"))


def test_every_page_of_supplies_is_sound(visit: Visit, signed_in: Callable[[Person], str]) -> None:
    store = make_store(holding="6")
    store.transfer("2")
    session = signed_in(store.keeper.person)
    for name in ("receive", "lose", "transfer", "edit", "show"):
        _sound(visit.page(reverse(f"supplies:{name}", args=[store.gloves.pk]), width=320, session=session))
    for name in ("add", "bring"):
        _sound(visit.page(reverse(f"supplies:{name}"), width=320, session=session))
    _sound(visit.page(reverse("supplies:show", args=[store.gloves.pk]), theme="dark", session=session))
