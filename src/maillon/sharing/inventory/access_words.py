"""How accessibility is told: the words of the questions, of the answers, and of what can be sought."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.formats import day, number
from maillon.kernel.words import NBSP
from maillon.sharing.inventory.rules import Kind, Value
from maillon.sharing.inventory.rules.access import CHECKED, QUESTIONS, Answers

WORDS: Mapping[str, Any] = {
    "step_free": gettext_lazy("Entrée sans marche"),
    "door_cm": gettext_lazy("Largeur de la porte"),
    "automatic_door": gettext_lazy("Porte automatique"),
    "lift": gettext_lazy("Ascenseur ou plateforme élévatrice"),
    "toilet": gettext_lazy("Toilettes accessibles"),
    "hearing_loop": gettext_lazy("Boucle magnétique"),
    "parking": gettext_lazy("Stationnement réservé"),
    "drop_off": gettext_lazy("Débarcadère pour le transport adapté"),
    "stop": gettext_lazy("Arrêt de transport en commun"),
    "stop_metres": gettext_lazy("Distance de cet arrêt"),
    "aids": gettext_lazy("Repères visuels ou tactiles"),
    "quiet_room": gettext_lazy("Pièce calme"),
    "notes": gettext_lazy("À savoir"),
    CHECKED: gettext_lazy("Vérifié le"),
}
CHOICES: Mapping[str, Mapping[str, Any]] = {
    "step_free": {
        "level": gettext_lazy("oui, de plain-pied"),
        "ramp": gettext_lazy("oui, avec une rampe"),
        "no": gettext_lazy("non"),
    },
    "lift": {
        "yes": gettext_lazy("oui"),
        "one_level": gettext_lazy("inutile : tout est de plain-pied"),
        "no": gettext_lazy("non"),
    },
}
UNITS: Mapping[str, str] = {"door_cm": "cm", "stop_metres": "m"}
SOUGHT_WORDS: Mapping[str, Any] = {
    "step_free": gettext_lazy("accès sans marche"),
    "automatic_door": gettext_lazy("porte automatique"),
    "all_levels": gettext_lazy("ascenseur, ou tout de plain-pied"),
    "toilet": gettext_lazy("toilettes accessibles"),
    "hearing_loop": gettext_lazy("boucle magnétique"),
    "parking": gettext_lazy("stationnement réservé"),
    "drop_off": gettext_lazy("débarcadère de transport adapté"),
    "aids": gettext_lazy("repères visuels ou tactiles"),
    "quiet_room": gettext_lazy("pièce calme"),
}
# Said by the answer to another question, or not a question about the place.
NOT_ASKED_AGAIN = frozenset({"stop_metres", "notes", CHECKED})


def told_answer(code: str, value: Value) -> str:
    """Return an answer as people read it: « oui, avec une rampe », « 90 cm »."""
    match QUESTIONS[code].kind:
        case Kind.CHOICE:
            return str(CHOICES[code].get(str(value), value))
        case Kind.YES_NO:
            return _("oui") if value else _("non")
        case Kind.DATE:
            return day(date.fromisoformat(str(value)))
        case Kind.WHOLE if isinstance(value, int):
            return f"{number(value)}{NBSP}{UNITS[code]}"
    return str(value)


def told_access(answers: Answers) -> list[tuple[str, str]]:
    """Return what is answered, each with its word, in the order of the questions."""
    return [(str(WORDS[code]), told_answer(code, answers[code])) for code in QUESTIONS if code in answers]


def unknown_access(answers: Answers) -> list[str]:
    """Return the words of what nobody has answered yet."""
    return [str(WORDS[code]) for code in QUESTIONS if code not in answers and code not in NOT_ASKED_AGAIN]
