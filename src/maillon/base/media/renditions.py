"""The same picture at the widths that pages ask for."""

from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image

from maillon.base.media.pictures import encode

WIDTHS = (320, 960)


def rendition_or_whole(storage: Storage, name: str, width: int) -> str:
    """Return the stored name of the picture at one width if it is made, else that of the picture itself: nothing waits.

    ValueError for another width.
    """
    wanted = _name_at(name, width)
    return wanted if storage.exists(wanted) else name


def _name_at(name: str, width: int) -> str:
    if width not in WIDTHS:
        raise ValueError(f"no rendition is {width} pixels wide")
    return str(PurePosixPath(name).with_suffix(f".{width}.webp"))


def remove(storage: Storage, name: str) -> None:
    """Remove a stored picture and all of its widths; what is not there is no matter."""
    for stored in (name, *(_name_at(name, width) for width in WIDTHS)):
        storage.delete(stored)


def rendition(storage: Storage, name: str, width: int) -> str:
    """Return the stored name of the picture ``name`` at one of :data:`WIDTHS` pixels wide.

    It is made the first time, and never enlarged: a narrower picture is given as it is. ValueError for another
    width; FileNotFoundError when the picture is not there.
    """
    wanted = _name_at(name, width)
    if storage.exists(wanted):
        return wanted
    with storage.open(name) as file, Image.open(file) as image:
        if image.width <= width:
            return name
        height = max(1, round(image.height * width / image.width))
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    made = storage.save(wanted, ContentFile(encode(small).content))
    if made != wanted:  # another request made it at the same moment
        storage.delete(made)
    return wanted
