"""The picture of a kit: given to those who see the kit, looked after by its owner."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.media import WIDTHS, rendition_or_whole
from maillon.base.refusals import Refusal
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.kits.forms import KitPhotoForm
from maillon.sharing.kits.models import Kit, KitPhoto
from maillon.sharing.kits.photos import put_photo, remove_photo, tell_photo

HOUR = 3600


def photo(request: HatRequest, pk: int, photo_id: int, width: int) -> FileResponse:
    """Give the picture of a kit at one width, to those who may see the kit."""
    if width not in WIDTHS:
        raise Http404
    found = get_object_or_404(
        KitPhoto, pk=photo_id, kit__in=Kit.objects.visible_to(request.hat).filter(pk=pk)
    )
    try:
        file = default_storage.open(rendition_or_whole(default_storage, str(found.file.name), width))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = f"private, max-age={HOUR}"
    return response


def _mine(request: HatRequest, pk: int) -> Kit:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Kit.objects.select_related("photo"), pk=pk, organisation_id=owner_id)


@login_required
def edit_photo(request: HatRequest, pk: int) -> HttpResponse:
    """Give a kit its picture, or say again what it shows."""
    kit = _mine(request, pk)
    present: KitPhoto | None = getattr(kit, "photo", None)
    if request.method == "POST":
        too_large = upload_problem(request)
        form = KitPhotoForm(request.POST, request.FILES, too_large=too_large, present=present)
        if form.is_valid() and _written(request, form, kit):
            messages.success(request, _("La photo est enregistrée."))
            return redirect("kits:show", pk)
    else:
        form = KitPhotoForm(present=present)
    context = {"kit": kit, "photo": present, "form": form}
    return render(request, "kits/photo.html", context, status=422 if form.errors else 200)


def _written(request: HatRequest, form: KitPhotoForm, kit: Kit) -> bool:
    file, alt = form.cleaned_data["file"], form.cleaned_data["alt"]
    try:
        if file:
            put_photo(kit_id=kit.pk, file=file, alt=alt, hat=request.hat)
        else:
            tell_photo(kit_id=kit.pk, alt=alt, hat=request.hat)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True


@login_required
@require_POST
def drop_photo(request: HatRequest, pk: int) -> HttpResponse:
    """Remove the picture of a kit; that of its first thing stands for it again."""
    remove_photo(kit_id=_mine(request, pk).pk, hat=request.hat)
    messages.success(request, _("La photo est retirée."))
    return redirect("kits:show", pk)
