"""Why something cannot be done with an organisation, in words."""

from django.utils.translation import gettext_lazy as _

from maillon.base.constraints import register_constraint
from maillon.base.refusals import Refusal

SENTENCES = {
    "role_of_network": _(
        "L’intendance, la vérification et la coordination d’un territoire sont données et retirées par "
        "l’intendance du réseau."
    ),
    "role_out_of_place": _(
        "L’intendance et la vérification n’existent que dans l’organisation qui exploite le réseau."
    ),
    "no_role": _("Choisissez au moins un rôle."),
    "end_before_start": _("Le dernier jour vient après le premier."),
    "last_administrator": _(
        "C’est la dernière personne qui administre l’organisation sans date de fin : donnez d’abord ce rôle à "
        "quelqu’un d’autre."
    ),
}


class RolesRefused(Refusal):
    """The roles asked for cannot be given or taken this way."""

    status = 409
    code = "roles_refused"


class AlreadyMember(Refusal):
    """The person already belongs to the organisation."""

    code = "already_member"


class AlreadyAsked(Refusal):
    """A request to join is already waiting for its answer."""

    code = "already_asked"


class AlreadyDecided(Refusal):
    """The request was answered meanwhile."""

    code = "already_decided"


class NumberTaken(Refusal):
    """Another organisation has this enterprise number."""

    code = "number_taken"


class AlreadyFounded(Refusal):
    """The installation has its steward."""

    code = "already_founded"


class WrongFoundingCode(Refusal):
    """The code typed is not the console's."""

    status = 403
    code = "wrong_founding_code"


class DomainTaken(Refusal):
    """Another provider answers for this e-mail domain."""

    code = "domain_taken"


class ProviderUnreachable(Refusal):
    """The identity provider does not answer as OpenID Connect asks."""

    status = 422
    code = "provider_unreachable"


register_constraint(
    "organisations_membership_once",
    lambda: AlreadyMember(_("Cette personne appartient déjà à l’organisation."), field="email"),
)
register_constraint(
    "organisations_joinrequest_one_pending",
    lambda: AlreadyAsked(_("Votre demande à cette organisation attend déjà une réponse.")),
)
register_constraint(
    "organisations_organisation_neq_once",
    lambda: NumberTaken(_("Une organisation porte déjà ce NEQ."), field="neq"),
)
register_constraint(
    "organisations_providerdomain_once",
    lambda: DomainTaken(_("Un autre fournisseur répond déjà pour ce domaine."), field="domains"),
)
