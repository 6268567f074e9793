"""Writing a rule: the few questions of its kind, then from when, and why."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.refusals import Refusal
from maillon.base.web.formats import hour
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.kinds import Circle
from maillon.kernel.recurrence import DAY_MINUTES
from maillon.sharing.house_rules.models import RuleVersion, every_day
from maillon.sharing.inventory.models import Asset, AssetClass, Site

Kind, Measure = RuleVersion.Kind, RuleVersion.Measure
ONE_DAY = dt.timedelta(days=1)
HALF_HOURS = range(0, DAY_MINUTES + 1, 30)
PUBLICS = (Circle.PARTNERS, Circle.PUBLIC_BODIES, Circle.VERIFIED, Circle.MEMBERS)
RANKS = range(1, 6)
ASKED = {
    Kind.PROTECTED: ("weekdays", "starts", "ends"),
    Kind.RESERVED: ("weekdays", "starts", "ends", "circle", "release_days"),
    Kind.SHARE: ("percent", "circle", "release_days", "weekdays", "starts", "ends"),
    Kind.QUOTA: ("measure", "limit", "per_person", "circle", "weekdays", "starts", "ends"),
    Kind.PRIORITY: tuple(f"public_{rank}" for rank in RANKS),
}
FIRST_DAYS = {Kind.PROTECTED: range(5), Kind.RESERVED: (1, 3)}  # what a new form proposes
NAMES = {"until_minute": "ends", "ends_on": "last_day", "publics": "public_1", "target": "site"}
USUAL_ORDER = (Circle.OWNER, Circle.PARTNERS, Circle.PUBLIC_BODIES, Circle.VERIFIED, Circle.MEMBERS)


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RuleForm(RefusableForm):
    """A rule of one kind; :meth:`version` is what it says."""

    asset = forms.ModelChoiceField(
        Asset.objects.none(), label=gettext_lazy("Ce bien seulement"), required=False
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label=gettext_lazy("Lieu"),
        required=False,
        empty_label=gettext_lazy("Tous nos lieux"),
    )
    asset_class = forms.ModelChoiceField(
        AssetClass.objects.none(),
        label=gettext_lazy("Catégorie"),
        required=False,
        empty_label=gettext_lazy("Tous les genres de biens"),
    )
    measure = forms.ChoiceField(label=gettext_lazy("Ce qui est limité"), choices=Measure.choices)
    limit = forms.IntegerField(label=gettext_lazy("Combien"), min_value=1, max_value=10_000)
    per_person = forms.BooleanField(
        label=gettext_lazy("Compter par personne, plutôt que par organisation"), required=False
    )
    percent = forms.IntegerField(label=gettext_lazy("Part gardée"), min_value=1, max_value=99, initial=30)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Jours"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts = forms.TypedChoiceField(label=gettext_lazy("De"), coerce=int)
    ends = forms.TypedChoiceField(label=gettext_lazy("À"), coerce=int)
    circle = forms.ChoiceField(label=gettext_lazy("Gardé pour"))
    release_days = forms.IntegerField(
        label=gettext_lazy("Ouvert à tous, combien de jours avant"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=gettext_lazy("Par exemple 14. Laissez vide pour ne jamais ouvrir ces heures à tous."),
    )
    starts_on = forms.DateField(label=gettext_lazy("En vigueur à partir du"), widget=_date())
    last_day = forms.DateField(
        label=gettext_lazy("Dernier jour"),
        widget=_date(),
        required=False,
        help_text=gettext_lazy("Seulement si la règle a une fin : une saison, des travaux."),
    )
    why = forms.CharField(
        label=gettext_lazy("Pourquoi"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Une phrase pour l’historique."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        organisation_id: int,
        known: RuleVersion | None = None,
        asset_id: int | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, initial=initial_of(kind, known, asset_id), **more)
        self.kind, self.known = kind, known
        self._choices(organisation_id, known.asset_id if known else asset_id)
        for rank in RANKS:
            self.fields[f"public_{rank}"] = forms.ChoiceField(
                label=_("Public nᵒ %(rank)s") % {"rank": rank},
                required=rank <= 2,
                choices=[("", _("Aucun choix")), *Circle.choices],
            )
        asked = {"asset", "site", "asset_class", "starts_on", "last_day", "why", *ASKED[Kind(kind)]}
        for name in set(self.fields) - asked:
            del self.fields[name]
        if known is not None:
            self.fields["why"].required = True

    def _choices(self, organisation_id: int, asset_id: int | None) -> None:
        fields: Any = self.fields
        own = Asset.objects.active().filter(organisation_id=organisation_id)
        sites = Site.objects.filter(organisation_id=organisation_id)
        classes = AssetClass.objects.filter(pk__in=own.order_by().values("asset_class_id"))
        fields["site"].queryset = sites.order_by("sort_key", "pk")
        fields["asset_class"].queryset = classes.order_by("number")
        fields["asset"].queryset = own.filter(pk=asset_id or 0).order_by("pk")
        if not asset_id:
            del fields["asset"]
        hours = [(minute, hour(minute)) for minute in HALF_HOURS]
        fields["weekdays"].choices = [(day, str(WEEKDAYS[day]).capitalize()) for day in range(7)]
        fields["starts"].choices, fields["ends"].choices = hours[:-1], hours[1:]
        fields["circle"].choices = [(one, Circle(one).label) for one in PUBLICS]
        if self.kind == Kind.QUOTA:
            fields["circle"].label = _("Qui n’y est pas tenu")
            fields["circle"].choices.insert(0, (Circle.OWNER, _("votre organisation seulement")))

    def clean(self) -> dict[str, Any]:
        """Have one asset come alone, hours in order, and each public once."""
        given = super().clean() or self.cleaned_data
        if given.get("asset") and (given.get("site") or given.get("asset_class")):
            self.add_error("asset", _("Une règle sur un bien ne nomme ni lieu ni catégorie."))
        starts, ends = given.get("starts"), given.get("ends")
        if starts is not None and ends is not None and starts >= ends:
            self.add_error("ends", _("L’heure de fin vient après l’heure de début."))
        return given

    def add_refusal(self, refusal: Refusal) -> None:
        """Put each reason at its field, by the names that the form gives them."""
        for reason in refusal.reasons:
            field = NAMES.get(reason.field or "", reason.field)
            self.add_error(field if field in self.fields else None, reason.message)

    def version(self) -> RuleVersion:
        """Return what the form says, not saved; of a valid form."""
        given = self.cleaned_data
        last_day: dt.date | None = given["last_day"]
        return RuleVersion(
            kind=self.kind,
            asset=given.get("asset"),
            site=given["site"],
            asset_class=given["asset_class"],
            weekdays=sorted(given.get("weekdays") or every_day()),
            from_minute=given.get("starts", 0),
            until_minute=given.get("ends", DAY_MINUTES),
            circle=given.get("circle", Circle.OWNER),
            release_days=given.get("release_days"),
            percent=given.get("percent", 0),
            measure=given.get("measure", ""),
            limit=given.get("limit", 0),
            per_person=given.get("per_person", False),
            publics=[given[name] for rank in RANKS if given.get(name := f"public_{rank}")],
            starts_on=given["starts_on"],
            ends_on=last_day + ONE_DAY if last_day else None,
            why=given["why"],
        )


def initial_of(kind: str, known: RuleVersion | None, asset_id: int | None) -> dict[str, Any]:
    """Return what the form opens on: the version in force, or a likely rule, from today."""
    today = timezone.localdate()
    if known is None:
        return {
            "asset": asset_id,
            "weekdays": list(FIRST_DAYS.get(Kind(kind), range(7))),
            "starts": 8 * 60 if kind == Kind.PROTECTED else 18 * 60 if kind == Kind.RESERVED else 0,
            "ends": 16 * 60 if kind == Kind.PROTECTED else 21 * 60 if kind == Kind.RESERVED else DAY_MINUTES,
            "circle": Circle.OWNER if kind == Kind.QUOTA else Circle.VERIFIED,
            "release_days": 14,
            "starts_on": today,
            **{f"public_{rank}": one for rank, one in enumerate(USUAL_ORDER, start=1)},
        }
    return {
        "asset": known.asset_id,
        "site": known.site_id,
        "asset_class": known.asset_class_id,
        "weekdays": known.weekdays,
        "starts": known.from_minute,
        "ends": known.until_minute,
        "circle": known.circle,
        "release_days": known.release_days,
        "percent": known.percent,
        "measure": known.measure,
        "limit": known.limit,
        "per_person": known.per_person,
        "starts_on": max(today, known.starts_on),
        "last_day": known.ends_on - ONE_DAY if known.ends_on else None,
        **{f"public_{rank}": one for rank, one in enumerate(known.publics, start=1)},
    }


class EndForm(RefusableForm):
    """Ending a rule: after which day, and why."""

    last_day = forms.DateField(label=gettext_lazy("Dernier jour de la règle"), widget=_date())
    why = forms.CharField(
        label=gettext_lazy("Pourquoi"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
