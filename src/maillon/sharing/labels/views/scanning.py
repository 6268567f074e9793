"""What a scan opens: the thing itself for its owner's people, whose it is for a stranger, with a way to write."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.labels.actions import actions_for
from maillon.sharing.labels.forms import MessageForm
from maillon.sharing.labels.models import Label
from maillon.sharing.labels.permissions import may_keep
from maillon.sharing.labels.queries import messages_of, scanned, told_asset
from maillon.sharing.labels.rules.codes import read
from maillon.sharing.labels.services import leave_message


def short(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from the address of a sticker, in capital letters, to the page in the reader's language."""
    with translation.override(translation.get_language_from_request(request)):
        return redirect(reverse("labels:scan", args=[read(code) or code[:40]]))


def scan(request: HatRequest, code: str) -> HttpResponse:
    """Show what a label stands for; take the message of someone who is not of the owner."""
    known = read(code)
    if known and known != code:
        return redirect("labels:scan", known)
    label = scanned(known) if known else None
    if label is None:
        return render(request, "labels/unknown.html", {"code": code[:40]}, status=404)
    if request.hat.acts_for(label.organisation_id):
        return _ours(request, label)
    if label.voided_at is not None:
        return render(request, "labels/void.html", {"label": label}, status=410)
    return _theirs(request, label)


def _ours(request: HatRequest, label: Label) -> HttpResponse:
    """Show the asset with what can be done; what an unclaimed sticker waits for."""
    keeps = may_keep(request.hat, label.organisation_id)
    open_messages = messages_of(label.organisation_id, closed=False).filter(label=label) if keeps else []
    context = {
        "label": label,
        "asset": label.asset,
        "keeps": keeps,
        "open_messages": open_messages,
        "actions": actions_for(request.hat, label),
    }
    return render(request, "labels/ours.html", context)


def _theirs(request: HatRequest, label: Label) -> HttpResponse:
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_a_program:  # it is told the same thing as everyone
            return redirect(f"{request.path}?envoye=1")
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="label_message")
        if limited:
            return limited
        if form.is_valid() and _leave(form, label):
            return redirect(f"{request.path}?envoye=1")
    context = {
        "label": label,
        "asset": told_asset(label, request.hat),
        "form": form,
        "sent": request.GET.get("envoye") == "1" and not form.is_bound,
    }
    return render(request, "labels/theirs.html", context, status=422 if form.errors else 200)


def _leave(form: MessageForm, label: Label) -> bool:
    told = form.cleaned_data
    try:
        leave_message(
            code=label.code,
            kind=told["kind"],
            text=told["text"],
            contact=told["contact"],
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True
