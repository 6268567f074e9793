"""One's own account, one's messages, one's data."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillon.base.mail.queries import every_mail, failed_mails, mails_of
from maillon.community.people.forms import ProfileForm
from maillon.community.people.models import Person
from maillon.community.people.services import change_profile

PAGE = 20


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show and change one's name and language."""
    person = Person.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_profile(person=person, name=form.cleaned_data["name"], language=form.cleaned_data["language"])
        messages.success(request, _("C’est enregistré."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the e-mails written to the person; to those who oversee the network, also what could not be sent."""
    page = Paginator(mails_of(person_id=request.user.pk), PAGE).get_page(request.GET.get("page"))
    overseer = request.hat.sees_everything  # type: ignore[attr-defined]  # set by HatMiddleware
    failed = failed_mails()[:PAGE] if overseer else []
    return render(request, "people/messages.html", {"page": page, "failed": failed, "overseer": overseer})


def demonstration_mails(request: HttpRequest) -> HttpResponse:
    """Show every recorded e-mail, in the demonstration only: without a mail server nobody could read their code."""
    if not settings.DEMONSTRATION or settings.MAIL_SERVER:
        raise Http404
    page = Paginator(every_mail(), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/demonstration_mails.html", {"page": page})
