"""What the inventory refuses, with what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

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
    "field_answered": _(
        "Des biens y ont déjà répondu : retirez cette caractéristique et créez-en une autre."
    ),
    "choice_answered": _("Des biens ont choisi « %(choice)s » : gardez ce choix."),
    "too_many_photos": _("Un bien montre au plus 12 photos : retirez-en une d’abord."),
}
