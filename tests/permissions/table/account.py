"""Signing in, one’s account."""

from ..hats import NO_ONE, SIGNED_IN
from .lines import Line, button

ACCOUNT = (
    Line("account_login"),
    Line("account_signup"),
    Line("account_request_login_code"),
    Line(
        "account_confirm_login_code", get=SIGNED_IN
    ),  # who signed in goes on, who did not goes back to sign-in
    Line("account_logout"),
    Line("account_inactive"),
    Line("account_reset_password"),
    Line(
        "account_confirm_password_reset_code", get=NO_ONE
    ),  # without a code asked for, back to the beginning
    Line("account_complete_password_reset"),
    Line("account_password_reset_completed"),
    Line("account_email_verification_sent", get=SIGNED_IN),
    Line("account_reauthenticate", get=NO_ONE),  # these hats have no password and no key to prove again
    Line("account_email", get=SIGNED_IN),
    Line("account_change_password", get=SIGNED_IN),
    Line("account_set_password", get=SIGNED_IN),
    Line("mfa_login_webauthn", get=SIGNED_IN),  # asked by a script; opened as a page, it leads to sign-in
    Line("mfa_authenticate", get=SIGNED_IN),
    Line("mfa_reauthenticate", get=NO_ONE),
    Line("mfa_reauthenticate_webauthn", get=NO_ONE),
    Line("mfa_index", get=SIGNED_IN),
    Line("mfa_activate_totp", get=SIGNED_IN),
    Line("mfa_deactivate_totp", get=NO_ONE),
    Line("mfa_view_recovery_codes", get=NO_ONE),
    Line("mfa_generate_recovery_codes", get=SIGNED_IN),
    Line("mfa_download_recovery_codes", get=NO_ONE),
    Line("mfa_list_webauthn", get=SIGNED_IN),
    Line("mfa_add_webauthn", get=SIGNED_IN),
    Line("mfa_edit_webauthn", {"pk": 1}, get=NO_ONE),
    Line("mfa_remove_webauthn", {"pk": 1}, get=NO_ONE),
    Line("usersessions_list", get=SIGNED_IN),
    Line("socialaccount_connections", get=SIGNED_IN),
    Line("socialaccount_signup", get=NO_ONE),
    Line("socialaccount_login_cancelled"),
    Line("socialaccount_login_error", get=NO_ONE),  # answers 401
    Line("openid_connect_login", {"provider_id": "ville"}),
    Line("openid_connect_callback", {"provider_id": "ville"}, get=NO_ONE),  # an answer that nobody asked for
)
PEOPLE = (
    Line("people:account", get=SIGNED_IN),
    Line("people:messages", get=SIGNED_IN),
    Line("people:my_data", get=SIGNED_IN),
    Line("people:my_data_file", get=SIGNED_IN),
    button("people:erase", {}, SIGNED_IN),
    Line("people:demonstration_mails", get=NO_ONE),
)
PAGES = (*ACCOUNT, *PEOPLE)
