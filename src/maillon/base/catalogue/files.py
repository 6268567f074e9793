"""Reading, merging and writing the catalogue's source file."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from maillon.base.catalogue.places import catalogue_path

# Written by hand so that two extractions of the same code give the same file, to the byte: no dates.
HEADER = """\
# Les phrases de Maillon : le français est la source, ce fichier en donne l’anglais.
# Après un changement : python -m maillon.base.catalogue extract, traduire, puis check.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def read(path: Path | None = None) -> Catalog:
    """Return the English catalogue as it is written; an empty one when there is no file yet."""
    path = path or catalogue_path("en")
    if not path.exists():
        return Catalog(locale="en", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale="en", charset="utf-8")


def merge(old: Catalog, found: Catalog) -> Catalog:
    """Return ``old`` with the sentences of the code: those that left are dropped, translations are kept.

    A sentence that was reworded takes the former translation, marked doubtful (« fuzzy ») for a person to reread.
    """
    old.update(found, update_header_comment=False)
    old.obsolete.clear()
    return old


def write(catalogue: Catalog, path: Path | None = None) -> bool:
    """Write the catalogue; return whether the file changed."""
    path = path or catalogue_path("en")
    body = io.BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, sort_output=False, include_lineno=False)
    content = (HEADER + body.getvalue().decode()).encode()
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True
