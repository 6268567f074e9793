"""« Envoyer le panier » : what for, for whom, all or what is free."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat


class SendForm(RefusableForm):
    """What is said once for all that the cart holds."""

    purpose = forms.CharField(
        label=gettext_lazy("Activité prévue"),
        max_length=200,
        help_text=gettext_lazy("Par exemple : fête de quartier."),
    )
    attendees = forms.IntegerField(
        label=gettext_lazy("Nombre de personnes"), required=False, min_value=1, max_value=100_000
    )
    membership = forms.TypedChoiceField(
        label=gettext_lazy("Pour quelle organisation"), coerce=int, widget=forms.RadioSelect
    )
    message = forms.CharField(
        label=gettext_lazy("Message aux propriétaires"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    whole = forms.ChoiceField(
        label=gettext_lazy("Si une ligne ne peut pas être demandée"),
        widget=forms.RadioSelect,
        choices=[
            ("free", gettext_lazy("Envoyer les autres; elle reste dans le panier avec sa raison")),
            ("all", gettext_lazy("Ne rien envoyer : c’est tout ou rien")),
        ],
        initial="free",
    )

    def __init__(self, data: Any = None, *, hats: Sequence[Hat], **more: Any) -> None:
        super().__init__(data, **more)
        if len(hats) < 2:
            del self.fields["membership"]
        else:
            choices = [(hat.membership_id, hat.organisation_name) for hat in hats]
            self.fields["membership"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
