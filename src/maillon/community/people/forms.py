"""The forms of sign-in and of one's own account, in our words."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm, RefusableModelForm
from maillon.community.people.models import Person

WORDS = {
    "login": _("Adresse courriel"),
    "email": _("Adresse courriel"),
    "password": _("Mot de passe"),
    "oldpassword": _("Mot de passe actuel"),
    "password1": _("Nouveau mot de passe"),
    "password2": _("Le même, encore une fois"),
    "remember": _("Rester connecté sur cet appareil pendant deux semaines"),
    "code": _("Code"),
    "passwordless": _("Cette clé remplace le mot de passe"),
}


class OurWords:
    """Gives allauth's fields our labels, hints in place of text inside the fields, and no HTML in a hint."""

    words: ClassVar[dict[str, Any]] = {}
    hints: ClassVar[dict[str, Any]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = (WORDS | self.words).get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "text"}


LENGTH = _("Au moins douze caractères. Une courte phrase se retient mieux qu’un mot compliqué.")


class LoginForm(OurWords, account.LoginForm):
    """An address and a password."""

    def _setup_password_field(self) -> None:
        """Keep the password, which allauth leaves out when signing up does not ask for one."""


class SignUpForm(OurWords, account.SignupForm):
    """A new account: name, address, language; the address is proved by a code."""

    hints: ClassVar[dict[str, Any]] = {"email": _("De préférence celle de votre organisation.")}


class RequestCodeForm(OurWords, account.RequestLoginCodeForm):
    """An address to which a sign-in code is sent."""


class ConfirmCodeForm(OurWords, account.ConfirmLoginCodeForm):
    """The sign-in code received."""


class ConfirmAddressForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class NewAddressForm(OurWords, account.AddEmailForm):
    """Another address for the account; it counts once a code has proved it."""

    words: ClassVar[dict[str, Any]] = {"email": _("Nouvelle adresse courriel")}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    """An address to which a code is sent that lets one choose another password."""


class ConfirmResetForm(OurWords, account.ConfirmPasswordResetCodeForm):
    """The code received to choose another password."""


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    """Another password, after the code."""

    hints: ClassVar[dict[str, Any]] = {"password1": LENGTH}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """Another password, knowing the present one."""

    hints: ClassVar[dict[str, Any]] = {"password1": LENGTH}


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """A first password, for someone who signed in by code until now."""

    hints: ClassVar[dict[str, Any]] = {"password1": LENGTH}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    """The password again, before something that matters."""


class FactorForm(OurWords, factors.AuthenticateForm):
    """The second factor at sign-in: a code of the application, or a recovery code."""

    words: ClassVar[dict[str, Any]] = {"code": _("Code de l’application, ou code de secours")}


class FactorAgainForm(OurWords, factors.ReauthenticateForm):
    """The second factor again, before something that matters."""

    words: ClassVar[dict[str, Any]] = {"code": _("Code de l’application, ou code de secours")}


class ActivateAppForm(OurWords, totp.ActivateTOTPForm):
    """The first code of a new authenticator application."""

    words: ClassVar[dict[str, Any]] = {"code": _("Code affiché par l’application")}


class DeactivateAppForm(OurWords, totp.DeactivateTOTPForm):
    """A mere confirmation."""


class GenerateCodesForm(OurWords, recovery.GenerateRecoveryCodesForm):
    """A mere confirmation."""


class AddKeyForm(OurWords, webauthn.AddWebAuthnForm):
    """A new passkey: its name, and whether it is enough by itself."""

    words: ClassVar[dict[str, Any]] = {"name": _("Nom de la clé")}
    hints: ClassVar[dict[str, Any]] = {
        "name": _("Pour la reconnaître : « Téléphone », « Poste du bureau »."),
        "passwordless": _("L’appareil vous reconnaît par votre visage, votre doigt ou son code."),
    }


class EditKeyForm(OurWords, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    words: ClassVar[dict[str, Any]] = {"name": _("Nom de la clé")}


class ProfileForm(RefusableModelForm):
    """What one may change about oneself without further proof."""

    class Meta:
        model = Person
        fields = ("name", "language", "shortcuts")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "language": forms.RadioSelect,
        }
        labels = {
            "name": _("Votre nom"),
            "language": _("Langue de vos courriels"),
            "shortcuts": _("Raccourcis clavier d’une seule touche"),
        }
        help_texts = {
            "shortcuts": _(
                "« g » puis « b » mène à vos biens; éteignez-les si vous dictez ou si une touche vous échappe."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class ErasureForm(RefusableForm):
    """The confirmation that one's account is to be closed and one's data erased."""

    email = forms.EmailField(
        label=_("Votre adresse courriel, pour confirmer"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
