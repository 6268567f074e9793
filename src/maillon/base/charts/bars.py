"""Amounts side by side, as horizontal bars that can be read on a phone."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillon.base.charts.drawing import Chart, Write, picture, short, text
from maillon.base.web.formats import number

WIDTH = 420
LINE = 46
BAR = 16


def bars(
    title: str,
    items: Sequence[tuple[str, float]],
    *,
    what: str,
    write: Write = number,
    subtitle: str = "",
    source: str = "",
    lit: str | None = None,
) -> Chart:
    """One bar per item, in the order given, its amount written at its end.

    ``what`` names the amounts (column head); ``write`` turns an amount into words with its unit; ``lit`` names the
    one item to bring out. Amounts are zero or more; ValueError otherwise.
    """
    if any(amount < 0 for _name, amount in items):
        raise ValueError("a bar has no negative length")
    top = max((amount for _name, amount in items), default=0) or 1
    room = WIDTH - 12 - 7.5 * max((len(write(amount)) for _name, amount in items), default=0)
    parts = []
    for index, (name, amount) in enumerate(items):
        y = index * LINE
        length = room * amount / top
        css = "c-bar-2" if lit == name else "c-bar-1"
        parts.append(text(0, y + 15, name))
        parts.append(
            format_html(
                '<rect class="{}" x="0" y="{}" width="{}" height="{}" rx="2"/>',
                css,
                y + 22,
                short(max(length, 1.5)),
                BAR,
            )
        )
        parts.append(text(length + 8, y + 35, write(amount), "c-value"))
    label = _("%(title)s : graphique à barres, %(count)d éléments") % {"title": title, "count": len(items)}
    svg = picture(parts, width=WIDTH, height=max(len(items), 1) * LINE, label=label, css="chart-narrow")
    rows = tuple((name, write(amount)) for name, amount in items)
    return Chart(title, svg, (_("Élément"), what), rows, subtitle, source)
