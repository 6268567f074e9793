"""The ground of a map: what is seen of the plane, and the areas cut to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

XY = tuple[float, float]
MARGIN = 0.12
SMALLEST = 1_500.0
"""No view is narrower than this, in metres: a single point is shown with its surroundings."""


@dataclass(frozen=True, slots=True)
class Area:
    """A territory under the points: its name and its outline in metres; ``lit`` brings it out."""

    name: str
    outline: Sequence[XY]
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Town:
    """A name to find one's way by, at a point in metres."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """The part of the plane that is drawn, and how it falls on the paper (pixels, y downwards)."""

    west: float
    north: float
    metres_per_pixel: float
    width: int
    height: int

    def at(self, point: XY) -> XY:
        """Return where a point of the plane falls on the paper."""
        return (point[0] - self.west) / self.metres_per_pixel, (self.north - point[1]) / self.metres_per_pixel


def view_of(points: Sequence[XY], *, width: int, height: int) -> View:
    """Return the view that shows all the points with a margin, keeping the paper's proportions."""
    xs, ys = [x for x, _y in points] or [0.0], [y for _x, y in points] or [0.0]
    needed_x = max((max(xs) - min(xs)) / (1 - 2 * MARGIN), SMALLEST)
    needed_y = max((max(ys) - min(ys)) / (1 - 2 * MARGIN), SMALLEST * height / width)
    scale = max(needed_x / width, needed_y / height)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return View(middle_x - scale * width / 2, middle_y + scale * height / 2, scale, width, height)


def cut(outline: Sequence[XY], width: float, height: float) -> list[XY]:
    """Cut a polygon of the paper to the sheet (Sutherland and Hodgman, 1974); empty when it falls outside."""
    shape = list(outline)
    for inside, meet in _edges(width, height):
        if not shape:
            break
        kept: list[XY] = []
        for before, here in zip([shape[-1], *shape[:-1]], shape, strict=True):
            if inside(here) != inside(before):
                kept.append(meet(before, here))
            if inside(here):
                kept.append(here)
        shape = kept
    return shape


Test = Callable[[XY], bool]
Meet = Callable[[XY, XY], XY]


def _edges(width: float, height: float) -> list[tuple[Test, Meet]]:
    return [
        (lambda p: p[0] >= 0, lambda a, b: _cross(a, b, 0, 0.0)),
        (lambda p: p[0] <= width, lambda a, b: _cross(a, b, 0, width)),
        (lambda p: p[1] >= 0, lambda a, b: _cross(a, b, 1, 0.0)),
        (lambda p: p[1] <= height, lambda a, b: _cross(a, b, 1, height)),
    ]


def _cross(a: XY, b: XY, axis: int, at: float) -> XY:
    share = (at - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (at, other) if axis == 0 else (other, at)
