"""Organisations, memberships, territories."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import SEVEN_YEARS, SIX_YEARS, YEARS

RETENTIONS = (
    Retention(
        "organisations.Organisation", None, _("Le registre des organisations."), personal=("email", "phone")
    ),
    Retention(
        "organisations.OrganisationEvent",
        SEVEN_YEARS,
        _("Qui a changé une organisation, quand."),
        since="pgh_created_at",
        personal=("email", "phone"),
    ),
    Retention(
        "organisations.Membership",
        None,
        _("Vos rôles dans les organisations, présents et passés."),
        personal=("title", "roles"),
    ),
    Retention(
        "organisations.MembershipEvent",
        SEVEN_YEARS,
        _("Qui a reçu ou perdu un rôle, quand : pour répondre de chaque décision."),
        since="pgh_created_at",
        personal=("title", "roles"),
    ),
    Retention(
        "organisations.ApiToken", SIX_YEARS, _("Les jetons et leur dernier usage."), since="expires_at"
    ),
    Retention(
        "organisations.JoinRequest",
        2 * YEARS,
        _("Vos demandes pour rejoindre une organisation."),
        since="created_at",
        personal=("message",),
    ),
    Retention("organisations.IdentityProvider", None, _("Tant que l’organisation offre cette connexion.")),
    Retention("organisations.ProviderDomain", None, _("Tant que l’organisation offre cette connexion.")),
    Retention("territories.Region", None, _("Registre public.")),
    Retention("territories.Mrc", None, _("Registre public.")),
    Retention("territories.Municipality", None, _("Registre public.")),
)
