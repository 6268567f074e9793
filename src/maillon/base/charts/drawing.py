"""What every chart is made of: the finished chart, round marks on an axis, escaped SVG."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import floor, log10

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

Write = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, and the same figures as a table: ``heads`` then ``rows`` of words, the first of each naming it."""

    title: str
    svg: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    subtitle: str = ""
    source: str = ""


def picture(parts: Iterable[str], *, width: int, height: int, label: str, css: str = "") -> SafeString:
    """Wrap drawn parts in an SVG that a screen reader says as one image named ``label``."""
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}" focusable="false">{}</svg>',
        css,
        width,
        height,
        label,
        joined(parts),
    )


def joined(parts: Iterable[str]) -> SafeString:
    """Put drawn parts end to end. Each is already escaped: they come from :func:`text` and ``format_html``."""
    return mark_safe("".join(parts))  # noqa: S308  (every part was escaped when it was drawn)


def text(x: float, y: float, words: str, css: str = "c-text") -> SafeString:
    """Write words at a place of the drawing."""
    return format_html('<text x="{}" y="{}" class="{}">{}</text>', short(x), short(y), css, words)


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> SafeString:
    """Draw a straight line."""
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>', short(x1), short(y1), short(x2), short(y2), css
    )


def short(value: float) -> str:
    """Write a coordinate with one decimal at most: a tenth of a pixel is enough."""
    return f"{value:.1f}".removesuffix(".0")


def marks(top: float, about: int = 4) -> list[float]:
    """Return round values from 0 to at least ``top``: steps of 1, 2, 2.5 or 5 times a power of ten."""
    if top <= 0:
        return [0.0, 1.0]
    rough = top / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * (1 - 1e-9))
    count = 0
    while count * step < top * (1 - 1e-9):
        count += 1
    return [round(step * k, 10) for k in range(count + 1)]
