"""The questions of a series: on which days and at what hours, then what for and for whom."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.refusals import Reason
from maillon.base.web.formats import day as day_in_words
from maillon.base.web.formats import hour
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.hats import Hat
from maillon.kernel.repetition import MOST, MOST_WEEKS, Repetition
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.asking import bookable_day, clock
from maillon.sharing.reservations.queries.asking import quantity_offered
from maillon.sharing.reservations.series_drafts import SeriesDraft
from maillon.sharing.reservations.services.dates import against_the_whole
from maillon.sharing.terms.errors import reasons as reasons_of_terms
from maillon.sharing.terms.models import Offer
from maillon.sharing.terms.rules import Wanted, latest_start, objections

FIELDS = {"starts_at": "starts", "ends_at": "ends"}  # the rules speak of instants, the form of hours
OF_THE_HOURS = {"too_short", "too_long", "step_start", "step_length"}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeriesForm(RefusableForm):
    """What the steps share: the offer, the draft so far, who asks."""

    def __init__(
        self, data: Any = None, *, offer: Offer, draft: SeriesDraft, hat: Hat, now: dt.datetime, **more: Any
    ):
        self.offer, self.draft, self.hat, self.now = offer, draft, hat, now
        self.tz = ZoneInfo(offer.asset.site.time_zone)
        super().__init__(data, **more)

    def add_reasons(self, reasons: Iterable[Reason]) -> None:
        """Put each reason at its field, or at the top."""
        for reason in reasons:
            name = FIELDS.get(reason.field or "", reason.field)
            self.add_error(name if name in self.fields else None, reason.message)


class RhythmForm(SeriesForm):
    """« Quels jours, à quelle heure, jusqu’à quand ? », by the clock of the place."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Jours de la semaine"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts = forms.ChoiceField(label=gettext_lazy("De"))
    ends = forms.ChoiceField(label=gettext_lazy("À"))
    every = forms.TypedChoiceField(label=gettext_lazy("Combien souvent"), coerce=int, initial=1)
    first = forms.DateField(label=gettext_lazy("À partir du"), widget=DAY)
    last = forms.DateField(label=gettext_lazy("Jusqu’au"), required=False, widget=DAY)
    count = forms.IntegerField(
        label=gettext_lazy("Ou combien de fois"), required=False, min_value=1, max_value=MOST
    )
    skip_holidays = forms.BooleanField(
        label=gettext_lazy("Laisser de côté les jours fériés"), required=False, initial=True
    )
    quantity = forms.IntegerField(label=gettext_lazy("Quantité"), min_value=1, initial=1)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        hours = [(clock(at), hour(at)) for at in range(0, 1441, max(self.offer.terms.step_minutes, 15))]
        weeks = [(1, _("chaque semaine"))]
        weeks += [(n, _("toutes les %(n)s semaines") % {"n": n}) for n in range(2, MOST_WEEKS + 1)]
        choices: dict[str, Sequence[tuple[object, object]]] = {
            "weekdays": [(number, str(word).capitalize()) for number, word in WEEKDAYS.items()],
            "starts": hours[:-1],
            "ends": hours[1:],
            "every": weeks,
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]  # a ChoiceField
        last = day_in_words(latest_start(self.offer.terms.facts(), self.tz, self.now))
        self.fields["last"].help_text = _("Ce bien se réserve jusqu’au %(day)s.") % {"day": last}
        if quantity_offered(self.offer) == 1:
            del self.fields["quantity"]

    def clean_first(self) -> dt.date:
        """Keep to the days that can be booked at all."""
        return bookable_day(self.cleaned_data["first"], self.now)

    def clean_last(self) -> dt.date | None:
        """Keep to the days that can be booked at all."""
        day: dt.date | None = self.cleaned_data["last"]
        return bookable_day(day, self.now) if day else None

    def repetition(self) -> Repetition:
        """Return the rule; the days already left out stay so while the rule names them."""
        cleaned = self.cleaned_data
        former = self.draft.repetition.left_out if self.draft.has_rule else frozenset()
        rule = Repetition(
            weekdays=tuple(sorted(cleaned["weekdays"])),
            starts=_minutes(cleaned["starts"]),
            ends=_minutes(cleaned["ends"]),
            first=cleaned["first"],
            last=cleaned.get("last"),
            count=cleaned.get("count"),
            every=cleaned["every"],
            skip_holidays=cleaned["skip_holidays"],
        )
        if rule.objections():
            return rule
        return Repetition.from_json(
            rule.to_json() | {"left_out": [day.isoformat() for day in rule.days() if day in former]}
        )

    def answered(self) -> SeriesDraft:
        """Return the draft with the rule."""
        return self.draft.with_answers(
            rule=self.repetition().to_json(), quantity=self.cleaned_data.get("quantity") or 1
        )

    def clean(self) -> dict[str, Any]:
        """Say at once what makes no sense, and what the terms refuse of the hours, whatever the day."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            rule = self.repetition()
            self.add_reasons(explained(rule.objections()))
            if not self.errors:
                self._check_hours()
        return cleaned

    def _check_hours(self) -> None:
        wish = self.answered().wish()
        dates = [one for one in wish.dates(self.tz) if one.starts_at < one.ends_at]
        if not dates:
            self.add_error("last", _("Toutes ces dates sont des jours fériés."))
            return
        wanted = Wanted(wish.on(dates[-1]).period, self.tz)
        found = objections(wanted, terms=self.offer.terms.facts(), hat=None, now=self.now)
        self.add_reasons(reasons_of_terms(one for one in found if one.code in OF_THE_HOURS))


class SeriesWhatForm(SeriesForm):
    """« Pourquoi, combien, pour qui ? », and what to do with the dates that cannot be had."""

    purpose = forms.CharField(
        label=gettext_lazy("Activité prévue"),
        max_length=200,
        help_text=gettext_lazy("Par exemple : volleyball récréatif, équipe des aînés."),
    )
    attendees = forms.IntegerField(label=gettext_lazy("Nombre de personnes"), min_value=1, max_value=100_000)
    membership = forms.TypedChoiceField(
        label=gettext_lazy("Pour quelle organisation"), coerce=int, widget=forms.RadioSelect
    )
    message = forms.CharField(
        label=gettext_lazy("Message au propriétaire"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Ce qu’il doit savoir : matériel, âge du groupe, besoins particuliers."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    whole = forms.ChoiceField(
        label=gettext_lazy("Si une date n’est pas libre au moment d’envoyer"),
        widget=forms.RadioSelect,
        choices=[
            (
                "free",
                gettext_lazy("Demander les dates libres; les autres restent inscrites avec leur raison"),
            ),
            ("all", gettext_lazy("Ne rien demander : c’est toutes les dates ou aucune")),
        ],
        initial="free",
    )

    def __init__(self, data: Any = None, *, hats: Sequence[Hat], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["attendees"].required = self.offer.asset.capacity is not None
        if len(hats) < 2:
            del self.fields["membership"]
        else:
            choices = [(hat.membership_id, hat.organisation_name) for hat in hats]
            self.fields["membership"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def answered(self) -> SeriesDraft:
        """Return the draft with the purpose, the numbers and the organisation."""
        return self.draft.with_answers(**self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Say at once what does not fit."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            wish = self.answered().wish()
            self.add_reasons(
                one
                for one in against_the_whole(
                    wish, wish.dates(self.tz), offer=self.offer, hat=self.hat, now=self.now
                )
                if one.field in self.fields
            )
        return cleaned


def _minutes(written: str) -> int:
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)
