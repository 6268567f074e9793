"""Writing a schedule: the ordinary week, hour by hour, then the days that differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.kernel.recurrence import DAY_MINUTES, Minutes, Weekly
from maillon.kernel.spans import Span, overlaps
from maillon.sharing.availability.models import Schedule
from maillon.sharing.availability.services.schedules import ParticularDay

TIME_ZONES = (
    ("America/Toronto", _("Heure de Montréal")),
    ("America/Halifax", _("Heure des Îles-de-la-Madeleine")),
    ("America/Blanc-Sablon", _("Heure de Blanc-Sablon (jamais avancée)")),
)
STRETCHES = 2  # how many times a day may open, unless it already opens more often
BLANK_DAYS = 3


def minutes_of(start: time, end: time) -> Minutes:
    """Return (from, to) minutes; an end at midnight closes the day."""
    last = end.hour * 60 + end.minute
    return start.hour * 60 + start.minute, last or DAY_MINUTES


def time_of(minutes: int) -> time:
    """Return the hour of so many minutes after midnight."""
    return time(minutes // 60 % 24, minutes % 60)


@dataclass(frozen=True, slots=True)
class DayFields:
    """The fields of one day."""

    label: str
    fields: tuple[BoundField, ...]


class TimeField(forms.TimeField):
    """An hour, chosen or typed."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class ScheduleForm(RefusableForm):
    """A schedule: its name, its clock, its week (``j0_0_de``: Monday, first stretch, from), its particular days."""

    name = forms.CharField(
        label=_("Nom de l’horaire"), max_length=120, help_text=_("Par exemple « Gymnases, le soir ».")
    )
    time_zone = forms.ChoiceField(label=_("Fuseau horaire"), choices=TIME_ZONES)
    closed_on_holidays = forms.BooleanField(
        label=_("Fermé les jours fériés du Québec"), required=False, initial=True
    )

    def __init__(self, *args: Any, schedule: Schedule, **kwargs: Any) -> None:
        self.schedule = schedule
        kwargs["initial"] = _initial(schedule) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        known = list(schedule.exceptions.order_by("day")) if schedule.pk else []
        self.stretches = range(max([STRETCHES, *(len(hours) for hours in schedule.weekly or ())]))
        self.day_stretches = range(max([1, *(len(day.opens) for day in known)]))
        self.rows = range(len(known) + BLANK_DAYS)
        for day in range(7):
            self._add_hours(f"j{day}", self.stretches, str(WEEKDAYS[day]).capitalize())
        for row in self.rows:
            self._add_particular(row, _now("Jour %(n)s") % {"n": row + 1})

    def _add_particular(self, row: int, who: str) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.fields[f"x{row}_jour"] = forms.DateField(label=who, required=False, widget=widget)
        self._add_hours(f"x{row}", self.day_stretches, who)
        self.fields[f"x{row}_raison"] = forms.CharField(
            label=_now("%(who)s, raison") % {"who": who}, max_length=120, required=False
        )

    def _add_hours(self, prefix: str, stretches: range, who: str) -> None:
        """Add the hours of a day; each label says the day, since a table shows only the hours."""
        for stretch in stretches:
            start = _now("%(who)s, puis de") if stretch else _now("%(who)s, de")
            end = _now("%(who)s, puis à") if stretch else _now("%(who)s, à")
            self.fields[f"{prefix}_{stretch}_de"] = TimeField(label=start % {"who": who}, required=False)
            self.fields[f"{prefix}_{stretch}_a"] = TimeField(label=end % {"who": who}, required=False)

    @property
    def week(self) -> list[DayFields]:
        """Return the fields of each day of the week, Monday first."""
        return [
            self._day_fields(str(WEEKDAYS[day]).capitalize(), _hours(f"j{day}", self.stretches))
            for day in range(7)
        ]

    @property
    def particular_days(self) -> list[DayFields]:
        """Return the fields of the days that differ, the blank ones last."""
        return [
            self._day_fields(
                _now("Jour %(n)s") % {"n": row + 1},
                [f"x{row}_jour", *_hours(f"x{row}", self.day_stretches), f"x{row}_raison"],
            )
            for row in self.rows
        ]

    def _day_fields(self, label: str, names: Iterable[str]) -> DayFields:
        fields = tuple(self[name] for name in names)
        return DayFields(label, fields)

    def clean(self) -> dict[str, Any]:
        """Check that each stretch begins before it ends, and that a day's stretches do not overlap."""
        for day in range(7):
            self._pairs(f"j{day}", self.stretches)
        seen: set[date] = set()
        for row in self.rows:
            self._check_particular(row, seen)
        return self.cleaned_data

    def _check_particular(self, row: int, seen: set[date]) -> None:
        opens = self._pairs(f"x{row}", self.day_stretches)
        day, reason = self.cleaned_data.get(f"x{row}_jour"), self.cleaned_data.get(f"x{row}_raison")
        if day is None and (reason or opens) and f"x{row}_jour" not in self.errors:
            self.add_error(f"x{row}_jour", _("Quel jour?"))
        if day is not None and not reason:
            self.add_error(f"x{row}_raison", _("Dites pourquoi : les gens le verront."))
        if day in seen:
            self.add_error(f"x{row}_jour", _("Ce jour est déjà plus haut."))
        if day is not None:
            seen.add(day)

    def _pairs(self, prefix: str, stretches: range) -> tuple[Minutes, ...]:
        """Return the hours of one day; note those that overlap."""
        pairs = [pair for stretch in stretches if (pair := self._stretch(f"{prefix}_{stretch}"))]
        if overlaps([Span(*pair) for pair in pairs]):
            self.add_error(f"{prefix}_0_de", _("Deux périodes de ce jour se chevauchent."))
        return tuple(pairs)

    def _stretch(self, prefix: str) -> Minutes | None:
        """Return the minutes of one stretch; note what is wrong with it at its field."""
        start, end = self.cleaned_data.get(f"{prefix}_de"), self.cleaned_data.get(f"{prefix}_a")
        if f"{prefix}_de" in self.errors or f"{prefix}_a" in self.errors or (start is None and end is None):
            return None
        if start is None or end is None:
            self.add_error(f"{prefix}_{'de' if start is None else 'a'}", _("Donnez le début et la fin."))
            return None
        pair = minutes_of(start, end)
        if pair[0] >= pair[1]:
            self.add_error(f"{prefix}_a", _("La fin vient après le début."))
            return None
        return pair

    def weekly(self) -> Weekly:
        """Return the ordinary week that was written."""
        return Weekly(tuple(self._pairs(f"j{day}", self.stretches) for day in range(7)))

    def exceptions(self) -> dict[date, ParticularDay]:
        """Return the days that differ; one without hours is closed."""
        days = {row: self.cleaned_data.get(f"x{row}_jour") for row in self.rows}
        return {
            day: ParticularDay(
                self._pairs(f"x{row}", self.day_stretches), self.cleaned_data[f"x{row}_raison"]
            )
            for row, day in days.items()
            if day is not None
        }

    def filled(self) -> Schedule:
        """Return the schedule with its new name and clock, not saved."""
        for name in ("name", "time_zone", "closed_on_holidays"):
            setattr(self.schedule, name, self.cleaned_data[name])
        return self.schedule


def _initial(schedule: Schedule) -> dict[str, Any]:
    if schedule.pk is None:
        return {}
    found: dict[str, Any] = {
        name: getattr(schedule, name) for name in ("name", "time_zone", "closed_on_holidays")
    }
    for day, hours in enumerate(schedule.weekly):
        found |= _initial_hours(f"j{day}", hours)
    for row, exception in enumerate(schedule.exceptions.order_by("day")):
        found[f"x{row}_jour"], found[f"x{row}_raison"] = exception.day, exception.reason
        found |= _initial_hours(f"x{row}", exception.opens)
    return found


def _initial_hours(prefix: str, hours: Iterable[Iterable[int]]) -> dict[str, time]:
    found = {}
    for stretch, (start, end) in enumerate(hours):
        found[f"{prefix}_{stretch}_de"], found[f"{prefix}_{stretch}_a"] = time_of(start), time_of(end)
    return found


def _hours(prefix: str, stretches: range) -> list[str]:
    return [f"{prefix}_{stretch}_{end}" for stretch in stretches for end in ("de", "a")]
