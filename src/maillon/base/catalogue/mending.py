"""Putting right, in the source files themselves, how the French sentences are typed.

A no-break space looks like any other in an editor, so people write sentences plainly and this puts the spaces;
nothing but the sentences is touched.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.catalog import Catalog

from maillon.base.catalogue.extraction import KEYWORDS, sources
from maillon.base.catalogue.places import PACKAGE
from maillon.base.catalogue.typography import mended

_QUOTED = r"""(?:"[^"]*"|'[^']*')"""
_IN_TEMPLATES = (
    re.compile(rf"(?<=\{{% translate ){_QUOTED}|(?<=\{{% trans ){_QUOTED}|(?<=_\(){_QUOTED}(?=\))"),
    re.compile(r"(?<=%\})(?:(?!%\}).)*?(?=\{% (?:plural|endblocktranslate|endblocktrans) )", re.DOTALL),
)


def mend_template(text: str) -> str:
    """Return a template with its sentences mended."""
    for pattern in _IN_TEMPLATES:
        text = pattern.sub(lambda found: mended(found[0]), text)
    return text


def mend_python(text: str) -> str:
    """Return a Python file with the sentences given to gettext and its like mended."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = text.encode()
    for begin, end in sorted(_literals(ast.parse(text), starts), reverse=True):
        raw = raw[:begin] + mended(raw[begin:end].decode()).encode() + raw[end:]
    return raw.decode()


def _literals(tree: ast.AST, starts: list[int]) -> set[tuple[int, int]]:
    """Return from which byte to which stands each literal text given to a translating function."""
    found = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS):
            continue
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                begin = starts[argument.lineno - 1] + argument.col_offset
                end = starts[(argument.end_lineno or 0) - 1] + (argument.end_col_offset or 0)
                found.add((begin, end))
    return found


def mend_sources(package: Path = PACKAGE) -> list[Path]:
    """Mend every Python file and template of the package; return those that changed."""
    changed = []
    for path in sources(package):
        text = path.read_text(encoding="utf-8")
        better = mend_python(text) if path.suffix == ".py" else mend_template(text)
        if better != text:
            path.write_text(better, encoding="utf-8")
            changed.append(path)
    return changed


def mend_catalogue(catalogue: Catalog) -> Catalog:
    """Return the catalogue with its French sentences mended in the same way, so that no translation is lost."""
    better = Catalog(locale="en", charset="utf-8")
    for message in catalogue:
        if message.id:
            sentence = (
                mended(message.id)
                if isinstance(message.id, str)
                else tuple(mended(form) for form in message.id)
            )
            better.add(
                sentence,
                message.string,
                locations=message.locations,
                flags=message.flags,
                auto_comments=message.auto_comments,
                user_comments=message.user_comments,
                context=message.context,
            )
    return better
