"""What kits refuse, and the sentences of their objections."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Invalid, Reason, Refusal, explain
from maillon.kernel.objections import Objection

SENTENCES = {
    "no_lines": _("Une trousse contient au moins une chose."),
    "too_many_lines": _("Une trousse compte au plus %(most)s lignes."),
    "line_quantity": _("Inscrivez une quantité de 1 à %(most)s."),
    "line_choices": _("Une ligne compte de 1 à %(most)s choix : le premier, puis ses remplaçants."),
    "choice_twice": _("Un même bien ne peut pas se remplacer lui-même."),
    "line_twice": _("Deux lignes commencent par le même bien : réunissez-les en changeant la quantité."),
    "foreign_choice": _("Choisissez parmi vos biens qui se réservent."),
    "other_class": _("« %(name)s » n’est pas de la même catégorie que ce qu’il remplace."),
    "all_optional": _("Une trousse contient au moins une chose qui n’est pas facultative."),
    "kit_unknown": _("Cette trousse n’existe pas, ou vous ne pouvez pas la voir."),
    "kit_retired": _("Cette trousse n’est plus proposée."),
    "kit_count": _("Demandez de 1 à %(most)s trousses."),
    "kits_left": _("À ce moment, il en reste %(left)s : demandez-en moins, ou choisissez un autre moment."),
    "none_left": _("À ce moment, il n’en reste aucune complète : choisissez un autre moment."),
    "line_missing": _("Il manque : %(name)s."),
    "composition_changed": _("Ce qui est libre vient de changer : voyez ce que contiendrait la trousse."),
    "name_taken": _("Vous avez déjà une trousse de ce nom."),
    "no_photo": _("Cette trousse n’a pas de photo à elle."),
    "alt_missing": _("Dites ce que montre la photo."),
}


class KitRefused(Refusal):
    """The kits wanted cannot all be made at that moment."""

    code = "kit_refused"


class CompositionChanged(Refusal):
    """What the kits would be made of is no longer what was shown."""

    code = "composition_changed"

    def __init__(self) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code])))


def explained(objections: Iterable[Objection]) -> tuple[Reason, ...]:
    """Give the objections of kits their sentences, in the reader's language."""
    return explain(objections, SENTENCES)


register_constraint(
    "kits_kit_name_once", lambda: Invalid(Reason("name_taken", str(SENTENCES["name_taken"]), "name"))
)


def one_reason(code: str, field: str | None = None) -> Reason:
    """Return one reason with its sentence."""
    return Reason(code, str(SENTENCES[code]), field)


def said_nothing() -> Invalid:
    """Return the refusal of a picture of which nothing is said."""
    return Invalid(one_reason("alt_missing", "alt"))
