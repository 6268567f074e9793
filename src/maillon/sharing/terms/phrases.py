"""Conditions of sharing said in sentences, as their owner reads them before saving."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillon.base.web.formats import money, number
from maillon.community.organisations.kinds import Circle
from maillon.kernel.words import format_duration
from maillon.sharing.terms.models import SharingTerms


def duration(minutes: int) -> str:
    """Return « 1 h 30 min » or « 2 jours »."""
    return format_duration(dt.timedelta(minutes=minutes), get_language() or "fr")


def sentences(terms: SharingTerms) -> list[str]:
    """Return the conditions as sentences: who, when, how long, what answer, what price."""
    said = [who_may_book(terms), _when(terms), _how_long(terms)]
    if terms.setup_minutes or terms.cleanup_minutes:
        said.append(_around(terms))
    return [*said, _answer(terms), _price(terms)]


def who_may_book(terms: SharingTerms) -> str:
    """Return who may book, as a sentence."""
    return {
        Circle.OWNER: _("Votre organisation seule peut réserver."),
        Circle.PARTNERS: _("Vos partenaires par entente peuvent réserver ce que leur entente couvre."),
        Circle.PUBLIC_BODIES: _("Les organismes publics peuvent réserver."),
        Circle.VERIFIED: _(
            "Les organismes publics, et les organismes sociaux et environnementaux vérifiés, peuvent réserver."
        ),
        Circle.MEMBERS: _("Tous les membres de Maillon peuvent réserver."),
        Circle.EVERYONE: _("Tout le monde peut réserver."),
    }[Circle(terms.bookable_by)]


def _when(terms: SharingTerms) -> str:
    horizon = number(terms.horizon_days)
    if not terms.notice_minutes:
        return _("On réserve jusqu’à la dernière minute, et au plus %(horizon)s jours d’avance.") % {
            "horizon": horizon
        }
    return _("On réserve au moins %(notice)s et au plus %(horizon)s jours d’avance.") % {
        "notice": duration(terms.notice_minutes),
        "horizon": horizon,
    }


def _how_long(terms: SharingTerms) -> str:
    return _("Une réservation dure de %(shortest)s à %(longest)s, par pas de %(step)s.") % {
        "shortest": duration(terms.min_minutes),
        "longest": duration(terms.max_minutes),
        "step": duration(terms.step_minutes),
    }


def _around(terms: SharingTerms) -> str:
    if not terms.cleanup_minutes:
        return _("%(time)s sont gardées avant, pour préparer.") % {"time": duration(terms.setup_minutes)}
    if not terms.setup_minutes:
        return _("%(time)s sont gardées après, pour remettre en état.") % {
            "time": duration(terms.cleanup_minutes)
        }
    return _("%(before)s sont gardées avant, pour préparer, et %(after)s après, pour remettre en état.") % {
        "before": duration(terms.setup_minutes),
        "after": duration(terms.cleanup_minutes),
    }


def _answer(terms: SharingTerms) -> str:
    if terms.approval == SharingTerms.Approval.AUTOMATIC:
        return _("La réponse est immédiate : ce qui est libre est à qui le demande.")
    return _("Vous répondez à chaque demande, en %(time)s au plus; sans réponse, elle expire.") % {
        "time": duration(terms.answer_within_hours * 60)
    }


def _price(terms: SharingTerms) -> str:
    if terms.price_per_hour is None:
        return _("C’est gratuit.")
    return _("C’est %(price)s l’heure.") % {"price": money(terms.price_per_hour)}
