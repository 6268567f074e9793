"""What the waiting list refuses, and its sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Reason, Refusal, explain
from maillon.kernel.objections import Objection

SENTENCES = {
    "begun": _("Cette période a commencé : il n’y a plus rien à attendre."),
    "free_now": _("Ce moment est libre : réservez-le tout de suite."),
    "too_many_waits": _("Votre organisation attend déjà %(most)s moments : retirez-en un d’abord."),
    "not_offered": _("Ce n’est pas votre tour, ou le délai pour répondre est passé."),
    "not_waiting": _("Vous n’êtes plus sur cette liste."),
    "unknown": _("Cette attente n’existe pas, ou vous ne pouvez pas la voir."),
}


class CannotWait(Refusal):
    """There is nothing to wait for; every reason is given."""

    code = "cannot_wait"
    status = 422


class NotYourTurn(Refusal):
    """The place is not kept for this organisation, or not any more."""

    code = "not_your_turn"


def explained(objections: Iterable[Objection]) -> tuple[Reason, ...]:
    """Give the objections of this package's rules their sentences, in the reader's language."""
    return explain(objections, {code: str(text) for code, text in SENTENCES.items()})
