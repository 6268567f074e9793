"""A photo made safe: upright, small, without its metadata; and everything else refused."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from maillon.base.media import UnusablePicture, read_picture, rendition

GPS = 0x8825
ORIENTATION = 0x0112


def photo(width: int = 800, height: int = 600, kind: str = "JPEG", **options: object) -> bytes:
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, 0, width // 2, height // 2))
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(read_picture(io.BytesIO(data)).content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_of_every_usual_format_become_webp(kind: str) -> None:
    image = opened(photo(kind=kind))
    assert (image.format, image.size) == ("WEBP", (800, 600))


def test_what_the_camera_wrote_is_removed_and_the_picture_is_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # taken with the camera turned to the left
    exif[0x0110] = "Téléphone d’Ada"
    exif.get_ifd(GPS)[2] = (45.0, 30.0, 0.0)
    data = photo(exif=exif)
    assert b"phone d" in data
    image = opened(data)
    assert image.size == (600, 800)
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile"} & image.info.keys()
    red, _green, blue = image.getpixel((550, 50))  # the blue corner is now at the top right
    assert blue > red


def test_a_large_photo_is_made_smaller() -> None:
    assert opened(photo(4000, 3000)).size == (1920, 1440)


def test_what_is_transparent_becomes_white() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (400, 400), (255, 0, 0, 0)).save(buffer, "PNG")
    assert min(opened(buffer.getvalue()).getpixel((200, 200))) > 250


def announced(width: int, height: int) -> bytes:
    """Return a tiny PNG file that announces a gigantic image."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (announced(60_000, 60_000), "trop de points"),
        (announced(10_000, 9_000), "trop de points"),
        (photo(100, 100), "trop petite"),
        (b"", "pas une photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "pas une photo"),
        (b"GIF89a" + b"\0" * 100, "pas une photo"),
        (photo()[:300], "pas une photo"),
        (photo(kind="PNG")[:-200], "pas une photo"),
    ],
)
def test_what_is_not_a_usable_photo_says_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(UnusablePicture) as caught:
        read_picture(io.BytesIO(data))
    assert word in caught.value.reasons[0].message


def test_a_file_too_heavy_is_refused_before_it_is_opened() -> None:
    with pytest.raises(UnusablePicture) as caught:
        read_picture(io.BytesIO(b"\xff\xd8\xff" + b"\0" * 21 * 1024 * 1024))
    assert "20\u00a0Mo" in caught.value.reasons[0].message


SMALL = {kind: photo(240, 240, kind) for kind in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SMALL)), st.integers(0, 400), st.binary(min_size=1, max_size=12))
def test_a_damaged_photo_is_read_or_refused_and_nothing_else(kind: str, at: int, new: bytes) -> None:
    data = SMALL[kind]
    damaged = data[:at] + new + data[at + len(new) :]
    try:
        picture = read_picture(io.BytesIO(damaged))
    except UnusablePicture:
        return
    assert picture.content[:4] == b"RIFF"


def test_a_rendition_is_made_once_and_never_enlarged(tmp_path: Path) -> None:
    storage = FileSystemStorage(tmp_path)
    name = storage.save("photos/gym.webp", ContentFile(read_picture(io.BytesIO(photo(800, 600))).content))
    small = rendition(storage, name, 320)
    assert Image.open(storage.open(small)).size == (320, 240)
    before = storage.get_modified_time(small)
    assert rendition(storage, name, 320) == small
    assert storage.get_modified_time(small) == before
    assert rendition(storage, name, 960) == name
    with pytest.raises(ValueError, match="pixels wide"):
        rendition(storage, name, 1000)
