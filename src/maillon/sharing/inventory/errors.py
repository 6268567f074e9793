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
    "too_many_photos": _("Un bien montre au plus 12 photos : retirez-en une d’abord."),
}
