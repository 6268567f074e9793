"""Office files are told by what is in them; what is locked, swollen or full of macros is refused without opening it."""

import io
import zipfile

import pytest

from maillon.base.media import UnusableDocument, office, read_document


def archive(*names: str, mimetype: str = "", blanks: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        if mimetype:
            written.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            written.writestr(name, "<x/>")
        if blanks:
            written.writestr("word/media/blanc.bin", b" " * blanks)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), ".docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
        (archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
        (archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
    ],
)
def test_an_office_file_is_kept_as_it_came(content: bytes, suffix: str) -> None:
    document = read_document(io.BytesIO(content), office=True)
    assert (document.content, document.suffix) == (content, suffix)
    with pytest.raises(UnusableDocument):
        read_document(io.BytesIO(content))  # where only a PDF or a picture is wanted


def locked() -> bytes:
    content = bytearray(archive("[Content_Types].xml", "word/document.xml"))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1  # the general purpose flag of the central directory
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (locked(), "mot de passe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "ancien format"),
        (archive("[Content_Types].xml", "word/document.xml", blanks=20_000_000), "démesuré"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (archive("photos/un.jpg"), "archive"),
        (archive("x", mimetype="application/vnd.oasis.opendocument.text" + " " * 200), "archive"),
        (archive("x", mimetype="application/epub+zip"), "archive"),
        (b"PK\x03\x04 puis rien", "archive"),
        (b"MZ\x90\0 un programme", "ni un PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "ni un PDF"),
        (b"<html><script>1</script>", "ni un PDF"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(UnusableDocument, match=said):
        read_document(io.BytesIO(content), office=True)


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_ENTRIES", 3)
    crowded = archive("[Content_Types].xml", "word/document.xml", "a", "b")
    with pytest.raises(UnusableDocument, match="démesuré"):
        read_document(io.BytesIO(crowded), office=True)


def test_nothing_is_decompressed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> None:
        raise AssertionError("an archive was opened")

    content = archive("[Content_Types].xml", "word/document.xml")
    monkeypatch.setattr(zipfile.ZipFile, "read", never)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert read_document(io.BytesIO(content), office=True).suffix == ".docx"
