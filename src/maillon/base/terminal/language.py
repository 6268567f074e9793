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
    """The compiled catalogue of that language; French, the source language, needs none."""
    compiled = Path(str(files("maillon"))) / "locale" / language / "LC_MESSAGES" / "django.mo"
    if language == "fr" or not compiled.is_file():
        return gettext.NullTranslations()
    with compiled.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def _(sentence: str) -> str:
    """The sentence in the terminal's language; the French sentence itself when no translation is known."""
    return _catalogue(spoken_language()).gettext(sentence)
