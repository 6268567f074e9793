"""« Changer la série » : which dates, then other hours, another day, another place of the same owner."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.formats import hour
from maillon.base.web.forms import RefusableForm
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.sharing.reservations.forms.asking import bookable_day, clock
from maillon.sharing.reservations.forms.series import DAY, minutes_of
from maillon.sharing.reservations.services.series_edits import Change, Reach

QUARTERS = range(0, DAY_MINUTES + 1, 15)


class SeriesEditForm(RefusableForm):
    """Which dates, and what changes; what is left as it is keeps its value."""

    pivot = forms.ChoiceField(label=gettext_lazy("Date"))
    reach = forms.ChoiceField(
        label=gettext_lazy("Ce qui change avec elle"),
        widget=forms.RadioSelect,
        choices=[
            (Reach.ONE, gettext_lazy("cette date seulement")),
            (Reach.FOLLOWING, gettext_lazy("cette date et les suivantes")),
            (Reach.ALL, gettext_lazy("toutes les dates à venir")),
        ],
        initial=Reach.ONE,
    )
    starts = forms.ChoiceField(label=gettext_lazy("De"), required=False)
    ends = forms.ChoiceField(label=gettext_lazy("À"), required=False)
    day = forms.DateField(
        label=gettext_lazy("Autre jour"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Pour une date à la fois."),
    )
    asset = forms.TypedChoiceField(
        label=gettext_lazy("Lieu ou bien"), required=False, coerce=int, empty_value=None
    )
    whole = forms.ChoiceField(
        label=gettext_lazy("Si une date ne peut pas être déplacée"),
        widget=forms.RadioSelect,
        choices=[
            ("all", gettext_lazy("Ne rien changer")),
            ("free", gettext_lazy("La laisser où elle est, et déplacer les autres")),
        ],
        initial="all",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        dates: Sequence[tuple[str, str]],
        places: Sequence[tuple[int, str]],
        now: dt.datetime,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.now = now
        same = _("comme maintenant")
        hours = [("", same), *((clock(at), hour(at)) for at in QUARTERS)]
        choices: dict[str, Sequence[tuple[object, object]]] = {
            "pivot": dates,
            "starts": hours[:-1],
            "ends": [hours[0], *hours[2:]],
            "asset": [("", same), *places],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]  # a ChoiceField
        if not places:
            del self.fields["asset"]

    def clean_day(self) -> dt.date | None:
        """Keep to the days that can be booked at all."""
        day: dt.date | None = self.cleaned_data["day"]
        return bookable_day(day, self.now) if day else None

    def clean(self) -> dict[str, Any]:
        """Ask for both hours, or none."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("starts")) != bool(cleaned.get("ends")) and not self.errors:
            self.add_error("ends", _("Choisissez le début et la fin, ou laissez les deux comme maintenant."))
        return cleaned

    def change(self) -> Change:
        """Return what changes."""
        cleaned = self.cleaned_data
        return Change(
            starts=minutes_of(cleaned["starts"]) if cleaned.get("starts") else None,
            ends=minutes_of(cleaned["ends"]) if cleaned.get("ends") else None,
            asset_id=cleaned.get("asset"),
            day=cleaned.get("day"),
        )

    def said(self) -> str:
        """Return what was answered in one word: only what was seen can be confirmed."""
        return "|".join(str(self.cleaned_data.get(name) or "") for name in self.fields)

    def reached(self) -> Reach:
        """Return how far it goes."""
        return Reach(self.cleaned_data["reach"])
