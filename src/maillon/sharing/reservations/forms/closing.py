"""« Fermer » : what, why, from when until when, perhaps each week."""

import hashlib
from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from maillon.base.web.forms import RefusableForm
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.closing import LONGEST_REASON, ClosureWish, Handling, Scope
from maillon.sharing.reservations.models import Closure
from maillon.sharing.reservations.queries.closing import ClosurePlan, closable

HANDLINGS = {
    Handling.AROUND: _("Fermer seulement ce qui est libre : elles ont lieu quand même"),
    Handling.GIVE_BACK: _("Fermer et annuler ces réservations; chaque personne reçoit la raison"),
}


class DayField(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class HourField(forms.TimeField):
    """An hour, chosen or typed."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class ClosureForm(RefusableForm):
    """A closure: one asset when the page was opened from it, else a site or a class."""

    what = forms.ChoiceField(label=_("Ce qui ferme"))
    reason = forms.CharField(
        label=_("Raison"),
        max_length=LONGEST_REASON,
        help_text=_("Les gens la verront dans la semaine du lieu. Par exemple « Réfection du plancher »."),
    )
    cause = forms.ChoiceField(label=_("Genre"), choices=Closure.Cause.choices, widget=forms.RadioSelect)
    first_day = DayField(label=_("Premier jour"))
    first_hour = HourField(label=_("À partir de"), required=False, help_text=_("Vide : dès minuit."))
    last_day = DayField(label=_("Dernier jour"))
    last_hour = HourField(
        label=_("Jusqu’à"), required=False, help_text=_("Vide : toute la journée, celle-là comprise.")
    )
    repeats_until = DayField(
        label=_("Chaque semaine jusqu’au"), required=False, help_text=_("Vide : une seule fois.")
    )
    handling = forms.ChoiceField(
        label=_("Que faire de ces réservations"),
        choices=list(HANDLINGS.items()),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, owner_id: int, asset: Asset | None = None, **more: Any
    ) -> None:
        initial = {"cause": Closure.Cause.CLOSURE, "what": f"asset:{asset.pk}" if asset else ""}
        super().__init__(data, initial=initial, **more)
        self.fields["what"].choices = _choices(owner_id, asset)  # type: ignore[attr-defined]  # a ChoiceField

    def wish(self) -> ClosureWish:
        """Return what was asked for."""
        scope, _sign, number = self.cleaned_data["what"].partition(":")
        return ClosureWish(
            scope=Scope(scope),
            target_id=int(number),
            cause=self.cleaned_data["cause"],
            reason=self.cleaned_data["reason"],
            first_day=self.cleaned_data["first_day"],
            last_day=self.cleaned_data["last_day"],
            first_minute=_minutes(self.cleaned_data["first_hour"], 0),
            last_minute=_minutes(self.cleaned_data["last_hour"], DAY_MINUTES) or DAY_MINUTES,
            repeats_until=self.cleaned_data["repeats_until"],
        )


def _minutes(hour: time | None, otherwise: int) -> int:
    return otherwise if hour is None else hour.hour * 60 + hour.minute


def _choices(owner_id: int, asset: Asset | None) -> list[Any]:
    """Return what may be closed, by groups: this asset, the sites, the classes; three queries at most."""
    found = closable(owner_id)
    sites = found.order_by("site__name", "site_id").values_list("site_id", "site__name").distinct()
    classes = found.select_related("asset_class").order_by("asset_class_id").distinct("asset_class_id")
    named = sorted((one.asset_class.name, one.asset_class_id) for one in classes)
    groups = [
        (_now("Un lieu, avec tout ce qui s’y trouve"), [(f"site:{pk}", name) for pk, name in sites]),
        (_now("Une catégorie, partout chez vous"), [(f"class:{pk}", name) for name, pk in named]),
    ]
    if asset is not None:
        groups.insert(0, (_now("Ce bien"), [(f"asset:{asset.pk}", asset.name)]))
    return [("", _now("Choisissez")), *groups]


def key_of(plan: ClosurePlan) -> str:
    """Return a word for what was shown: when it changes, it is shown again before anything is closed."""
    told = [sorted(place.pk for place in plan.places), sorted(one.pk for one in plan.bookings)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
