"""A map as one SVG: areas, radius, points, scale, north."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, degrees

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillon.base.charts.drawing import joined, short, text
from maillon.base.maps.ground import XY, Area, Town, View, cut, view_of
from maillon.base.maps.names import area_name, town_names
from maillon.base.maps.points import Place, drawn, marks_of
from maillon.base.web.formats import distance
from maillon.kernel.distance import project, unproject

WIDTH, HEIGHT = 480, 440
NAME_NEEDS = 4_000.0
"""An area is named when this many square pixels of it are seen."""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The finished map and the words under it."""

    svg: SafeString
    attribution: str


def draw_map(
    places: Sequence[Place],
    *,
    label: str,
    areas: Iterable[Area] = (),
    towns: Iterable[Town] = (),
    centre: XY | None = None,
    radius: float = 0.0,
    attribution: str = "",
    width: int = WIDTH,
    height: int = HEIGHT,
) -> MapPicture:
    """Draw the places, and around ``centre`` a circle of ``radius`` metres when one is searched.

    ``label`` names the map. The list of the same places stands beside it in the page, in the same order. What was
    found fills the map, with the centre; the whole circle is shown only when nothing was found in it.
    """
    view = view_of(_to_show(places, centre, radius), width=width, height=height)
    shapes = [(area, cut([view.at(point) for point in area.outline], width, height)) for area in areas]
    parts: list[str] = [
        format_html(
            '<path class="{}" d="{}"/>', "map-area map-area-lit" if area.lit else "map-area", _path(shape)
        )
        for area, shape in shapes
        if shape
    ]
    marks = marks_of(places, view)
    names = town_names(towns, view, marks) or [
        area_name(area.name, shape, view) for area, shape in shapes if _surface(shape) > NAME_NEEDS
    ]
    parts += names
    if centre:
        parts.append(_here(view, centre, radius))
    parts += [drawn(mark) for mark in marks]
    parts.append(_furniture(view))
    svg = format_html(
        '<svg viewBox="0 0 {} {}" role="group" aria-label="{}"><desc>{}</desc>{}</svg>',
        width,
        height,
        label,
        _("Chaque point est un lien; la liste à côté de la carte dit la même chose en mots."),
        joined(parts),
    )
    return MapPicture(svg, attribution)


def _to_show(places: Sequence[Place], centre: XY | None, radius: float) -> list[XY]:
    found = [(place.x, place.y) for place in places]
    if centre is None:
        return found
    around = [(centre[0] + dx, centre[1] + dy) for dx in (-radius, radius) for dy in (-radius, radius)]
    return [*found, centre] if found else around


def _path(shape: Sequence[XY]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in shape) + "Z"


def _surface(shape: Sequence[XY]) -> float:
    following = [*shape[1:], *shape[:1]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(shape, following, strict=True))) / 2


def _here(view: View, centre: XY, radius: float) -> SafeString:
    x, y = view.at(centre)
    circle = (
        format_html(
            '<circle class="map-radius" cx="{}" cy="{}" r="{}"/>',
            short(x),
            short(y),
            short(radius / view.metres_per_pixel),
        )
        if radius
        else ""
    )
    return format_html(
        '{0}<g data-at="{1} {2}" transform="translate({1} {2})"><path class="map-here" d="M0 -9L9 0L0 9L-9 0Z">'
        "<title>{3}</title></path></g>",
        circle,
        short(x),
        short(y),
        _("Le lieu cherché"),
    )


def _furniture(view: View) -> SafeString:
    """The north at the top left, the scale at the bottom left; a script keeps them there while the ground moves."""
    metres = _round_length(view.metres_per_pixel * view.width * 0.28)
    return format_html(
        '<g class="map-furniture" aria-hidden="true"><g transform="translate(24 30) rotate({})">'
        '<path class="map-ink-fill" d="M0 -16L6 6L0 2L-6 6Z"/></g>{}</g>'
        '<g class="map-furniture map-scale" aria-hidden="true" data-metres-per-pixel="{}" transform="translate(0 {})">'
        '<path class="map-ink" d="M16 -21v5h{}v-5"/>{}</g>',
        short(_north(view)),
        text(19, 52, _("N"), "map-mark"),
        f"{view.metres_per_pixel:.4f}",
        view.height,
        short(metres / view.metres_per_pixel),
        text(20, -26, distance(metres / 1000), "map-mark"),
    )


def _round_length(at_most: float) -> float:
    power = 1.0
    while power * 10 <= at_most:
        power *= 10
    return power * max(nice for nice in (1, 2, 5) if power * nice <= at_most)


def _north(view: View) -> float:
    """How many degrees to the right of the paper's top the north lies at the middle of the view."""
    middle = (
        view.west + view.metres_per_pixel * view.width / 2,
        view.north - view.metres_per_pixel * view.height / 2,
    )
    lon, lat = unproject(*middle)
    above = project(lon, lat + 0.1)
    return degrees(atan2(above[0] - middle[0], above[1] - middle[1]))
