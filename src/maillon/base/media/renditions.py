"""The same picture at the widths that pages ask for."""

from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image

from maillon.base.media.pictures import encode

WIDTHS = (320, 960)


def rendition(storage: Storage, name: str, width: int) -> str:
    """Return the stored name of the picture ``name`` at one of :data:`WIDTHS` pixels wide.

    It is made the first time, and never enlarged: a narrower picture is given as it is. ValueError for another
    width; FileNotFoundError when the picture is not there.
    """
    if width not in WIDTHS:
        raise ValueError(f"no rendition is {width} pixels wide")
    wanted = str(PurePosixPath(name).with_suffix(f".{width}.webp"))
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
