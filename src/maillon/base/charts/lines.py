"""Values through time: lines, each with its own dash so that colour is not alone, and sparklines."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillon.base.charts.drawing import Chart, Write, line, marks, picture, short, text
from maillon.base.web.formats import number

WIDTH, HEIGHT = 560, 270
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 14, 30
SPARK_WIDTH, SPARK_HEIGHT = 120, 28
SERIES_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name and one value per label, ``None`` where nothing was measured (the line breaks)."""

    name: str
    values: Sequence[float | None]


def lines(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    along: str,
    write: Write = number,
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """One line per series over the same labels; a single one is filled below.

    ``along`` names what the labels are (« mois »). ValueError for more than four series (more cannot be told
    apart) or when a series has not one value per label.
    """
    if len(series) > SERIES_AT_MOST or any(len(one.values) != len(labels) for one in series):
        raise ValueError("one to four series, each with one value per label")
    ticks = marks(max((v for one in series for v in one.values if v is not None), default=0))
    frame = _Frame(len(labels), ticks[-1])
    parts: list[str] = []
    for tick in ticks:
        y = frame.y(tick)
        parts += [
            line(LEFT, y, WIDTH - RIGHT, y, "c-axis" if tick == 0 else "c-grid"),
            text(LEFT - 8, y + 4, write(tick), "c-text c-end"),
        ]
    every = max(1, -(-len(labels) // 12))
    parts += [
        text(frame.x(i), HEIGHT - 8, word, "c-text c-middle")
        for i, word in enumerate(labels)
        if i % every == 0
    ]
    for rank, one in enumerate(series, 1):
        parts += _drawn(one, rank, frame, filled=len(series) == 1)
    height = HEIGHT
    if len(series) > 1:
        height += 26
        parts += _key(series)
    label = _("%(title)s : courbe, de %(first)s à %(last)s") % {
        "title": title,
        "first": labels[0] if labels else "",
        "last": labels[-1] if labels else "",
    }
    svg = picture(parts, width=WIDTH, height=height, label=label, css="chart-wide")
    rows = tuple(
        (word, *("" if (value := one.values[i]) is None else write(value) for one in series))
        for i, word in enumerate(labels)
    )
    return Chart(title, svg, (along, *(one.name for one in series)), rows, subtitle, source)


@dataclass(frozen=True, slots=True)
class _Frame:
    count: int
    top: float

    def x(self, index: int) -> float:
        room = WIDTH - LEFT - RIGHT - 28
        return LEFT + 14 + (room * index / (self.count - 1) if self.count > 1 else room / 2)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / self.top


def _drawn(one: Series, rank: int, frame: _Frame, *, filled: bool) -> list[str]:
    parts: list[str] = []
    for run in _runs(one.values):
        points = [(frame.x(i), frame.y(value)) for i, value in run]
        path = " ".join(f"{short(x)},{short(y)}" for x, y in points)
        if filled and len(points) > 1:
            floor = short(frame.y(0))
            parts.append(
                format_html(
                    '<polygon class="c-area-1" points="{},{} {} {},{}"/>',
                    short(points[0][0]),
                    floor,
                    path,
                    short(points[-1][0]),
                    floor,
                )
            )
        if len(points) == 1:
            parts.append(
                format_html('<circle class="c-dot-{}" cx="{}" cy="{}" r="3"/>', rank, *map(short, points[0]))
            )
        else:
            parts.append(format_html('<polyline class="c-line-{}" points="{}"/>', rank, path))
    return parts


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for index, value in enumerate(values):
        if value is not None:
            runs[-1].append((index, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _key(series: Sequence[Series]) -> list[str]:
    parts: list[str] = []
    x = float(LEFT)
    for rank, one in enumerate(series, 1):
        parts.append(
            format_html(
                '<polyline class="c-line-{}" points="{},{} {},{}"/>',
                rank,
                x,
                HEIGHT + 14,
                x + 34,
                HEIGHT + 14,
            )
        )
        parts.append(text(x + 42, HEIGHT + 18, one.name))
        x += 70 + 7.2 * len(one.name)
    return parts


def sparkline(values: Sequence[float], *, label: str) -> SafeString:
    """A trend small enough for a line of text; ``label`` says in words what it shows."""
    low, high = min(values, default=0), max(values, default=0)
    width = SPARK_WIDTH - 8
    points = [
        (
            4 + (width * i / (len(values) - 1) if len(values) > 1 else width / 2),
            SPARK_HEIGHT - 4 - (SPARK_HEIGHT - 8) * ((value - low) / (high - low) if high > low else 0.5),
        )
        for i, value in enumerate(values)
    ]
    parts: list[str] = [
        format_html(
            '<polyline class="c-line-1" points="{}"/>', " ".join(f"{short(x)},{short(y)}" for x, y in points)
        )
    ]
    if points:
        parts.append(
            format_html('<circle class="c-dot-1" cx="{}" cy="{}" r="3.5"/>', *map(short, points[-1]))
        )
    return picture(parts, width=SPARK_WIDTH, height=SPARK_HEIGHT, label=label, css="sparkline")
