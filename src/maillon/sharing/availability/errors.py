"""How the ledger says no, and the sentences of the constraints that keep it."""

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Invalid, NotFound, Reason, Refusal

SENTENCES = {
    "slot_just_taken": _("Ce moment n’est plus libre : choisissez-en un autre."),
    "not_enough_left": _(
        "Il en reste %(left)s pour tout ce moment : demandez-en moins, ou choisissez un autre moment."
    ),
    "none_left": _("Il n’en reste plus à ce moment : choisissez-en un autre."),
    "not_bookable": _("Ce bien ne se réserve pas dans Maillon pour l’instant."),
    "hold_expired": _("Le délai est passé et ce moment n’est plus retenu : faites une nouvelle demande."),
    "pool_too_small": _(
        "Des réservations en retiennent déjà davantage : la quantité reste comme elle était."
    ),
    "cells_of_another_block": _("Cette partie n’appartient pas à cet ensemble."),
    "schedule_in_use": _("Des biens suivent cet horaire : donnez-leur d’abord un autre horaire."),
    "cell_in_use": _("Un bien réservable compte cette partie : elle ne peut pas être supprimée."),
    "busy_covers_period": _("La fin vient après le début."),
    "hold_without_end": _("Une retenue a une échéance."),
    "day_twice": _("Deux jours particuliers se recouvrent : réunissez-les."),
    "until_after_day": _("Le dernier jour vient après le premier."),
    "too_many_seasons": _("Un horaire compte au plus %(most)s périodes."),
    "unknown_kind": _("Ce genre de jour n’existe pas."),
    "at_least_one": _("Demandez au moins une unité."),
}


class SlotJustTaken(Refusal):
    """Something else occupies the asset, or a part of it, during this time.

    ``commitment_id`` names it when it is known.
    """

    code = "slot_just_taken"

    def __init__(self, commitment_id: int | None = None) -> None:
        self.commitment_id = commitment_id
        super().__init__(Reason(self.code, str(SENTENCES[self.code]), "starts_at"))


class NotEnoughLeft(Refusal):
    """The pool gives ``left`` at most during the whole of this time; None when it is not known."""

    code = "not_enough_left"

    def __init__(self, left: int | None = None) -> None:
        self.left = left
        sentence = str(SENTENCES["not_enough_left"]) % {"left": left} if left else str(SENTENCES["none_left"])
        super().__init__(Reason(self.code, sentence, "quantity"))


class PoolTooSmall(Refusal):
    """The quantity cannot shrink under what is already promised."""

    code = "pool_too_small"

    def __init__(self) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code]), "quantity"))


class NotBookable(NotFound):
    """The asset has no place in the ledger: nobody put it in sharing."""

    code = "not_bookable"

    def __init__(self) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code])))


class HoldExpired(Refusal):
    """The hold ended before it was made firm, or something else has taken its place."""

    code = "hold_expired"

    def __init__(self) -> None:
        super().__init__(Reason(self.code, str(SENTENCES[self.code])))


def _invalid(code: str, field: str | None = None) -> Invalid:
    return Invalid(Reason(code, str(SENTENCES[code]), field))


register_constraint("availability_commitment_no_overlap", SlotJustTaken)
register_constraint("availability_pool_capacity", NotEnoughLeft)
register_constraint("availability_commitment_of_bookable", NotBookable)
register_constraint(
    "availability_bookable_cells_of_block", lambda: _invalid("cells_of_another_block", "cells")
)
register_constraint("availability_cell_in_use", lambda: Refusal(str(SENTENCES["cell_in_use"])))
register_constraint(
    "availability_commitment_busy_covers_period", lambda: _invalid("busy_covers_period", "ends_at")
)
register_constraint(
    "availability_commitment_hold_expires", lambda: _invalid("hold_without_end", "expires_at")
)
register_constraint("availability_commitment_at_least_one", lambda: _invalid("at_least_one", "quantity"))
register_constraint("availability_exception_no_overlap", lambda: _invalid("day_twice"))
register_constraint("availability_exception_until_after_day", lambda: _invalid("until_after_day"))
