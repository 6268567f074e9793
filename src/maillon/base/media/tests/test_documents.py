"""A PDF or a picture is kept; anything else is refused with what to do, whatever its name."""

import io

import pytest
from PIL import Image

from maillon.base.media import UnusableDocument, read_document
from maillon.base.media.documents import LARGEST_DOCUMENT

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def test_a_pdf_is_kept_as_it_came():
    document = read_document(io.BytesIO(PDF))
    assert (document.content, document.suffix, document.media_type) == (PDF, ".pdf", "application/pdf")


def test_a_picture_loses_what_its_camera_wrote():
    exif = Image.Exif()
    exif[0x010F] = "Kanari"
    drawn = io.BytesIO()
    Image.new("RGB", (300, 300), "navy").save(drawn, "JPEG", exif=exif)
    document = read_document(drawn)
    assert document.suffix == ".webp"
    assert b"Kanari" in drawn.getvalue()
    assert b"Kanari" not in document.content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>1</script>", "ni un PDF"),
        (b"", "ni un PDF"),
        (PDF[:20], "incomplet"),
        (b"%PDF-1.7" + b" " * LARGEST_DOCUMENT, "10.Mo"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(content, said):
    with pytest.raises(UnusableDocument, match=said):
        read_document(io.BytesIO(content))
