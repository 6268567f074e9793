"""The page of the first hour: found the installation, then follow the steps."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.organisations.forms import FoundingForm
from maillon.community.organisations.founding import is_founded
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.queries import hats_of
from maillon.community.organisations.requests import HatRequest
from maillon.community.organisations.services import found_installation
from maillon.community.people.models import Language
from maillon.shell.first_hour import states, steps

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_post_parameters("code", "password")
def first_hour(request: HatRequest) -> HttpResponse:
    """Show the guide: to anyone while nobody looks after the network, then to its stewards."""
    if not is_founded():
        return _found(request)
    if not _is_steward(request):
        raise NotAllowed(_("Ce guide est celui de l’intendance du réseau."))
    listed = steps()
    context = {"steps": listed, "states": states(listed), "finished": all(step.done for step in listed)}
    return render(request, "shell/first_hour.html", context)


def _is_steward(request: HatRequest) -> bool:
    """Return whether the person looks after the network, under whichever hat they act now."""
    if request.hat.person_id is None:
        return False
    hats = hats_of(person_id=request.hat.person_id, on=timezone.localdate())
    return any(hat.has(Role.STEWARD) for hat in hats)


def _found(request: HatRequest) -> HttpResponse:
    """Ask who the first person is; the console's code proves it."""
    form = FoundingForm(request.POST or None)
    if request.method == "POST":
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="claim_installation")
        if limited:
            return limited
        if form.is_valid() and _founded_by(request, form):
            return redirect("shell:first_hour")
    context = {"form": form, "states": states(steps())}
    return render(request, "shell/first_hour.html", context, status=422 if form.errors else 200)


def _founded_by(request: HatRequest, form: FoundingForm) -> bool:
    """Found the installation with what was typed and sign the person in; or put the reasons on the form."""
    english = (translation.get_language() or "").startswith("en")
    language = Language.ENGLISH if english else Language.FRENCH
    try:
        membership = found_installation(**form.cleaned_data, language=language, now=timezone.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    login(request, membership.person, backend=BACKEND)
    messages.success(
        request, _("L’intendance est créée, et c’est vous. Continuez avec les étapes ci-dessous.")
    )
    return True
