"""What one says when entering the line."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Reason
from maillon.base.web.forms import RefusableForm
from maillon.sharing.reservations.drafts import moment
from maillon.sharing.reservations.queries.asking import quantity_offered
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.terms.models import Offer


class PeriodForm(forms.Form):
    """The period, as the address says it: a day and two hours by the clock of the place."""

    date = forms.DateField()
    de = forms.RegexField(r"^([01]\d|2[0-4]):[0-5]\d$")
    a = forms.RegexField(r"^([01]\d|2[0-4]):[0-5]\d$")
    jusquau = forms.DateField(required=False)

    def period(self, offer: Offer) -> tuple[dt.datetime, dt.datetime]:
        """Return the two moments; needs a valid form."""
        tz, given = ZoneInfo(offer.asset.site.time_zone), self.cleaned_data
        first = given["date"].isoformat()
        last = (given["jusquau"] or given["date"]).isoformat()
        return moment(first, given["de"], tz), moment(last, given["a"], tz)


class JoinForm(RefusableForm):
    """« Pour quelle activité, pour combien ? »"""

    purpose = forms.CharField(
        label=_("Activité prévue"),
        max_length=200,
        help_text=_("Par exemple : entraînement du mardi. Le propriétaire la lira si votre tour vient."),
    )
    attendees = forms.IntegerField(label=_("Nombre de personnes"), min_value=1, max_value=100_000)
    quantity = forms.IntegerField(label=_("Quantité"), min_value=1, max_value=100_000, initial=1)

    def __init__(self, data: Any = None, *, offer: Offer, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["attendees"].required = offer.asset.capacity is not None
        if offer.asset.capacity is None:
            del self.fields["attendees"]
        if quantity_offered(offer) == 1:
            del self.fields["quantity"]

    def wish(self, offer: Offer, starts_at: dt.datetime, ends_at: dt.datetime) -> Wish:
        """Return what is waited for; needs a valid form."""
        given = self.cleaned_data
        return Wish(
            offer.asset_id,
            starts_at,
            ends_at,
            purpose=given["purpose"],
            attendees=given.get("attendees"),
            quantity=given.get("quantity") or 1,
        )

    def left_over(self, reasons: tuple[Reason, ...]) -> list[Reason]:
        """Put at their fields the reasons that have one here; return the others."""
        for reason in reasons:
            if reason.field in self.fields:
                self.add_error(reason.field, reason.message)
        return [reason for reason in reasons if reason.field not in self.fields]
