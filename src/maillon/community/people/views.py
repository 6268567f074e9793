"""One's own account, one's messages, one's data."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from maillon.base import privacy
from maillon.base.mail.queries import every_mail, failed_mails, mails_of
from maillon.base.refusals import Refusal
from maillon.community.people.forms import ErasureForm, ProfileForm
from maillon.community.people.models import Person
from maillon.community.people.services import change_profile, erase_person

PAGE = 20


def _signed_in(request: HttpRequest) -> Person:
    """Return the person behind the request, read anew; only for views that require signing in."""
    return Person.objects.get(pk=request.user.pk or 0)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show and change one's name and language."""
    person = _signed_in(request)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_profile(person=person, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the e-mails written to the person; to those who oversee the network, also what could not be sent."""
    page = Paginator(mails_of(person_id=_signed_in(request).pk), PAGE).get_page(request.GET.get("page"))
    overseer = request.hat.sees_everything  # type: ignore[attr-defined]  # set by HatMiddleware
    failed = failed_mails()[:PAGE] if overseer else []
    return render(request, "people/messages.html", {"page": page, "failed": failed, "overseer": overseer})


def demonstration_mails(request: HttpRequest) -> HttpResponse:
    """Show every recorded e-mail, in the demonstration only: without a mail server nobody could read their code."""
    if not settings.DEMONSTRATION or settings.MAIL_SERVER:
        raise Http404
    page = Paginator(every_mail(), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/demonstration_mails.html", {"page": page})


@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """Show what is held on the person, how to carry it away and how to erase it."""
    context = {"form": ErasureForm(), "retentions": [one for one in privacy.declared() if one.personal]}
    return render(request, "people/my_data.html", context)


@login_required
@never_cache
def my_data_file(request: HttpRequest) -> HttpResponse:
    """Hand over all that is held on the person, in a file that programs and people can read."""
    held = privacy.held_on(request.user.pk)  # type: ignore[arg-type]  # signed in
    response = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mes-donnees-maillon.json"'
    return response


@login_required
@require_POST
@reauthentication_required
def erase_me(request: HttpRequest) -> HttpResponse:
    """Close the account and erase the person's data."""
    form = ErasureForm(request.POST)
    if form.is_valid():
        person = _signed_in(request)
        try:
            erase_person(person=person, email=form.cleaned_data["email"], now=timezone.now())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            logout(request)
            messages.success(request, _("Votre compte est fermé et vos données sont effacées."))
            return redirect("shell:home")
    context = {"form": form, "retentions": [one for one in privacy.declared() if one.personal]}
    return render(request, "people/my_data.html", context, status=422)
