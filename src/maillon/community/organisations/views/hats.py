"""Changing hats, and the keys that programs carry under one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.organisations.forms import TokenForm
from maillon.community.organisations.middleware import SESSION_KEY
from maillon.community.organisations.models import Membership
from maillon.community.organisations.queries import hats_of, tokens_of
from maillon.community.organisations.requests import HatRequest
from maillon.community.organisations.tokens import issue_token, revoke_token


@login_required
@require_POST
def wear(request: HatRequest) -> HttpResponse:
    """Put on another of one's own hats, and come back to the page."""
    wanted = request.POST.get("membership", "")
    mine = hats_of(person_id=request.user.pk, on=timezone.localdate())  # type: ignore[arg-type]  # signed in
    if wanted not in {str(hat.membership_id) for hat in mine}:
        raise NotAllowed(_("Ce chapeau n’est pas le vôtre."))
    request.session[SESSION_KEY] = int(wanted)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else reverse("shell:home"))


@login_required
@never_cache
def tokens(request: HatRequest) -> HttpResponse:
    """List the keys of the hat worn now; make one, shown this once."""
    if request.hat.membership_id is None:
        raise NotAllowed(_("Un jeton agit pour une organisation : rejoignez-en d’abord une."))
    form, key = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            _token, key = issue_token(
                membership=Membership.objects.get(pk=request.hat.membership_id),
                name=form.cleaned_data["name"],
                may_write=form.cleaned_data["may_write"],
                expires_at=form.expires_at(now),
                now=now,
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            form = TokenForm()
    context = {"form": form, "key": key, "tokens": tokens_of(membership_id=request.hat.membership_id)}
    context["now"] = timezone.now()
    return render(request, "organisations/tokens.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke(request: HatRequest, pk: int) -> HttpResponse:
    """Stop one of the hat's own keys."""
    revoke_token(token_id=pk, hat=request.hat, now=timezone.now())
    messages.success(request, _("Le jeton ne fonctionne plus."))
    return redirect("organisations:tokens")
