"""Choose French or English for a terminal and translate its sentences."""

from __future__ import annotations

import gettext
import os
from functools import cache
from importlib.resources import files
from pathlib import Path


def spoken_language() -> str:
    """The language in which a terminal is addressed: « fr » unless its locale says English.

    `MAILLON_LANGUAGE` decides when it is set; otherwise the first of LC_ALL, LC_MESSAGES and LANG that is
    set, as POSIX orders them. French is the source language, so anything but English reads French.
    """
    for name in ("MAILLON_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "fr"
    return "fr"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Every compiled catalogue of the package for that language, chained; French needs none."""
    chain = gettext.NullTranslations()
    if language == "fr":
        return chain
    root = Path(str(files("maillon")))
    for compiled in sorted(root.glob(f"**/locale/{language}/LC_MESSAGES/django.mo")):
        with compiled.open("rb") as stream:
            chain.add_fallback(gettext.GNUTranslations(stream))
    return chain


def _(sentence: str) -> str:
    """The sentence in the terminal's language; the French sentence itself when no translation is known."""
    return _catalogue(spoken_language()).gettext(sentence)
