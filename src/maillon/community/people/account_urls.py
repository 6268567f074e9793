"""The pages of sign-in: allauth's views at French addresses, and only those that Maillon offers."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as providers
from allauth.usersessions import views as sessions
from django.urls import include, path

# allauth finds its own pages by these names, which therefore stay in its words
sign_in = [
    path("connexion/", account.login, name="account_login"),
    path("connexion/code/", account.request_login_code, name="account_request_login_code"),
    path("connexion/code/confirmer/", account.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/cle/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("connexion/second-facteur/", factors.authenticate, name="mfa_authenticate"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("inscription/", account.signup, name="account_signup"),
    path("ferme/", account.account_inactive, name="account_inactive"),
]
proofs = [
    path("confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("confirmer/application/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("confirmer/cle/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("adresse/confirmer/", account.email_verification_sent, name="account_email_verification_sent"),
]
address_and_password = [
    path("adresse/", account.email, name="account_email"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/premier/", account.password_set, name="account_set_password"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "mot-de-passe/oublie/nouveau/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "mot-de-passe/oublie/fait/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
]
security = [
    path("securite/", factors.index, name="mfa_index"),
    path("securite/application/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("securite/application/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("securite/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("securite/codes/nouveaux/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("securite/codes/fichier/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("securite/cles/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("securite/cles/ajouter/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("securite/cles/<int:pk>/nom/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("securite/cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("securite/sessions/", sessions.list_usersessions, name="usersessions_list"),
]
organisation_accounts = [
    path("organisations/", providers.connections, name="socialaccount_connections"),
    path("organisations/inscription/", providers.signup, name="socialaccount_signup"),
    path("organisations/annulee/", providers.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisations/erreur/", providers.login_error, name="socialaccount_login_error"),
]
urlpatterns = [path("", include(sign_in + proofs + address_and_password + security + organisation_accounts))]
