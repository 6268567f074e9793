"""Charts drawn by the server: an SVG that needs no script, and always the table of its figures.

Words: a *chart* is a picture with its title, its table and its source; a *series* is one line of values.
Verbs: ``bars`` (amounts side by side), ``lines`` (values through time), ``week_heat`` (a week, hour by hour),
``sparkline`` (a trend in a line of text). Colours are classes of the stylesheet, so that dark, print and forced
colours apply; there is no inline style. No pie: lengths are read better than angles (Cleveland and McGill, 1984,
« Graphical Perception », Journal of the American Statistical Association 79).
"""

from maillon.base.charts.bars import bars
from maillon.base.charts.drawing import Chart
from maillon.base.charts.heat import week_heat
from maillon.base.charts.lines import Series, lines, sparkline

__all__ = ["Chart", "Series", "bars", "lines", "sparkline", "week_heat"]
