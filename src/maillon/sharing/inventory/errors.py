"""What the inventory refuses, with what to do."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Invalid, Reason, Refusal
from maillon.sharing.inventory.promises import Promise

SENTENCES: dict[str, Any] = {
    "foreign_site": _("Ce lieu appartient à une autre organisation : choisissez l’un des vôtres."),
    "half_a_point": _("Donnez la longitude et la latitude, ou aucune des deux."),
    "point_not_a_place": _("Ces coordonnées ne sont pas deux nombres."),
    "point_zero": _("Le point (0, 0) est au large de l’Afrique : les coordonnées manquent sans doute."),
    "point_swapped": _("La longitude et la latitude sont inversées."),
    "point_sign_lost": _("Un signe moins manque : au Québec, la longitude est négative."),
    "point_metres": _("Ces coordonnées sont en mètres : il faut des degrés (WGS 84)."),
    "point_outside": _("Ce point n’est pas au Québec : vérifiez la longitude et la latitude."),
    "detail_not_whole": _("Inscrivez un nombre entier."),
    "detail_not_number": _("Inscrivez un nombre."),
    "detail_not_yes_no": _("Répondez par oui ou par non."),
    "detail_not_a_choice": _("Choisissez une réponse de la liste."),
    "detail_not_text": _("Inscrivez un texte, ou laissez vide."),
    "detail_not_a_date": _("Inscrivez une date, par exemple 2026-11-23."),
    "detail_too_small": _("Inscrivez un nombre d’au moins %(least)s."),
    "detail_too_large": _("Inscrivez un nombre d’au plus %(most)s."),
    "detail_too_long": _("Écrivez au plus 300 caractères."),
    "detail_unknown": _("Aucune catégorie n’a de caractéristique de ce code."),
    "access_unknown": _("Aucune question sur l’accessibilité n’a ce code."),
    "not_checked_yet": _("Inscrivez le jour où quelqu’un a regardé : il n’est pas encore venu."),
    "code_taken": _("Ce code sert déjà à chercher par l’accessibilité : choisissez-en un autre."),
    "field_answered": _(
        "Des biens y ont déjà répondu : retirez cette caractéristique et créez-en une autre."
    ),
    "choice_answered": _("Des biens ont choisi « %(choice)s » : gardez ce choix."),
    "code_length": _("Ce code s’écrit avec %(n)s chiffres."),
    "code_twice": _("Cette catégorie a déjà ce code."),
    "too_many_documents": _("Un bien porte au plus 30 documents : retirez-en un d’abord."),
    "same_file": _("C’est le fichier de la version présente : envoyez le nouveau."),
    "too_many_photos": _("Un bien montre au plus 12 photos : retirez-en une d’abord."),
    "frozen": _("Ce bien est tenu intact : libérez-le d’abord."),
    "frozen_one": _("« %(name)s » est tenu intact : libérez-le d’abord."),
    "merged_away": _("Cette fiche a été fusionnée avec une autre : c’est l’autre qui sert."),
    "same_record": _("C’est la même fiche : choisissez l’autre."),
    "unknown_asset": _("Cette fiche n’est pas dans votre inventaire."),
    "reason_missing": _("Dites pourquoi en une phrase."),
    "still_promised": _(
        "Des réservations à venir comptent sur ce bien : annulez-les d’abord, ou choisissez de les annuler toutes."
    ),
    "unit_twice": _("Votre organisation a déjà une unité de ce nom."),
    "name_missing": _("Inscrivez un nom."),
    "unit_in_use": _("Cette unité répond encore de biens (%(n)s) : confiez-les d’abord à une autre."),
    "foreign_unit": _("Cette unité n’est pas de votre organisation."),
    "foreign_keeper": _("Cette personne n’est pas membre de votre organisation."),
    "not_observed_yet": _("Ce jour n’est pas encore venu : inscrivez le jour où l’état a été constaté."),
    "too_long_ago": _("Inscrivez un jour depuis 1900."),
    "too_many_condition_photos": _("Un relevé porte au plus 4 photos."),
    "alt_missing": _("Dites ce que montrent les photos."),
    "promise": _("%(reference)s : %(words)s"),
    "quantity_follows_exemplars": _(
        "Les exemplaires de ce bien sont connus : la quantité suit ceux qui sont en service."
    ),
    "not_a_pool": _("Seul un bien qui se compte en quantité a des exemplaires."),
    "label_twice": _("Le numéro « %(label)s » est déjà pris."),
    "no_labels": _("Donnez au moins un numéro."),
    "too_many_exemplars": _("Ajoutez au plus %(most)s exemplaires à la fois."),
    "label_too_long": _("Un numéro compte de 1 à 40 caractères : « %(label)s »."),
    "no_digits": _("Terminez le premier numéro par un chiffre : PERC-01."),
    "exemplar_reason_missing": _("Dites pourquoi en une phrase."),
    "no_exemplar_left": _("Il n’en resterait aucun : archivez plutôt le bien."),
    "unknown_exemplar": _("Choisissez des exemplaires de ce bien."),
    "too_few_in_service": _(
        "Il en resterait moins en service que ce qui est promis : annulez d’abord une de ces réservations."
    ),
    "too_many_accessories": _("Un bien a au plus 30 accessoires : retirez-en un d’abord."),
    "accessory_missing": _("Dites ce qui vient avec le bien, ou choisissez un autre bien."),
    "accessory_foreign": _("Choisissez un autre de vos biens, qui se réserve."),
    "accessory_twice": _("Ce bien se demande déjà avec celui-ci."),
    "unknown_accessory": _("Cet accessoire n’est plus là."),
    "more_promises": _("Et %(n)s autres."),
}
LISTED = 20


class Frozen(Refusal):
    """An asset is held intact: nothing changes until someone releases it."""

    code = "frozen"

    def __init__(self, assets: Sequence[Any] = ()) -> None:
        named = [
            Reason(self.code, str(SENTENCES["frozen_one"]) % {"name": one.name}) for one in assets[:LISTED]
        ]
        super().__init__(named or [Reason(self.code, str(SENTENCES["frozen"]))])


class ChangedMeanwhile(Refusal):
    """Somebody else has changed the asset since it was read (RFC 9110, § 13.1.1)."""

    status = 412
    code = "changed_meanwhile"

    def __init__(self) -> None:
        super().__init__(_("Quelqu’un d’autre a changé ce bien depuis que vous l’avez lu."))


class MergedAway(Refusal):
    """The record was merged into another one, which is the one that serves."""

    code = "merged_away"

    def __init__(self) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code])))


class ReasonMissing(Invalid):
    """What is done needs its reason."""

    code = "reason_missing"

    def __init__(self, field: str) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code]), field))


class UnitInUse(Refusal):
    """A unit answers for assets: another one must first."""

    code = "unit_in_use"

    def __init__(self, count: int) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code]) % {"n": count}))


class StillPromised(Refusal):
    """Others were promised the asset; ``promises`` says what, and the reasons list it."""

    code = "still_promised"

    def __init__(self, promises: Sequence[Promise]) -> None:
        self.promises = tuple(promises)
        told = [Reason(self.code, str(SENTENCES[self.code]))]
        told += [
            Reason("promise", str(SENTENCES["promise"]) % {"reference": one.reference, "words": one.words})
            for one in self.promises[:LISTED]
        ]
        if left := len(self.promises) - LISTED:
            told += [Reason("promise", str(SENTENCES["more_promises"]) % {"n": left})] if left > 0 else []
        super().__init__(told)


class QuantityFollowsExemplars(Refusal):
    """The exemplars of the pool are known: its quantity is not typed any more."""

    code = "quantity_follows_exemplars"

    def __init__(self) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code]), "quantity"))


class TooFewInService(Refusal):
    """More is promised than the exemplars that would stay in service; the reasons list the promises."""

    code = "too_few_in_service"

    def __init__(self, promises: Sequence[Promise]) -> None:
        self.promises = tuple(promises)
        told = [Reason(self.code, str(SENTENCES[self.code]))]
        told += [
            Reason("promise", str(SENTENCES["promise"]) % {"reference": one.reference, "words": one.words})
            for one in self.promises[:LISTED]
        ]
        if (left := len(self.promises) - LISTED) > 0:
            told.append(Reason("promise", str(SENTENCES["more_promises"]) % {"n": left}))
        super().__init__(told)


register_constraint("inventory_asset_frozen", Frozen)
register_constraint(
    "inventory_accessory_other_once",
    lambda: Invalid(Reason("accessory_twice", str(SENTENCES["accessory_twice"]), "other")),
)
