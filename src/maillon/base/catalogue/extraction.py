"""Finding the sentences of the code."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as babel_extract
from django.utils.translation.template import templatize

from maillon.base.catalogue.places import PACKAGE

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_noted": None,  # gettext_noop, said later in the reader's language
    "identifier": None,
    "named": None,
    "explained": None,  # the description of a field of the API
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_SHOWN = {"tests", "migrations", "testing"}
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
COMMENT_TAGS = ["Translators:"]


def sources(package: Path = PACKAGE) -> Iterator[Path]:
    """Yield the Python files and templates that people read, in order; tests and migrations are left out."""
    for path in sorted(package.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or NOT_SHOWN & set(path.relative_to(package).parts):
            continue
        if path.suffix == ".py" or "templates" in path.parts:
            yield path


def extract(package: Path = PACKAGE) -> Catalog:
    """Return every sentence of the package with the files where it stands.

    Lines are not kept: they change at each edit and say nothing more to a translator.
    """
    found = Catalog(locale="en", charset="utf-8")
    for path in sources(package):
        where = path.relative_to(package).as_posix()
        for sentence, comments, context in _sentences(path):
            place = [] if _already_there(found, sentence, context, where) else [(where, None)]
            found.add(sentence, locations=place, auto_comments=comments, context=context)  # type: ignore[arg-type]  # Babel accepts a place without a line
    return found


def _sentences(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = INDENT.sub("", templatize(text, origin=str(path)))  # a page's margins would read as Python's
    stream = io.BytesIO(text.encode())
    found = babel_extract("python", stream, KEYWORDS, COMMENT_TAGS, {"encoding": "utf-8"})
    for _line, sentence, comments, context in found:
        if sentence:
            yield sentence, comments, context


def _already_there(found: Catalog, sentence: str | tuple[str, ...], context: str | None, where: str) -> bool:
    known = found.get(sentence, context)
    return known is not None and any(place == where for place, _line in known.locations)
