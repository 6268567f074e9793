"""No label leaves its page, none overlaps another, and every code that is printed can be read back."""

import io

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from maillon.community.organisations.models import Organisation
from maillon.sharing.labels.models import Batch, Label
from maillon.sharing.labels.papers import BY_CODE, PAPERS
from maillon.sharing.labels.rules.codes import written
from maillon.sharing.labels.rules.sheets import Paper, arrangement, pages, positions
from maillon.sharing.labels.services.printing import address_of, batch_pdf, calibration_pdf, qr_code
from maillon.testing.builders.community import make_organisation
from maillon.testing.builders.sharing import make_asset

TOLERANCE = 0.005  # millimetres: the rounding of inches
papers = st.sampled_from(PAPERS)
shifts = st.floats(-8, 8)


@given(papers, st.integers(1, 300), st.integers(1, 100), shifts, shifts)
def test_no_label_leaves_its_page_whatever_the_shift(
    paper: Paper, count: int, first: int, across: float, down: float
) -> None:
    first = min(first, paper.per_page)
    placed = list(positions(paper, count, first=first, across=across, down=down))
    assert len(placed) == count
    assert placed[-1].page == pages(paper, count, first=first) - 1
    for one in placed:
        assert -TOLERANCE <= one.x <= paper.page_width - paper.width + TOLERANCE
        assert -TOLERANCE <= one.y <= paper.page_height - paper.height + TOLERANCE


@given(papers, st.integers(1, 300), st.integers(1, 100))
def test_no_label_overlaps_another(paper: Paper, count: int, first: int) -> None:
    placed = list(positions(paper, count, first=min(first, paper.per_page)))
    by_page: dict[int, list[tuple[float, float]]] = {}
    for one in placed:
        by_page.setdefault(one.page, []).append((one.x, one.y))
    for corners in by_page.values():
        for rank, (x, y) in enumerate(corners):
            for other_x, other_y in corners[rank + 1 :]:
                apart = (
                    abs(x - other_x) >= paper.width - TOLERANCE
                    or abs(y - other_y) >= paper.height - TOLERANCE
                )
                assert apart, paper.code


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
def test_a_label_is_filled_inside_its_edges(paper: Paper) -> None:
    fill = arrangement(paper)
    assert fill.code_side >= 9  # 0.24 mm a module: what a phone reads at arm's length
    assert fill.code_side <= min(paper.width, paper.height)
    assert fill.words_x + fill.words_width <= paper.width + TOLERANCE
    assert fill.words_y + fill.words_height <= paper.height + TOLERANCE
    assert fill.words_height > 5
    assert paper.source


def test_a_place_that_a_sheet_has_not_is_refused() -> None:
    for first in (0, 31):
        with pytest.raises(ValueError, match="no place"):
            list(positions(BY_CODE["avery-5160"], 1, first=first))


def _read_back(pdf: bytes, dpi: int = 300) -> list[str]:
    """Return what a decoder reads of every page, drawn as a printer of 300 points an inch would."""
    document = pypdfium2.PdfDocument(pdf)
    found: list[str] = []
    for page in document:
        found += [one.text for one in zxingcpp.read_barcodes(page.render(scale=dpi / 72).to_pil())]
    return found


def _batch(owner: Organisation, paper: str, count: int, first: int = 1) -> Batch:
    from django.utils import timezone

    asset = make_asset(
        owner, name="Nacelle articulée « Genie » à 14 m, avec [crochets] #1 et un nom qui n’en finit plus"
    )
    now = timezone.now()
    codes = [written(7_000_000_000_123 + 977 * rank) for rank in range(count)]
    Label.objects.bulk_create(
        Label(
            code=code, organisation=owner, created_at=now, asset=asset if rank % 2 else None, claimed_at=now
        )
        for rank, code in enumerate(codes)
    )
    return Batch.objects.create(organisation=owner, paper=paper, first=first, codes=codes, made_at=now)


@pytest.mark.django_db
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
def test_every_code_of_a_sheet_is_read_back_from_the_pdf(paper: Paper) -> None:
    owner = make_organisation(name="Ville de Saint-Hyacinthe")
    batch = _batch(owner, paper.code, count=min(paper.per_page + 1, 24), first=min(2, paper.per_page))
    pdf = batch_pdf(batch)
    assert sorted(_read_back(pdf)) == sorted(address_of(code) for code in batch.codes)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == pages(paper, len(batch.codes), first=batch.first)
    width, height = document[0].get_size()
    assert width / 72 * 25.4 == pytest.approx(paper.page_width, abs=0.05)
    assert height / 72 * 25.4 == pytest.approx(paper.page_height, abs=0.05)


@pytest.mark.django_db
def test_the_pdf_is_tagged_and_says_what_it_is() -> None:
    pdf = batch_pdf(_batch(make_organisation(name="Ville d’Essai"), "avery-5160", 3))
    assert b"pdfuaid:part" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Étiquettes de Ville d’Essai"
    assert pypdfium2.PdfDocument(pdf).is_tagged()


@pytest.mark.django_db
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
def test_every_paper_has_its_page_of_calibration(paper: Paper) -> None:
    owner = make_organisation()
    document = pypdfium2.PdfDocument(calibration_pdf(paper, organisation_id=owner.pk, owner=owner.name))
    assert len(document) == 1


def test_the_address_is_short_enough_for_a_small_code(settings) -> None:
    settings.PUBLIC_URL = "https://partage.ville.example.ca"
    assert address_of("ABCDEFGH12") == "HTTPS://PARTAGE.VILLE.EXAMPLE.CA/E/ABCDEFGH12"
    assert b"<svg" in qr_code("ABCDEFGH12")
    settings.PUBLIC_URL = "https://ville.example/maillon"
    assert address_of("ABCDEFGH12") == "https://ville.example/maillon/E/ABCDEFGH12"


def test_a_worn_code_is_still_read(settings) -> None:
    """A corner hidden by a thumb or a scratch: a code still says its address."""
    import segno
    from PIL import Image, ImageDraw

    settings.PUBLIC_URL = "https://partage.ville.example.ca"
    drawn = io.BytesIO()
    segno.make(address_of("ABCDEFGH12"), error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
    image = Image.open(drawn).convert("L")
    side = image.width
    ImageDraw.Draw(image).rectangle((side * 0.6, side * 0.6, side * 0.72, side * 0.72), fill=255)
    assert [one.text for one in zxingcpp.read_barcodes(image)] == [address_of("ABCDEFGH12")]
