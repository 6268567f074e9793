"""Where each label falls: the geometry of a paper, in millimetres from its upper left corner."""

from collections.abc import Iterator
from dataclasses import dataclass

LARGEST_SHIFT = 5.0  # millimetres: beyond, the sheet is in the wrong way
QUIET = 1.2  # white kept around what is printed on a label


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of labels, or one length of a roll. ``pitch`` goes from the edge of a label to that of the next."""

    code: str
    name: str
    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float
    pitch_x: float
    pitch_y: float
    columns: int
    rows: int
    source: str = ""

    @property
    def per_page(self) -> int:
        """Return how many labels there are on a page."""
        return self.columns * self.rows

    @property
    def right_room(self) -> float:
        """Return what is left at the right of the last label."""
        return self.page_width - self.left - (self.columns - 1) * self.pitch_x - self.width

    @property
    def bottom_room(self) -> float:
        """Return what is left under the last label."""
        return self.page_height - self.top - (self.rows - 1) * self.pitch_y - self.height


@dataclass(frozen=True, slots=True)
class Position:
    """Where one label begins: its page, counted from 0, and its upper left corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a label is filled: the side of its QR code, the box of its words, sizes of letters in points."""

    code_side: float
    words_x: float
    words_y: float
    words_width: float
    words_height: float
    name_size: float
    small_size: float
    name_lines: int


def shifted(paper: Paper, across: float, down: float) -> tuple[float, float]:
    """Return how far this paper can really be moved towards the shift wanted, no label leaving the page."""
    x = min(max(across, -paper.left, -LARGEST_SHIFT), paper.right_room, LARGEST_SHIFT)
    y = min(max(down, -paper.top, -LARGEST_SHIFT), paper.bottom_room, LARGEST_SHIFT)
    return x, y


def positions(
    paper: Paper, count: int, *, first: int = 1, across: float = 0, down: float = 0
) -> Iterator[Position]:
    """Yield the places of ``count`` labels, line by line, from the place ``first`` of the first page.

    ValueError when the page has no such place.
    """
    if not 1 <= first <= paper.per_page:
        raise ValueError(f"{paper.code} has no place {first}")
    right, below = shifted(paper, across, down)
    for rank in range(first - 1, first - 1 + count):
        page, place = divmod(rank, paper.per_page)
        row, column = divmod(place, paper.columns)
        yield Position(
            page, paper.left + right + column * paper.pitch_x, paper.top + below + row * paper.pitch_y
        )


def pages(paper: Paper, count: int, *, first: int = 1) -> int:
    """Return how many pages these labels take."""
    return -(-(first - 1 + count) // paper.per_page)


def arrangement(paper: Paper) -> Arrangement:
    """Return how a label of this paper is filled: the code beside the words, or above them on a square one."""
    wide, high = paper.width - 2 * QUIET, paper.height - 2 * QUIET
    if paper.height > 0.8 * paper.width:
        side = min(wide, high * 0.62)
        words_y = QUIET + side + 0.6
        return Arrangement(side, QUIET, words_y, wide, paper.height - QUIET - words_y, 8.5, 7, 2)
    side = min(high, wide * 0.5, 32)
    words_x = QUIET + side + 1
    room = paper.width - QUIET - words_x
    if paper.height < 16:
        return Arrangement(side, words_x, QUIET, room, high, 6.5, 5.5, 1)
    if paper.height < 30:
        return Arrangement(side, words_x, QUIET, room, high, 8.5, 6.5, 2)
    return Arrangement(side, words_x, QUIET, room, high, 11, 8.5, 3)
