"""Writing a kit, and asking for some."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.formats import hour
from maillon.base.web.forms import RefusableForm, RefusableModelForm
from maillon.sharing.inventory.forms.assets import PhotoForm
from maillon.sharing.inventory.models import Asset
from maillon.sharing.kits.models import Kit, KitPhoto
from maillon.sharing.kits.rules import MANY, MOST_LINES
from maillon.sharing.kits.services import LineWish
from maillon.sharing.reservations.drafts import moment
from maillon.sharing.reservations.forms.asking import bookable_day, clock

BLANKS = 3
SUBSTITUTES = ("b", "c", "d")
HALF_HOURS = range(0, 1441, 30)


class KitForm(RefusableModelForm):
    """The name, the words, and one row of fields per line; rows left blank are not lines."""

    class Meta:
        model = Kit
        fields = ("name", "description", "retired")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: Any = None, *, assets: Sequence[Asset], lines: Sequence[LineWish], **more: Any):
        super().__init__(data, **more)
        self.fields["retired"].label = _("Ne plus la proposer")
        if self.instance.pk is None:
            del self.fields["retired"]
        sent = str(self.data.get("rangs", "")) if self.is_bound else ""
        rows = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else len(lines) + BLANKS
        self.rows = range(min(max(rows, 1), MOST_LINES))
        choices = [("", "–"), *((asset.pk, f"{asset.name} – {asset.site.name}") for asset in assets)]
        for row in self.rows:
            self._add_row(row, choices, lines[row] if row < len(lines) else None)

    def _add_row(self, row: int, choices: Sequence[tuple[Any, str]], line: LineWish | None) -> None:
        who = _("Ligne %(n)s") % {"n": row + 1}
        quantity = forms.IntegerField(
            label=_("%(who)s, combien") % {"who": who}, min_value=1, max_value=MANY, required=False
        )
        quantity.initial = line.quantity if line else None
        self.fields[f"l{row}_q"] = quantity
        words = {"a": _("%(who)s, de quoi"), "b": _("%(who)s, sinon"), "c": _("%(who)s, ou encore")}
        for rank, sign in enumerate(("a", *SUBSTITUTES)):
            label = words.get(sign, _("%(who)s, à défaut")) % {"who": who}
            field = forms.TypedChoiceField(
                choices=choices, label=label, coerce=int, empty_value=None, required=False
            )
            field.initial = line.asset_ids[rank] if line and rank < len(line.asset_ids) else None
            self.fields[f"l{row}_{sign}"] = field
        optional = forms.BooleanField(label=_("%(who)s, facultatif") % {"who": who}, required=False)
        optional.initial = bool(line and line.optional)
        self.fields[f"l{row}_o"] = optional

    @property
    def grid(self) -> list[list[forms.BoundField]]:
        """Return the fields of each row, in the order of the columns."""
        return [[self[f"l{row}_{sign}"] for sign in ("q", "a", *SUBSTITUTES, "o")] for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """Ask for what a quantity counts; a thing without a quantity counts for one."""
        cleaned = super().clean() or self.cleaned_data
        for row in self.rows:
            others = any(cleaned.get(f"l{row}_{sign}") for sign in SUBSTITUTES)
            if (cleaned.get(f"l{row}_q") or others) and not cleaned.get(f"l{row}_a"):
                self.add_error(f"l{row}_a", _("De quoi?"))
        return cleaned

    def lines(self) -> list[LineWish]:
        """Return the lines that are written."""
        given = self.cleaned_data
        return [
            LineWish(
                given.get(f"l{row}_q") or 1,
                tuple(one for sign in ("a", *SUBSTITUTES) if (one := given.get(f"l{row}_{sign}"))),
                bool(given.get(f"l{row}_o")),
            )
            for row in self.rows
            if given.get(f"l{row}_a")
        ]


class MomentForm(RefusableForm):
    """When, and how many: what is needed to say whether kits are free."""

    day = forms.DateField(
        label=gettext_lazy("Jour"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts = forms.ChoiceField(label=gettext_lazy("De"), initial="09:00")
    last_day = forms.DateField(
        label=gettext_lazy("Jusqu’au"),
        required=False,
        help_text=gettext_lazy("Seulement si cela finit un autre jour."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends = forms.ChoiceField(label=gettext_lazy("À"), initial="16:00")
    count = forms.IntegerField(
        label=gettext_lazy("Combien de trousses"), min_value=1, max_value=1_000, initial=1
    )

    def __init__(self, data: Any = None, *, tz: ZoneInfo, **more: Any) -> None:
        super().__init__(data, **more)
        self.tz = tz
        hours = [(clock(at), hour(at)) for at in HALF_HOURS]
        self.fields["starts"].choices = hours[:-1]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["ends"].choices = hours[1:]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_day(self) -> dt.date:
        """Keep to the days that can be booked at all."""
        return bookable_day(self.cleaned_data["day"], timezone.now())

    def clean_last_day(self) -> dt.date | None:
        """Keep to the days that can be booked at all."""
        day: dt.date | None = self.cleaned_data["last_day"]
        return bookable_day(day, timezone.now()) if day else None

    def clean(self) -> dict[str, Any]:
        """Have the end come after the start."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            start, end = self.period()
            if start >= end:
                self.add_error("ends", _("La fin vient après le début."))
        return cleaned

    def period(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the beginning and the end, by the clock of the place."""
        given = self.cleaned_data
        first, last = given["day"], given.get("last_day") or given["day"]
        return (
            moment(first.isoformat(), given["starts"], self.tz),
            moment(last.isoformat(), given["ends"], self.tz),
        )


class AskForm(MomentForm):
    """The same, with what it is for: what is needed to send the request."""

    purpose = forms.CharField(
        label=gettext_lazy("Activité prévue"),
        max_length=200,
        help_text=gettext_lazy("Par exemple : sortie en raquettes de la maison des jeunes."),
    )
    message = forms.CharField(
        label=gettext_lazy("Message au propriétaire"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KitPhotoForm(PhotoForm):
    """The picture of a kit and what it shows; a picture is needed only where there is none yet."""

    def __init__(self, *args: Any, present: KitPhoto | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].help_text = _("Une phrase pour qui ne voit pas l’image.")
        if present is not None:
            self.fields["alt"].initial = present.alt
            self.fields["file"].required = False
            self.fields["file"].label = _("Une autre photo")
