"""Writing a schedule: the ordinary week, hour by hour, then the days that differ."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.models import Organisation
from maillon.kernel.spans import Span
from maillon.sharing.availability.forms.hours import (
    DateField,
    DayFields,
    HoursForm,
    hours_names,
    initial_hours,
    initial_week,
)
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.queries import schools_for, seasons_of
from maillon.sharing.availability.queries.drafts import Draft, ParticularDay

TIME_ZONES = (
    ("America/Toronto", _("Heure de Montréal")),
    ("America/Halifax", _("Heure des Îles-de-la-Madeleine")),
    ("America/Blanc-Sablon", _("Heure de Blanc-Sablon (jamais avancée)")),
)
BLANK_DAYS = 3


class ScheduleForm(HoursForm):
    """A schedule: its name, its clock, its week, the school it follows, its particular days (``x0_jour``…)."""

    name = forms.CharField(
        label=_("Nom de l’horaire"), max_length=120, help_text=_("Par exemple « Gymnases, le soir ».")
    )
    time_zone = forms.ChoiceField(label=_("Fuseau horaire"), choices=TIME_ZONES)
    closed_on_holidays = forms.BooleanField(
        label=_("Fermé les jours fériés du Québec"), required=False, initial=True
    )
    school = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Calendrier scolaire suivi"),
        required=False,
        empty_label=_("Aucun"),
        help_text=_("Une période peut alors valoir les jours de classe, les congés ou la relâche."),
    )

    def __init__(self, *args: Any, schedule: Schedule, hat: Hat, **kwargs: Any) -> None:
        self.schedule = schedule
        kwargs["initial"] = _initial(schedule) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._offer_schools(hat)
        known = list(schedule.exceptions.order_by("day")) if schedule.pk else []
        self.day_stretches = range(max([1, *(len(day.opens) for day in known)]))
        self.rows = range(len(known) + BLANK_DAYS)
        self.add_week(schedule.weekly or ())
        for row in self.rows:
            self._add_particular(row, _now("Jour %(n)s") % {"n": row + 1})

    def _offer_schools(self, hat: Hat) -> None:
        """Propose the schools around; without any the question is not asked."""
        schools: Any = schools_for(hat) | Organisation.objects.filter(pk=self.schedule.school_id or 0)
        if schools.exists():
            self.fields["school"].queryset = schools  # type: ignore[attr-defined]  # a ModelChoiceField
        else:
            del self.fields["school"]

    def _add_particular(self, row: int, who: str) -> None:
        self.fields[f"x{row}_jour"] = DateField(label=who, required=False)
        self.fields[f"x{row}_fin"] = DateField(label=_now("%(who)s, jusqu’au") % {"who": who}, required=False)
        self.add_hours(f"x{row}", self.day_stretches, who)
        self.fields[f"x{row}_raison"] = forms.CharField(
            label=_now("%(who)s, raison") % {"who": who}, max_length=120, required=False
        )

    @property
    def particular_days(self) -> list[DayFields]:
        """Return the fields of the days that differ, the blank ones last."""
        return [
            self.day_fields(
                _now("Jour %(n)s") % {"n": row + 1},
                [
                    f"x{row}_jour",
                    f"x{row}_fin",
                    *hours_names(f"x{row}", self.day_stretches),
                    f"x{row}_raison",
                ],
            )
            for row in self.rows
        ]

    def clean(self) -> dict[str, object]:
        """Check the week, then that each particular day is whole and shares no day with another."""
        super().clean()
        seen: list[Span[int]] = []
        for row in self.rows:
            self._check_particular(row, seen)
        return self.cleaned_data

    def _check_particular(self, row: int, seen: list[Span[int]]) -> None:
        opens = self.pairs(f"x{row}", self.day_stretches)
        day, until = self.cleaned_data.get(f"x{row}_jour"), self.cleaned_data.get(f"x{row}_fin")
        reason = self.cleaned_data.get(f"x{row}_raison")
        if day is None:
            if (reason or opens or until) and f"x{row}_jour" not in self.errors:
                self.add_error(f"x{row}_jour", _("Quel jour?"))
            return
        if not reason:
            self.add_error(f"x{row}_raison", _("Dites pourquoi : les gens le verront."))
        if until is not None and until < day:
            self.add_error(f"x{row}_fin", _("Le dernier jour vient après le premier."))
            return
        span = Span(day.toordinal(), (until or day).toordinal() + 1)
        if any(span.overlaps(other) for other in seen):
            self.add_error(f"x{row}_jour", _("Ce jour est déjà plus haut."))
        seen.append(span)

    def exceptions(self) -> dict[date, ParticularDay]:
        """Return the days that differ; one without hours is closed."""
        found = {}
        for row in self.rows:
            day, until = self.cleaned_data.get(f"x{row}_jour"), self.cleaned_data.get(f"x{row}_fin")
            if day is not None:
                found[day] = ParticularDay(
                    self.pairs(f"x{row}", self.day_stretches),
                    self.cleaned_data[f"x{row}_raison"],
                    until if until and until > day else None,
                )
        return found

    def draft(self) -> Draft:
        """Return the schedule as it would be saved; its seasons stay as they are."""
        school = self.cleaned_data.get("school")
        return Draft(
            name=self.cleaned_data["name"],
            time_zone=self.cleaned_data["time_zone"],
            weekly=self.weekly(),
            closed_on_holidays=self.cleaned_data["closed_on_holidays"],
            seasons=seasons_of(self.schedule),
            school_id=school.pk if school else None,
            particular=self.exceptions(),
        )


def _initial(schedule: Schedule) -> dict[str, Any]:
    if schedule.pk is None:
        return {}
    found: dict[str, Any] = {
        name: getattr(schedule, name) for name in ("name", "time_zone", "closed_on_holidays", "school")
    }
    found |= initial_week(schedule.weekly)
    for row, exception in enumerate(schedule.exceptions.order_by("day")):
        found[f"x{row}_jour"], found[f"x{row}_raison"] = exception.day, exception.reason
        found[f"x{row}_fin"] = exception.until
        found |= initial_hours(f"x{row}", exception.opens)
    return found
