"""Why something cannot be done with an agreement, in words."""

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Refusal

SENTENCES = {
    "title_missing": _("Donnez un titre à l’entente."),
    "no_partner": _("Choisissez au moins une organisation partenaire."),
    "start_missing": _("Choisissez le premier jour de l’entente."),
    "end_before_start": _("Le dernier jour vient après le premier."),
    "already_over": _("Ce dernier jour est déjà passé : choisissez-en un à venir."),
    "nothing_covered": _("Dites ce que l’entente couvre : tout, des catégories, des lieux ou des biens."),
    "reason_missing": _("Dites pourquoi en une phrase : les autres organisations la liront."),
    "end_in_the_past": _(
        "On ne met pas fin à une entente dans le passé : choisissez aujourd’hui ou plus tard."
    ),
    "end_not_sooner": _("L’entente finit déjà avant ce jour."),
}


class Incomplete(Refusal):
    """The draft lacks something before it can be proposed."""

    status = 422
    code = "agreement_incomplete"


class AgreementLocked(Refusal):
    """The agreement was proposed, answered or closed: it does not change this way any more."""

    code = "agreement_locked"


class AgreementChanged(Refusal):
    """The agreement changed since it was read."""

    code = "agreement_changed"


class AlreadyAnswered(Refusal):
    """The partner has answered otherwise already."""

    code = "already_answered"


class NotOpen(Refusal):
    """The agreement waits for no answer."""

    code = "agreement_not_open"


class EndRefused(Refusal):
    """The agreement cannot end this way."""

    status = 422
    code = "end_refused"


register_constraint(
    "agreements_party_once",
    lambda: AlreadyAnswered(_("Cette organisation est déjà partenaire de l’entente."), field="partners"),
)
