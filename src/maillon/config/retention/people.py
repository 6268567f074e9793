"""People and their signing in."""

from django.utils.translation import gettext_lazy as _

from maillon.base.privacy import Retention
from maillon.config.retention.durations import YEARS

RETENTIONS = (
    Retention(
        "people.Person",
        None,
        _("Votre nom, votre adresse et votre langue : pour vous reconnaître et vous écrire."),
        personal=("email", "name", "language", "shortcuts", "joined_at", "last_login"),
    ),
    Retention(
        "account.EmailAddress",
        None,
        _("Votre adresse, et la preuve qu’elle est la vôtre."),
        personal=("email",),
    ),
    Retention("account.EmailConfirmation", None, _("Vide : les adresses se confirment par un code.")),
    Retention(
        "mfa.Authenticator",
        None,
        _("Vos clés d’accès et le secret, chiffré, de votre application d’authentification."),
        personal=("data",),
    ),
    Retention(
        "usersessions.UserSession",
        30,
        _("Vos connexions : pour reconnaître un appareil qui n’est pas à vous."),
        since="last_seen_at",
        personal=("ip", "user_agent"),
    ),
    Retention("sessions.Session", 1, _("Les sessions échues."), since="expire_date"),
    Retention(
        "socialaccount.SocialAccount",
        None,
        _("Le lien avec le service de connexion de votre organisation."),
        personal=("uid", "extra_data"),
    ),
    Retention("socialaccount.SocialApp", None, _("Vide : les fournisseurs sont ceux des organisations.")),
    Retention("socialaccount.SocialToken", None, _("Vide : aucun jeton d’un fournisseur n’est gardé.")),
    Retention(
        "mail.OutgoingMail",
        YEARS,
        _("Les courriels que Maillon vous a écrits : pour les relire s’ils se perdent."),
        since="created_at",
        personal=("to", "subject", "text"),
    ),
    Retention(
        "people_attempt", None, _("Essais de connexion comptés, effacés d’eux-mêmes en moins d’un jour.")
    ),
)
