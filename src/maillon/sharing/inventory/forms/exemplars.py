"""Writing exemplars down, and saying in what state they are."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.forms import RefusableForm
from maillon.sharing.inventory.errors import SENTENCES
from maillon.sharing.inventory.models import Exemplar
from maillon.sharing.inventory.rules.exemplars import MOST_AT_ONCE, numbered

REMOVE = "remove"
APART = re.compile(r"\s*[;\t]\s*")


class AddExemplarsForm(RefusableForm):
    """A first number and how many, or a list pasted from a sheet."""

    first = forms.CharField(
        label=gettext_lazy("Premier numéro"),
        help_text=gettext_lazy("Les suivants se comptent : PERC-01, PERC-02…"),
        max_length=40,
        required=False,
    )
    count = forms.IntegerField(
        label=gettext_lazy("Combien"), min_value=1, max_value=MOST_AT_ONCE, required=False
    )
    labels = forms.CharField(
        label=gettext_lazy("Ou une liste collée"),
        help_text=gettext_lazy(
            "Une ligne par exemplaire : son numéro, puis son numéro de série après « ; »."
        ),
        max_length=70_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one way of giving numbers."""
        cleaned = super().clean() or self.cleaned_data
        first, count = cleaned.get("first", ""), cleaned.get("count") or 1
        if not first and not cleaned.get("labels") and not self.errors:
            self.add_error("first", str(SENTENCES["no_labels"]))
        if first and "count" not in self.errors:
            try:
                cleaned["numbered"] = numbered(first, count)
            except ValueError:
                self.add_error("first", str(SENTENCES["no_digits"]))
        return cleaned

    def exemplars(self) -> list[tuple[str, str]]:
        """Return each (label, serial number)."""
        counted = [(label, "") for label in self.cleaned_data.get("numbered", ())]
        lines = [line for line in self.cleaned_data["labels"].splitlines() if line.strip()]
        pasted = [[*APART.split(line.strip(), maxsplit=1), ""][:2] for line in lines]
        return counted + [(label, serial) for label, serial in pasted]


class ChangeExemplarsForm(RefusableForm):
    """Which exemplars, in what state from now on, why and since when."""

    exemplars = forms.TypedMultipleChoiceField(
        coerce=int,
        label=gettext_lazy("Exemplaires"),
        error_messages={"required": gettext_lazy("Cochez au moins un exemplaire.")},
    )
    state = forms.ChoiceField(label=gettext_lazy("Les mettre"))
    reason = forms.CharField(
        label=gettext_lazy("Raison"),
        help_text=gettext_lazy("Mandrin brisé, volé au parc, réparé par l’atelier…"),
        max_length=300,
        required=False,
    )
    since = forms.DateField(
        label=gettext_lazy("Depuis le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, known: list[Exemplar], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["exemplars"].choices = [(exemplar.pk, exemplar.label) for exemplar in known]  # type: ignore[attr-defined]  # a choice field
        self.fields["state"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            *Exemplar.State.choices,
            (REMOVE, _("effacer : inscrit par erreur")),
        ]

    def clean_since(self) -> dt.date | None:
        """Keep to days that are here."""
        day: dt.date | None = self.cleaned_data["since"]
        if day and not dt.date(1950, 1, 1) <= day <= timezone.localdate():
            raise forms.ValidationError(_("Choisissez un jour passé, ou aujourd’hui."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask why, when they are not in service any more."""
        cleaned = super().clean() or self.cleaned_data
        out = cleaned.get("state") in {Exemplar.State.REPAIR, Exemplar.State.LOST, Exemplar.State.RETIRED}
        if out and not cleaned.get("reason", "").strip():
            self.add_error("reason", str(SENTENCES["exemplar_reason_missing"]))
        return cleaned


class ExemplarForm(RefusableForm):
    """The numbers of one exemplar."""

    labels = forms.CharField(label=gettext_lazy("Numéro"), max_length=40)
    serial = forms.CharField(
        label=gettext_lazy("Numéro de série"),
        help_text=gettext_lazy("Votre organisation seule le voit."),
        max_length=80,
        required=False,
    )
