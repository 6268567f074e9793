"""What people look for, said as in a sentence: « un gymnase », « une salle de réunion »."""

from django.utils.translation import gettext as _

from maillon.sharing.inventory.models import AssetClass


def _phrases() -> dict[str, str]:
    return {
        "room": _("une salle de réunion"),
        "classroom": _("un local de classe"),
        "gym": _("un gymnase"),
        "kitchen": _("une cuisine"),
        "workshop": _("un atelier"),
        "hall": _("une grande salle"),
        "sports_field": _("un terrain de sport"),
        "rink": _("une patinoire"),
        "pool": _("une piscine"),
        "outdoor_place": _("un lieu extérieur"),
        "parking": _("un stationnement"),
        "vehicle": _("un véhicule"),
        "truck": _("un camion"),
        "machinery": _("de la machinerie"),
        "equipment": _("de l’équipement"),
        "tools": _("des outils"),
        "it": _("du matériel informatique"),
        "furniture": _("du mobilier"),
        "office": _("un bureau"),
        "auditorium": _("un auditorium"),
        "land": _("un terrain"),
    }


def wanted_choices() -> list[tuple[str, str]]:
    """Return (code, phrase) of each class that can be booked; a class added later is told by its name."""
    phrases = _phrases()
    return [
        (kind.code, phrases.get(kind.code, kind.name.lower()))
        for kind in AssetClass.objects.filter(bookable=True).order_by("number")
    ]
