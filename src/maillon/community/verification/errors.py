"""Why something cannot be done with a verification, in words."""

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Refusal

SENTENCES = {
    "territory_missing": _("Dites dans quelle MRC se trouve l’organisation : c’est elle qui examine."),
    "number_missing": _("Inscrivez le NEQ de l’organisation, dix chiffres."),
    "mission_missing": _("Écrivez la mission de l’organisation, en une phrase ou deux."),
    "sponsor_missing": _("Choisissez l’organisme qui parraine votre groupe."),
    "sponsor_without_person": _("Un groupe sans personnalité juridique ne peut pas parrainer."),
    "sponsor_company": _("Une entreprise privée ne peut pas parrainer un groupe citoyen."),
    "sponsor_unverified": _("Le parrain doit être un organisme public ou une organisation vérifiée."),
    "proof_missing": _("Répondez en un mot ou deux, avec ce qui le prouve."),
    "piece_missing_charter": _("Joignez les lettres patentes ou les statuts."),
    "piece_missing_register": _("Joignez l’état de renseignements du Registraire des entreprises."),
    "piece_missing_sponsor": _("Joignez la lettre de l’organisme parrain."),
    "appeal_unexplained": _("Dites ce que la première décision n’a pas vu."),
    "regime_of_public_bodies": _("Ce régime est celui d’organismes publics : laissez « règles internes »."),
    "own_request": _("Vous ne pouvez pas décider d’une demande de votre organisation, ou envoyée par vous."),
    "same_judge": _("L’appel est tranché par une autre personne que celle qui a refusé."),
    "motive_missing": _("Choisissez le motif du refus."),
    "no_criterion_refused": _("Dites « non » à au moins un critère, ou choisissez un autre motif."),
    "reason_missing": _("Expliquez en une phrase : l’organisation vous lira."),
    "criterion_open": _("Pour accorder, il faut « oui » à chaque critère."),
    "until_missing": _("Choisissez le dernier jour de la vérification."),
    "until_out_of_bounds": _("Le dernier jour vient après aujourd’hui, d’au plus %(years)s ans."),
}


class Incomplete(Refusal):
    """The request lacks something."""

    status = 422
    code = "incomplete"


class JudgementRefused(Refusal):
    """The decision does not hold together, or is not this person's to take."""

    status = 422
    code = "judgement_refused"


class NotYours(Refusal):
    """The decision belongs to someone else."""

    status = 403
    code = "not_yours"


class RequestLocked(Refusal):
    """The request is being examined or is closed: what it says does not change any more."""

    code = "request_locked"


class AlreadyDecided(Refusal):
    """Someone decided meanwhile."""

    code = "already_decided"


class NothingToAsk(Refusal):
    """There is nothing to ask for now."""

    code = "nothing_to_ask"


class TooManyPieces(Refusal):
    """The request already has as many pieces as it may hold."""

    status = 422
    code = "too_many_pieces"


register_constraint(
    "verification_request_one_open",
    lambda: NothingToAsk(_("Une demande de vérification est déjà ouverte pour cette organisation.")),
)
