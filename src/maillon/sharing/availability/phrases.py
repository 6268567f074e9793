"""A schedule's ordinary week, said in words."""

from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillon.base.web.formats import span
from maillon.kernel.recurrence import Weekly
from maillon.kernel.words import join_words


def week_in_words(weekly: Weekly) -> list[str]:
    """Return one sentence for each stretch of days with the same hours: « Du lundi au vendredi, de 8 h à 17 h »."""
    said = []
    for hours, days in groupby(range(7), key=lambda day: weekly.days[day]):
        numbers = list(days)
        first, last = str(WEEKDAYS[numbers[0]]), str(WEEKDAYS[numbers[-1]])
        days_said = _days(first, last, len(numbers))
        opens = join_words([span(start, end) for start, end in hours], get_language() or "fr")
        said.append(f"{days_said}, {opens or _('fermé')}")
    return said


def _days(first: str, last: str, count: int) -> str:
    if count == 7:
        return _("Tous les jours")
    if count == 1:
        return _("Le %(day)s") % {"day": first}
    if count == 2:
        return _("Le %(first)s et le %(last)s") % {"first": first, "last": last}
    return _("Du %(first)s au %(last)s") % {"first": first, "last": last}
