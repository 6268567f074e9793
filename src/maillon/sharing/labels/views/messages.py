"""What strangers wrote: reading, closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.labels.forms import CloseForm
from maillon.sharing.labels.models import Message
from maillon.sharing.labels.permissions import ask_to_keep
from maillon.sharing.labels.queries import messages_of
from maillon.sharing.labels.services import close_message

PER_PAGE = 30


@login_required
def received(request: HatRequest) -> HttpResponse:
    """List the messages that wait, or those that are dealt with."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    closed = request.GET.get("etat") == "regles"
    page = Paginator(messages_of(owner_id, closed=closed), PER_PAGE).get_page(request.GET.get("page"))
    waiting = messages_of(owner_id, closed=False).count()
    context = {
        "page": page,
        "closed": closed,
        "tabs": [(_("À régler"), "?", not closed, waiting), (_("Réglés"), "?etat=regles", closed)],
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "labels/messages.html", context)


@login_required
def message(request: HatRequest, pk: int) -> HttpResponse:
    """Read a message; say that it is dealt with."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    received = Message.objects.select_related("label", "asset", "closed_by")
    found = get_object_or_404(received, pk=pk, organisation_id=owner_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            close_message(
                message_id=pk, outcome=form.cleaned_data["outcome"], hat=request.hat, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Le message est réglé."))
            return redirect("labels:messages")
    return render(
        request, "labels/message.html", {"message": found, "form": form}, status=422 if form.errors else 200
    )
