"""A sent file becomes a document that can be kept: a PDF as it is, or a picture made safe."""

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from maillon.base.media.pictures import MEGABYTE, UnusablePicture, read_picture
from maillon.base.refusals import Invalid

LARGEST_DOCUMENT = 10 * MEGABYTE
PDF_START, PDF_END = b"%PDF-", b"%%EOF"
TAIL = 2048  # readers look for the end of a PDF in its last bytes (ISO 32000-1, annex H.3.18)

TOO_HEAVY = _("Ce document dépasse 10 Mo. Envoyez-en une version plus légère, ou un lien.")
NEITHER = _("Ce fichier n’est ni un PDF ni une photo lisible. Envoyez un PDF, une image JPEG, PNG ou WebP.")
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


def read_document(file: BinaryIO) -> Document:
    """Return a PDF as it came, or a picture upright and without metadata; judged by its bytes, never by its name.

    A PDF is never opened here: it is given back as a download, for the reader's own program. Raises
    UnusableDocument with what to do.
    """
    file.seek(0)
    content = file.read(LARGEST_DOCUMENT + 1)
    if content[:1024].lstrip().startswith(PDF_START):
        if len(content) > LARGEST_DOCUMENT:
            raise UnusableDocument(TOO_HEAVY)
        if PDF_END not in content[-TAIL:]:
            raise UnusableDocument(CUT_SHORT)
        return Document(content, ".pdf", "application/pdf")
    try:
        picture = read_picture(file)
    except UnusablePicture as error:
        raise UnusableDocument(NEITHER) from error
    return Document(picture.content, ".webp", "image/webp")
