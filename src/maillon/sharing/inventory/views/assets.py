"""The page of an asset, for everyone who may see it; its photos and its illustration."""

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from maillon.base.history import Entry
from maillon.base.media import WIDTHS, rendition_or_whole
from maillon.base.web.formats import day, number
from maillon.community.organisations.kinds import Circle
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.access_words import told_access, unknown_access
from maillon.sharing.inventory.drawings import VARIANTS, draw
from maillon.sharing.inventory.drawings.scenes import SCENES
from maillon.sharing.inventory.models import Asset, Grade, Photo
from maillon.sharing.inventory.panels import actions_on, sections
from maillon.sharing.inventory.permissions import may_keep, may_read_history, may_read_record
from maillon.sharing.inventory.queries import shown_asset, told_details
from maillon.sharing.inventory.queries.accessories import accessories_of
from maillon.sharing.inventory.queries.audiences import standing_words
from maillon.sharing.inventory.queries.documents import documents_of
from maillon.sharing.inventory.queries.exemplars import Counts, counts_of
from maillon.sharing.inventory.queries.history import frozen_by, history_of
from maillon.sharing.inventory.queries.origins import origin_in_words, origin_of_asset
from maillon.sharing.inventory.queries.records import (
    Observed,
    conditions_of,
    keeping_facts,
    keeping_of,
    last_grades,
    wear_of,
)
from maillon.sharing.inventory.queries.scopes import shared_with
from maillon.sharing.inventory.rules.access import effective

HOUR, DAY = 3600, 86_400
LATEST = 5  # how much of the history the page of an asset shows
LATEST_REPORTS = 3  # the same, of the reports of its condition


def asset(request: HatRequest, pk: int) -> HttpResponse:
    """Show an asset: what it is, where, whose, and what the other packages know of it."""
    shown = shown_asset(pk, request.hat)
    if shown is None:
        return _merged_away(request, pk)
    drawn = sections(request, shown)
    comes, extras = accessories_of(shown.pk, request.hat)
    own = may_read_record(request.hat, shown.organisation_id)
    condition = last_grades([shown.pk]).get(shown.pk)
    documents = documents_of(shown, request.hat)
    answers = effective(shown.site.access, shown.access)
    context = {
        "asset": shown,
        "documents": documents,
        "access": told_access(answers),
        "unknown_access": unknown_access(answers),
        "facts": [
            *_facts(shown, condition, own=own),
            *told_details(shown, request.hat),
            *_origin_facts(shown),
        ],
        "shared_with": shared_with(shown, request.hat, timezone.localdate()),
        "shared_by": standing_words(shown) if request.hat.acts_for(shown.organisation_id) else "",
        "sections": [section for section in drawn if not section.beside],
        "beside": [section for section in drawn if section.beside],
        "comes": comes,
        "extras": extras,
        "may_keep": may_keep(request.hat, shown.organisation_id),
        "actions": actions_on(shown) if may_keep(request.hat, shown.organisation_id) else [],
        "illustration": _illustration_of(shown),
        "frozen_words": _frozen_words(request, shown),
        "history": _latest(request, shown),
        "own": own,
    }
    if own:
        context |= _kept_inside(shown, condition)
    return render(request, "inventory/assets/show.html", context)


def _kept_inside(shown: Asset, condition: Observed | None) -> dict[str, object]:
    """Return what only the owner's people read: how the asset is managed, and the reports of its condition."""
    record, today = keeping_of(shown.pk), timezone.localdate()
    out = condition is not None and condition.grade == Grade.OUT_OF_SERVICE
    return {
        "keeping_facts": keeping_facts(record, today) if record else [],
        "keeping_wears": record is not None and wear_of(record, today) is not None,
        "reports": conditions_of(shown.pk)[:LATEST_REPORTS],
        "out_of_service": out and shown.state == Asset.State.ACTIVE,
    }


def _facts(shown: Asset, condition: Observed | None, *, own: bool) -> list[tuple[str, str]]:
    """Return what there is to say, each with its word; nothing is said of what is not known."""
    site = shown.site
    address = ", ".join(str(part) for part in (site.address, site.municipality) if part)
    facts = [(_("Catégorie"), shown.asset_class.name), (_("Lieu"), site.name)]
    if address and address != site.name:
        facts.append((_("Adresse"), address))
    if shown.capacity:
        facts.append((_("Capacité"), _("%(n)s personnes") % {"n": number(shown.capacity)}))
    if shown.asset_class.pooled and (counts := counts_of(shown.pk)).known:
        facts.append((_("Quantité"), _in_service_words(counts)))
    elif shown.quantity > 1:
        facts.append((_("Quantité"), number(shown.quantity)))
    if condition is not None:
        facts.append((_("État physique"), str(condition)))
    if shown.lat is not None and shown.lon is not None:
        north, west = number(shown.lat, 4), number(-shown.lon, 4)
        facts.append((_("Coordonnées"), _("%(north)s° N, %(west)s° O") % {"north": north, "west": west}))
    if shown.identifier and own:
        facts.append((_("Numéro du propriétaire"), shown.identifier))
    return facts


def _origin_facts(shown: Asset) -> list[tuple[str, str]]:
    """Return whose open data the record comes from, as its licence asks."""
    origin = origin_of_asset(shown)
    return [] if origin is None else [(_("Données ouvertes"), origin_in_words(origin))]


def _in_service_words(counts: Counts) -> str:
    """Return « 5 en service sur 6 », or « 6 »."""
    if counts.in_service == counts.owned:
        return number(counts.owned)
    values = {"n": number(counts.in_service), "total": number(counts.owned)}
    return _("%(n)s en service sur %(total)s") % values


def _merged_away(request: HatRequest, pk: int) -> HttpResponse:
    """Lead from a record that was merged into another to that one, if this hat may see it."""
    kept = Asset.objects.visible_to(request.hat).filter(merged__pk=pk).values_list("pk", flat=True).first()
    if kept is None:
        raise Http404
    return redirect("inventory:asset", kept)


def _frozen_words(request: HatRequest, shown: Asset) -> str:
    """Return who holds the asset intact and since when, for those who may read its past."""
    if shown.frozen_at is None or not may_read_history(request.hat, shown.organisation_id):
        return ""
    values = {"day": day(shown.frozen_at), "who": frozen_by(shown) or _("Maillon")}
    return _("Ce bien est tenu intact depuis le %(day)s, par %(who)s.") % values


def _latest(request: HatRequest, shown: Asset) -> list[Entry]:
    """Return the latest of the asset's history, for those who may read it."""
    if not may_read_history(request.hat, shown.organisation_id):
        return []
    own = may_read_record(request.hat, shown.organisation_id)
    return history_of(shown.pk, own=own)[:LATEST]


def _illustration_of(shown: Asset) -> str:
    """Return the address of the drawing of its class, one of three by its number; nothing when none is drawn."""
    code = shown.asset_class.code
    return reverse("inventory:illustration", args=[code, shown.pk % VARIANTS]) if code in SCENES else ""


def photo(request: HatRequest, pk: int, photo_id: int, width: int) -> FileResponse:
    """Give a photo at one width, to those who may see the asset."""
    if width not in WIDTHS:
        raise Http404
    seen = Asset.objects.visible_to(request.hat).filter(pk=pk)
    found = get_object_or_404(Photo.objects.select_related("asset"), pk=photo_id, asset__in=seen)
    try:
        file = default_storage.open(rendition_or_whole(default_storage, str(found.file.name), width))
    except FileNotFoundError as error:
        raise Http404 from error
    public = found.asset.audience == Circle.EVERYONE and found.asset.state == Asset.State.ACTIVE
    return _image(file, public=public)


def _image(file: "File[bytes]", *, public: bool) -> FileResponse:
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = f"public, max-age={DAY}" if public else f"private, max-age={HOUR}"
    return response


@cache_control(public=True, max_age=DAY)
def illustration(request: HatRequest, code: str, variant: int) -> FileResponse:  # noqa: ARG001  (Django's signature)
    """Give the drawing that stands for a class of assets until there is a photo; drawn the first time."""
    if code not in SCENES or variant not in range(VARIANTS):
        raise Http404
    name = f"illustrations/{code}-{variant}.webp"
    if not default_storage.exists(name):
        made = default_storage.save(name, ContentFile(draw(code, variant)))
        if made != name:  # another request drew it at the same moment
            default_storage.delete(made)
    return FileResponse(default_storage.open(name), content_type="image/webp")
