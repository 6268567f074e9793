"""Office files, recognised by what is in them: OOXML (ISO/IEC 29500) and OpenDocument (ISO/IEC 26300) are ZIP archives.

Only the list of what the archive holds is read, and one short entry that is stored as it is: nothing is ever
decompressed here, so that an archive that would fill the disk never does.
"""

import io
import zipfile
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid

ZIP_START = b"PK\x03\x04"
OLD_START = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the former .doc and .xls; also any office file under a password
)
MOST_ENTRIES = 5_000
LARGEST_OPENED = 300 * 1024 * 1024  # bytes, once decompressed by the reader's own program
DENSEST = 200  # times; a text of blanks compresses about a thousand times, an honest document ten to twenty
ENCRYPTED = 0x1  # general purpose bit flag
OOXML = {
    "word/document.xml": (".docx", "wordprocessingml.document"),
    "xl/workbook.xml": (".xlsx", "spreadsheetml.sheet"),
    "ppt/presentation.xml": (".pptx", "presentationml.presentation"),
}
OPEN_DOCUMENT = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp"}
OPEN_DOCUMENT_TYPE = "application/vnd.oasis.opendocument."

OLD_OR_LOCKED = _(
    "Ce fichier est d’un ancien format, ou protégé par un mot de passe. Enregistrez-le sans mot de passe en .docx, "
    ".xlsx, .pptx, .odt, .ods, .odp ou PDF."
)
LOCKED = _("Ce fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis recommencez.")
SWOLLEN = _("Ce fichier deviendrait démesuré une fois ouvert : il est refusé sans être ouvert.")
WITH_MACROS = _("Ce fichier contient des macros. Enregistrez-le sans macros, ou en PDF.")
NOT_OFFICE = _("Cette archive n’est pas un document. Envoyez le document lui-même, sans le compresser.")


class UnusableOfficeFile(Invalid):
    """The file is not an office document that can be kept."""

    code = "unusable_document"


def office_type(content: bytes) -> tuple[str, str] | None:
    """Return the suffix and the media type of an office document; None for what is of another nature.

    Raises UnusableOfficeFile for one that is under a password, holds macros, or would become huge when opened.
    """
    if content.startswith(OLD_START):
        raise UnusableOfficeFile(OLD_OR_LOCKED)
    if not content.startswith(ZIP_START):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check(entries)
            return _ooxml(entries) or _open_document(archive, entries)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise UnusableOfficeFile(NOT_OFFICE) from error


def _check(entries: Sequence[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnusableOfficeFile(LOCKED)
    dense = any(
        entry.file_size > 1024 * 1024 and entry.file_size > DENSEST * max(entry.compress_size, 1)
        for entry in entries
    )
    if dense or len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_OPENED:
        raise UnusableOfficeFile(SWOLLEN)
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise UnusableOfficeFile(WITH_MACROS)


def _ooxml(entries: Sequence[zipfile.ZipInfo]) -> tuple[str, str] | None:
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names:
        return None
    for part, (suffix, kind) in OOXML.items():
        if part in names:
            return suffix, f"application/vnd.openxmlformats-officedocument.{kind}"
    return None


def _open_document(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> tuple[str, str]:
    """Read the type that an OpenDocument file tells first, uncompressed (part 3, § 3.3)."""
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        raise UnusableOfficeFile(NOT_OFFICE)
    if first.file_size > 100:
        raise UnusableOfficeFile(NOT_OFFICE)
    told = archive.read(first).decode("ascii", errors="replace").strip()
    suffix = OPEN_DOCUMENT.get(told.removeprefix(OPEN_DOCUMENT_TYPE))
    if suffix is None:
        raise UnusableOfficeFile(NOT_OFFICE)
    return suffix, told
