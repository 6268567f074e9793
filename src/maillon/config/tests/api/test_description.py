"""The API describes itself truly, in both languages, and says it on a page of ours."""

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import trans_real
from openapi_spec_validator import OpenAPIV31SpecValidator

from maillon.base.api.openapi import operations
from maillon.base.catalogue.compilation import compile_all
from maillon.config.api import api
from maillon.config.tests.api.world import Caller

SCHEMA: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
ROUTES = [operation for _method, operation in operations(SCHEMA)]


def test_the_description_is_valid_openapi() -> None:
    assert list(OpenAPIV31SpecValidator(SCHEMA).iter_errors()) == []
    assert SCHEMA["openapi"].startswith("3.1")


def test_each_route_has_a_name_of_its_own() -> None:
    names = [route["operationId"] for route in ROUTES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+", name) for name in names)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route["operationId"])
def test_each_route_says_what_it_does_in_french(route: dict[str, Any]) -> None:
    for sentence in (route["summary"], route["description"]):
        assert sentence
        assert not re.search(r"\b(the|of|list|show|with)\b", sentence)
    for parameter in route["parameters"]:
        assert parameter["description"], parameter["name"]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route["operationId"])
def test_each_error_is_a_problem(route: dict[str, Any]) -> None:
    for status, answer in route["responses"].items():
        assert answer["description"]
        if int(status) >= 400:
            assert list(answer["content"]) == ["application/problem+json"]
    assert "401" in route["responses"]


def test_each_field_is_explained() -> None:
    for name, shape in SCHEMA["components"]["schemas"].items():
        for field, part in shape.get("properties", {}).items():
            assert part.get("description"), f"{name}.{field}"


@pytest.mark.django_db
def test_the_description_is_served() -> None:
    response = Caller().get("/openapi.json")
    assert response.status_code == 200
    assert response.json()["paths"].keys() == SCHEMA["paths"].keys()


class Links(HTMLParser):
    """Gathers anchors, addresses and what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.anchors: set[str] = set()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and str(values.get("href")).startswith("#"):
            self.anchors.add(str(values["href"])[1:])
        if tag in {"script", "link", "img"}:
            self.loaded.append(str(values.get("src") or values.get("href")))


@pytest.mark.django_db
def test_the_page_shows_every_route_and_loads_nothing_from_elsewhere() -> None:
    response = Caller().get("/docs")
    assert response.status_code == 200
    page = Links()
    page.feed(response.content.decode())
    assert {route["operationId"] for route in ROUTES} <= set(page.ids)
    assert page.anchors <= set(page.ids), page.anchors - set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(address.startswith("/") for address in page.loaded)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak English from a catalogue compiled now, whatever was read of an older one."""
    compile_all()
    monkeypatch.setattr(gettext, "_translations", {})
    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(api, "_described", {})
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("english")
def test_the_whole_description_exists_in_english() -> None:
    translated = api.get_openapi_schema(path_prefix="/api/v1/")
    pairs = list(_sentences(SCHEMA, translated))
    assert len(pairs) > 300
    same = {french for french, said in pairs if french == said and len(french.split()) > 3}
    assert not same


def _sentences(french: Any, english: Any) -> Iterator[tuple[str, str]]:
    """Yield each sentence of the description beside its translation."""
    if isinstance(french, dict):
        for key, part in french.items():
            if key in {"description", "summary"} and isinstance(part, str):
                yield part, english[key]
            else:
                yield from _sentences(part, english[key])
    elif isinstance(french, list):
        for part, said in zip(french, english, strict=True):
            yield from _sentences(part, said)
