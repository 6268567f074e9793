"""Why labels refuse, with what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid, NotFound, Reason, Refusal

MOST_BLANK, MOST_PRINTED = 500, 1_000
SENTENCES: dict[str, Any] = {
    "nothing_to_print": _("Choisissez des biens, ou un nombre d’étiquettes sans bien."),
    "too_many_labels": _("Imprimez au plus %(most)s étiquettes à la fois."),
    "unknown_paper": _("Choisissez un papier de la liste."),
    "no_such_place": _("Cette feuille compte %(places)s places : choisissez-en une de 1 à %(places)s."),
    "unknown_label": _("Cette étiquette n’est pas une des vôtres."),
    "void_label": _("Cette étiquette est annulée : prenez-en une autre."),
    "claimed_label": _("Cette étiquette est déjà reliée à un autre bien : annulez-la d’abord."),
    "unknown_asset": _("Ce bien n’est pas dans votre inventaire, ou n’y est plus."),
    "closed_message": _("Ce message est déjà réglé."),
}


def reason(code: str, field: str | None = None, **values: object) -> Reason:
    """Return a reason with its sentence."""
    return Reason(code, str(SENTENCES[code]) % values, field)


class VoidLabel(Refusal):
    """The label was voided: it stands for nothing any more."""

    code = "void_label"

    def __init__(self) -> None:
        super().__init__(reason(self.code))


class ClaimedLabel(Refusal):
    """The label already stands for another asset."""

    code = "claimed_label"

    def __init__(self) -> None:
        super().__init__(reason(self.code))


class ClosedMessage(Refusal):
    """Someone else closed the message meanwhile."""

    code = "closed_message"

    def __init__(self) -> None:
        super().__init__(reason(self.code))


def unknown_label() -> NotFound:
    """Return the refusal for a label that is not of this organisation."""
    return NotFound(reason("unknown_label"))


def invalid(code: str, field: str, **values: object) -> Invalid:
    """Return the refusal of one field."""
    return Invalid(reason(code, field, **values))
