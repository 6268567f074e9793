"""A real browser for the tests and for the screenshots: an installed Chromium, else Playwright's own."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb")
AXE = Path(__file__).parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def program_of() -> str | None:
    """Return the program of the browser; ``MAILLON_CHROMIUM`` names another, None stands for Playwright's own."""
    named = os.environ.get("MAILLON_CHROMIUM")
    return (
        named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=program_of(), args=list(FLAGS))


@dataclass
class Visit:
    """Opens pages of one server, each as a person with a clean browser, and hears what goes wrong in them."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)

    def page(
        self,
        path: str,
        *,
        width: int = 1280,
        theme: str = "light",
        script: bool = True,
        session: str | None = None,
    ) -> Page:
        """Open a path; ``session`` is the cookie of someone signed in."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
            locale="fr-CA",
            timezone_id="America/Toronto",
        )
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        page = context.new_page()
        # The live streams belong to another process; here they stay silent.
        silence = {"access-control-allow-origin": "*", "content-type": "text/event-stream"}
        context.route(
            "**/flux?*", lambda route: route.fulfill(status=200, headers=silence, body="retry: 60000\n\n")
        )
        page.on("console", lambda said: self._hear(path, said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{path}: {error}"))
        page.goto(self.address + path, wait_until="load")
        return page

    def _hear(self, path: str, kind: str, text: str) -> None:
        """Keep what the browser says went wrong; a form answered with its reasons (409, 422) is as it should be."""
        if kind == "error" and not any(f"a status of {status}" in text for status in (409, 422)):
            self.complaints.append(f"{path}: {text}")

    def close(self) -> None:
        """Close every page."""
        for context in self.browser.contexts:
            context.close()


def axe_violations(page: Page) -> list[str]:
    """Return what axe-core objects to in the page as it stands, one line for each kind of fault."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)"
    )
    return [f"{fault['id']}: {fault['help']} — {fault['nodes'][0]['html'][:160]}" for fault in found]


def scrolls_sideways(page: Page) -> bool:
    """Say whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
