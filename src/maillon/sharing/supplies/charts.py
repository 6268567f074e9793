"""How a stock went over a year, drawn."""

from collections.abc import Sequence

from babel.dates import format_date
from django.utils.translation import gettext as _

from maillon.base.charts import Chart, Series, lines
from maillon.base.web.formats import language
from maillon.sharing.supplies.models import Article
from maillon.sharing.supplies.queries import Month
from maillon.sharing.supplies.units import plural


def stock_chart(article: Article, months: Sequence[Month]) -> Chart:
    """Draw what was left at the end of each month, with the threshold when there is one."""
    series = [Series(_("Reste"), [float(one.left) for one in months])]
    if article.threshold is not None:
        series.append(Series(_("Seuil"), [float(article.threshold)] * len(months)))
    return lines(
        _("Ce qui restait à la fin de chaque mois"),
        [_month(one) for one in months],
        series,
        along=_("Mois"),
        subtitle=plural(article.unit),
    )


def _month(month: Month) -> str:
    """Return « nov. »: twelve months never name one twice."""
    return format_date(month.first, "LLL", locale="en_CA" if language() == "en" else "fr_CA")
