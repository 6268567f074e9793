"""Photograph pages of a running Maillon, wide and narrow, light and dark, in French and in English.

    python tools/screenshots.py --at http://127.0.0.1:8000 / /composants/

Each page gives eight pictures in ``test-results/screens/``. What the browser complained of (refused by the content
security policy, missing file, script error) and any sideways scroll are printed, and end the command with 1.
"""

import argparse
import itertools
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, sync_playwright

from maillon.testing.browser import launch, scrolls_sideways

OUT = Path("test-results/screens")
WIDTHS = {"wide": 1280, "narrow": 390}
SEE_EVERYTHING = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await document.fonts.ready;
}"""


def file_name(path: str, *parts: str) -> str:
    """Return a file name told by the address: « / » is home."""
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    return "-".join((name, *parts)) + ".png"


def photograph(browser: Browser, address: str, path: str, options: argparse.Namespace) -> list[str]:
    """Take every wanted picture of one page; return the complaints."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{path}: {message.text}")

    for language, width, theme in itertools.product(options.languages, options.widths, options.themes):
        context = browser.new_context(
            viewport={"width": WIDTHS[width], "height": 900},
            color_scheme=theme,
            reduced_motion="reduce",
            locale="fr-CA" if language == "fr" else "en-CA",
            timezone_id="America/Toronto",
        )
        if options.session:
            context.add_cookies([{"name": "sessionid", "value": options.session, "url": address}])
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        page.goto(address + ("/en" if language == "en" else "") + path, wait_until="networkidle")
        page.evaluate(SEE_EVERYTHING)
        if scrolls_sideways(page):
            complaints.append(f"{path}: scrolls sideways at {WIDTHS[width]} px ({language})")
        page.screenshot(path=OUT / file_name(path, language, width, theme), full_page=not options.fold)
        context.close()
    return complaints


def main() -> int:
    """Read the wishes, take the pictures, tell the complaints."""
    parser = argparse.ArgumentParser(description="Photographier des pages de Maillon.")
    parser.add_argument("paths", nargs="+", help="adresses, par exemple / /composants/")
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="adresse du serveur")
    parser.add_argument("--languages", nargs="+", default=["fr", "en"], choices=["fr", "en"])
    parser.add_argument("--widths", nargs="+", default=list(WIDTHS), choices=list(WIDTHS))
    parser.add_argument("--themes", nargs="+", default=["light", "dark"], choices=["light", "dark"])
    parser.add_argument("--session", help="valeur du témoin sessionid d’une personne connectée")
    parser.add_argument("--fold", action="store_true", help="seulement ce qui se voit sans faire défiler")
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        complaints = [c for path in options.paths for c in photograph(browser, options.at, path, options)]
        browser.close()
    for complaint in dict.fromkeys(complaints):
        sys.stderr.write(complaint + "\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
