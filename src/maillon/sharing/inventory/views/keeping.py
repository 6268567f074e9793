"""Looking after one's assets: the list, describing, archiving, photos."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.audit import because
from maillon.base.refusals import Refusal
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.community.saved_views.queries import default_address, tabs_of
from maillon.sharing.inventory import queries, services
from maillon.sharing.inventory.completeness import ITEMS
from maillon.sharing.inventory.errors import StillPromised
from maillon.sharing.inventory.exports import FORMATS
from maillon.sharing.inventory.forms.assets import IN_USE, AssetFilter, AssetForm, PhotoForm
from maillon.sharing.inventory.forms.listing import ListForm, heads
from maillon.sharing.inventory.listing import COLUMNS, in_order
from maillon.sharing.inventory.models import Asset, AssetQuerySet, Photo
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.history import changes_after, latest_change
from maillon.sharing.inventory.saved import ASSETS
from maillon.sharing.inventory.services.photos import MOST as MOST_PHOTOS
from maillon.sharing.inventory.views.bulk import choices

PER_PAGE = 50


@login_required
def assets(request: HatRequest) -> HttpResponse:
    """List one's assets, narrowed by what is asked in the address; opened bare, on one's default view."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    if not request.GET and (first := default_address(ASSETS, request.hat)):
        return redirect(first)
    form, shown = AssetFilter(request.GET), ListForm(request.GET).chosen
    mine = queries.assets_of(owner_id)
    counts = queries.counts_of(mine)
    page = _page(request, form, counts, in_order(form.apply(mine), shown["tri"]))
    context = {
        "page": page,
        "lines": [(one, _cells(one, shown["col"])) for one in queries.in_this_order(mine, page)],
        "heads": heads(request.GET),
        "shown": shown,
        "columns": [(code, column.word, code in shown["col"]) for code, column in COLUMNS.items()],
        "tabs": tabs_of(ASSETS, request.hat, request.GET),
        "view": request.GET.get("vue", ""),
        "chosen": form.chosen,
        "classes": counts.classes(),
        "states": counts.states(),
        "owner_name": request.hat.organisation_name,
        "gestures": choices(),
        "lacking": _lacking(form),
        "exports": _exports(owner_id, form),
    }
    return render(request, "inventory/assets/list.html", context)


def _page(
    request: HatRequest, form: AssetFilter, counts: queries.Counts, found: AssetQuerySet
) -> "Page[int]":
    """Return the numbers of the assets of a page: the lines themselves are read for that page only."""
    pages = Paginator(found.values_list("pk", flat=True), PER_PAGE)
    if not any(value for name, value in form.chosen.items() if name != "etat"):
        pages.count = counts.total(*([form.chosen["etat"]] if form.chosen["etat"] else IN_USE))
    return pages.get_page(request.GET.get("page"))


def _cells(asset: Asset, columns: tuple[str, ...]) -> list[tuple[Any, str, bool]]:
    """Return (word of the column, what stands there, whether it is a number) of a line."""
    return [(COLUMNS[code].word, COLUMNS[code].said(asset), COLUMNS[code].numeric) for code in columns]


def _lacking(form: AssetFilter) -> list[tuple[str, str]]:
    """Return the choice of what lacks, when the list was opened by it."""
    if not form.chosen["manque"]:
        return []
    said = [(item, str(word).capitalize()) for item, (word, _codes) in ITEMS.items()]
    return [("", _("Rien de particulier")), *said, ("confirmation", _("Revu depuis un an"))]


def _exports(owner_id: int, form: AssetFilter) -> list[tuple[str, str]]:
    """Return (format, address) of what is shown, as a file."""
    kept = urlencode({name: value for name, value in form.chosen.items() if value})
    return [
        (
            kind.upper() if kind != "geojson" else "GeoJSON",
            f"{reverse('inventory:export', args=[owner_id, kind])}?{kept}".rstrip("?"),
        )
        for kind in FORMATS
    ]


@login_required
def add(request: HatRequest) -> HttpResponse:
    """Describe a new asset."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    if not queries.sites_of(owner_id).exists():
        messages.info(request, _("Décrivez d’abord le lieu où se trouvent vos biens."))
        return redirect("inventory:site_add")
    form = _form(request, owner_id=owner_id)
    if form.is_bound and (written := _write(form)):
        messages.success(request, _("C’est ajouté à votre inventaire."))
        return redirect("inventory:asset", written.pk)
    context = {"form": form}
    return render(request, "inventory/assets/form.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Change what is said of an asset."""
    asset = _mine(request, pk)
    form = _form(request, owner_id=asset.organisation_id, instance=asset)
    seen = request.POST.get("vu", "")
    known = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None
    if form.is_bound and (written := _write(form, known=known)):
        messages.success(request, _("C’est enregistré."))
        return redirect("inventory:asset", written.pk)
    context = {"form": form, "asset": asset, "name": Asset.objects.values_list("name", flat=True).get(pk=pk)}
    context["meanwhile"] = changes_after(pk, known) if form.errors and known is not None else []
    context["seen"] = latest_change(pk) if context["meanwhile"] or known is None else known
    return render(request, "inventory/assets/form.html", context, status=422 if form.errors else 200)


def _form(request: HatRequest, *, owner_id: int, instance: Asset | None = None) -> AssetForm:
    """Return the form as sent; when only the fields of another class were asked for, with all that was typed."""
    if request.method == "POST" and "montrer" not in request.POST:
        return AssetForm(request.POST, organisation_id=owner_id, instance=instance)
    typed = request.POST.dict() if request.method == "POST" else {"site": request.GET.get("lieu", "")}
    typed = {name: value for name, value in typed.items() if value or request.method == "POST"}
    return AssetForm(organisation_id=owner_id, instance=instance, initial=typed)


def _mine(request: HatRequest, pk: int) -> Asset:
    """Return an asset of the hat's own organisation; another's does not exist here."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Asset.objects.with_owner(), pk=pk, organisation_id=owner_id)


def _write(form: AssetForm, *, known: int | None = None) -> Asset | None:
    """Write what was typed; ``known`` is the latest change that its author had seen when the page was opened."""
    if not form.is_valid():
        return None
    try:
        with because(form.cleaned_data.get("why", "")):
            return services.write_asset(
                asset=form.instance,
                now=timezone.now(),
                unchanged=None if known is None else lambda one: latest_change(one.pk) == known,
            )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return None


@login_required
@require_POST
def archive(request: HatRequest, pk: int) -> HttpResponse:
    """Take an asset out of use; when others count on it, ask first what becomes of what they were promised."""
    asset = _mine(request, pk)
    try:
        services.archive_assets(asset_ids=[asset.pk], hat=request.hat, now=timezone.now())
    except StillPromised:
        query = urlencode({"geste": "archiver", "ids": asset.pk})
        return redirect(f"{reverse('inventory:bulk')}?{query}")
    messages.success(request, _("Le bien est archivé : personne ne le voit plus, son historique est gardé."))
    return redirect("inventory:asset", pk)


@login_required
@require_POST
def restore(request: HatRequest, pk: int) -> HttpResponse:
    """Bring an asset back."""
    services.restore_assets(asset_ids=[_mine(request, pk).pk], hat=request.hat, now=timezone.now())
    messages.success(request, _("Le bien est de nouveau actif."))
    return redirect("inventory:asset", pk)


@login_required
def photos(request: HatRequest, pk: int) -> HttpResponse:
    """Show an asset's photos and take another."""
    asset = _mine(request, pk)
    form = PhotoForm()
    if request.method == "POST":
        too_large = upload_problem(request)
        form = PhotoForm(request.POST, request.FILES, too_large=too_large)
        if form.is_valid() and _add_photo(form, asset):
            messages.success(request, _("La photo est ajoutée."))
            return redirect("inventory:photos", pk)
    context = {"asset": asset, "photos": asset.photos.order_by("position", "pk"), "form": form}
    return render(request, "inventory/assets/photos.html", context, status=422 if form.errors else 200)


def _add_photo(form: PhotoForm, asset: Asset) -> Photo | None:
    try:
        return services.add_photo(asset=asset, file=form.cleaned_data["file"], alt=form.cleaned_data["alt"])
    except Refusal as refusal:
        for reason in refusal.reasons:
            form.add_error("file", reason.message)
        return None


@login_required
@require_POST
def change_photo(request: HatRequest, pk: int, photo_id: int) -> HttpResponse:
    """Say again what a photo shows, or move it: « premiere », « avant », « apres »."""
    photo = get_object_or_404(Photo, pk=photo_id, asset=_mine(request, pk))
    steps = {"avant": -1, "apres": 1, "premiere": -MOST_PHOTOS}
    move = steps.get(request.POST.get("deplacer", ""))
    try:
        if move is not None:
            services.move_photo(photo=photo, by=move)
        else:
            services.change_photo(photo=photo, alt=request.POST.get("alt", "")[:200])
        messages.success(request, _("C’est enregistré."))
    except Refusal as refusal:
        messages.error(request, refusal.reasons[0].message)
    return redirect("inventory:photos", pk)


@login_required
@require_POST
def remove_photo(request: HatRequest, pk: int, photo_id: int) -> HttpResponse:
    """Remove a photo."""
    asset = _mine(request, pk)
    services.remove_photo(photo=get_object_or_404(Photo, pk=photo_id, asset=asset))
    messages.success(request, _("La photo est retirée."))
    return redirect("inventory:photos", pk)
