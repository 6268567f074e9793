"""The home page, the gallery and the pages of refusals, as a browser without JavaScript receives them."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from maillon.community.organisations.kinds import Role
from maillon.shell.gallery import _icon_names
from maillon.testing.builders.community import make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db
VOID = {
    "meta",
    "link",
    "input",
    "img",
    "br",
    "hr",
    "use",
    "path",
    "rect",
    "circle",
    "line",
    "polyline",
    "polygon",
}


class Words(HTMLParser):
    """Finds icons whose nearest element says no word."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[dict[str, object]] = []
        self.mute: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        names = dict(attrs)
        icon = tag == "svg" and names.get("class") == "icon"
        self.stack.append({"tag": tag, "words": bool(names.get("aria-label")), "icon": icon, "holds": False})

    def handle_data(self, data: str) -> None:
        if data.strip():
            for element in self.stack:
                element["words"] = True

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.stack:
            return
        element = self.stack.pop()
        assert element["tag"] == tag, f"<{element['tag']}> is closed by </{tag}>"
        if element["icon"] and self.stack:
            self.stack[-1]["holds"] = True
        elif element["holds"] and not element["words"]:
            if self.stack and self.stack[-1]["tag"] in {"span", "div"} | {"label"}:
                self.stack[-1]["holds"] = True
            else:
                self.mute.append(tag)


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("address", ["/", "/composants/", "/en/", "/en/composants/"])
def test_tags_close_and_every_icon_has_its_word(client: Client, address: str) -> None:
    reader = Words()
    reader.feed(page(client, address))
    assert reader.stack == []
    assert reader.mute == []


def test_home_asks_in_a_sentence_that_works_without_script(client: Client) -> None:
    html = page(client, "/")
    for field in ("quoi", "ou", "date", "de", "a", "personnes"):
        assert f'name="{field}"' in html
        assert f'<label for="{field}">' in html
    assert 'value="un gymnase"' in html
    assert "<datalist" in html  # the classes are proposed, anything can be typed
    assert '<option value="18:00" selected>18\u00a0h</option>' in html
    assert "Ce qui vous attend" not in html


def test_sentence_ends_at_midnight_but_never_begins_there(client: Client) -> None:
    html = page(client, "/")
    begin, end = (
        html.split('name="de"')[1].split("</select>")[0],
        html.split('name="a"')[1].split("</select>")[0],
    )
    assert "24:00" not in begin
    assert "24:00" in end
    assert "06:00" not in end


def test_the_page_says_its_language_and_where_the_other_is(client: Client) -> None:
    assert '<html lang="fr-ca">' in page(client, "/")
    html = page(client, "/en/composants/")
    assert '<html lang="en">' in html
    assert 'href="/composants/" lang="fr-ca"' in html


@pytest.mark.parametrize(("cookie", "drawn"), [("dark", ' data-theme="dark"'), ("<script>", ""), ("", "")])
def test_theme_is_drawn_by_the_server_from_a_known_choice(client: Client, cookie: str, drawn: str) -> None:
    client.cookies["theme"] = cookie
    assert f'<html lang="fr-ca"{drawn}>' in page(client, "/")


def test_towns_are_proposed_and_kept_a_day_by_the_browser(client: Client) -> None:
    response = client.get(reverse("shell:towns"))
    assert '<option value="Saint-Hyacinthe"></option>' in response.content.decode()
    assert "max-age=86400" in response["Cache-Control"]


def test_a_wrong_address_says_so_in_the_frame_of_the_house(client: Client) -> None:
    html = page(client, "/nulle-part/", status=404)
    assert "<h1>Il n’y a rien à cette adresse</h1>" in html
    assert 'class="site-header"' in html


def test_gallery_shows_every_drawn_icon(client: Client) -> None:
    drawings = Path(apps.get_app_config("shell").path).parents[2] / "frontend" / "icons"
    assert sorted(_icon_names()) == sorted(path.stem for path in drawings.glob("*.svg"))


@pytest.mark.parametrize(
    "component", sorted((Path(__file__).parents[1] / "templates/cotton").glob("*.html")), ids=lambda p: p.stem
)
def test_gallery_names_every_component(client: Client, component: Path) -> None:
    hidden = {"specimen", "tab_panel", "dialog_link", "page_header", "live"}
    call = f"&lt;c-{component.stem.replace('_', '-')}"
    assert component.stem in hidden or call in page(client, "/composants/")


def test_a_refused_page_says_under_which_hat_one_came_and_what_to_do(client: Client) -> None:
    person = make_membership(Role.REQUESTER, organisation=make_organisation(name="Club Alpha")).person
    client.force_login(person)
    said = client.get("/demandes/a-decider/").content.decode().replace("\u00a0", " ")
    assert "Vous agissez pour Club Alpha, avec ce rôle : demandeuse ou demandeur." in said
    assert "Un autre de vos chapeaux" not in said
    other = make_membership(Role.APPROVER, organisation=make_organisation(name="Ville Bêta"), person=person)
    page = client.get("/demandes/a-decider/")
    assert page.status_code == 403
    said = page.content.decode()
    assert "Un autre de vos chapeaux" in said
    assert f'value="{other.pk}"' in said
    changed = client.post(
        reverse("organisations:hat"), {"membership": other.pk, "next": "/demandes/a-decider/"}
    )
    assert client.get(changed.url).status_code == 200


def test_a_refused_page_leads_someone_of_no_organisation_to_theirs(client: Client) -> None:
    client.force_login(make_person())
    said = client.get("/demandes/a-decider/").content.decode()
    assert reverse("organisations:join") in said
