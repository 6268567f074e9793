"""Papers: the same words at the same moment give the same bytes, whatever the clock's parts of a second."""

import datetime as dt
from pathlib import Path

from maillon.base.typesetting import typeset

AT = dt.datetime(2026, 11, 21, 15, 0, 7, 123_456, tzinfo=dt.UTC)
SOURCE = """#let d = json("data.json")
#set document(title: d.title)
#set text(lang: "fr")
= #d.title
"""


def test_the_same_moment_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    template = tmp_path / "essai.typ"
    template.write_text(SOURCE, encoding="utf-8")
    first, again, later = (
        typeset(template, data={"title": "Essai"}, at=at) for at in (AT, AT, AT + dt.timedelta(days=1))
    )
    assert first == again
    assert first != later


def test_without_a_moment_it_is_now(tmp_path: Path) -> None:
    template = tmp_path / "essai.typ"
    template.write_text(SOURCE, encoding="utf-8")
    assert typeset(template, data={"title": "Essai"}).startswith(b"%PDF-")
