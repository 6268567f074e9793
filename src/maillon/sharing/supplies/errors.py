"""Why the supplies refuse, with what to do."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Invalid, NotFound, Reason, Refusal, explain
from maillon.kernel.objections import Objection
from maillon.sharing.supplies.units import told

SENTENCES: dict[str, Any] = {
    "amount_missing": _("Inscrivez une quantité de plus que zéro."),
    "amount_count": _("Inscrivez ce que vous avez compté : zéro ou plus."),
    "amount_too_large": _("Inscrivez une quantité plus petite que cent millions."),
    "amount_not_whole": _("Cette unité ne se divise pas : inscrivez un nombre entier."),
    "amount_too_fine": _("Inscrivez au plus trois chiffres après la virgule."),
    "gtin_length": _("Un GTIN compte 8, 12, 13 ou 14 chiffres : ceux qui sont sous le code-barres."),
    "gtin_control": _(
        "Ce GTIN contient une faute de frappe : son dernier chiffre ne correspond pas aux autres."
    ),
    "unspsc_length": _("Un code UNSPSC compte 8 chiffres."),
    "name_missing": _("Inscrivez un nom."),
    "name_taken": _("Vous avez déjà une fourniture de ce nom."),
    "unknown_article": _("Cette fourniture n’est pas dans vos réserves."),
    "unknown_movement": _("Ce mouvement n’est pas de cette fourniture."),
    "unknown_receiver": _("Choisissez une organisation inscrite."),
    "foreign_site": _("Choisissez un de vos lieux."),
    "same_site": _("Choisissez un autre lieu que celui d’où cela part."),
    "unit_counted": _("Des mouvements sont déjà écrits dans cette unité : créez une autre fourniture."),
    "not_enough": _("Il n’en reste que %(left)s à cet endroit : sortez-en moins, ou comptez d’abord."),
    "none_left": _("Il n’en reste plus à cet endroit."),
    "not_enough_now": _(
        "Il n’en reste pas assez à cet endroit : regardez de nouveau, quelqu’un vient d’en sortir."
    ),
    "retired": _("Cette fourniture est retirée : remettez-la d’abord en service."),
    "reason_missing": _("Dites pourquoi en une phrase."),
    "nothing_counted": _("Inscrivez au moins un compte."),
    "corrected_already": _("Ce mouvement est déjà corrigé."),
    "correction_stays": _("Une correction ne se corrige pas : écrivez un nouveau mouvement."),
    "nothing_to_correct": _("Ce compte n’a rien changé : il n’y a rien à corriger."),
    "kept": _("Un mouvement écrit ne change plus : corrigez-le par le mouvement contraire."),
    "article_twice": _("Cette fourniture est nommée deux fois."),
}


class NotEnough(Refusal):
    """There is less left than what is taken."""

    code = "not_enough"


def reason(code: str, field: str | None = None, **values: object) -> Reason:
    """Return a reason with its sentence."""
    return Reason(code, str(SENTENCES[code]) % values, field)


def refused(code: str, field: str | None = None, **values: object) -> Refusal:
    """Return a refusal of what cannot be done now."""
    return Refusal(reason(code, field, **values))


def invalid(code: str, field: str | None = None, **values: object) -> Invalid:
    """Return the refusal of one field."""
    return Invalid(reason(code, field, **values))


def not_enough(left: Decimal, unit: str) -> NotEnough:
    """Return the refusal that says what is left."""
    if not left:
        return NotEnough(Reason("not_enough", str(SENTENCES["none_left"]), "amount"))
    return NotEnough(reason("not_enough", "amount", left=told(left, unit)))


def ask_sensible(objections: Iterable[Objection]) -> None:
    """Raise Invalid with every objection, if there is any."""
    if found := explain(objections, SENTENCES):
        raise Invalid(found)


def unknown_article() -> NotFound:
    """Return the refusal for an article that this hat may not know of."""
    return NotFound(reason("unknown_article"))


register_constraint("supplies_stock_never_below_zero", lambda: NotEnough(reason("not_enough_now", "amount")))
register_constraint("supplies_movement_own_site", lambda: invalid("foreign_site", "site"))
register_constraint("supplies_movement_whole", lambda: invalid("amount_not_whole", "amount"))
register_constraint("supplies_movement_kept", lambda: refused("kept"))
register_constraint("supplies_article_name_once", lambda: invalid("name_taken", "name"))
