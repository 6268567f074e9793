"""A sent file becomes a document that can be kept: a PDF or an office file as it is, or a picture made safe."""

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from maillon.base.media.office import UnusableOfficeFile, office_type
from maillon.base.media.pictures import MEGABYTE, UnusablePicture, read_picture
from maillon.base.refusals import Invalid

LARGEST_DOCUMENT = 10 * MEGABYTE
PDF_START, PDF_END = b"%PDF-", b"%%EOF"
TAIL = 2048  # readers look for the end of a PDF in its last bytes (ISO 32000-1, annex H.3.18)

TOO_HEAVY = _("Ce document dépasse 10 Mo. Envoyez-en une version plus légère, ou un lien.")
NEITHER = _("Ce fichier n’est ni un PDF ni une photo lisible. Envoyez un PDF, une image JPEG, PNG ou WebP.")
NOT_KEPT = _(
    "Ce fichier n’est ni un PDF, ni un document bureautique, ni une image lisible. Envoyez un PDF, un .docx, .xlsx, "
    ".pptx, .odt, .ods, .odp, ou une image JPEG, PNG ou WebP."
)
CUT_SHORT = _("Ce PDF est incomplet : enregistrez-le de nouveau, puis recommencez.")


class UnusableDocument(Invalid):
    """The file is not a document that can be kept."""

    code = "unusable_document"


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes to keep, the suffix of their file and their media type."""

    content: bytes
    suffix: str
    media_type: str


def _office(content: bytes) -> Document | None:
    """Return an office file; None for what is of another nature, UnusableDocument for what cannot be kept."""
    try:
        found = office_type(content)
    except UnusableOfficeFile as error:
        raise UnusableDocument(error.reasons[0].message) from error
    if found and len(content) > LARGEST_DOCUMENT:
        raise UnusableDocument(TOO_HEAVY)
    return Document(content, *found) if found else None


def read_document(file: BinaryIO, *, office: bool = False) -> Document:
    """Return a PDF as it came, or a picture upright and without metadata; judged by its bytes, never by its name.

    With ``office``, office files as well, as they came. None of them is ever opened here: it is given back as a
    download, for the reader's own program. Raises UnusableDocument with what to do.
    """
    file.seek(0)
    content = file.read(LARGEST_DOCUMENT + 1)
    if content[:1024].lstrip().startswith(PDF_START):
        if len(content) > LARGEST_DOCUMENT:
            raise UnusableDocument(TOO_HEAVY)
        if PDF_END not in content[-TAIL:]:
            raise UnusableDocument(CUT_SHORT)
        return Document(content, ".pdf", "application/pdf")
    if office and (found := _office(content)):
        return found
    try:
        picture = read_picture(file)
    except UnusablePicture as error:
        raise UnusableDocument(NOT_KEPT if office else NEITHER) from error
    return Document(picture.content, ".webp", "image/webp")
