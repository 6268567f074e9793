"""The component kit in a real browser: accessibility, keyboard, narrow screens, no script."""

import pytest
from playwright.sync_api import Page, expect

from maillon.testing.browser import Visit, axe_violations, scrolls_sideways
from maillon.testing.builders.community import make_organisation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGES = ["/", "/composants/", "/en/", "/en/composants/"]


@pytest.fixture(autouse=True)
def begun(transactional_db: None) -> None:
    """Know one organisation: an empty installation shows its first hour in place of home."""
    make_organisation()


@pytest.mark.parametrize("path", PAGES[:2])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_wide_or_narrow(visit: Visit, path: str, theme: str) -> None:
    for width in (1280, 390):
        assert axe_violations(visit.page(path, width=width, theme=theme)) == []


def test_axe_finds_nothing_in_english(visit: Visit) -> None:
    for path in PAGES[2:]:
        assert axe_violations(visit.page(path)) == []


def test_axe_would_have_seen_a_fault(visit: Visit) -> None:
    page = visit.page("/")
    page.evaluate("document.querySelectorAll('label').forEach(one => one.remove())")
    assert any("label" in fault or "select-name" in fault for fault in axe_violations(page))


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_slides_sideways(visit: Visit, width: int) -> None:
    for path in PAGES:
        assert not scrolls_sideways(visit.page(path, width=width)), path


def test_without_script_everything_is_there(visit: Visit) -> None:
    page = visit.page("/composants/", script=False)
    expect(page.locator("#onglet-regles")).to_be_visible()
    expect(page.locator("#onglet-acces")).to_be_visible()
    expect(page.get_by_role("button", name="Appliquer les filtres")).to_be_visible()
    expect(page.get_by_role("link", name="Refuser la demande")).to_have_attribute("href", "#dialogue")
    page.goto(page.url.replace("/composants/", "/"))
    page.get_by_label("près de").fill("Granby")
    with page.expect_navigation():
        page.get_by_role("button", name="Trouver").click()
    assert "ou=Granby" in page.url
    assert "quoi=un+gymnase" in page.url


def test_tabs_follow_the_arrows(visit: Visit) -> None:
    page = visit.page("/composants/")
    rules, access = page.get_by_role("tab", name="Règles"), page.get_by_role("tab", name="Accès")
    expect(page.locator("#onglet-acces")).to_be_hidden()
    rules.focus()
    page.keyboard.press("ArrowRight")
    expect(access).to_be_focused()
    expect(access).to_have_attribute("aria-selected", "true")
    expect(page.locator("#onglet-acces")).to_be_visible()
    page.keyboard.press("Home")
    expect(rules).to_be_focused()


def focused_moment(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('td')?.innerText.trim() ?? ''")


def test_the_week_is_walked_with_arrows_and_left_with_one_tab(visit: Visit) -> None:
    page = visit.page("/composants/")
    stops = page.locator("ml-calendar [tabindex='0']:is(a, summary)")
    expect(stops).to_have_count(1)
    page.locator("#semaine tbody tr").nth(9).locator("td.moment-free a").first.focus()
    page.keyboard.press("ArrowRight")
    assert "libre" in focused_moment(page)
    page.keyboard.press("ArrowDown")
    assert "à moi" in focused_moment(page)
    page.keyboard.press("ArrowRight")
    assert "demandé" in focused_moment(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Une autre demande attend la réponse du propriétaire.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Une autre demande attend la réponse du propriétaire.")).to_be_hidden()
    page.keyboard.press("Tab")
    assert focused_moment(page) == ""


def test_a_dialog_opens_from_its_link_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit.page("/composants/")
    link = page.get_by_role("link", name="Refuser la demande")
    link.click()
    dialog = page.get_by_role("dialog", name="Refuser la demande")
    expect(dialog).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_the_map_grows_while_its_marks_keep_their_size(visit: Visit) -> None:
    page = visit.page("/composants/")
    mark = page.locator("#carte a.map-point rect").last
    before, scale = mark.bounding_box(), page.locator(".map-scale text").text_content()
    page.get_by_role("button", name="Agrandir").click()
    after = mark.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == pytest.approx(before["width"], rel=0.05)
    assert page.locator(".map-scale text").text_content() != scale
    page.get_by_role("button", name="Tout voir").click()
    assert page.locator(".map-scale text").text_content() == scale


def test_a_point_of_the_map_lights_its_card(visit: Visit) -> None:
    page = visit.page("/composants/")
    page.locator("#carte a.map-point").first.focus()
    expect(page.locator("#lieu-1")).to_have_class("result is-lit")


def test_the_chosen_theme_stays(visit: Visit) -> None:
    page = visit.page("/")
    page.get_by_role("button", name="sombre").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 21, 25)"
    page.get_by_role("button", name="automatique").click()
    page.reload()
    assert page.locator("html").get_attribute("data-theme") is None


def test_the_narrow_menu_opens_and_closes(visit: Visit) -> None:
    page = visit.page("/", width=390)
    menu = page.get_by_role("navigation", name="Navigation principale")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_first_key_offers_to_skip_to_the_content(visit: Visit) -> None:
    page = visit.page("/composants/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()


def test_characters_left_are_told(visit: Visit) -> None:
    page = visit.page("/composants/")
    area = page.get_by_label("Que ferez-vous?")
    area.fill("x" * 299)
    expect(page.get_by_text("Il reste 1 caractère")).to_be_visible()


def test_names_of_towns_come_when_the_field_is_entered(visit: Visit) -> None:
    page = visit.page("/")
    assert page.locator("#ou-noms option").count() == 0
    with page.expect_response("**/lieux-connus/"):
        page.get_by_label("près de").focus()
    expect(page.locator("#ou-noms option[value='Granby']")).to_have_count(1)


def test_everything_reached_by_the_keyboard_shows_its_focus(visit: Visit) -> None:
    page = visit.page("/")
    for _stop in range(14):
        page.keyboard.press("Tab")
        # Inside a date field the browser gives the focus to its own calendar button, which the page cannot see.
        seen = page.evaluate(
            "(() => { const at = document.activeElement; return at === document.body || !at.matches(':focus')"
            " || getComputedStyle(at).outlineStyle === 'solid'; })()"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_touch_targets_are_large_enough(visit: Visit) -> None:
    page = visit.page("/", width=390)
    small = page.evaluate(
        "[...document.querySelectorAll('button, input, select, .button')].filter(e => e.offsetParent)"
        ".filter(e => { const b = e.getBoundingClientRect(); return b.height < 24 || b.width < 24; })"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []
