"""Making a PDF that everyone can read: PDF/UA-1 (ISO 14289-1), by Typst, without a network.

A template is a Typst file of the package that prints; what it says comes as data (``json("data.json")``), never as
source: a name that looks like markup is printed as it is. Only the fonts that Typst carries are used, so that the
same paper comes out of every machine.
"""

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone
from django.utils.functional import Promise


def typeset(
    template: Path,
    *,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    at: datetime | None = None,
) -> bytes:
    """Return the PDF of a template; ``files`` are the pictures that it names, by name.

    The file says that it was made ``at`` that moment, now unless told: the same words then give the same bytes.

    Raises :class:`typst.TypstError` when the paper would not be accessible, such as a picture without words.
    """
    told = json.dumps(data, ensure_ascii=False, default=_word).encode()
    sources = {"main.typ": template.read_bytes(), "data.json": told} | dict(files or {})
    with tempfile.TemporaryDirectory(prefix="maillon-papier-") as place:
        for name, content in sources.items():
            (Path(place) / name).write_bytes(content)
        return typst.compile(
            Path(place) / "main.typ",
            root=Path(place),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=at or timezone.now(),
        )


def _word(value: object) -> str:
    """Write a lazy translation in the present language."""
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not a plain value")
