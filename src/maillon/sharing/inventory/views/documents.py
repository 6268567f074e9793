"""The documents of an asset: given to those who may read them, looked after by its owner."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import slug
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.documents import DocumentForm, NewDocumentForm, VersionForm
from maillon.sharing.inventory.models import Asset, Document
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.documents import about, documents_of, version_for, weight


def document(request: HatRequest, pk: int, document_id: int, number: int | None = None) -> FileResponse:
    """Give a document as a download: the present file to those who may read it, a former one to the owner's people.

    The file came from outside: it is never shown in our pages, nor guessed to be of another type than was seen.
    """
    found = version_for(request.hat, pk, document_id, number)
    if found is None:
        raise Http404
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{slug(found.document.title, max_length=80) or 'document'}{found.suffix}"
    response = FileResponse(file, content_type=found.media_type, as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _mine(request: HatRequest, pk: int) -> Asset:
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    return get_object_or_404(Asset.objects.with_owner(), pk=pk, organisation_id=owner_id)


@login_required
def documents(request: HatRequest, pk: int) -> HttpResponse:
    """List an asset's documents and take another."""
    asset = _mine(request, pk)
    form = NewDocumentForm(instance=Document(asset=asset))
    if request.method == "POST":
        too_large = upload_problem(request)
        form = NewDocumentForm(
            request.POST, request.FILES, instance=Document(asset=asset), too_large=too_large
        )

        def add() -> object:
            file = form.cleaned_data["file"]
            return services.add_document(
                document=form.instance, file=file, by=request.hat, now=timezone.now()
            )

        if _done(form, add):
            messages.success(request, _("Le document est ajouté."))
            return redirect("inventory:documents", pk)
    context = {"asset": asset, "form": form, "documents": documents_of(asset, request.hat)}
    return render(request, "inventory/documents/list.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: HatRequest, pk: int, document_id: int) -> HttpResponse:
    """Change what is said of a document, or replace its file; show its versions."""
    asset = _mine(request, pk)
    found = get_object_or_404(Document, pk=document_id, asset=asset)
    name = found.title
    form, version = DocumentForm(instance=found), VersionForm()
    if request.method == "POST" and "remplacer" in request.POST:
        version = VersionForm(request.POST, request.FILES, too_large=upload_problem(request))

        def replace() -> object:
            return services.replace_document(
                document=found, file=version.cleaned_data["file"], by=request.hat, now=timezone.now()
            )

        if _done(version, replace):
            messages.success(request, _("Le fichier est remplacé; l’ancien est gardé."))
            return redirect("inventory:document_edit", pk, document_id)
    elif request.method == "POST":
        form = DocumentForm(request.POST, instance=found)
        if _done(form, lambda: services.write_document(document=form.instance, by=request.hat)):
            messages.success(request, _("Le document est enregistré."))
            return redirect("inventory:documents", pk)
    versions = [(one, weight(one.size)) for one in found.versions.select_related("by").order_by("-number")]
    context = {"asset": asset, "document": found, "name": name, "form": form, "version_form": version}
    wrong = form.errors or version.errors
    return render(
        request,
        "inventory/documents/edit.html",
        context | {"versions": versions, "about": about(found, versions[0][0]) if versions else ""},
        status=422 if wrong else 200,
    )


def _done(form: Any, act: Callable[[], object]) -> bool:
    """Do it if the form makes sense; a refusal is said at its field, or at the file."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        for reason in refusal.reasons:
            at_file = "file" if "file" in form.fields else None
            form.add_error(reason.field if reason.field in form.fields else at_file, reason.message)
        return False
    return True


@login_required
@require_POST
def remove(request: HatRequest, pk: int, document_id: int) -> HttpResponse:
    """Remove a document and all its versions."""
    asset = _mine(request, pk)
    services.remove_document(
        document=get_object_or_404(Document, pk=document_id, asset=asset), by=request.hat
    )
    messages.success(request, _("Le document est retiré, avec ses versions."))
    return redirect("inventory:documents", pk)
