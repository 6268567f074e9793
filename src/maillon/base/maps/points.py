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
    def counted(self) -> bool:
        """Whether it shows how many stand there, rather than a number of the list."""
        return self.places[0].number is None

    @property
    def half(self) -> float:
        """Half its width, in pixels: as wide as its words, or growing with what it counts."""
        if not self.counted:
            return RADIUS + max(0.0, (len(self.word) - 2) * 3.6)
        total = sum(place.count for place in self.places)
        return RADIUS + min(12.0, 1.1 * sqrt(total)) if self.word else 7.0

    @property
    def tall(self) -> float:
        """Half its height, in pixels."""
        return self.half if self.counted else RADIUS

    def touches(self, other: "Mark") -> bool:
        """Say whether the two marks cover each other."""
        across, down = abs(self.at[0] - other.at[0]), abs(self.at[1] - other.at[1])
        return across < self.half + other.half and down < self.tall + other.tall

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
    return _apart(marks)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Gather further the marks that grew wide enough to touch, until none does."""
    kept: list[Mark] = []
    for mark in marks:
        touched = next((other for other in kept if mark.touches(other)), None)
        if touched:
            touched.places += mark.places
        else:
            kept.append(mark)
    return kept if len(kept) == len(marks) else _apart(kept)


def drawn(mark: Mark) -> SafeString:
    """Draw a mark as a link that the keyboard reaches."""
    half, tall = mark.half, mark.tall
    css = "map-point map-cluster" if mark.counted and mark.word else "map-point"
    x, y = short(mark.at[0]), short(mark.at[1])
    return format_html(
        '<a class="{}" href="{}" aria-label="{}"><g class="map-mark-at" data-at="{} {}" transform="translate({} {})">'
        '<rect class="map-dot" x="{}" y="{}" width="{}" height="{}" rx="{}"/>'
        '<text class="map-number">{}</text></g></a>',
        css, mark.places[0].href, mark.said, x, y, x, y,
        short(-half), short(-tall), short(2 * half), short(2 * tall), short(tall),
        mark.word,
    )  # fmt: skip
