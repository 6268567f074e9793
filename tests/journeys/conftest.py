"""A browser and a server for every journey."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from maillon.community.people.models import Person
from maillon.testing.browser import Visit, axe_violations, launch


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright runs a loop in this very thread; Django would take its own queries for misplaced ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Open pages of a server of this test; a script error or a refusal of the security policy fails it."""
    visit = Visit(browser, live_server.url)
    yield visit
    visit.close()
    assert visit.complaints == []


@pytest.fixture
def signed_in() -> Callable[[Person], str]:
    """Return a function that signs a person in and gives the cookie of their session, for :meth:`Visit.page`."""

    def sign_in(person: Person) -> str:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.cookies["sessionid"].value

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return a function that fails when axe-core objects to the page as it stands."""

    def check(page: Page) -> None:
        assert axe_violations(page) == [], page.url

    return check


@pytest.fixture
def page_fr(visit: Visit) -> Page:
    """A page of someone who reads French."""
    return visit.page("/")


@pytest.fixture
def page_en(visit: Visit) -> Page:
    """A page of someone who reads English."""
    return visit.page("/en/")


@pytest.fixture
def page_without_js(visit: Visit) -> Page:
    """A page of a browser that runs no script."""
    return visit.page("/", script=False)
