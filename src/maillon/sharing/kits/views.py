"""Kits: the list, the page where one is asked for, and the owner's pages."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Reason, Refusal
from maillon.base.web.formats import language
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.spans import Span
from maillon.kernel.words import format_period, sort_key
from maillon.sharing.inventory.drawings import VARIANTS
from maillon.sharing.inventory.drawings.scenes import SCENES
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.kits.forms import AskForm, KitForm, MomentForm
from maillon.sharing.kits.models import Kit, KitPhoto
from maillon.sharing.kits.permissions import may_write
from maillon.sharing.kits.queries import (
    assets_for_kits,
    first_asset,
    kits_shown,
    moment_of,
    one_kit,
    rows_of,
    zone_of,
)
from maillon.sharing.kits.services import LineWish, reasons_against, request_kits, write_kit
from maillon.sharing.reservations.permissions import may_ask

PER_PAGE = 24


def kits(request: HatRequest) -> HttpResponse:
    """List the kits that this hat may see, found by their words."""
    words = request.GET.get("q", "").strip()[:80]
    found = Kit.objects.visible_to(request.hat).filter(retired=False)
    if key := sort_key(words):
        found = found.filter(sort_key__contains=key)
    page = Paginator(kits_shown(found, request.hat), PER_PAGE).get_page(request.GET.get("page"))
    cards = [(kit, rows_of(kit), _picture(kit)) for kit in page]
    return render(request, "kits/list.html", {"page": page, "cards": cards, "words": words})


def _picture(kit: Kit) -> tuple[str, str]:
    """Return the address and the words of the picture of the kit: its own, or else that of its first thing."""
    own: KitPhoto | None = getattr(kit, "photo", None)
    if own is not None:
        return reverse("kits:photo", args=[kit.pk, own.pk, 960]), own.alt
    first = first_asset(kit)
    if first is None:
        return "", ""
    photo = next(iter(first.photos.all()), None)
    if photo is not None:
        return reverse("inventory:photo", args=[first.pk, photo.pk, 960]), photo.alt
    code = first.asset_class.code
    return (reverse("inventory:illustration", args=[code, first.pk % VARIANTS]) if code in SCENES else ""), ""


def kit(request: HatRequest, pk: int) -> HttpResponse:
    """Show a kit; with a moment, how many are free and of what they would be made; send the request."""
    shown = one_kit(pk, request.hat)
    if shown is None:
        raise Http404
    if request.method == "POST":
        return _send(request, shown)
    form = MomentForm(request.GET if "day" in request.GET else None, tz=zone_of(shown))
    return _page(request, shown, form)


def _page(
    request: HatRequest, shown: Kit, form: MomentForm, *, reasons: tuple[Reason, ...] = (), status: int = 200
) -> HttpResponse:
    picture, alt = _picture(shown)
    asking = form if isinstance(form, AskForm) else AskForm(tz=form.tz)
    context: dict[str, Any] = {
        "kit": shown,
        "lines": rows_of(shown),
        "form": form,
        "asking": asking,
        "picture": picture,
        "alt": alt,
        "may_write": may_write(request.hat, shown),
        "may_ask": may_ask(request.hat),
        "uid": request.POST.get("uid") or uuid.uuid4(),
        "reasons": reasons,
    }
    moment_read = not any(name in form.errors for name in MomentForm.base_fields) if form.is_bound else False
    if form.is_bound and (form.is_valid() or moment_read) and not form.non_field_errors():
        start, end = form.period()
        count = form.cleaned_data["count"]
        found = moment_of(shown, start, end, count, hat=request.hat, now=timezone.now())
        context |= {
            "moment": found,
            "count": count,
            "against": reasons_against(found),
            "picks": found.picks_in_words(),
            "left_out": found.absent_in_words(found.composition.left_out),
            "when": format_period(Span(start, end), form.tz, language()),
            "sent": [(name, form[name].value()) for name in MomentForm.base_fields],
        }
    return render(request, "kits/show.html", context, status=422 if form.errors else status)


def _send(request: HatRequest, shown: Kit) -> HttpResponse:
    """Send the request of what was shown; whoever is not signed in signs in first."""
    if not request.hat.signed_in:
        return redirect_to_login(f"{reverse('kits:show', args=[shown.pk])}?{request.GET.urlencode()}")
    form = AskForm(request.POST, tz=zone_of(shown))
    if not form.is_valid():
        return _page(request, shown, form)
    start, end = form.period()
    try:
        bundle = request_kits(
            kit_id=shown.pk,
            count=form.cleaned_data["count"],
            starts_at=start,
            ends_at=end,
            purpose=form.cleaned_data["purpose"],
            message=form.cleaned_data["message"],
            seen=request.POST.get("vu", ""),
            hat=request.hat,
            uid=_key(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, shown, form, reasons=refusal.reasons, status=refusal.status)
    messages.success(request, _("Votre demande est envoyée : tout ce qu’elle contient vous est gardé."))
    return redirect("reservations:bundle", bundle.reference)


def _key(request: HatRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("uid", ""))
    except ValueError:
        return None


@login_required
def manage(request: HatRequest) -> HttpResponse:
    """List one's own kits, those not proposed any more included."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    mine = kits_shown(Kit.objects.filter(organisation_id=owner_id), request.hat)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    cards = [(kit, rows_of(kit)) for kit in page]
    context = {"page": page, "cards": cards, "owner_name": request.hat.organisation_name}
    return render(request, "kits/manage.html", context)


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Write a new kit."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return _write(request, Kit(organisation_id=owner_id), [])


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change a kit."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    mine = kits_shown(Kit.objects.filter(organisation_id=owner_id), request.hat)
    shown = get_object_or_404(mine, pk=pk)
    lines = [
        LineWish(line.quantity, tuple(choice.asset_id for choice in line.choices.all()), line.optional)
        for line in shown.lines.all()
    ]
    return _write(request, shown, lines)


def _write(request: HatRequest, kit: Kit, lines: list[LineWish]) -> HttpResponse:
    name, assets = kit.name, assets_for_kits(kit.organisation_id)
    form = KitForm(request.POST or None, instance=kit, assets=assets, lines=lines)
    if request.method == "POST" and form.is_valid():
        try:
            written = write_kit(kit=form.instance, lines=form.lines(), hat=request.hat)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("La trousse est enregistrée."))
            return redirect("kits:show", written.pk)
    context = {"form": form, "pk": kit.pk, "name": name, "assets": assets}
    return render(request, "kits/form.html", context, status=422 if form.errors else 200)
