"""The names written on a map: as many as can be read, none over another or over a mark."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from maillon.base.charts.drawing import short
from maillon.base.maps.ground import XY, Town, View
from maillon.base.maps.points import Mark

LETTER = 3.5
"""Half the usual width of a letter of the map, in pixels."""
HIGH = 8.0
ABOVE, BELOW = -9.0, 19.0
"""Where a name stands from its point: above it, else below."""

Rectangle = tuple[float, float, float, float]


def town_names(towns: Iterable[Town], view: View, marks: Sequence[Mark]) -> list[SafeString]:
    """Write the towns in sight, those given first being served first, each where nothing else stands."""
    under = [_around(*mark.at, mark.half, mark.tall) for mark in marks]
    taken: list[Rectangle] = []
    written: list[SafeString] = []
    for town in towns:
        x, y = view.at((town.x, town.y))
        half = LETTER * len(town.name)
        dot = _around(x, y, 4, 4)
        inside = half <= x <= view.width - half and 24 <= y <= view.height - 24
        if not inside or any(_cross(dot, other) for other in taken):
            continue
        for shift in (ABOVE, BELOW):
            words = _around(x, y + shift - 4, half, HIGH)
            if not any(_cross(words, other) for other in (*under, *taken)):
                taken += [words, dot]
                written.append(_written(x, y, town.name, shift))
                break
    return written


def area_name(name: str, shape: Sequence[XY], view: View) -> SafeString:
    """Write the name of an area at the middle of what is seen of it."""
    half = LETTER * len(name)
    x = min(max(sum(point[0] for point in shape) / len(shape), half), view.width - half)
    y = sum(point[1] for point in shape) / len(shape)
    return format_html(
        '<g data-at="{0} {1}" transform="translate({0} {1})"><text class="map-name">{2}</text></g>',
        short(x),
        short(y),
        name,
    )


def _written(x: float, y: float, name: str, shift: float) -> SafeString:
    return format_html(
        '<g data-at="{0} {1}" transform="translate({0} {1})"><circle class="map-town" r="3"/>'
        '<text class="map-name" y="{2}">{3}</text></g>',
        short(x),
        short(y),
        short(shift),
        name,
    )


def _around(x: float, y: float, half: float, tall: float) -> Rectangle:
    return x - half, y - tall, x + half, y + tall


def _cross(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
