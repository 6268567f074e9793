"""Perspective: places in metres, seen by an eye, laid on the sheet.

``x`` goes to the right, ``y`` up from the floor, ``z`` away from the reader.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillon.sharing.inventory.drawings.palette import Colour, dark, light
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot

Point = tuple[float, float, float]
NEAR = 0.12  # metres before the eye: what is closer is cut away


@dataclass(frozen=True, slots=True)
class Eye:
    """Where one looks from: the place of the eye, the size of a metre one metre away, the horizon on the sheet."""

    x: float
    y: float
    z: float
    focal: float = 760
    centre: float = 480
    horizon: float = 300
    turn: float = 0  # degrees, to the right

    def before(self, point: Point) -> Point:
        """Return where a point is as the eye sees it: right, up, away."""
        dx, dy, dz = point[0] - self.x, point[1] - self.y, point[2] - self.z
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return dx * cos - dz * sin, dy, dx * sin + dz * cos


class View:
    """A sheet seen through an eye: every shape is given in metres."""

    def __init__(self, sheet: Sheet, eye: Eye) -> None:
        self.sheet, self.eye = sheet, eye

    # From metres to the sheet

    def spot(self, x: float, y: float, z: float) -> Spot:
        """Return where a point falls on the sheet (a point behind the eye is brought just before it)."""
        right, up, away = self.eye.before((x, y, z))
        away = max(away, NEAR)
        return self.eye.centre + self.eye.focal * right / away, self.eye.horizon - self.eye.focal * up / away

    def metre(self, x: float, y: float, z: float) -> float:
        """Return how many pixels a metre takes at this place."""
        return self.eye.focal / max(self.eye.before((x, y, z))[2], NEAR)

    def shape(self, points: Sequence[Point]) -> list[Spot]:
        """Return the outline on the sheet of a flat shape, cut where it passes behind the eye."""
        seen = [self.eye.before(point) for point in points]
        kept: list[Point] = []
        for one, other in zip(seen, [*seen[1:], seen[0]], strict=True):
            if one[2] >= NEAR:
                kept.append(one)
            if (one[2] >= NEAR) != (other[2] >= NEAR):
                share = (NEAR - one[2]) / (other[2] - one[2])
                kept.append(
                    (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share, NEAR)
                )
        eye = self.eye
        return [(eye.centre + eye.focal * x / z, eye.horizon - eye.focal * y / z) for x, y, z in kept]

    # Flat things

    def flat(
        self, x0: float, x1: float, z0: float, z1: float, colour: Colour, *, y: float = 0, alpha: float = 1
    ) -> None:
        """Fill a rectangle lying level at the height ``y``."""
        self.sheet.polygon(self.shape([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)]), colour, alpha)

    def face(
        self, x0: float, x1: float, y0: float, y1: float, z: float, colour: Colour, *, alpha: float = 1
    ) -> None:
        """Fill an upright rectangle that faces the reader."""
        self.sheet.polygon(self.shape(face(x0, x1, y0, y1, z)), colour, alpha)

    def side(
        self, x: float, y0: float, y1: float, z0: float, z1: float, colour: Colour, *, alpha: float = 1
    ) -> None:
        """Fill an upright rectangle that goes away from the reader, as a side wall does."""
        self.sheet.polygon(self.shape(side(x, y0, y1, z0, z1)), colour, alpha)

    def disc(
        self,
        x: float,
        y: float,
        z: float,
        radius: float,
        colour: Colour,
        *,
        alpha: float = 1,
        squash: float = 1,
    ) -> None:
        """Fill a round shape lying level; ``squash`` shortens it in depth."""
        self.sheet.polygon(self.shape(circle(x, y, z, radius, squash=squash)), colour, alpha)

    def stroke(self, points: Sequence[Point], colour: Colour, width: float, *, alpha: float = 1) -> None:
        """Paint a line ``width`` metres wide on the floor, along points given in order."""
        for one, other in pairwise(points):
            dx, dz = other[0] - one[0], other[2] - one[2]
            long = math.hypot(dx, dz) or 1
            nx, nz = -dz / long * width / 2, dx / long * width / 2
            quad = [
                (one[0] + nx, one[1], one[2] + nz),
                (other[0] + nx, other[1], other[2] + nz),
                (other[0] - nx, other[1], other[2] - nz),
                (one[0] - nx, one[1], one[2] - nz),
            ]
            self.sheet.polygon(self.shape(quad), colour, alpha)

    def bar(self, one: Point, other: Point, width: float, colour: Colour) -> None:
        """Draw a round bar ``width`` metres thick between two points."""
        seen = self.shape_line(one, other)
        if seen:
            (x0, y0, w0), (x1, y1, w1) = ((x, y, max(0.8, m * width)) for x, y, m in seen)
            long = math.hypot(x1 - x0, y1 - y0) or 1
            nx, ny = -(y1 - y0) / long / 2, (x1 - x0) / long / 2
            self.sheet.polygon(
                [
                    (x0 + nx * w0, y0 + ny * w0),
                    (x1 + nx * w1, y1 + ny * w1),
                    (x1 - nx * w1, y1 - ny * w1),
                    (x0 - nx * w0, y0 - ny * w0),
                ],
                colour,
            )

    def shape_line(self, one: Point, other: Point) -> list[tuple[float, float, float]]:
        """Return both ends of a line on the sheet with the size of a metre there; nothing when behind the eye."""
        if max(self.eye.before(one)[2], self.eye.before(other)[2]) < NEAR:
            return []
        return [(*self.spot(*point), self.metre(*point)) for point in (one, other)]

    # Solid things

    def box(
        self,
        x0: float,
        x1: float,
        y0: float,
        y1: float,
        z0: float,
        z1: float,
        colour: Colour,
        *,
        top: Colour | None = None,
        front: Colour | None = None,
    ) -> None:
        """Draw a solid box: its top in the light, its front in its own colour, its sides in the shade."""
        eye = self.eye
        tones = top or light(colour, 0.22), front or colour, dark(colour, 0.2)
        lower = dark(colour, 0.42)
        faces = [
            (face(x0, x1, y0, y1, z1), tones[1]),
            (level(x0, x1, z0, z1, y0), lower) if eye.y < y0 else (level(x0, x1, z0, z1, y1), tones[0]),
            (side(x0, y0, y1, z0, z1), tones[2]),
            (side(x1, y0, y1, z0, z1), tones[2]),
            (face(x0, x1, y0, y1, z0), tones[1]),
        ]
        for points, tone in faces:
            if self._faces_us(points, ((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2)):
                self.sheet.polygon(self.shape(points), tone)

    def _faces_us(self, points: Sequence[Point], middle: Point) -> bool:
        """Tell whether the outside of a face is turned to the eye."""
        count = len(points)
        centre = [sum(point[axis] for point in points) / count for axis in range(3)]
        outward = [centre[axis] - middle[axis] for axis in range(3)]
        to_eye = (self.eye.x - centre[0], self.eye.y - centre[1], self.eye.z - centre[2])
        return sum(out * look for out, look in zip(outward, to_eye, strict=True)) > 0

    def drum(
        self,
        x: float,
        z: float,
        radius: float,
        y0: float,
        y1: float,
        colour: Colour,
        *,
        top: Colour | None = None,
        neck: float = 1,
    ) -> None:
        """Draw an upright round thing: a pot, a stool, a bin; ``neck`` is how wide its top is."""
        low = self.shape(circle(x, y0, z, radius))
        high = self.shape(circle(x, y1, z, radius * neck))
        self.sheet.polygon(hull([*low, *high]), colour)
        if self.eye.y > y1:
            self.sheet.polygon(high, top or light(colour, 0.25))

    def ball(self, x: float, y: float, z: float, radius: float, colour: Colour) -> tuple[float, float, float]:
        """Draw a ball with its lit side; return its place and size on the sheet."""
        (cx, cy), size = self.spot(x, y, z), self.metre(x, y, z) * radius
        self.sheet.circle(cx, cy, size, dark(colour, 0.18))
        self.sheet.circle(cx - size * 0.12, cy - size * 0.14, size * 0.82, colour)
        self.sheet.circle(cx - size * 0.25, cy - size * 0.3, size * 0.45, light(colour, 0.22))
        return cx, cy, size

    def shadow(
        self,
        x0: float,
        x1: float,
        z0: float,
        z1: float,
        colour: Colour,
        *,
        alpha: float = 0.28,
        blur: float = 7,
        y: float = 0,
    ) -> None:
        """Lay a soft shadow on the floor."""
        self.sheet.soft(self.shape(level(x0, x1, z0, z1, y)), colour, alpha, blur)

    def round_shadow(
        self,
        x: float,
        z: float,
        radius: float,
        colour: Colour,
        *,
        alpha: float = 0.34,
        blur: float = 6,
        y: float = 0,
        squash: float = 0.8,
    ) -> None:
        """Lay a soft round shadow on the floor: under a ball, a pot, a tree."""
        self.sheet.soft(self.shape(circle(x, y, z, radius, squash=squash)), colour, alpha, blur)

    def sunlight(
        self, opening: Sequence[Point], ray: Point, colour: Colour, *, alpha: float = 0.3, y: float = 0
    ) -> list[Spot]:
        """Lay on the floor the light that enters by ``opening`` along ``ray`` (which goes down); return its outline."""
        landed = []
        for px, py, pz in opening:
            far = (y - py) / ray[1]
            landed.append((px + ray[0] * far, y, pz + ray[2] * far))
        outline = self.shape(landed)
        self.sheet.polygon(outline, colour, alpha)
        return outline


def face(x0: float, x1: float, y0: float, y1: float, z: float) -> list[Point]:
    """Return the corners of an upright rectangle facing the reader."""
    return [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]


def side(x: float, y0: float, y1: float, z0: float, z1: float) -> list[Point]:
    """Return the corners of an upright rectangle going away."""
    return [(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)]


def level(x0: float, x1: float, z0: float, z1: float, y: float = 0) -> list[Point]:
    """Return the corners of a rectangle lying level."""
    return [(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)]


def circle(
    x: float, y: float, z: float, radius: float, *, squash: float = 1, start: float = 0, end: float = 360
) -> list[Point]:
    """Return points around a circle lying level."""
    steps = max(8, int(abs(end - start) / 6))
    turns = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + radius * math.cos(turn), y, z + radius * squash * math.sin(turn)) for turn in turns]


def hull(spots: Sequence[Spot]) -> list[Spot]:
    """Return the outline of the smallest shape without hollow that holds the spots (Andrew's monotone chain)."""
    ordered = sorted(set(spots))

    def half(points: Sequence[Spot]) -> list[Spot]:
        kept: list[Spot] = []
        for point in points:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
