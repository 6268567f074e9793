"""Find a Chromium for the tests and write its path in `.venv/browser`.

An installed one first; else Playwright's own, downloaded; else, for root on Debian or Ubuntu, the system's package.

    .venv/bin/python tools/find_browser.py
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "/usr/bin/chromium")
RECORD = Path(sys.executable).parent.parent / "browser"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


def main() -> None:
    """Try each way until a browser opens a page."""
    for find in (chosen, recorded, installed, downloaded, packaged):
        path = find()
        if path is not None and opens(path):
            RECORD.write_text(f"{path}\n", encoding="utf-8")
            print(f"Navigateur des essais : {path}")
            return
    sys.exit("Aucun Chromium n’a pu être trouvé ni installé. / No Chromium could be found or installed.")


def chosen() -> str | None:
    """The one that a person names."""
    return os.environ.get("MAILLON_CHROMIUM")


def recorded() -> str | None:
    """The one found the last time."""
    return RECORD.read_text(encoding="utf-8").strip() if RECORD.exists() else None


def installed() -> str | None:
    """One on the PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def downloaded() -> str | None:
    """Playwright's own, downloaded in the person's cache."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, check=False).returncode:
        return None
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def packaged() -> str | None:
    """The system's package, when we may install it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    subprocess.run(["apt-get", "update", "-q"], check=False)
    subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"], check=False)
    return installed()


def opens(path: str) -> bool:
    """Whether that browser really opens a page: a downloaded one may lack the system's libraries."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            browser.new_page().goto("data:text/html,<p>essai")
            browser.close()
    except Exception as error:  # any failure means: try the next one
        print(f"{path} : {str(error).splitlines()[0]}", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    main()
