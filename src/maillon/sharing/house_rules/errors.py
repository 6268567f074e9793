"""What house rules refuse, and the sentences of their objections."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Reason, Refusal, explain
from maillon.base.web.formats import number
from maillon.community.organisations.kinds import Circle
from maillon.kernel.objections import Objection
from maillon.kernel.spans import Span
from maillon.kernel.words import format_date, format_period

SENTENCES = {
    "house_protected": _(
        "Le propriétaire garde ces heures pour son propre usage : choisissez un autre moment."
    ),
    "house_reserved": _("Ces heures sont gardées pour : %(circle)s. Choisissez un autre moment."),
    "house_reserved_until": _(
        "Ces heures sont gardées pour : %(circle)s. Ce qui reste s’ouvre à tous le %(released_at)s."
    ),
    "house_share": _(
        "%(percent)s %% des heures de la semaine sont gardées pour : %(circle)s. Il reste %(left)s pour les autres."
    ),
    "house_share_until": _(
        "%(percent)s %% des heures de la semaine sont gardées pour : %(circle)s, jusqu’au %(released_at)s. "
        "Il reste %(left)s pour les autres."
    ),
    "house_hours_week": _(
        "Vous avez déjà %(used)s sur %(limit)s cette semaine, et vous demandez %(wanted)s de plus."
    ),
    "house_hours_month": _(
        "Vous avez déjà %(used)s sur %(limit)s ce mois-là, et vous demandez %(wanted)s de plus."
    ),
    "house_hours_season": _(
        "Vous avez déjà %(used)s sur %(limit)s pour la saison, et vous demandez %(wanted)s de plus."
    ),
    "house_to_come": _(
        "Réservations à venir : vous en avez déjà %(used)s sur %(limit)s permises. Attendez la fin de l’une d’elles."
    ),
    "house_at_once": _("À ce moment, vous en avez déjà %(used)s sur %(limit)s permises en même temps."),
    "house_days_ahead": _("On ne réserve pas encore si loin ici : choisissez au plus tard le %(last)s."),
    "house_hours_between": _("Il faut %(limit)s entre deux de vos réservations; vous en avez une %(other)s."),
    "starts_in_the_past": _("Une règle vaut à partir d’aujourd’hui, ou d’un jour à venir."),
    "ends_before_it_starts": _("La fin vient après le début."),
    "no_day": _("Choisissez au moins un jour de la semaine."),
    "hours_in_disorder": _("L’heure de fin vient après l’heure de début."),
    "kept_for_everyone": _(
        "Ce qui est gardé pour tout le monde n’est gardé pour personne : choisissez un public."
    ),
    "percent_out_of_reach": _("Inscrivez une part de 1 à 99 %%."),
    "measure_missing": _("Choisissez ce qui est compté."),
    "limit_out_of_reach": _("Inscrivez un nombre de 1 à 10 000."),
    "season_without_end": _("Une saison a une fin : inscrivez le dernier jour de la règle."),
    "publics_in_disorder": _("Choisissez au moins deux publics, chacun une seule fois."),
    "foreign_target": _("Choisissez un bien, un lieu ou une catégorie de votre organisation."),
    "unknown_rule": _("Cette règle n’existe pas, ou vous ne pouvez pas la voir."),
    "over": _("Cette règle n’est plus en vigueur."),
    "why_missing": _("Expliquez en une phrase pourquoi : l’historique le gardera."),
    "why_too_long": _("Résumez en %(longest)s caractères."),
    "too_many_rules": _("Une organisation a au plus %(most)s règles : retirez-en une d’abord."),
}


class RuleRefused(Refusal):
    """The rule cannot be adopted as it is; every reason is given."""

    code = "rule_refused"
    status = 422


def hours_in_words(length: dt.timedelta) -> str:
    """Return « 30 h » or « 1 h 30 min »: hours are not made into days, a limit is read in hours."""
    hours, minutes = divmod(int(length.total_seconds() // 60), 60)
    told = [f"{number(hours)}\u00a0h"] if hours or not minutes else []
    return "\u00a0".join([*told, f"{minutes}\u00a0min"] if minutes else told)


def in_words(value: Any, tz: ZoneInfo) -> Any:
    """Write a duration, a moment, a day, a period or a circle as the reader says it; leave other values."""
    language = get_language() or "fr"
    if isinstance(value, dt.timedelta):
        return hours_in_words(value)
    if isinstance(value, dt.datetime):
        return format_date(value.astimezone(tz).date(), language)
    if isinstance(value, dt.date):
        return format_date(value, language)
    if isinstance(value, Span):
        return format_period(value, tz, language)
    if isinstance(value, str) and value in Circle.values:
        return Circle(value).label
    return number(value) if isinstance(value, int) else value


def plain(value: Any) -> Any:
    """Write a value as JSON does: minutes for durations, ISO 8601 for moments, days and periods."""
    if isinstance(value, dt.timedelta):
        return int(value.total_seconds() // 60)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Span):
        return [plain(value.start), plain(value.end)]
    return value


def named(name: str, value: Any) -> str:
    """Return the name of a value in JSON, with its unit when it is a duration."""
    return f"{name}_minutes" if isinstance(value, dt.timedelta) else name


def explained(objections: Iterable[Objection], *, tz: ZoneInfo, said: dict[int, str]) -> tuple[Reason, ...]:
    """Give each objection of a rule its sentence, in the reader's language.

    The values go along for programs: the rule and its own sentence (``said``, by number), the use already made and
    the limit, when the hours are released.
    """
    found = []
    for one in objections:
        words = {key: in_words(value, tz) for key, value in one.values.items()}
        (reason,) = explain([Objection(one.code, one.field, words)], _told())
        values = {named(key, value): plain(value) for key, value in one.values.items() if value is not None}
        values["rule_text"] = said.get(one.values.get("rule", 0), "")
        found.append(Reason(reason.code, reason.message, reason.field, values))
    return tuple(found)


def reasons(objections: Iterable[Objection]) -> tuple[Reason, ...]:
    """Give their sentences to the objections against a rule that is being written."""
    return explain(objections, _told())


def _told() -> dict[str, str]:
    return {code: str(text) for code, text in SENTENCES.items()}
