"""A sent file becomes a safe picture, or a refusal."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from maillon.base.refusals import Invalid

MEGABYTE = 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 20 * MEGABYTE
LARGEST_PIXELS = 60_000_000  # what a good camera gives; decoded, three bytes each
SMALLEST_SIDE = 200
LARGEST_SIDE = 1920
QUALITY = 82
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    ArithmeticError,
)

TOO_HEAVY = _("Cette photo dépasse 20 Mo. Envoyez-en une plus légère.")
TOO_LARGE = _(
    "Cette image compte trop de points pour être ouverte sans risque. Réduisez-la, puis recommencez."
)
TOO_SMALL = _("Cette image est trop petite\u00a0: il faut au moins 200 points de large et de haut.")
NOT_A_PHOTO = _("Ce fichier n’est pas une photo lisible. Envoyez une image JPEG, PNG ou WebP.")


class UnusablePicture(Invalid):
    """The file is not a picture that can be shown."""

    code = "unusable_picture"


@dataclass(frozen=True, slots=True)
class Picture:
    """A WebP image, upright and without metadata; sides in pixels."""

    content: bytes
    width: int
    height: int


def read_picture(file: BinaryIO) -> Picture:
    """Return the picture of an open file, at most 1920 pixels on its longer side.

    The announced size is checked before anything is decoded (a small file may announce a gigantic image).
    Raises UnusablePicture with what to do; nothing else for what a file may hold.
    """
    file.seek(0, io.SEEK_END)
    if file.tell() > LARGEST_FILE:
        raise UnusablePicture(TOO_HEAVY)
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as opened:
            _check_size(*opened.size)
            image = _made_safe(opened)
    except Image.DecompressionBombError as error:
        raise UnusablePicture(TOO_LARGE) from error
    except BROKEN as error:
        raise UnusablePicture(NOT_A_PHOTO) from error
    return encode(image)


def _check_size(width: int, height: int) -> None:
    if width * height > LARGEST_PIXELS:
        raise UnusablePicture(TOO_LARGE)
    if min(width, height) < SMALLEST_SIDE:
        raise UnusablePicture(TOO_SMALL)


def _made_safe(opened: Image.Image) -> Image.Image:
    """Return a copy in sRGB colours, turned the way it was taken, on white where it was transparent."""
    profile = opened.info.get("icc_profile")
    opened.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))  # lets JPEG decode at a smaller scale
    upright = ImageOps.exif_transpose(opened)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright.convert("RGBA"))
    image = upright.convert("RGB")
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    return _in_srgb(image, profile)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert from the camera's own colours: the profile itself is dropped, as metadata."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image  # a profile of other colours than RGB, or a broken one: the picture itself is good
    return converted or image


def encode(image: Image.Image) -> Picture:
    """Write an RGB image as WebP, with nothing but its points."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return Picture(buffer.getvalue(), *image.size)
