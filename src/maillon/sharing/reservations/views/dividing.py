"""Dividing a space: describe the ways, see what each part would be and what would clash, then do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.layouts import MOST_SHARES, WHOLE
from maillon.kernel.spans import Span
from maillon.sharing.inventory.models import Asset
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.dividing import DivideForm
from maillon.sharing.reservations.queries.spaces import (
    Plan,
    Space,
    clashes_in_words,
    may_become_parts,
    plan_of,
    shared_among,
    space_of,
    way_word,
)
from maillon.sharing.reservations.rules import division_objections
from maillon.sharing.reservations.services.dividing import MOST_WAYS, divide_space
from maillon.sharing.reservations.services.schedules import chosen_schedule

WIDTH, HEIGHT = 600, 64
SHORT = 8  # characters: the last words of the names serve as labels when they are all that short, and few


@dataclass(frozen=True, slots=True)
class Box:
    """One part as it is drawn: where, how wide, its label, its name; ``here`` is the one whose page this is."""

    x: int
    width: int
    middle: int
    label: str
    name: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One way as it is drawn, with the words that say the same."""

    word: str
    said: str
    boxes: Sequence[Box]


def row_of(parts: Sequence[tuple[str, Span[int], bool]]) -> Row:
    """Return the drawing of one way from its parts: name, place, and whether it is the one of this page."""
    labels = _labels([name for name, _place, _here in parts])
    boxes = [
        Box(
            x=place.start * WIDTH // WHOLE,
            width=(place.end * WIDTH // WHOLE) - (place.start * WIDTH // WHOLE),
            middle=(place.start + place.end) * WIDTH // WHOLE // 2,
            label=label,
            name=name,
            here=here,
        )
        for label, (name, place, here) in zip(labels, parts, strict=True)
    ]
    equal = len({place.length for _name, place, _here in parts}) == 1
    word = _("Par %(parts)s") % {"parts": way_word(len(parts), equal=equal)}
    return Row(
        word, _("De gauche à droite : %(names)s.") % {"names": "; ".join(box.name for box in boxes)}, boxes
    )


def _labels(names: Sequence[str]) -> list[str]:
    """Return the last word of each name, or else ranks: never some of one, some of the other."""
    last = [name.split()[-1] if name.split() else "" for name in names]
    most = SHORT if len(names) <= 4 else 3
    told = len(set(last)) == len(last) and all(0 < len(word) <= most for word in last)
    return last if told else [str(rank) for rank in range(1, len(names) + 1)]


@login_required
def divide(request: HatRequest, pk: int) -> HttpResponse:
    """Show how a space is divided and what would change; divide it when asked to."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    mine = Asset.objects.with_owner().exclude(state=Asset.State.ARCHIVED)
    asset = get_object_or_404(mine, pk=pk, organisation_id=owner_id, asset_class__pooled=False)
    space = space_of(asset)
    if space.whole.pk != asset.pk:
        return redirect("reservations:divide", space.whole.pk)
    form = DivideForm(
        request.POST or None,
        space=space,
        placed=bool(space.places),
        shared=bool(shared_among([asset.pk])),
    )
    plan = _plan(form, space)
    if (
        plan is not None
        and request.POST.get("etape") == "faire"
        and form.confirms
        and _do(request, form, space)
    ):
        return redirect("inventory:asset", asset.pk)
    return render(
        request, "reservations/divide.html", _context(form, space, plan), status=422 if form.errors else 200
    )


def _plan(form: DivideForm, space: Space) -> Plan | None:
    """Return the plan of what is described, with the choice of assets; nothing when it cannot be read."""
    if form.is_bound and not form.is_valid():
        return None
    ways = form.ways()
    if found := explained(
        division_objections(
            [[(part.name, part.shares) for part in way] for way in ways],
            most_ways=MOST_WAYS,
            most=MOST_SHARES,
        )
    ):
        for reason in found:
            form.add_error("other", reason.message)
        return None
    if not ways and not form.is_bound:
        return None
    others = may_become_parts(space)
    plan = plan_of(space, ways, others, timezone.now())
    form.with_choices(plan, others)
    return plan


def _do(request: HatRequest, form: DivideForm, space: Space) -> bool:
    now, whole = timezone.now(), space.whole
    schedule = form.cleaned_data.get("schedule")
    try:
        divided = divide_space(
            asset_id=whole.pk,
            ways=form.ways(),
            hat=request.hat,
            share=form.cleaned_data.get("share", False),
            schedule=chosen_schedule(schedule, whole.organisation_id, now) if schedule else None,
            now=now,
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    count = len(divided.parts)
    said = ngettext("Le lieu compte %(n)s partie.", "Le lieu compte %(n)s parties.", count) % {
        "n": number(count)
    }
    messages.success(request, said if count else _("Le lieu ne se prend plus qu’en entier."))
    return True


TITLE = gettext_lazy("Diviser ce lieu")


def _context(form: DivideForm, space: Space, plan: Plan | None) -> dict[str, Any]:
    rows = []
    for index, way in enumerate(plan.ways if plan else ()):
        drawn = row_of([(_name(part), part.place, False) for part in way])
        lines = [
            {
                "label": box.label,
                "name": part.name,
                "share": _share_in_words(part.place),
                "field": form[f"part_{index}_{rank}"],
            }
            for rank, (part, box) in enumerate(zip(way, drawn.boxes, strict=True))
        ]
        rows.append({"row": drawn, "lines": lines})
    return {
        "asset": space.whole,
        "form": form,
        "title": TITLE,
        "rows": rows,
        "diagram": [row["row"] for row in rows],
        "previewed": form.is_bound and plan is not None,
        "key": form.key if plan else "",
        "clashes": clashes_in_words(plan.clashes) if plan else [],
        "leaving": plan.leaving if plan and form.is_bound else [],
        "divided": space.divided,
    }


def _name(part: Any) -> str:
    return part.asset.name if part.asset is not None else part.name


def _share_in_words(place: Span[int]) -> str:
    """Return « 1/2 », « 2/3 »: how much of the whole the part is."""
    whole = next(n for n in range(1, WHOLE + 1) if place.length * n % WHOLE == 0)
    return f"{place.length * whole // WHOLE}/{whole}"
