"""The sheet of paper: flat shapes, soft light, and the file at the end.

Everything is placed in pixels of the finished picture, 960 by 640, and drawn twice as large to be reduced.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from maillon.sharing.inventory.drawings.palette import Colour, mix

WIDTH, HEIGHT = 960, 640
SCALE = 2
Spot = tuple[float, float]
Box = tuple[float, float, float, float]


@lru_cache(maxsize=1)
def _halo() -> Image.Image:
    """Return a round mask that is full in its middle and fades without an edge to nothing."""
    far = Image.radial_gradient("L")  # 0 in the middle, 255 where a circle would touch the sides
    return far.point([round(255 * max(0.0, 1 - level / 180) ** 2) for level in range(256)])


def _ramp(stops: Sequence[Colour], *, across: bool) -> Image.Image:
    """Return a thin strip going through the colours of ``stops``, evenly spaced."""
    steps, last = 128, len(stops) - 1
    strip = Image.new("RGB", (1, steps))
    for step in range(steps):
        place = step / (steps - 1) * last
        index = min(int(place), last - 1)
        strip.putpixel((0, step), mix(stops[index], stops[index + 1], place - index))
    return strip.transpose(Image.Transpose.ROTATE_90) if across else strip


class Sheet:
    """A sheet to draw on; a shape drawn later covers the earlier ones. ``box`` is the part that it holds."""

    def __init__(self, paper: Colour, box: Box = (0, 0, WIDTH, HEIGHT)) -> None:
        self.left, self.top = math.floor(box[0]), math.floor(box[1])
        size = (math.ceil(box[2]) - self.left) * SCALE, (math.ceil(box[3]) - self.top) * SCALE
        self._hold(Image.new("RGB", size, paper))

    def _hold(self, image: Image.Image) -> None:
        self.image = image
        self._pen = ImageDraw.Draw(image)
        self._veil = ImageDraw.Draw(image, "RGBA")

    def _at(self, spots: Iterable[Spot]) -> list[Spot]:
        return [((x - self.left) * SCALE, (y - self.top) * SCALE) for x, y in spots]

    def _bounds(self, spots: Sequence[Spot], margin: float = 0) -> tuple[int, int, int, int] | None:
        """Return the part of the image that ``spots`` (already in its pixels) may touch, if any."""
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        width, height = self.image.size
        box = (
            max(0, math.floor(min(xs) - margin)),
            max(0, math.floor(min(ys) - margin)),
            min(width, math.ceil(max(xs) + margin) + 1),
            min(height, math.ceil(max(ys) + margin) + 1),
        )
        return box if box[0] < box[2] and box[1] < box[3] else None

    # Flat shapes

    def polygon(self, spots: Sequence[Spot], colour: Colour, alpha: float = 1) -> None:
        """Fill the shape whose corners are given, in order."""
        if len(spots) < 3:
            return
        if alpha >= 1:
            self._pen.polygon(self._at(spots), fill=colour)
        else:
            self._veil.polygon(self._at(spots), fill=(*colour, round(255 * alpha)))

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, colour: Colour, alpha: float = 1) -> None:
        """Fill an upright rectangle."""
        self.polygon(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), colour, alpha)

    def rounded(
        self, x0: float, y0: float, x1: float, y1: float, radius: float, colour: Colour, alpha: float = 1
    ) -> None:
        """Fill an upright rectangle with round corners."""
        (left, top), (right, bottom) = self._at(((x0, y0), (x1, y1)))
        pen, fill = (self._pen, colour) if alpha >= 1 else (self._veil, (*colour, round(255 * alpha)))
        pen.rounded_rectangle((left, top, right - 1, bottom - 1), radius * SCALE, fill=fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour, alpha: float = 1) -> None:
        """Fill an ellipse around (x, y)."""
        (left, top), (right, bottom) = self._at(((x - rx, y - ry), (x + rx, y + ry)))
        pen, fill = (self._pen, colour) if alpha >= 1 else (self._veil, (*colour, round(255 * alpha)))
        pen.ellipse((left, top, right, bottom), fill=fill)

    def circle(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 1) -> None:
        """Fill a circle around (x, y)."""
        self.ellipse(x, y, radius, radius, colour, alpha)

    def line(self, spots: Sequence[Spot], colour: Colour, width: float = 2, alpha: float = 1) -> None:
        """Follow the points with a stroke of even width, round at its ends and turns."""
        pen, fill = (self._pen, colour) if alpha >= 1 else (self._veil, (*colour, round(255 * alpha)))
        placed, thick = self._at(spots), max(1, round(width * SCALE))
        pen.line(placed, fill=fill, width=thick)
        if alpha >= 1 and thick > 3:
            half = thick / 2 - 0.5
            for x, y in placed:
                pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def ring(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour,
        width: float = 2,
        turn: Spot = (0, 360),
    ) -> None:
        """Draw the edge of an ellipse, from one angle of ``turn`` to the other (degrees, clockwise from 3 h)."""
        (left, top), (right, bottom) = self._at(((x - rx, y - ry), (x + rx, y + ry)))
        self._pen.arc((left, top, right, bottom), *turn, fill=colour, width=max(1, round(width * SCALE)))

    # Light

    def gradient(self, spots: Sequence[Spot], *stops: Colour, across: bool = False) -> None:
        """Fill a shape with colours that melt from its top to its bottom as seen (or left to right, ``across``)."""
        placed = self._at(spots)
        box = self._bounds(placed)
        if box is None or len(spots) < 3:
            return
        size = (box[2] - box[0], box[3] - box[1])
        strip = (size[0], 1) if across else (1, size[1])
        # Smooth along the colours first, then merely repeated: three times as fast as doing both at once.
        fill = _ramp(stops, across=across).resize(strip, Image.Resampling.BILINEAR)
        fill = fill.resize(size, Image.Resampling.NEAREST)
        mask = Image.new("1", size)
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in placed], fill=1)
        self.image.paste(fill, box, mask)

    def glow(self, x: float, y: float, rx: float, ry: float, colour: Colour, strength: float = 1) -> None:
        """Lay a halo of light (or of shade, with a dark colour) that fades from (x, y) to nothing."""
        corners = self._at(((x - rx, y - ry), (x + rx, y + ry)))
        box = self._bounds(corners)
        if box is None:
            return
        (left, top), (right, bottom) = corners
        halo, scale_x, scale_y = _halo(), 256 / (right - left), 256 / (bottom - top)
        part = (
            max(0, (box[0] - left) * scale_x),
            max(0, (box[1] - top) * scale_y),
            min(256, (box[2] - left) * scale_x),
            min(256, (box[3] - top) * scale_y),
        )
        mask = halo.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, box=part)
        if strength < 1:
            mask = mask.point([round(level * strength) for level in range(256)])
        self.image.paste(colour, box, mask)

    def soft(self, spots: Sequence[Spot], colour: Colour, alpha: float = 0.3, blur: float = 8) -> None:
        """Fill a shape whose edges fade over about ``blur`` pixels: a shadow, a pool of light."""
        placed = self._at(spots)
        box = self._bounds(placed, blur * SCALE * 2)
        if box is None or len(spots) < 3:
            return
        small = max(1, min(8, round(blur)))  # the softer the edge, the smaller the mask that is blurred
        size = (max(1, (box[2] - box[0]) // small), max(1, (box[3] - box[1]) // small))
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon(
            [((x - box[0]) / small, (y - box[1]) / small) for x, y in placed], fill=round(255 * alpha)
        )
        mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE / small / 2))
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self.image.paste(colour, box, mask)

    # Sheets through sheets

    @contextmanager
    def through(self, *openings: Sequence[Spot]) -> "Iterator[Sheet]":
        """Draw what is seen through openings of this sheet: windows, doors, a porthole."""
        placed = [self._at(spots) for spots in openings]
        box = self._bounds([spot for spots in placed for spot in spots])
        if box is None:
            yield Sheet((0, 0, 0), (0, 0, 1, 1))
            return
        inner = Sheet(
            (0, 0, 0),
            (
                self.left + box[0] // SCALE,
                self.top + box[1] // SCALE,
                self.left + box[2] / SCALE,
                self.top + box[3] / SCALE,
            ),
        )
        yield inner
        mask = Image.new("1", inner.image.size)
        pen = ImageDraw.Draw(mask)
        for spots in openings:
            pen.polygon(inner._at(spots), fill=1)
        self.image.paste(
            inner.image, ((inner.left - self.left) * SCALE, (inner.top - self.top) * SCALE), mask
        )

    def encode(self, quality: int = 82) -> bytes:
        """Return the finished picture as a WebP file of 960 by 640 pixels."""
        file = BytesIO()
        self.image.reduce(SCALE).save(file, "WEBP", quality=quality, method=2)
        return file.getvalue()


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 24) -> list[Spot]:
    """Return points along an ellipse, from one angle to another (degrees, clockwise on the page from 3 h)."""
    turns = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + rx * math.cos(turn), y + ry * math.sin(turn)) for turn in turns]


def curve(*spots: Spot, steps: int = 16) -> list[Spot]:
    """Return points along a smooth line that passes by every spot (Catmull-Rom)."""
    if len(spots) < 3:
        return list(spots)
    ends = (spots[0], *spots, spots[-1])
    found: list[Spot] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        found.extend(_between(a, b, c, d, step / steps) for step in range(steps))
    return [*found, spots[-1]]


def _between(a: Spot, b: Spot, c: Spot, d: Spot, t: float) -> Spot:
    def one(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (
            2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * (q - r) + s - p) * t**3
        )

    return one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])


def along(start: float, end: float, step: float, height: Callable[[float], float]) -> list[Spot]:
    """Return points of the line ``y = height(x)`` from ``start`` to ``end``."""
    count = max(1, math.ceil((end - start) / step))
    return [(x, height(x)) for x in (start + (end - start) * n / count for n in range(count + 1))]
