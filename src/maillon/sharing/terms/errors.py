"""The sentences of the terms' objections."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Reason, explain
from maillon.community.organisations.kinds import Circle
from maillon.kernel.objections import Objection
from maillon.kernel.words import format_date, format_duration

SENTENCES = {
    "circle": _("Ce bien est réservé à : %(circle)s. Changez de chapeau, ou écrivez au propriétaire."),
    "past": _("Ce moment est déjà passé : choisissez-en un à venir."),
    "notice": _("Le propriétaire demande un préavis de %(notice)s : choisissez un moment plus éloigné."),
    "horizon": _("On ne peut pas encore réserver si loin : choisissez au plus tard le %(last)s."),
    "too_short": _("La durée minimale est de %(shortest)s : finissez plus tard."),
    "too_long": _("La durée maximale est de %(longest)s : finissez plus tôt."),
    "step_start": _("Le début se choisit par pas de %(step)s, à partir de l’heure juste."),
    "step_length": _("La durée se compte par pas de %(step)s."),
}


def in_words(value: Any) -> Any:
    """Write a duration, a day or a circle as the reader says it; leave other values as they are."""
    language = get_language() or "fr"
    if isinstance(value, dt.timedelta):
        return format_duration(value, language)
    if isinstance(value, dt.date):
        return format_date(value, language)
    if value in Circle.values:
        return Circle(value).label
    return value


def reasons(objections: Iterable[Objection]) -> tuple[Reason, ...]:
    """Give each objection its sentence, in the reader's language."""
    worded = [Objection(o.code, o.field, {k: in_words(v) for k, v in o.values.items()}) for o in objections]
    return explain(worded, {code: str(text) for code, text in SENTENCES.items()})
