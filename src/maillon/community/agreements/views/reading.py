"""Our agreements, and each of them as its parties read it, on the screen or on paper."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillon.community.agreements.models import Agreement
from maillon.community.agreements.pages import contents, line_of, shown
from maillon.community.agreements.permissions import ask_to_read, may_sign
from maillon.community.agreements.queries import agreement_seen, agreements_of, awaiting_answer
from maillon.community.organisations.requests import HatRequest

PAGE = 30


@login_required
def agreements(request: HatRequest) -> HttpResponse:
    """List the agreements of the hat's organisation, what awaits its answer first."""
    ask_to_read(request.hat)
    hat, today = request.hat, timezone.localdate()
    closed = request.GET.get("etat") == "fermees"
    page = Paginator(agreements_of(hat, closed=closed), PAGE).get_page(request.GET.get("page"))
    waiting = Agreement.objects.shown().filter(pk__in=awaiting_answer(hat).order_by().values("pk"))
    context = {
        "page": page,
        "lines": [line_of(one, hat, today) for one in page],
        "waiting": [line_of(one, hat, today) for one in waiting.order_by("proposed_at", "pk")[:PAGE]],
        "closed": closed,
        "may_begin": may_sign(hat, hat.organisation_id),
    }
    return render(request, "agreements/list.html", context)


@login_required
def agreement(request: HatRequest, pk: int) -> HttpResponse:
    """Show an agreement to its parties, with what each may do."""
    found = agreement_seen(pk, request.hat)
    if found is None:
        raise Http404
    return render(request, "agreements/show.html", contents(shown(found, request.hat, timezone.localdate())))
