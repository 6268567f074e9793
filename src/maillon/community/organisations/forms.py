"""Forms of organisations, their members, their tokens and their sign-in."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm, RefusableModelForm
from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.community.organisations.rules import NETWORK_ROLES, OVERSIGHT
from maillon.community.organisations.services import MemberTerms, Profile, ProviderTerms
from maillon.community.people.models import Person
from maillon.community.territories.models import Mrc

ROLE_HINTS = {
    Role.ASSET_MANAGER: _("Inscrit les biens, leurs horaires et leurs conditions de partage."),
    Role.APPROVER: _("Accepte ou refuse les demandes."),
    Role.REQUESTER: _("Demande des lieux et de l’équipement au nom de l’organisation."),
    Role.FINANCE: _("Voit les coûts et les factures."),
    Role.ORGANISATION_ADMIN: _("Invite les membres et choisit leurs rôles."),
    Role.TERRITORY_COORDINATOR: _("Anime le partage sur tout un territoire et vérifie ses organisations."),
    Role.STEWARD: _("Vérifie les organisations et veille sur tout le réseau."),
    Role.AUDITOR: _("Voit tout, ne change rien."),
}


class DayInput(forms.DateInput):
    """A day, asked with the browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class OrganisationForm(RefusableModelForm):
    """What an organisation says of itself."""

    class Meta:
        model = Organisation
        fields = ("name", "short_name", "kind", "neq", "mrc", "mission", "email", "phone")
        labels = {"mission": _("Mission, en une phrase ou deux")}
        help_texts = {
            "neq": _("Dix chiffres. Un organisme public peut ne pas en avoir."),
            "email": _("Adresse générale, montrée à tout le monde."),
        }
        widgets = {"mission": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network = self.instance.kind == OrganisationKind.NETWORK
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Choisissez")),
            *(
                choice
                for choice in OrganisationKind.choices
                if network or choice[0] != OrganisationKind.NETWORK
            ),
        ]
        self.fields["mrc"] = forms.ModelChoiceField(
            Mrc.objects.order_by("sort_key"),
            label=_("MRC ou territoire"),
            required=False,
            empty_label=_("Choisissez"),
        )

    def profile(self) -> Profile:
        """Return what was answered."""
        answers = dict(self.cleaned_data)
        mrc = answers.pop("mrc")
        return Profile(mrc_id=mrc.pk if mrc else None, **answers)


class FirstBodyForm(OrganisationForm):
    """An organisation that a steward writes in, and whether they begin by acting for it."""

    joining = forms.BooleanField(
        label=_("Donnez-moi un chapeau dans cette organisation, pour commencer"), required=False
    )

    def profile(self) -> Profile:
        """Return what was answered of the organisation itself."""
        self.cleaned_data.pop("joining", None)
        return super().profile()


class JoinForm(RefusableForm):
    """A word to those who administer the organisation."""

    message = forms.CharField(
        label=_("Un mot pour eux"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Votre fonction, par exemple : la personne qui lira saura qui vous êtes."),
    )


class MemberForm(RefusableForm):
    """What a member may do, and from when to when."""

    title = forms.CharField(label=_("Fonction"), max_length=120, required=False)
    roles = forms.MultipleChoiceField(label=_("Rôles"), choices=Role.choices, required=False)
    starts_on = forms.DateField(label=_("Premier jour"), required=False, widget=DayInput())
    ends_on = forms.DateField(
        label=_("Dernier jour"),
        required=False,
        widget=DayInput(),
        help_text=_("Vide : sans fin prévue."),
    )

    def __init__(
        self,
        *args: Any,
        hat: Hat,
        organisation: Organisation,
        membership: Membership | None = None,
        **kwargs: Any,
    ) -> None:
        if membership is not None:
            fields = ("title", "roles", "starts_on", "ends_on")
            kwargs["initial"] = {name: getattr(membership, name) for name in fields}
        super().__init__(*args, **kwargs)
        held = set(membership.roles) if membership else set()
        network = organisation.kind == OrganisationKind.NETWORK
        self.offered = [
            (role.value, role.label, ROLE_HINTS[role])
            for role in Role
            if role in held
            or ((hat.has(Role.STEWARD) or role not in NETWORK_ROLES) and (network or role not in OVERSIGHT))
        ]

    @property
    def chosen_roles(self) -> list[str]:
        """Return the roles to show as ticked."""
        return list(self["roles"].value() or [])

    def terms(self) -> MemberTerms:
        """Return what was answered."""
        answers = self.cleaned_data
        return MemberTerms(
            roles=tuple(answers["roles"]),
            title=answers["title"],
            starts_on=answers["starts_on"],
            ends_on=answers["ends_on"],
        )


class InviteForm(MemberForm):
    """Someone to invite, and what they may do."""

    email = forms.EmailField(
        label=_("Adresse courriel"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Nom"), max_length=120, help_text=_("Sert si la personne n’a pas encore de compte.")
    )
    field_order = ("email", "name", "title", "roles", "starts_on", "ends_on")


class TokenForm(RefusableForm):
    """A key for a program, under the hat worn now."""

    name = forms.CharField(
        label=_("À quoi servira ce jeton"),
        max_length=80,
        help_text=_("« Écran du hall », « Site de la ville »"),
    )
    may_write = forms.BooleanField(
        label=_("Il peut aussi réserver et modifier, en plus de lire"), required=False
    )
    days = forms.TypedChoiceField(
        label=_("Il vaut pendant"),
        choices=[("30", _("30 jours")), ("90", _("90 jours")), ("365", _("un an"))],
        initial="90",
        coerce=int,
        widget=forms.RadioSelect,
    )

    def expires_at(self, now: dt.datetime) -> dt.datetime:
        """Return the end of the key's life."""
        return now + dt.timedelta(days=self.cleaned_data["days"])


class ProviderForm(RefusableForm):
    """An organisation's own sign-in service."""

    name = forms.CharField(label=_("Nom montré sur le bouton"), max_length=80)
    issuer = forms.URLField(
        label=_("Adresse du fournisseur (issuer)"),
        assume_scheme="https",
        help_text=_("Celle dont la page « /.well-known/openid-configuration » répond."),
    )
    client_id = forms.CharField(label=_("Identifiant du client"), max_length=200)
    client_secret = forms.CharField(
        label=_("Secret du client"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Il est chiffré, et n’est plus jamais montré."),
    )
    domains = forms.CharField(
        label=_("Domaines de courriel"),
        help_text=_("Séparés par des virgules : « ville.qc.ca, biblio.qc.ca »."),
    )

    def terms(self) -> ProviderTerms:
        """Return what was answered."""
        answers = self.cleaned_data
        return ProviderTerms(
            name=answers["name"],
            client_id=answers["client_id"],
            client_secret=answers["client_secret"],
            domains=tuple(part for part in answers["domains"].replace(",", " ").split() if part),
        )


class AddressForm(RefusableForm):
    """The address by which someone signs in."""

    email = forms.EmailField(
        label=_("Adresse courriel"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class FoundingForm(RefusableForm):
    """The first person of the installation, and the name of the network they look after."""

    code = forms.CharField(
        label=_("Code affiché par la console"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Trois groupes de quatre caractères, imprimés au démarrage et par « maillon doctor »."),
    )
    network = forms.CharField(
        label=_("Nom du réseau"), max_length=160, help_text=_("« Réseau de partage de la Matapédia »")
    )
    name = forms.CharField(
        label=_("Votre nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Adresse courriel"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Au moins douze caractères. Une courte phrase se retient mieux qu’un mot compliqué."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is short, common, or made of the address."""
        answers = super().clean() or self.cleaned_data
        person = Person(email=answers.get("email", ""), name=answers.get("name", ""))
        if answers.get("password"):
            try:
                validate_password(answers["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return answers
