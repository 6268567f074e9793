"""« Il se divise » : in which ways a space can be taken by parts, and which assets these parts are."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillon.base.web.forms import RefusableForm
from maillon.kernel.layouts import WHOLE
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.presets import PRESETS
from maillon.sharing.reservations.queries.offering import schedule_choices
from maillon.sharing.reservations.queries.spaces import Plan, Space, WantedPart, Way

USUAL = {
    "2": gettext_lazy("par moitiés (A et B)"),
    "3": gettext_lazy("par tiers (1, 2 et 3)"),
    "4": gettext_lazy("par quarts (1 à 4)"),
}
PART = re.compile(r"(?P<name>.*?)(?:\s*[:×]\s*(?P<shares>\d{1,2}))?$")


class DivideForm(RefusableForm):
    """The ways, the hours if the space has none, whether the parts are shared; then the asset of each part."""

    usual = forms.MultipleChoiceField(
        label=gettext_lazy("Il se prend aussi"),
        choices=list(USUAL.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other = forms.CharField(
        label=gettext_lazy("Ou autrement"),
        help_text=gettext_lazy(
            "Une partie par ligne, de gauche à droite; « Grande salle : 2 » prend deux parts. Une ligne vide commence "
            "une autre façon."
        ),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    schedule = forms.ChoiceField(label=gettext_lazy("À quelles heures le lieu est-il ouvert"))
    share = forms.BooleanField(
        label=gettext_lazy("Mettre les parties en partage aux conditions de l’ensemble"),
        required=False,
        initial=True,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, space: Space, placed: bool, shared: bool, **more: Any
    ) -> None:
        super().__init__(data, initial=answers_of(space), **more)
        self.space = space
        if placed:
            del self.fields["schedule"]
        else:
            presets = [(key, name) for key, (name, _week) in PRESETS.items()]
            own = schedule_choices(space.whole.organisation_id)
            grouped = [(_("Vos horaires"), own), (_("Horaires courants"), presets)] if own else presets
            self.fields["schedule"].choices = grouped  # type: ignore[attr-defined]  # a ChoiceField
        if not shared:
            del self.fields["share"]

    def ways(self) -> list[Way]:
        """Return the ways that are wanted, each part with the asset chosen for it."""
        given = self.cleaned_data if self.is_bound else self.initial
        found = [_usual(self.space.whole, int(count)) for count in given.get("usual", ())]
        found += _others(given.get("other", ""))
        return [
            [
                WantedPart(part.name, part.shares, self._chosen(f"part_{row}_{rank}"))
                for rank, part in enumerate(way)
            ]
            for row, way in enumerate(found)
        ]

    def _chosen(self, name: str) -> int | None:
        typed = str(self.data.get(name, "")) if self.is_bound and self.confirms else ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else None

    @property
    def key(self) -> str:
        """Return what the preview shows, in short: carrying out needs to have seen that very one."""
        given = self.cleaned_data if self.is_bound else self.initial
        shown = repr((sorted(given.get("usual", ())), given.get("other", "").split()))
        return hashlib.sha256(shown.encode()).hexdigest()[:16]

    @property
    def confirms(self) -> bool:
        """Return whether what is sent is what the preview showed."""
        return self.data.get("vu") == self.key

    def with_choices(self, plan: Plan, others: Mapping[int, Asset]) -> "DivideForm":
        """Add to each part of the plan the choice of the asset that it is."""
        mine = [(number, asset.name) for number, asset in others.items()]
        for row, way in enumerate(plan.ways):
            for rank, part in enumerate(way):
                made = _("un nouveau bien")
                if part.asset is not None and self._chosen(f"part_{row}_{rank}") is None:
                    made = _("« %(name)s », qui y est déjà") % {"name": part.asset.name}
                name = f"part_{row}_{rank}"
                choice = forms.ChoiceField(
                    choices=[("", made), *mine],
                    required=False,
                    label=_("Bien : %(part)s") % {"part": part.name},
                )
                choice.initial = self._chosen(name) or ""
                self.fields[name] = choice
        return self


def answers_of(space: Space) -> dict[str, Any]:
    """Return the answers that describe how the space is divided now."""
    usual, others = [], []
    for way in space.ways:
        widths = [space.places[number].total(0) for number in way]
        if len(set(widths)) == 1 and str(len(way)) in USUAL and str(len(way)) not in usual:
            usual.append(str(len(way)))
        else:
            total = _least_shares(widths)
            others.append(
                "\n".join(
                    space.parts[number].name
                    + (f" : {width * total // WHOLE}" if width * total > WHOLE else "")
                    for number, width in zip(way, widths, strict=True)
                )
            )
    return {"usual": usual, "other": "\n\n".join(others), "share": True}


def _least_shares(widths: Iterable[int]) -> int:
    """Return the least number of equal shares in which each of these widths is whole."""
    kept = list(widths)
    return next((n for n in range(1, 13) if all(width * n % WHOLE == 0 for width in kept)), 12)


def _usual(whole: Asset, count: int) -> list[WantedPart]:
    """Return the parts of an ordinary way, named after the whole."""
    pattern = {2: _("%(whole)s, moitié %(part)s"), 3: _("%(whole)s, tiers %(part)s")}.get(
        count, _("%(whole)s, quart %(part)s")
    )
    signs: Sequence[str] = "AB" if count == 2 else [str(rank + 1) for rank in range(count)]
    return [WantedPart(pattern % {"whole": whole.name[:140], "part": sign}) for sign in signs]


def _others(text: str) -> list[list[WantedPart]]:
    """Read « Grande salle : 2 », one part a line, the ways apart by an empty line."""
    found = []
    for group in re.split(r"\n\s*\n", text.replace("\r", "").strip()):
        read = [match for line in group.splitlines() if (match := PART.fullmatch(line.strip()))]
        way = [WantedPart(match["name"].strip(), int(match["shares"] or 1)) for match in read]
        if way:
            found.append(way)
    return found
