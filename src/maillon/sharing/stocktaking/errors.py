"""Why counting refuses, with what to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid, NotAllowed, NotFound, Reason, Refusal

MOST_EXPECTED, MOST_AT_ONCE, MOST_PHOTOS = 20_000, 500, 6
SENTENCES: dict[str, Any] = {
    "nothing_expected": _("Aucun bien n’est là : choisissez d’autres lieux ou d’autres catégories."),
    "too_much_expected": _("Un récolement compte au plus %(most)s biens : choisissez moins de lieux."),
    "unknown_site": _("Choisissez un de vos lieux."),
    "unknown_person": _("Choisissez des personnes de votre organisation."),
    "unknown_count": _("Ce récolement n’est pas un des vôtres."),
    "not_a_counter": _("Ce récolement est confié à d’autres personnes : demandez à en être."),
    "closed_count": _("Ce récolement est fermé : plus rien ne s’y ajoute."),
    "nothing_seen": _("Dites ce que vous avez vu : un code, un numéro ou quelques mots."),
    "unknown_asset": _("Ce bien n’est pas dans votre inventaire."),
    "unknown_observation": _("Envoyez d’abord l’observation, puis sa photo."),
    "too_many_photos": _("Une observation porte au plus %(most)s photos."),
    "decided": _("Ces propositions ont déjà leur réponse."),
}


def reason(code: str, field: str | None = None, **values: object) -> Reason:
    """Return a reason with its sentence."""
    return Reason(code, str(SENTENCES[code]) % values, field)


class ClosedCount(Refusal):
    """The count was closed: nothing is added to it any more."""

    code = "closed_count"

    def __init__(self) -> None:
        super().__init__(reason(self.code))


def invalid(code: str, field: str, **values: object) -> Invalid:
    """Return the refusal of one field."""
    return Invalid(reason(code, field, **values))


def unknown_count() -> NotFound:
    """Return the refusal for a count that is not of this organisation."""
    return NotFound(reason("unknown_count"))


def not_a_counter() -> NotAllowed:
    """Return the refusal for someone who was not asked to count."""
    return NotAllowed(reason("not_a_counter"))
