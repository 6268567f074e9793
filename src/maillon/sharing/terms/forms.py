"""Writing conditions: durations are chosen in words, never typed in minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableModelForm
from maillon.sharing.terms.models import SharingTerms
from maillon.sharing.terms.phrases import duration

HOUR, DAY = 60, 24 * 60
LENGTHS = (15, 30, 45, HOUR, 90, 2 * HOUR, 3 * HOUR, 4 * HOUR, 6 * HOUR, 8 * HOUR, 12 * HOUR)
DAYS = (DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY)
CHOICES = {
    "notice_minutes": (0, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR, *DAYS, 30 * DAY),
    "min_minutes": (*LENGTHS, *DAYS),
    "max_minutes": (*LENGTHS, *DAYS, 30 * DAY),
    "step_minutes": (5, 10, 15, 30, HOUR),
    "setup_minutes": (0, 5, 10, 15, 30, 45, HOUR, 90, 2 * HOUR),
    "cleanup_minutes": (0, 5, 10, 15, 30, 45, HOUR, 90, 2 * HOUR),
}
LABELS = {
    "notice_minutes": _("On réserve au moins"),
    "min_minutes": _("Une réservation dure au moins"),
    "max_minutes": _("et au plus"),
    "step_minutes": _("par pas de"),
    "setup_minutes": _("Temps gardé avant, pour préparer"),
    "cleanup_minutes": _("Temps gardé après, pour remettre en état"),
}
HINTS = {
    "notice_minutes": _("C’est le préavis qu’il vous faut."),
    "step_minutes": _("15 min convient presque toujours."),
}


class TermsForm(RefusableModelForm):
    """One set of conditions."""

    class Meta:
        model = SharingTerms
        fields = (
            "name",
            "bookable_by",
            "approval",
            "answer_within_hours",
            "notice_minutes",
            "horizon_days",
            "min_minutes",
            "max_minutes",
            "step_minutes",
            "setup_minutes",
            "cleanup_minutes",
            "price_per_hour",
            "conditions",
        )
        labels = {
            "answer_within_hours": _("Vous répondez en au plus (heures)"),
            "horizon_days": _("et au plus (jours d’avance)"),
        }
        help_texts = {
            "name": _("Pour vous y retrouver, par exemple « Gymnases le soir »."),
            "conditions": _("Ce qu’il faut savoir et respecter, en quelques phrases."),
            "horizon_days": _("540 au plus."),
        }
        widgets = {
            "approval": forms.RadioSelect,
            "conditions": forms.Textarea(attrs={"rows": 4}),
            "price_per_hour": forms.TextInput(attrs={"inputmode": "decimal"}),
        }

    def __init__(self, *args: Any, organisation_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation_id = organisation_id
        self.fields["approval"].choices = SharingTerms.Approval.choices  # type: ignore[attr-defined]  # no blank choice
        for name, minutes in CHOICES.items():
            present = getattr(self.instance, name)
            choices = [(m, self._words(name, m)) for m in sorted({*minutes, present})]
            self.fields[name] = forms.TypedChoiceField(
                choices=choices,
                coerce=int,
                label=LABELS[name],
                help_text=HINTS.get(name, ""),
                initial=present,
            )

    @staticmethod
    def _words(name: str, minutes: int) -> str:
        if minutes:
            before = name == "notice_minutes"
            return str(_("%(time)s d’avance") % {"time": duration(minutes)}) if before else duration(minutes)
        return str(_("aucun préavis") if name == "notice_minutes" else _("aucun"))
