"""The e-mails that could not be sent: the steward's page, without what they say."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillon.base.mail.queries import failed_mails
from maillon.base.mail.services import retry_failed, retry_mail
from maillon.community.organisations.requests import HatRequest
from maillon.openness.notifications.permissions import ask_to_look_after_mail

PER_PAGE = 50


@login_required
def failed(request: HatRequest) -> HttpResponse:
    """List the e-mails that failed, newest first."""
    ask_to_look_after_mail(request.hat)
    page = Paginator(failed_mails(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/failed.html", {"page": page})


@login_required
@require_POST
def retry(request: HatRequest, pk: int) -> HttpResponse:
    """Have one sent again."""
    ask_to_look_after_mail(request.hat)
    if retry_mail(mail_id=pk):
        messages.success(request, _("Le courriel repart."))
    else:
        messages.info(request, _("Ce courriel n’est plus en échec."))
    return redirect("notifications:failed")


@login_required
@require_POST
def retry_all(request: HatRequest) -> HttpResponse:
    """Have all of them sent again."""
    ask_to_look_after_mail(request.hat)
    count = retry_failed()
    told = ngettext("%(n)s courriel repart.", "%(n)s courriels repartent.", count) % {"n": count}
    messages.success(request, told)
    return redirect("notifications:failed")
