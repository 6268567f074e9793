"""Counting: what is expected here, one tap each; what nobody expected. Works without a script, and offline with one."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.media import rendition
from maillon.base.refusals import Refusal
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.labels.models import Label
from maillon.sharing.stocktaking.forms import ObservationForm
from maillon.sharing.stocktaking.models import Count, ObservationPhoto
from maillon.sharing.stocktaking.permissions import ask_to_count
from maillon.sharing.stocktaking.queries import items_of, places_of, result_of, sites_of, surprises_of
from maillon.sharing.stocktaking.services import add_photo, record_observations
from maillon.sharing.stocktaking.views.managing import known_count

WORKER = "maillon/count-worker.js"
PHOTO_WIDTH = 320


@login_required
def count(request: HatRequest, pk: int) -> HttpResponse:
    """Show what is expected at one place, with what stands of each thing, and how to tell it."""
    known = known_count(request, pk)
    ask_to_count(request.hat, known)
    if not known.is_open:
        return redirect("stocktaking:show", pk)
    return render(request, "stocktaking/count.html", _context(known, request.GET.get("lieu", "")))


def _context(known: Count, asked: str) -> dict[str, object]:
    came = result_of(known)
    places = places_of(known, came)
    here = next((one for one in places if str(one.site_id) == asked), places[0] if places else None)
    items = items_of(known, came, here.site_id) if here else []
    codes: dict[int, list[str]] = {}
    for asset_id, code in (
        Label.objects.serving()
        .filter(asset__in=[one.asset_id for one in items if one.asset_id])
        .order_by("pk")
        .values_list("asset_id", "code")
    ):
        codes.setdefault(asset_id or 0, []).append(code)
    return {
        "count": known,
        "places": places,
        "here": here,
        "lines": [(one, " ".join(codes.get(one.asset_id or 0, ())), str(uuid.uuid4())) for one in items],
        "sites": [(one.pk, one.name) for one in sites_of(known.organisation_id)],
        "surprises": surprises_of(known, came)[:20],
        "client_id": str(uuid.uuid4()),
    }


@login_required
@require_POST
def observe(request: HatRequest, pk: int) -> HttpResponse:
    """Write down one thing seen, and come back to its line."""
    known = known_count(request, pk)
    ask_to_count(request.hat, known)
    place = request.POST.get("lieu", "")
    form = ObservationForm(request.POST, request.FILES, too_large=upload_problem(request))
    if form.is_valid() and _tell(request, form, known):
        told = form.cleaned_data
        anchor = f"#bien-{told['bien']}" if told["bien"] else "#autre"
        return redirect(f"{reverse('stocktaking:count', args=[pk])}?{urlencode({'lieu': place})}{anchor}")
    context = _context(known, place) | {"errors": _errors(form)}
    return render(request, "stocktaking/count.html", context, status=422)


def _errors(form: ObservationForm) -> list[dict[str, str]]:
    return [{"message": str(message)} for told in form.errors.values() for message in told]


def _tell(request: HatRequest, form: ObservationForm, known: Count) -> bool:
    entry, now = form.entry(timezone.now()), timezone.now()
    try:
        (told,) = record_observations(count_id=known.pk, entries=[entry], hat=request.hat, now=now)
        if file := form.cleaned_data["file"]:
            add_photo(
                count_id=known.pk,
                observation=entry.client_id,
                client_id=entry.client_id,
                file=file,
                hat=request.hat,
            )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    what = told.asset.name if told.asset else told.seen
    messages.success(request, _("%(what)s : %(word)s.") % {"what": what, "word": told.get_verdict_display()})
    return True


@login_required
def photo(request: HatRequest, pk: int, photo_id: int) -> FileResponse:
    """Give a picture taken while counting, to the people of the organisation."""
    known = known_count(request, pk)
    found = get_object_or_404(ObservationPhoto, pk=photo_id, observation__count=known)
    try:
        file = default_storage.open(rendition(default_storage, str(found.file.name), PHOTO_WIDTH))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def worker(request: HttpRequest) -> FileResponse:  # noqa: ARG001  (Django's signature)
    """Give the program that keeps the pages of a count for when there is no network; it reaches no other page."""
    found = finders.find(WORKER)
    if not isinstance(found, str):
        raise Http404
    response = FileResponse(open(found, "rb"), content_type="text/javascript")  # noqa: PTH123, SIM115  (closed with the answer)
    response["Cache-Control"] = "no-cache"
    return response
