"""What is wrong with what was sent, in the reader's words.

Pydantic tells in English and in its own terms; each of its kinds of error gets a sentence here.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja.errors import ValidationError

from maillon.base.refusals import Reason

_NUMBER = _("Inscrivez un nombre.")
_WHOLE = _("Inscrivez un nombre entier.")
_TEXT = _("Inscrivez un texte.")
_MOMENT = _("Inscrivez un moment avec son décalage, par exemple 2026-12-01T18:30:00-05:00.")
_DAY = _("Inscrivez un jour, par exemple 2026-12-01.")

SENTENCES: dict[str, Any] = {
    "missing": _("Ce champ est obligatoire."),
    "extra_forbidden": _("Ce champ n’existe pas ici."),
    "string_type": _TEXT,
    "string_too_short": _("Au moins %(min_length)s caractères."),
    "string_too_long": _("Au plus %(max_length)s caractères."),
    "string_pattern_mismatch": _("Ce texte n’a pas la forme attendue."),
    "string_unicode": _("Ce texte contient des caractères illisibles."),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _("Ce nombre est trop grand."),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_places": _("Au plus %(decimal_places)s chiffres après le point."),
    "greater_than": _("Plus grand que %(gt)s."),
    "greater_than_equal": _("Au moins %(ge)s."),
    "less_than": _("Plus petit que %(lt)s."),
    "less_than_equal": _("Au plus %(le)s."),
    "bool_type": _("Inscrivez true ou false."),
    "bool_parsing": _("Inscrivez true ou false."),
    "enum": _("Choisissez parmi : %(expected)s."),
    "literal_error": _("Choisissez parmi : %(expected)s."),
    "list_type": _("Inscrivez une liste."),
    "too_long": _("Au plus %(max_length)s éléments."),
    "too_short": _("Au moins %(min_length)s élément."),
    "model_type": _("Inscrivez un objet."),
    "model_attributes_type": _("Inscrivez un objet."),
    "dict_type": _("Inscrivez un objet."),
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "timezone_aware": _MOMENT,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
}
_OTHER = _("Cette valeur ne convient pas.")


def reasons_of(error: ValidationError) -> list[Reason]:
    """Return one reason per fault, each at its field (``wish.starts_at``, ``limit``)."""
    return [_reason(fault) for fault in error.errors]


def _reason(fault: dict[str, Any]) -> Reason:
    kind, values = fault["type"], fault.get("ctx") or {}
    # An error of a validator of ours is already a sentence.
    ours = kind == "value_error"
    message = str(values.get("error", _OTHER)) if ours else str(SENTENCES.get(kind, _OTHER)) % values
    return Reason(kind, message, _field(fault["loc"]))


def _field(place: Sequence[str | int]) -> str | None:
    """Return the field's path; the first parts say only in which part of the request it stood."""
    source, *path = place
    if source == "body" or path == ["query"]:  # a route's own name for what was sent, or for all parameters
        path = path[1:]
    return ".".join(str(part) for part in path) or None
