"""A browser and a server for every journey."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from maillon.testing.browser import Visit, launch


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
