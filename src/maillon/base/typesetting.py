"""Making a PDF that everyone can read: PDF/UA-1 (ISO 14289-1), by Typst, without a network.

A template is a Typst file of the package that prints; what it says comes as data (``json("data.json")``), never as
source: a name that looks like markup is printed as it is. Only the fonts that Typst carries are used, so that the
same paper comes out of every machine.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from django.utils.functional import Promise

STANDARD = "ua-1"


def typeset(template: Path, *, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """Return the PDF of a template; ``files`` are the pictures that it names, by name.

    Raises :class:`typst.TypstError` when the paper would not be accessible, such as a picture without words.
    """
    told = json.dumps(data, ensure_ascii=False, default=_word).encode()
    sources = {"main.typ": template.read_bytes(), "data.json": told} | dict(files or {})
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs forget that files may be given by name
        sources,
        format="pdf",
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
    )
    return made


def _word(value: object) -> str:
    """Write a lazy translation in the present language."""
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not a plain value")
