"""Preparing an agreement: what it is about, with whom, how long; then read it again and propose it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import NotFound, Refusal
from maillon.community.agreements import services
from maillon.community.agreements.forms import TermForm, TextForm
from maillon.community.agreements.models import Agreement
from maillon.community.agreements.pages import after_term, contents, shown, steps_of
from maillon.community.agreements.permissions import ask_to_sign
from maillon.community.agreements.queries import possible_partners
from maillon.community.agreements.services.drafting import what_lacks
from maillon.community.organisations.requests import HatRequest

FOUND = 12


def _draft(request: HatRequest, pk: int) -> Agreement:
    """Return a draft of the hat's own organisation."""
    found = get_object_or_404(Agreement.objects.visible_to(request.hat).shown(), pk=pk)
    ask_to_sign(request.hat, found.owner_id)
    if not found.is_editable:
        raise NotFound(_("Cette entente n’est plus en préparation : revenez à sa page."))
    return found


@login_required
def begin(request: HatRequest) -> HttpResponse:
    """Begin an agreement: first step."""
    ask_to_sign(request.hat, request.hat.organisation_id)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.begin_agreement(**form.cleaned_data, by=request.hat, now=timezone.now())
        return redirect("agreements:partners", made.pk)
    context = {"form": form, "steps": steps_of(None, "text")}
    return render(request, "agreements/text.html", context, status=422 if form.errors else 200)


@login_required
def text(request: HatRequest, pk: int) -> HttpResponse:
    """Change what the agreement is about."""
    found = _draft(request, pk)
    form = TextForm(request.POST or None, initial={"title": found.title, "purpose": found.purpose})
    if request.method == "POST" and form.is_valid():
        services.describe_agreement(agreement_id=pk, **form.cleaned_data, by=request.hat)
        return redirect("agreements:partners", pk)
    context = {"form": form, "agreement": found, "steps": steps_of(found, "text")}
    return render(request, "agreements/text.html", context, status=422 if form.errors else 200)


@login_required
def partners(request: HatRequest, pk: int) -> HttpResponse:
    """Choose the partners, found by name: second step."""
    found = _draft(request, pk)
    words = request.GET.get("q", "").strip()[:80]
    context = {
        "agreement": found,
        "steps": steps_of(found, "partners"),
        "words": words,
        "found": possible_partners(found, words)[:FOUND] if words else [],
        "parties": list(found.parties.all()),
    }
    return render(request, "agreements/partners.html", context)


@login_required
@require_POST
def add_partner(request: HatRequest, pk: int) -> HttpResponse:
    """Name a partner."""
    number = request.POST.get("organisation", "")
    known = number.isascii() and number.isdigit() and len(number) < 19
    try:
        services.add_partner(agreement_id=pk, organisation_id=int(number) if known else 0, by=request.hat)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    return redirect("agreements:partners", pk)


@login_required
@require_POST
def remove_partner(request: HatRequest, pk: int, organisation_id: int) -> HttpResponse:
    """Take a partner out of a draft."""
    services.remove_partner(agreement_id=pk, organisation_id=organisation_id, by=request.hat)
    return redirect("agreements:partners", pk)


@login_required
def term(request: HatRequest, pk: int) -> HttpResponse:
    """Say from when until when: third step."""
    found = _draft(request, pk)
    now = timezone.now()
    form = TermForm(request.POST or None, agreement=found, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_term(agreement_id=pk, term=form.term(), by=request.hat, now=now)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(after_term(found))
    context = {"form": form, "agreement": found, "steps": steps_of(found, "term")}
    return render(request, "agreements/term.html", context, status=422 if form.errors else 200)


@login_required
def check(request: HatRequest, pk: int) -> HttpResponse:
    """Read everything again and propose it: last step."""
    found = _draft(request, pk)
    now = timezone.now()
    status = 200
    if request.method == "POST":
        try:
            services.propose_agreement(agreement_id=pk, by=request.hat, now=now)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            status = 422  # what lacks stands in the list of the page
        else:
            messages.success(request, _("L’entente est proposée; les partenaires reçoivent un courriel."))
            return redirect("agreements:show", pk)
    today = timezone.localdate(now)
    context = contents(shown(found, request.hat, today)) | {
        "steps": steps_of(found, "check"),
        "lacking": what_lacks(found, today),
    }
    return render(request, "agreements/check.html", context, status=status)


@login_required
@require_POST
def abandon(request: HatRequest, pk: int) -> HttpResponse:
    """Give up a draft or take back a proposal."""
    services.abandon_agreement(agreement_id=pk, by=request.hat, now=timezone.now())
    messages.success(request, _("L’entente est abandonnée."))
    return redirect("agreements:list")


@login_required
@require_POST
def renew(request: HatRequest, pk: int) -> HttpResponse:
    """Begin the draft that follows an agreement."""
    made = services.renew_agreement(agreement_id=pk, by=request.hat, now=timezone.now())
    messages.success(request, _("Voici la suite de l’entente, à relire : rien n’est encore proposé."))
    return redirect("agreements:term", made.pk)
