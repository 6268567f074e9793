"""The hours of a week, asked day by day: what a schedule and its seasons have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.kernel.recurrence import DAY_MINUTES, Minutes, Weekly
from maillon.kernel.spans import Span, overlaps

STRETCHES = 2  # how many times a day may open, unless it already opens more often


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


class DateField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class HoursForm(RefusableForm):
    """A week, hour by hour: ``j0_0_de`` is Monday, first stretch, from."""

    stretches = range(STRETCHES)

    def add_week(self, known: Iterable[Iterable[Iterable[int]]] = ()) -> None:
        """Add the hours of the seven days; as many stretches as the busiest day that is known."""
        self.stretches = range(max([STRETCHES, *(len(list(hours)) for hours in known)]))
        for day in range(7):
            self.add_hours(f"j{day}", self.stretches, str(WEEKDAYS[day]).capitalize())

    def add_hours(self, prefix: str, stretches: range, who: str) -> None:
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
            self.day_fields(str(WEEKDAYS[day]).capitalize(), hours_names(f"j{day}", self.stretches))
            for day in range(7)
        ]

    def day_fields(self, label: str, names: Iterable[str]) -> DayFields:
        """Return these fields as those of one day."""
        fields = tuple(self[name] for name in names)
        return DayFields(label, fields)

    def clean(self) -> dict[str, object]:
        """Check that each stretch of the week begins before it ends, and that a day's stretches do not overlap."""
        for day in range(7):
            self.pairs(f"j{day}", self.stretches)
        return self.cleaned_data

    def pairs(self, prefix: str, stretches: range) -> tuple[Minutes, ...]:
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
        """Return the week that was written."""
        return Weekly(tuple(self.pairs(f"j{day}", self.stretches) for day in range(7)))


def initial_week(weekly: Iterable[Iterable[Iterable[int]]]) -> dict[str, time]:
    """Return what the fields of a week begin with."""
    found: dict[str, time] = {}
    for day, hours in enumerate(weekly):
        found |= initial_hours(f"j{day}", hours)
    return found


def initial_hours(prefix: str, hours: Iterable[Iterable[int]]) -> dict[str, time]:
    """Return what the fields of one day begin with."""
    found = {}
    for stretch, (start, end) in enumerate(hours):
        found[f"{prefix}_{stretch}_de"], found[f"{prefix}_{stretch}_a"] = time_of(start), time_of(end)
    return found


def hours_names(prefix: str, stretches: range) -> list[str]:
    """Return the names of the fields of one day, in order."""
    return [f"{prefix}_{stretch}_{end}" for stretch in stretches for end in ("de", "a")]
