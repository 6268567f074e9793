"""Writing the compiled catalogues. Needs Babel and nothing else, for it also runs while a wheel is built."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from maillon.base.catalogue.places import PACKAGE, catalogue_path


def french_plurals(english: Catalog) -> Catalog:
    """Return the French catalogue: each sentence that has a plural, translated by itself.

    Without it gettext counts as in English and writes « 0 biens »; in French zero is singular.
    """
    french = Catalog(locale="fr", charset="utf-8")
    for message in english:
        if isinstance(message.id, (list, tuple)):
            french.add(message.id, string=tuple(message.id), context=message.context)
    return french


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Write ``django.mo`` for English and for French plurals; return the files written.

    Doubtful translations are left out: a reader then gets the French sentence rather than a wrong one.
    :class:`FileNotFoundError` when there is no catalogue to compile.
    """
    with catalogue_path("en", package=package).open("rb") as stream:
        english = read_po(stream, locale="en", charset="utf-8")
    written = []
    for language, catalogue in (("en", english), ("fr", french_plurals(english))):
        path = catalogue_path(language, ".mo", package)
        path.parent.mkdir(parents=True, exist_ok=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        draft = path.with_suffix(".mo.new")
        draft.write_bytes(compiled.getvalue())
        draft.replace(path)  # a program that starts meanwhile reads the old file or the new one, never half
        written.append(path)
    return written
