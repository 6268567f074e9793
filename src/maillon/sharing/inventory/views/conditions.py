"""The condition of an asset: its reports, for its owner's people, and a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.media import WIDTHS, rendition
from maillon.base.refusals import Refusal
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.records import ConditionForm
from maillon.sharing.inventory.models import Asset, Condition, ConditionPhoto, Grade
from maillon.sharing.inventory.permissions import ask_to_keep, ask_to_read_record, may_keep
from maillon.sharing.inventory.queries.records import conditions_of

PER_PAGE = 25


@login_required
def conditions(request: HatRequest, pk: int) -> HttpResponse:
    """Show the reports of an asset, the last first; whoever looks after it adds one."""
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=pk)
    ask_to_read_record(request.hat, asset.organisation_id)
    form = ConditionForm(initial={"observed_on": timezone.localdate()})
    if request.method == "POST":
        ask_to_keep(request.hat, asset.organisation_id)
        too_large = upload_problem(request)
        form = ConditionForm(request.POST, request.FILES, too_large=too_large)
        if form.is_valid() and _noted(form, asset, request):
            messages.success(request, _("L’état est inscrit."))
            return redirect("inventory:conditions", pk)
    reports = Paginator(conditions_of(pk), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "asset": asset,
        "page": reports,
        "form": form,
        "may_keep": may_keep(request.hat, asset.organisation_id),
        "propose_closing": asset.state == Asset.State.ACTIVE and _is_out(pk),
    }
    return render(request, "inventory/records/conditions.html", context, status=422 if form.errors else 200)


def _is_out(asset_id: int) -> bool:
    """Return whether the asset was out of service when it was last seen."""
    latest = Condition.objects.filter(asset_id=asset_id).order_by("-observed_on", "-pk")
    return latest.values_list("grade", flat=True).first() == Grade.OUT_OF_SERVICE


def _noted(form: ConditionForm, asset: Asset, request: HatRequest) -> bool:
    answers = form.cleaned_data
    try:
        services.note_condition(
            asset=asset,
            grade=answers["grade"],
            observed_on=answers["observed_on"],
            note=answers["note"],
            photos=answers["file"],
            alt=answers["alt"],
            by=request.hat,
            now=timezone.now(),
        )
    except Refusal as refusal:
        for reason in refusal.reasons:
            form.add_error(reason.field if reason.field in form.fields else "file", reason.message)
        return False
    return True


@login_required
def condition_photo(request: HatRequest, pk: int, photo_id: int, width: int) -> FileResponse:
    """Give a photo of a report at one width, to the owner's people."""
    if width not in WIDTHS:
        raise Http404
    asset = get_object_or_404(Asset.objects.visible_to(request.hat), pk=pk)
    ask_to_read_record(request.hat, asset.organisation_id)
    found = get_object_or_404(ConditionPhoto, pk=photo_id, condition__asset=asset)
    try:
        file = default_storage.open(rendition(default_storage, str(found.file.name), width))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response
