"""What is written about a request: read it, write, ask for more, carry away a document."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import NotAllowed, Refusal
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.requests import HatRequest
from maillon.kernel.objections import Objection
from maillon.sharing.reservations import permissions
from maillon.sharing.reservations.errors import explained
from maillon.sharing.reservations.forms.threads import ClarifyForm
from maillon.sharing.reservations.models import BundleItem, Reservation, ThreadMessage
from maillon.sharing.reservations.services.threads import ask_clarification, mark_read, write_message
from maillon.sharing.reservations.views.desk import Desk
from maillon.sharing.reservations.views.following import desk_for
from maillon.sharing.reservations.views.page import show_page
from maillon.sharing.reservations.views.thread_panel import message_form


@login_required
def write(request: HatRequest, reference: str) -> HttpResponse:
    """Send a message to the other side; opened by its address, the page of the request."""
    desk = desk_for(request, reference)
    if not permissions.may_write(desk.hat, desk.reservation):
        raise NotAllowed(explained([Objection("may_not_write")]))
    if request.method != "POST":
        return redirect(_thread_url(desk.reservation))
    too_large = upload_problem(request)
    form = message_form(desk.reservation, desk.hat, request.POST, request.FILES, too_large=too_large)
    if not form.is_valid():
        return show_page(request, desk, thread_form=form, status=422)
    file = form.cleaned_data["file"]
    try:
        write_message(
            reference=reference,
            hat=request.hat,
            text=form.cleaned_data["text"],
            file=file or None,
            file_name=file.name if file else "",
            change=form.change(),
            now=timezone.now(),
        )
    except Refusal as refusal:
        _at_file(form, refusal)
        return show_page(request, desk, thread_form=form, status=refusal.status)
    messages.success(request, _("Votre message est envoyé."))
    return redirect(_thread_url(desk.reservation))


def _at_file(form: Any, refusal: Refusal) -> None:
    """Put what is wrong with the document at its field, everything else where it says."""
    for reason in refusal.reasons:
        at = "file" if reason.code == "unusable_document" else reason.field
        form.add_error(at if at in form.fields else None, reason.message)


@login_required
def clarify(request: HatRequest, reference: str) -> HttpResponse:
    """Ask for more before answering; opened by its address, the page with the question."""
    return clarify_at(request, desk_for(request, reference))


def clarify_at(request: HatRequest, desk: Desk, *, by_link: bool = False) -> HttpResponse:
    """Ask for more from the page of the request, signed in or by the link of an e-mail."""
    if not permissions.may_decide(desk.hat, desk.reservation):
        raise NotAllowed(explained([Objection("not_decider")]))
    form = ClarifyForm(request.POST if request.method == "POST" else None, auto_id="precision_%s")
    if request.method != "POST":
        return show_page(request, desk, by_link=by_link, clarify_form=form)
    if not form.is_valid():
        return show_page(request, desk, by_link=by_link, clarify_form=form, status=422)
    try:
        ask_clarification(
            reference=desk.reservation.reference,
            hat=desk.hat,
            text=form.cleaned_data["text"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return show_page(request, desk, by_link=by_link, clarify_form=form, status=refusal.status)
    messages.success(
        request, _("La précision est demandée\u00a0: votre délai de réponse attend, la place reste retenue.")
    )
    return redirect(desk.back_url if by_link else _thread_url(desk.reservation))


@login_required
@require_POST
def read(request: HatRequest, reference: str) -> HttpResponse:
    """Note that the messages are read: by the button, or by the page itself once it is shown."""
    desk = desk_for(request, reference)
    mark_read(reference=reference, hat=request.hat, now=timezone.now())
    return HttpResponse() if request.htmx else redirect(_thread_url(desk.reservation))


@login_required
def document(request: HatRequest, reference: str, message_id: int) -> FileResponse:
    """Give the document of a message as a download: it came from outside, our pages never show it."""
    desk = desk_for(request, reference)
    found = get_object_or_404(ThreadMessage.objects.visible_to(request.hat), pk=message_id)
    if not found.file or found.reservation_id != desk.root.pk:
        raise Http404
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=found.media_type, as_attachment=True, filename=found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _thread_url(reservation: Reservation) -> str:
    """Return where the thread is read: the page of the bundle, or that of the request."""
    item = BundleItem.objects.select_related("bundle").filter(reservation=reservation).first()
    name, word = ("bundle", item.bundle.reference) if item else ("show", reservation.reference)
    return reverse(f"reservations:{name}", args=[word]) + "#echange"
