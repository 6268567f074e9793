"""House rules said in sentences, as everyone reads them."""

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.web.formats import day as day_in_words
from maillon.base.web.formats import hour, language, number
from maillon.community.organisations.kinds import Circle
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.kernel.words import join_words
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.house_rules.rules import Measure

Kind = RuleVersion.Kind
ONE_DAY = dt.timedelta(days=1)


def days_in_words(weekdays: Collection[int]) -> str:
    """Return « du lundi au vendredi », « le mardi et le jeudi » or « tous les jours »."""
    days = sorted(weekdays)
    if len(days) == 7:
        return _("tous les jours")
    names = [str(WEEKDAYS[day]) for day in days]
    if language() == "fr":
        names = [name.lower() for name in names]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("du %(first)s au %(last)s") % {"first": names[0], "last": names[-1]}
    return join_words([_("le %(day)s") % {"day": name} for name in names], language())


def when_in_words(version: RuleVersion) -> str:
    """Return the days and the hours of a rule: « le mardi et le jeudi, de 18 h à 21 h »."""
    days = days_in_words(version.weekdays)
    if (version.from_minute, version.until_minute) == (0, DAY_MINUTES):
        return days
    return _("%(days)s, de %(start)s à %(end)s") % {
        "days": days,
        "start": hour(version.from_minute),
        "end": hour(version.until_minute),
    }


def sentence(version: RuleVersion) -> str:
    """Return what a version says, as one sentence."""
    when = when_in_words(version)
    if version.kind == Kind.PROTECTED:
        return _("%(when)s : le propriétaire seul s’en sert.") % {"when": _capital(when)}
    if version.kind == Kind.RESERVED:
        return _("%(when)s : gardé pour %(circle)s%(release)s.") % {
            "when": _capital(when),
            "circle": public_in_words(version.circle),
            "release": _release(version),
        }
    if version.kind == Kind.SHARE:
        return _(
            "%(percent)s %% des heures de chaque semaine%(when)s : gardé pour %(circle)s%(release)s."
        ) % {
            "percent": number(version.percent),
            "when": "" if _always(version) else f" ({when})",
            "circle": public_in_words(version.circle),
            "release": _release(version),
        }
    if version.kind == Kind.QUOTA:
        return _quota(version, when)
    ranked = [f"{rank}. {public_in_words(circle)}" for rank, circle in enumerate(version.publics, start=1)]
    return _("Quand plusieurs attendent la même place, l’ordre est : %(publics)s.") % {
        "publics": "; ".join(ranked)
    }


def public_in_words(circle: str) -> str:
    """Return a circle inside a sentence: « les organismes publics »."""
    return _("l’organisation propriétaire") if circle == Circle.OWNER else str(Circle(circle).label)


def kept_in_words(version: RuleVersion, released_at: dt.datetime | None, tz: ZoneInfo) -> str:
    """Return for whom hours are kept and until when, as the week says it."""
    if version.kind == Kind.PROTECTED:
        return _("Le propriétaire s’en sert.")
    public = public_in_words(version.circle)
    if released_at is None:
        return _("Gardé pour %(circle)s.") % {"circle": public}
    return _("Gardé pour %(circle)s; ouvert à tous le %(day)s.") % {
        "circle": public,
        "day": day_in_words(released_at.astimezone(tz).date()),
    }


def scope_in_words(version: RuleVersion) -> str:
    """Return what a version covers; reads ``asset``, ``asset_class`` and ``site`` where there are."""
    if version.asset is not None:
        return version.asset.name
    if version.asset_class is None:
        return version.site.name if version.site is not None else _("Tous les biens")
    name = str(version.asset_class)
    return f"{name}, {version.site.name}" if version.site is not None else name


def force_in_words(version: RuleVersion, today: dt.date) -> str:
    """Return from when until when a version holds, where it is not simply « now and without end »."""
    last = version.ends_on - ONE_DAY if version.ends_on else None
    if version.starts_on > today and last:
        return _("Du %(first)s au %(last)s.") % {
            "first": day_in_words(version.starts_on),
            "last": day_in_words(last),
        }
    if version.starts_on > today:
        return _("À partir du %(first)s.") % {"first": day_in_words(version.starts_on)}
    return _("Jusqu’au %(last)s, compris.") % {"last": day_in_words(last)} if last else ""


def _always(version: RuleVersion) -> bool:
    return len(version.weekdays) == 7 and (version.from_minute, version.until_minute) == (0, DAY_MINUTES)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _release(version: RuleVersion) -> str:
    if version.release_days is None:
        return ""
    if not version.release_days:
        return _(", jusqu’à la veille")
    told = ngettext(", jusqu’à %(n)s jour avant", ", jusqu’à %(n)s jours avant", version.release_days)
    return told % {"n": number(version.release_days)}


def _quota(version: RuleVersion, when: str) -> str:
    who = _("par personne") if version.per_person else _("par organisation")
    told = _measured(version.measure, version.limit) % {"n": number(version.limit), "who": who}
    if not _always(version):
        told += _(", %(when)s") % {"when": when}
    if version.circle != Circle.OWNER:
        told += _("; %(circle)s n’y sont pas tenus") % {"circle": public_in_words(version.circle)}
    return f"{told}."


def _measured(measure: str, n: int) -> str:
    """Return the words of a quota, with places for the number (``n``) and for whom it counts (``who``)."""
    return {
        Measure.HOURS_WEEK: _("Au plus %(n)s h par semaine, %(who)s"),
        Measure.HOURS_MONTH: _("Au plus %(n)s h par mois, %(who)s"),
        Measure.HOURS_SEASON: _("Au plus %(n)s h pour la saison, %(who)s"),
        Measure.TO_COME: ngettext(
            "Au plus %(n)s réservation à venir, %(who)s", "Au plus %(n)s réservations à venir, %(who)s", n
        ),
        Measure.AT_ONCE: ngettext(
            "Au plus %(n)s réservation à la fois, %(who)s", "Au plus %(n)s réservations à la fois, %(who)s", n
        ),
        Measure.DAYS_AHEAD: ngettext(
            "On réserve au plus %(n)s jour d’avance", "On réserve au plus %(n)s jours d’avance", n
        ),
        Measure.HOURS_BETWEEN: _("Au moins %(n)s h entre deux réservations, %(who)s"),
    }[Measure(measure)]
