"""The questions of an answer: why not, and what instead; why it is given back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.formats import hour
from maillon.base.web.forms import RefusableForm
from maillon.kernel.spans import Span
from maillon.sharing.reservations.drafts import moment
from maillon.sharing.reservations.forms.asking import bookable_day, clock
from maillon.sharing.reservations.models import RefusalMotive

HALF_HOURS = range(0, 1441, 30)
ABOUT_TIME = ("other_day", "other_starts", "other_ends")


class ExceptionForm(RefusableForm):
    """« Accepter quand même » : why the owner passes over its own rules."""

    exception = forms.CharField(
        label=gettext_lazy("Pourquoi faire une exception"),
        max_length=500,
        help_text=gettext_lazy("La raison reste sur la réservation, et tous ceux qui la voient la lisent."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RefuseForm(RefusableForm):
    """« Refuser » : a motive of the list, words, and if possible another asset or another moment."""

    motive = forms.ChoiceField(label=gettext_lazy("Motif"))
    reason = forms.CharField(
        label=gettext_lazy("Explication"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Une phrase utile à la personne qui demandait."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    alternative_asset = forms.TypedChoiceField(
        label=gettext_lazy("Proposer un autre bien, libre au même moment"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    other_day = forms.DateField(
        label=gettext_lazy("Proposer un autre jour"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    other_starts = forms.ChoiceField(label=gettext_lazy("De"), required=False)
    other_ends = forms.ChoiceField(label=gettext_lazy("À"), required=False)

    def __init__(
        self, data: Any = None, *, tz: ZoneInfo, others: Sequence[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.tz = tz
        hours = [("", "—"), *((clock(at), hour(at)) for at in HALF_HOURS)]
        choices: dict[str, Sequence[tuple[object, object]]] = {
            "motive": [("", _("Choisissez")), *RefusalMotive.choices],
            "alternative_asset": [("", _("aucun")), *others],
            "other_starts": hours[:-1],
            "other_ends": [hours[0], *hours[2:]],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]  # a ChoiceField
        if not others:
            del self.fields["alternative_asset"]

    def clean_other_day(self) -> dt.date | None:
        """Propose a day that can be booked."""
        day: dt.date | None = self.cleaned_data["other_day"]
        return bookable_day(day, timezone.now()) if day else None

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of another moment, or none of it."""
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in ABOUT_TIME if cleaned.get(name)]
        for name in ABOUT_TIME:
            if given and name not in given and name not in self.errors:
                self.add_error(name, _("Complétez l’autre moment, ou videz les trois cases."))
        if len(given) == len(ABOUT_TIME) and cleaned["other_starts"] >= cleaned["other_ends"]:
            self.add_error("other_ends", _("La fin vient après le début."))
        return cleaned

    def alternative(self) -> Span[dt.datetime] | None:
        """Return the other moment, by the clock of the place."""
        if not self.cleaned_data.get("other_day"):
            return None
        day = self.cleaned_data["other_day"].isoformat()
        starts, ends = (moment(day, self.cleaned_data[name], self.tz) for name in ABOUT_TIME[1:])
        return Span(starts, ends)


class RefuseTogetherForm(RefusableForm):
    """« Tout refuser » : one motive and its words for all that was asked together."""

    motive = forms.ChoiceField(label=gettext_lazy("Motif"))
    reason = forms.CharField(
        label=gettext_lazy("Explication"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Une phrase utile à la personne qui demandait."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["motive"].choices = [("", _("Choisissez")), *RefusalMotive.choices]  # type: ignore[attr-defined]  # a ChoiceField


class ManyForm(RefuseTogetherForm):
    """The answer to several requests; the motive counts for a refusal only."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["motive"].required = False


class CancelForm(RefusableForm):
    """« Annuler » : why; needed when it is the owner who takes the period back."""

    reason = forms.CharField(
        label=gettext_lazy("Raison"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, by_owner: bool, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["reason"].required = by_owner
