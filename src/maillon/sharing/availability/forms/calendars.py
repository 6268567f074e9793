"""Writing a school calendar: its year, its classes, and the stretches of days that differ (``s0_first``…)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.kernel import school_days
from maillon.kernel.school_days import SchoolYear, Stretch
from maillon.sharing.availability.forms.hours import DateField, DayFields
from maillon.sharing.availability.models import DayKind, SchoolCalendar
from maillon.sharing.availability.school_files import rows_of

BLANK_ROWS = 4
MOST_ROWS = 220
PARTS = ("first", "last", "kind", "label")


class SchoolCalendarForm(RefusableForm):
    """A school year: the days of class are the weekdays that no stretch names otherwise."""

    year = forms.TypedChoiceField(label=_("Année scolaire"), coerce=int)
    first_class = DateField(label=_("Premier jour de classe"))
    last_class = DateField(label=_("Dernier jour de classe"))
    publish = forms.BooleanField(
        label=_("Publier"),
        required=False,
        help_text=_("Les organisations du territoire peuvent alors le suivre."),
    )
    file = forms.FileField(
        label=_("Lire un fichier"),
        required=False,
        help_text=_(
            "CSV (du, au, genre, nom) ou iCalendar (.ics). Rien n’est enregistré avant votre accord."
        ),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        this_year: int,
        calendar: SchoolCalendar | None = None,
        rows: list[dict[str, Any]] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        known = rows if rows is not None else (rows_of(calendar.facts().stretches) if calendar else [])
        super().__init__(data, files, initial=_initial(calendar, this_year) | (initial or {}))
        years = {this_year - 1, this_year, this_year + 1} | ({calendar.year} if calendar else set())
        self.fields["year"].choices = [(year, f"{year}-{year + 1}") for year in sorted(years)]  # type: ignore[attr-defined]  # a ChoiceField
        if calendar is not None:
            self.fields["year"].disabled = True
        if calendar is not None and calendar.published_at is not None:
            del self.fields["publish"]
        sent = sum(name.endswith("_first") and name.startswith("s") for name in data) if data else 0
        self.rows = range(min(max(len(known) + BLANK_ROWS, sent), MOST_ROWS))
        for row in self.rows:
            self._add_row(row, known[row] if row < len(known) else {})

    def _add_row(self, row: int, known: Mapping[str, Any]) -> None:
        who = _now("Ligne %(n)s") % {"n": row + 1}
        kinds = [("", _now("Choisissez")), *DayKind.choices]
        said: dict[str, forms.Field] = {
            "first": DateField(label=_now("%(who)s, du") % {"who": who}, required=False),
            "last": DateField(label=_now("%(who)s, au") % {"who": who}, required=False),
            "kind": forms.ChoiceField(
                label=_now("%(who)s, genre de jour") % {"who": who}, choices=kinds, required=False
            ),
            "label": forms.CharField(
                label=_now("%(who)s, nom") % {"who": who}, max_length=120, required=False
            ),
        }
        for part, field in said.items():
            field.initial = known.get(part)
            self.fields[f"s{row}_{part}"] = field

    @property
    def lines(self) -> list[DayFields]:
        """Return the fields of each stretch."""
        return [DayFields(str(row + 1), tuple(self[f"s{row}_{part}"] for part in PARTS)) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """Check that each stretch has its first day and its kind, and runs forward."""
        for row in self.rows:
            first, last, kind, label = (self.cleaned_data.get(f"s{row}_{part}") for part in PARTS)
            if not any((first, last, kind, label)):
                continue
            if first is None and f"s{row}_first" not in self.errors:
                self.add_error(f"s{row}_first", _("Quel jour?"))
            if not kind and f"s{row}_kind" not in self.errors:
                self.add_error(f"s{row}_kind", _("Quel genre de jour?"))
            if first and last and last < first:
                self.add_error(f"s{row}_last", _("Le dernier jour vient après le premier."))
        return self.cleaned_data

    def written(self) -> SchoolYear:
        """Return the school year that was written."""
        stretches = []
        for row in self.rows:
            first, last, kind, label = (self.cleaned_data.get(f"s{row}_{part}") for part in PARTS)
            if first and kind:
                stretches.append(Stretch(first, last or first, school_days.DayKind(kind), label or ""))
        return SchoolYear(
            self.cleaned_data["year"],
            self.cleaned_data["first_class"],
            self.cleaned_data["last_class"],
            tuple(stretches),
        )


def _initial(calendar: SchoolCalendar | None, this_year: int) -> dict[str, Any]:
    if calendar is None:
        return {"year": this_year}
    return {
        "year": calendar.year,
        "first_class": calendar.first_class,
        "last_class": calendar.last_class,
    }
