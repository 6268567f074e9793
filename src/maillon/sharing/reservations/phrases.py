"""Closures said in words."""

from django.utils.translation import gettext as _

from maillon.base.web.formats import hour, language
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.kernel.words import format_date
from maillon.sharing.availability.phrases import days_in_words
from maillon.sharing.reservations.models import Closure


def closure_when(closure: Closure) -> str:
    """Return « du 5 au 16 juillet 2027 », with its hours and its weeks when it has some."""
    said = [days_in_words(closure.first_day, closure.last_day)]
    if closure.first_minute or closure.last_minute != DAY_MINUTES:
        hours = {"start": hour(closure.first_minute), "end": hour(closure.last_minute)}
        one_day = closure.first_day == closure.last_day
        said.append(
            _("de %(start)s à %(end)s") % hours
            if one_day
            else _("de %(start)s le premier jour à %(end)s le dernier") % hours
        )
    if closure.repeats_until is not None:
        until = format_date(closure.repeats_until, language(), weekday=False)
        said.append(_("chaque semaine jusqu’au %(day)s") % {"day": until})
    return ", ".join(said)
