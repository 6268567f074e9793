"""The points of a map: each a link with its number; those that would cover each other are told together."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist, sqrt

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillon.base.charts.drawing import short
from maillon.base.maps.ground import XY, View

RADIUS = 14.0
NAMES_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A point: position in metres, words for the link, where it leads, its number in the list.

    Without ``number`` the mark shows ``count``, how many things stand there.
    """

    x: float
    y: float
    label: str
    href: str
    number: int | None = None
    count: int = 1


@dataclass(slots=True)
class Mark:
    """One or more places drawn as one mark of the paper."""

    at: XY
    places: list[Place]

    @property
    def word(self) -> str:
        """What is written on the mark: a number, « 4 +2 » when it stands for more, or a count."""
        first = self.places[0]
        if first.number is None:
            total = sum(place.count for place in self.places)
            return str(total) if total > 1 else ""
        return str(first.number) if len(self.places) == 1 else f"{first.number} +{len(self.places) - 1}"

    @property
    def said(self) -> str:
        """What a screen reader says of the mark: what is written on it, then the names."""
        names = [place.label for place in self.places]
        if len(names) > NAMES_AT_MOST:
            more = _("et %(count)d autres") % {"count": len(names) - NAMES_AT_MOST}
            names = [*names[:NAMES_AT_MOST], more]
        words = ", ".join(names)
        return f"{self.word}. {words}" if self.word else words


def marks_of(places: Sequence[Place], view: View) -> list[Mark]:
    """Gather the places whose marks would cover each other, keeping their order; the first one gives the place."""
    marks: list[Mark] = []
    grid: dict[tuple[int, int], list[Mark]] = {}
    reach = 2 * RADIUS
    for place in places:
        at = view.at((place.x, place.y))
        column, row = int(at[0] // reach), int(at[1] // reach)
        near = (m for i in (-1, 0, 1) for j in (-1, 0, 1) for m in grid.get((column + i, row + j), ()))
        covered = next((mark for mark in near if dist(mark.at, at) < reach), None)
        if covered:
            covered.places.append(place)
        else:
            mark = Mark(at, [place])
            marks.append(mark)
            grid.setdefault((column, row), []).append(mark)
    return marks


def drawn(mark: Mark) -> SafeString:
    """Draw a mark as a link that the keyboard reaches."""
    counted = mark.places[0].number is None
    half = RADIUS + max(0.0, (len(mark.word) - 2) * 3.6)
    if counted:
        half = RADIUS if mark.word else 7.0
        half += min(12.0, 2.2 * sqrt(sum(place.count for place in mark.places)) / 2) if mark.word else 0
    tall = half if counted else RADIUS
    css = "map-point map-cluster" if counted and mark.word else "map-point"
    x, y = short(mark.at[0]), short(mark.at[1])
    return format_html(
        '<a class="{}" href="{}" aria-label="{}"><g class="map-mark-at" data-at="{} {}" transform="translate({} {})">'
        '<rect class="map-dot" x="{}" y="{}" width="{}" height="{}" rx="{}"/>'
        '<text class="map-number">{}</text></g></a>',
        css, mark.places[0].href, mark.said, x, y, x, y,
        short(-half), short(-tall), short(2 * half), short(2 * tall), short(tall),
        mark.word,
    )  # fmt: skip
