"""The area nearest to each point: approximate territories when no official boundary is loaded.

Each of a few hundred towns receives the part of the map that is nearer to it than to any other (Voronoi, 1908).
The map is cut once for each neighbour that can still matter, in order of distance: about n² log n in all,
milliseconds for 104 towns. Drawings made from it must say that they are approximate.

Coordinates are those of a plane: project longitudes and latitudes first (:func:`distance.project`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

XY = tuple[float, float]
Polygon = tuple[XY, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the plane, with sides along the axes. ValueError when it has no area."""

    x_min: float
    y_min: float
    x_max: float
    y_max: float

    def __post_init__(self) -> None:
        if not (self.x_min < self.x_max and self.y_min < self.y_max):
            raise ValueError(f"a box needs an area: {self}")

    @property
    def corners(self) -> Polygon:
        """Its four corners, counter-clockwise."""
        return (
            (self.x_min, self.y_min),
            (self.x_max, self.y_min),
            (self.x_max, self.y_max),
            (self.x_min, self.y_max),
        )


def cells(points: Sequence[XY], bounds: Box | Sequence[XY]) -> list[Polygon]:
    """One polygon per point, in the order of the points: all that is nearer to it than to any other.

    ``bounds`` is a box or a ring of corners (an outline, which may be hollowed; the cells of a hollowed outline
    may then run twice along a cut). Corners turn the way the bounds turn; the first is not repeated at the end.
    A point outside the bounds has the part of them that is nearest to it, perhaps none: an empty tuple.
    ValueError when two points are at the same place.
    """
    outline: Polygon = bounds.corners if isinstance(bounds, Box) else tuple(bounds)
    if len(set(points)) != len(points):
        raise ValueError("two points at the same place share no area")
    return [_cell(point, points, outline) for point in points]


def _cell(point: XY, points: Sequence[XY], outline: Polygon) -> Polygon:
    polygon = outline
    for other in sorted(points, key=lambda p: dist(point, p))[1:]:
        # A town more than twice as far as the farthest corner left cannot be nearer to any of the cell.
        if not polygon or dist(point, other) > 2 * max(dist(point, corner) for corner in polygon):
            break
        polygon = _nearer(polygon, point, other)
    return polygon


def _nearer(polygon: Polygon, point: XY, other: XY) -> Polygon:
    """The part of a polygon that is nearer to ``point`` than to ``other`` (Sutherland and Hodgman, 1974)."""
    middle = ((point[0] + other[0]) / 2, (point[1] + other[1]) / 2)
    towards = (other[0] - point[0], other[1] - point[1])

    def beyond(corner: XY) -> float:
        return (corner[0] - middle[0]) * towards[0] + (corner[1] - middle[1]) * towards[1]

    kept: list[XY] = []
    for here, there in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        now, later = beyond(here), beyond(there)
        if now <= 0:
            kept.append(here)
        if now < 0 < later or later < 0 < now:
            part = now / (now - later)
            kept.append((here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])))
    return tuple(kept) if len(kept) > 2 else ()


def area(polygon: Sequence[XY]) -> float:
    """The area of a polygon, in squares of its unit (Gauss's shoelace); 0 for an empty one."""
    turns = zip(polygon, (*polygon[1:], *polygon[:1]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in turns)) / 2
