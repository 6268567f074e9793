"""All the pictures on one page, to be looked at by the people who draw them."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from maillon.sharing.inventory.drawings.palette import PAPER
from maillon.sharing.inventory.drawings.pictures import VARIANTS, draw
from maillon.sharing.inventory.drawings.scenes import SCENES
from maillon.sharing.inventory.drawings.sheet import HEIGHT, WIDTH

GAP = 12


def contact_sheet(path: Path, codes: Sequence[str] = tuple(SCENES)) -> None:
    """Write one picture of all the scenes (or of these classes): one a row, a variant a column, half size."""
    wide, tall = WIDTH // 2, HEIGHT // 2
    page = Image.new("RGB", (VARIANTS * (wide + GAP) + GAP, len(codes) * (tall + GAP) + GAP), PAPER)
    for row, code in enumerate(codes):
        for variant in range(VARIANTS):
            picture = Image.open(BytesIO(draw(code, variant))).reduce(2)
            page.paste(picture, (GAP + variant * (wide + GAP), GAP + row * (tall + GAP)))
    page.save(path)
