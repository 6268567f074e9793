"""Changing many assets at once: choose, see what would change, do it. Without JavaScript."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.base.web.forms import RefusableForm
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.bulk import GESTURES, PAGES, Gesture, Preview, gesture_named, page_named
from maillon.sharing.inventory.bulk.selection import Chosen, chosen_assets
from maillon.sharing.inventory.permissions import ask_to_keep


@login_required
def bulk(request: HatRequest) -> HttpResponse:
    """Show what a gesture needs to know, then what it would change; carry it out when asked to."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    data = request.POST if request.method == "POST" else request.GET
    chosen, gesture = chosen_assets(data, owner_id), gesture_named(data.get("geste", ""))
    if (page := page_named(data.get("geste", ""))) and chosen.assets.exists():
        return redirect(f"{reverse(page.page)}?{data.urlencode()}")
    if gesture is None or not chosen.assets.exists():
        return _ask_what(request, chosen)
    form = gesture.form(request.POST if request.method == "POST" else None, owner_id=owner_id)
    preview = _preview(gesture, chosen, form)
    if (
        preview is not None
        and request.POST.get("etape") == "faire"
        and _do(request, gesture, chosen, form, preview)
    ):
        return redirect("inventory:manage")
    return _page(request, gesture, chosen, form, preview)


def _ask_what(request: HatRequest, chosen: Chosen) -> HttpResponse:
    context = {"chosen": chosen, "count": chosen.assets.count(), "gestures": choices()}
    return render(
        request, "inventory/bulk/choose.html", context, status=422 if request.method == "POST" else 200
    )


def choices() -> list[tuple[str, str]]:
    """Return (code, word) of every gesture."""
    own = [(gesture.code, str(gesture.word)) for gesture in GESTURES]
    return own + [(page.code, str(page.word)) for page in PAGES]


def _preview(gesture: Gesture, chosen: Chosen, form: RefusableForm) -> Preview | None:
    """Return what would change; at first sight too, where nothing needs to be answered before."""
    if form.is_bound:
        values = form.cleaned_data if form.is_valid() else None
    else:
        answered = all(field.initial for field in form.fields.values() if field.required)
        values = {name: field.initial or "" for name, field in form.fields.items()} if answered else None
    return None if values is None else gesture.preview(chosen.assets, values, now=timezone.now())


def _do(request: HatRequest, gesture: Gesture, chosen: Chosen, form: RefusableForm, preview: Preview) -> bool:
    """Carry the gesture out on what was shown; when it is refused or the list has changed, say so and do nothing."""
    if request.POST.get("attendus") != str(preview.changing):
        form.add_error(None, _("La liste a changé depuis l’aperçu : voyez de nouveau ce qui changera."))
        return False
    try:
        done = gesture.carry_out(chosen.assets, form.cleaned_data, hat=request.hat, now=timezone.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    said = ngettext("%(n)s bien a changé : %(what)s.", "%(n)s biens ont changé : %(what)s.", done)
    messages.success(request, said % {"n": number(done), "what": str(gesture.word).lower()})
    return True


def _page(
    request: HatRequest, gesture: Gesture, chosen: Chosen, form: RefusableForm, preview: Preview | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "gesture": gesture,
        "chosen": chosen,
        "count": chosen.assets.count(),
        "form": form,
        "preview": preview,
        "more": max(0, preview.changing - len(preview.lines)) if preview else 0,
    }
    return render(request, "inventory/bulk/change.html", context, status=422 if form.errors else 200)
