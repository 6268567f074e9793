"""The terms of an offer, said in words."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillon.base.web.formats import money, number
from maillon.kernel.words import format_duration
from maillon.sharing.terms.models import SharingTerms


def price_in_words(terms: SharingTerms) -> str:
    """Return « gratuit » or « 12 $ l’heure »."""
    if terms.price_per_hour is None:
        return _("gratuit")
    return _("%(price)s l’heure") % {"price": money(terms.price_per_hour)}


def terms_in_words(terms: SharingTerms) -> list[tuple[str, str]]:
    """Return the conditions as pairs of a term and its value, in the order in which people ask for them."""
    language = get_language() or "fr"
    lasts = {
        "shortest": format_duration(dt.timedelta(minutes=terms.min_minutes), language),
        "longest": format_duration(dt.timedelta(minutes=terms.max_minutes), language),
    }
    lines = [
        (_("Prix"), price_in_words(terms)),
        (_("Qui peut réserver"), str(terms.get_bookable_by_display())),
        (_("Réponse"), _answer(terms)),
        (_("Durée"), _("de %(shortest)s à %(longest)s") % lasts),
    ]
    if terms.notice_minutes:
        lines.append((_("Préavis"), format_duration(dt.timedelta(minutes=terms.notice_minutes), language)))
    lines.append((_("Au plus tard"), _("%(days)s jours d’avance") % {"days": number(terms.horizon_days)}))
    return lines


def _answer(terms: SharingTerms) -> str:
    if terms.approval == SharingTerms.Approval.AUTOMATIC:
        return _("confirmée aussitôt")
    within = dt.timedelta(hours=terms.answer_within_hours)
    return _("par le propriétaire, en %(time)s au plus") % {
        "time": format_duration(within, get_language() or "fr")
    }
