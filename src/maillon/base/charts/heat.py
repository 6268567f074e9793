"""A week, hour by hour, in seven shades: when a place is used, and when it stands empty."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillon.base.charts.drawing import Chart, Write, picture, short, text
from maillon.base.web.formats import hour, number
from maillon.kernel.words import NBSP

LEVELS = 7
WIDTH = 560
LEFT, TOP = 44, 24
CELL = 26
HeatValues = Mapping[tuple[int, int], float | None]


def percent(share: float) -> str:
    """Write a share between 0 and 1 as « 42 % »."""
    return f"{number(share * 100, 0)}{NBSP}%"


def week_heat(
    title: str,
    values: HeatValues,
    *,
    hours: tuple[int, int] = (6, 24),
    write: Write = percent,
    low: str = "",
    high: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """Shade each hour of the week by a share between 0 and 1.

    ``values[(weekday, hour)]``: Monday is 0; missing or ``None`` means not measured and is drawn with a dashed
    edge. ``low`` and ``high`` are the words at both ends of the key. ValueError for a share outside 0 to 1.
    """
    if any(not 0 <= share <= 1 for share in values.values() if share is not None):
        raise ValueError("a share lies between 0 and 1")
    first, last = hours
    width = (WIDTH - LEFT) / (last - first)
    days = _days()
    parts: list[str] = [
        text(LEFT + (at - first) * width, TOP - 8, hour(at * 60))
        for at in range(first, last)
        if (at - first) % 3 == 0
    ]
    for weekday, name in enumerate(days):
        y = TOP + weekday * CELL
        parts.append(text(0, y + 17, name[:3]))
        for at in range(first, last):
            share = values.get((weekday, at))
            said = _("non mesuré") if share is None else write(share)
            level = "none" if share is None else min(LEVELS - 1, int(share * LEVELS))
            parts.append(
                format_html(
                    '<rect class="c-heat-{}" x="{}" y="{}" width="{}" height="{}" rx="2"><title>{}</title></rect>',
                    level,
                    short(LEFT + (at - first) * width + 1),
                    y + 1,
                    short(width - 2),
                    CELL - 2,
                    f"{name}, {hour(at * 60)} : {said}",
                )
            )
    parts += _key(TOP + 7 * CELL + 16, low or percent(0), high or percent(1))
    label = _("%(title)s : tableau de chaleur, jours et heures") % {"title": title}
    svg = picture(parts, width=WIDTH, height=TOP + 7 * CELL + 40, label=label, css="chart-wide")
    rows = tuple(
        (
            hour(at * 60),
            *("" if (share := values.get((weekday, at))) is None else write(share) for weekday in range(7)),
        )
        for at in range(first, last)
    )
    return Chart(title, svg, (_("Heure"), *days), rows, subtitle, source)


def _days() -> tuple[str, ...]:
    return (_("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche"))


def _key(y: float, low: str, high: str) -> list[str]:
    begin = LEFT + 7.2 * len(low) + 10
    parts: list[str] = [text(LEFT, y + 13, low)]
    parts += [
        format_html(
            '<rect class="c-heat-{}" x="{}" y="{}" width="22" height="16"/>',
            level,
            short(begin + level * 22),
            y,
        )
        for level in range(LEVELS)
    ]
    return [*parts, text(begin + LEVELS * 22 + 10, y + 13, high)]
