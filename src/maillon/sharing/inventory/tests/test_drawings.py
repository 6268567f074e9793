"""The illustrations: one for each class and variant, light, always the same, and told in words."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from maillon.sharing.inventory.classes import CLASSES
from maillon.sharing.inventory.drawings import HEIGHT, VARIANTS, WIDTH, describe, draw, photo_files
from maillon.sharing.inventory.drawings.contact import GAP, contact_sheet
from maillon.sharing.inventory.drawings.scenes import SCENES
from maillon.sharing.inventory.models import Photo

CODES = [seed.code for seed in CLASSES]
ALL = [(code, variant) for code in CODES for variant in range(VARIANTS)]
HEAVIEST = 60_000  # bytes


@pytest.fixture(scope="module")
def pictures() -> dict[tuple[str, int], bytes]:
    """Draw everything once for the whole file."""
    return {(code, variant): draw(code, variant) for code, variant in ALL}


def test_every_class_of_asset_has_its_scene() -> None:
    assert set(SCENES) == set(CODES)


def test_each_picture_is_a_light_file_of_the_right_size(pictures: dict[tuple[str, int], bytes]) -> None:
    for which, content in pictures.items():
        picture = Image.open(BytesIO(content))
        assert (picture.format, picture.size) == ("WEBP", (WIDTH, HEIGHT)), which
        assert len(content) <= HEAVIEST, which


def test_no_picture_looks_like_another(pictures: dict[tuple[str, int], bytes]) -> None:
    """Compared as thumbnails: files that differ by a detail would still be the same picture to a reader."""
    seen: dict[tuple[str, int], list[int]] = {}
    for which, content in pictures.items():
        small = Image.open(BytesIO(content)).convert("L").resize((24, 16))
        levels = list(small.tobytes())
        for other, known in seen.items():
            apart = sum(abs(a - b) for a, b in zip(levels, known, strict=True)) / len(levels)
            assert apart > 6, (which, other, apart)
        seen[which] = levels


def test_no_picture_is_an_empty_sheet(pictures: dict[tuple[str, int], bytes]) -> None:
    for which, content in pictures.items():
        darkest, brightest = Image.open(BytesIO(content)).convert("L").getextrema()
        assert brightest - darkest > 120, which


@pytest.mark.parametrize("code", CODES)
def test_drawing_again_gives_the_same_file(code: str, pictures: dict[tuple[str, int], bytes]) -> None:
    assert draw(code, 1) == pictures[code, 1]


def test_each_picture_is_told_in_words_that_fit_the_field() -> None:
    longest = Photo._meta.get_field("alt").max_length
    told = [describe(code, variant) for code, variant in ALL]
    assert all(20 < len(words) <= longest for words in told)
    assert all(words.endswith(".") and words[0].isupper() for words in told)
    assert len(set(told)) == len(told)


def test_french_colons_keep_their_space() -> None:
    for code, variant in ALL:
        assert " :" not in describe(code, variant), "a colon takes a no-break space before it"


@pytest.mark.parametrize(("code", "variant"), [("castle", 0), ("gym", -1), ("gym", VARIANTS)])
def test_an_unknown_scene_is_refused(code: str, variant: int) -> None:
    with pytest.raises(ValueError, match=r"(?i)scenes? "):
        draw(code, variant)
    with pytest.raises(ValueError, match=r"(?i)scenes? "):
        describe(code, variant)


def test_files_are_written_once_under_names_made_of_their_content(tmp_path: Path) -> None:
    found = photo_files(tmp_path, ["gym", "pool", "gym"])
    assert set(found) == {(code, variant) for code in ("gym", "pool") for variant in range(VARIANTS)}
    for path in found.values():
        content = (tmp_path / path).read_bytes()
        assert path.startswith("demonstration/")
        assert sha256(content).hexdigest()[:12] in path
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in found.values()}
    assert photo_files(tmp_path, ["gym", "pool"]) == found
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in found.values()} == before
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*.*")) == sorted(found.values())


def test_files_can_be_read_by_the_server_that_shows_them(tmp_path: Path) -> None:
    path = photo_files(tmp_path, ["it"])["it", 0]
    assert (tmp_path / path).stat().st_mode & 0o777 == 0o644


def test_a_class_without_a_scene_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="castle"):
        photo_files(tmp_path, ["castle"])
    assert not list(tmp_path.rglob("*.webp"))


def test_the_contact_sheet_holds_a_row_for_each_class(
    tmp_path: Path, pictures: dict[tuple[str, int], bytes]
) -> None:
    contact_sheet(tmp_path / "two.png", ["gym", "pool"])
    page = Image.open(tmp_path / "two.png")
    assert page.size == (VARIANTS * (WIDTH // 2 + GAP) + GAP, 2 * (HEIGHT // 2 + GAP) + GAP)
    corner = (GAP + 2 * (WIDTH // 2 + GAP), GAP + HEIGHT // 2 + GAP)
    last = page.crop((*corner, corner[0] + WIDTH // 2, corner[1] + HEIGHT // 2))
    assert last.tobytes() == Image.open(BytesIO(pictures["pool", 2])).reduce(2).tobytes()
