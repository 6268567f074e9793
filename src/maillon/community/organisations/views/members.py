"""The members of an organisation: list, invite, change, end, answer requests to join."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.organisations.forms import InviteForm, MemberForm
from maillon.community.organisations.models import JoinRequest, Membership, Organisation
from maillon.community.organisations.permissions import ask_to_administer
from maillon.community.organisations.queries import members_of, pending_requests
from maillon.community.organisations.requests import HatRequest
from maillon.community.organisations.services import (
    accept_request,
    decline_request,
    end_membership,
    invite_member,
    set_roles,
)


def _organisation(request: HatRequest, pk: int | None) -> Organisation:
    """Return the organisation whose members are managed: the hat's own unless another is named."""
    wanted = pk or request.hat.organisation_id
    if wanted is None:
        raise NotAllowed(_("Rejoignez d’abord une organisation."))
    ask_to_administer(request.hat, wanted)
    return get_object_or_404(Organisation, pk=wanted)


@login_required
def members(request: HatRequest, pk: int | None = None) -> HttpResponse:
    """List who belongs, with their roles and dates, and who asks to."""
    organisation = _organisation(request, pk)
    context = {
        "organisation": organisation,
        "members": members_of(organisation_id=organisation.pk, on=timezone.localdate()),
        "requests": pending_requests(organisation_id=organisation.pk),
    }
    return render(request, "organisations/members.html", context)


@login_required
def invite(request: HatRequest, pk: int) -> HttpResponse:
    """Invite someone by their address."""
    organisation = _organisation(request, pk)
    form = InviteForm(request.POST or None, hat=request.hat, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            invite_member(
                organisation_id=pk,
                email=answers["email"],
                name=answers["name"],
                terms=form.terms(),
                by=request.hat,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("L’invitation est envoyée."))
            return redirect("organisations:members_of", pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/invite.html", context, status=422 if form.errors else 200)


@login_required
def member(request: HatRequest, pk: int) -> HttpResponse:
    """Change what a member may do, and until when."""
    membership = get_object_or_404(Membership.objects.select_related("person", "organisation"), pk=pk)
    organisation = _organisation(request, membership.organisation_id)
    form = MemberForm(request.POST or None, hat=request.hat, organisation=organisation, membership=membership)
    if request.method == "POST" and form.is_valid():
        try:
            set_roles(membership_id=pk, terms=form.terms(), by=request.hat, now=timezone.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("organisations:members_of", organisation.pk)
    context = {"form": form, "organisation": organisation, "membership": membership}
    return render(request, "organisations/member.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request: HatRequest, pk: int) -> HttpResponse:
    """End a membership at once."""
    membership = end_membership(membership_id=pk, by=request.hat, now=timezone.now())
    if membership.person_id == request.user.pk:
        messages.success(request, _("Vous avez quitté l’organisation."))
        return redirect("people:account")
    messages.success(request, _("Cette personne n’appartient plus à l’organisation."))
    return redirect("organisations:members_of", membership.organisation_id)


@login_required
@require_POST
def answer(request: HatRequest, pk: int) -> HttpResponse:
    """Accept or decline a request to join."""
    if request.POST.get("reponse") == "oui":
        accept_request(request_id=pk, by=request.hat, now=timezone.now())
        messages.success(request, _("La personne est membre; choisissez ses rôles ci-dessous."))
    else:
        decline_request(request_id=pk, by=request.hat, now=timezone.now())
        messages.success(request, _("La demande est refusée; la personne en est avisée."))
    return redirect("organisations:members_of", get_object_or_404(JoinRequest, pk=pk).organisation_id)
