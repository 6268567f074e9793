"""The questions of a request: when, then what for and for whom."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillon.base.refusals import Reason
from maillon.base.web.formats import hour
from maillon.base.web.formats import span as hours_in_words
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.kernel.words import join_words
from maillon.sharing.availability.queries import free_slots
from maillon.sharing.reservations.drafts import Draft
from maillon.sharing.reservations.queries.asking import others_in_the_way, quantity_offered
from maillon.sharing.reservations.queries.bundles import Extra
from maillon.sharing.reservations.queries.week import minutes_of
from maillon.sharing.reservations.rules import Wish
from maillon.sharing.reservations.services.checks import reasons_against
from maillon.sharing.terms.models import Offer

LONGEST_HORIZON = dt.timedelta(days=550)
LONG = 12 * 60  # minutes; terms that allow more may end on another day
FIELDS = {"starts_at": "starts", "ends_at": "ends"}  # the rules speak of instants, the form of hours


def clock(minute: int) -> str:
    """Return « 18:30 » for 1110: how an hour is written in the address and in the draft."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def bookable_day(day: dt.date, now: dt.datetime) -> dt.date:
    """Return the day if anyone may book it at all, from today to the longest horizon; else say so."""
    today = now.astimezone(dt.UTC).date()
    if not today - dt.timedelta(days=1) <= day <= today + LONGEST_HORIZON:
        raise forms.ValidationError(_("Choisissez un jour à venir, dans les 18 prochains mois."))
    return day


class AskingForm(RefusableForm):
    """What the steps share: the offer, the draft so far, who asks, and the reasons put at their fields."""

    def __init__(
        self, data: Any = None, *, offer: Offer, draft: Draft, hat: Hat, now: dt.datetime, **more: Any
    ):
        self.offer, self.draft, self.hat, self.now = offer, draft, hat, now
        self.tz = ZoneInfo(offer.asset.site.time_zone)
        super().__init__(data, **more)

    def add_reasons(self, reasons: Iterable[Reason]) -> None:
        """Put at their fields the reasons that concern this step; the others wait for the last one."""
        for reason in reasons:
            name = FIELDS.get(reason.field or "", reason.field)
            if name in self.fields:
                self.add_error(name, reason.message)


class WhenForm(AskingForm):
    """« Quand ? »: a day, an hour of beginning and an hour of end, by the clock of the place."""

    day = forms.DateField(
        label=gettext_lazy("Jour"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts = forms.ChoiceField(label=gettext_lazy("De"))
    ends = forms.ChoiceField(label=gettext_lazy("À"))
    last_day = forms.DateField(
        label=gettext_lazy("Jusqu’au"),
        required=False,
        help_text=gettext_lazy("Seulement si cela finit un autre jour."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    taken: Span[dt.datetime] | None = None  # the period asked for, when others hold it

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        terms = self.offer.terms
        hours = [(clock(at), hour(at)) for at in range(0, 1441, max(terms.step_minutes, 15))]
        self.fields["starts"].choices = hours[:-1]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["ends"].choices = hours[1:]  # type: ignore[attr-defined]  # a ChoiceField
        if terms.max_minutes <= LONG:
            del self.fields["last_day"]

    def clean_day(self) -> dt.date:
        """Keep to the days that can be booked at all."""
        return bookable_day(self.cleaned_data["day"], self.now)

    def clean_last_day(self) -> dt.date | None:
        """Keep to the days that can be booked at all."""
        day: dt.date | None = self.cleaned_data["last_day"]
        return bookable_day(day, self.now) if day else None

    def answered(self) -> Draft:
        """Return the draft with the period."""
        last_day = self.cleaned_data.get("last_day")
        return self.draft.with_answers(
            day=self.cleaned_data["day"].isoformat(),
            starts=self.cleaned_data["starts"],
            ends=self.cleaned_data["ends"],
            last_day=last_day.isoformat() if last_day else "",
        )

    def clean(self) -> dict[str, Any]:
        """Say at once what would be refused later: the terms, the opening hours, what others hold."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            wish = self.answered().wish(self.tz)
            self.add_reasons(reasons_against(wish, offer=self.offer, hat=self.hat, now=self.now))
            if not self.errors:
                self._check_free(wish)
        return cleaned

    def _check_free(self, wish: Wish) -> None:
        free = _free_around(wish, self.offer, self.tz, self.now)
        if any(span.start <= wish.starts_at and wish.ends_at <= span.end for span in free):
            return
        self.taken = wish.period
        if not free:
            self.add_error(
                "starts", _("Ce jour-là, il n’y a plus un moment assez long. Essayez un autre jour.")
            )
            return
        day = wish.starts_at.astimezone(self.tz).date()
        hours = [hours_in_words(*minutes_of(span, day, self.tz)) for span in free]
        said = _("Ce jour-là, c’est libre %(hours)s.") % {"hours": join_words(hours, last=_("ou"))}
        self.add_error("starts", f"{self._what_is_taken(wish)} {said}")

    def _what_is_taken(self, wish: Wish) -> str:
        """Return « Ce moment n’est pas libre. », or which part of the place is taken at that moment."""
        others = others_in_the_way(wish, offer=self.offer, hat=self.hat, now=self.now)
        if not others:
            return _("Ce moment n’est pas libre.")
        names = join_words([_("« %(name)s »") % {"name": name} for name in others], last=_("et"))
        return ngettext(
            "%(names)s est déjà réservé à ce moment.",
            "%(names)s sont déjà réservés à ce moment.",
            len(others),
        ) % {"names": names}


class WhatForm(AskingForm):
    """« Pourquoi, combien, pour qui ? »"""

    purpose = forms.CharField(
        label=gettext_lazy("Activité prévue"),
        max_length=200,
        help_text=gettext_lazy("Par exemple\u00a0: tournoi de volleyball amical."),
    )
    attendees = forms.IntegerField(label=gettext_lazy("Nombre de personnes"), min_value=1, max_value=100_000)
    quantity = forms.IntegerField(label=gettext_lazy("Quantité"), min_value=1)
    membership = forms.TypedChoiceField(
        label=gettext_lazy("Pour quelle organisation"), coerce=int, widget=forms.RadioSelect
    )
    message = forms.CharField(
        label=gettext_lazy("Message au propriétaire"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Ce qu’il doit savoir\u00a0: matériel, âge du groupe, besoins particuliers."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, hats: Sequence[Hat], extras: Sequence[Extra] = (), **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.hats, self.offered = hats, extras
        for extra in extras:
            self.fields[f"extra_{extra.asset_id}"] = _extra_field(extra, self.draft)
        self.fields["attendees"].required = self.offer.asset.capacity is not None
        if quantity_offered(self.offer) == 1:
            del self.fields["quantity"]
        if len(hats) < 2:
            del self.fields["membership"]
        else:
            choices = [(hat.membership_id, hat.organisation_name) for hat in hats]
            self.fields["membership"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def answered(self) -> Draft:
        """Return the draft with the purpose, the numbers, the organisation, and what goes with it."""
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith("extra_")}
        wanted = {
            str(extra.asset_id): int(many)
            for extra in self.offered
            if (many := self.cleaned_data.get(f"extra_{extra.asset_id}"))
        }
        return self.draft.with_answers(**given, extras=wanted)

    @property
    def extras(self) -> list[forms.BoundField]:
        """Return the fields of what may be asked for at the same time."""
        return [self[f"extra_{extra.asset_id}"] for extra in self.offered]

    def clean(self) -> dict[str, Any]:
        """Say at once what does not fit."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and self.draft.has_period:
            wish = self.answered().wish(self.tz)
            self.add_reasons(reasons_against(wish, offer=self.offer, hat=self.hat, now=self.now))
        return cleaned


def _extra_field(extra: Extra, draft: Draft) -> forms.Field:
    """Ask for a number, or for yes or no when there is only one to have."""
    said, chosen = extra.charge, draft.extras.get(str(extra.asset_id), 0)
    if extra.most == 1:
        return forms.BooleanField(label=extra.name, help_text=said, required=False, initial=bool(chosen))
    label = _("%(name)s, combien (au plus %(most)s)") % {"name": extra.name, "most": extra.most}
    return forms.IntegerField(
        label=label, help_text=said, min_value=0, max_value=extra.most, required=False, initial=chosen or None
    )


def _free_around(wish: Wish, offer: Offer, tz: ZoneInfo, now: dt.datetime) -> list[Span[dt.datetime]]:
    """Return what is free on the days of the wish, in stretches that could hold something."""
    first = dt.datetime.combine(wish.starts_at.astimezone(tz).date(), dt.time(), tzinfo=tz)
    last = dt.datetime.combine(wish.ends_at.astimezone(tz).date(), dt.time(), tzinfo=tz) + dt.timedelta(
        days=1
    )
    terms = offer.terms.facts()
    found = free_slots(
        [offer.asset_id],
        max(first, now),
        last,
        at_least=dt.timedelta(minutes=terms.min_minutes),
        setup=terms.setup,
        cleanup=terms.cleanup,
        quantity=wish.quantity,
        now=now,
    )
    return list(found[offer.asset_id])
