"""Counting what one site holds, several articles on one page: made for a phone in one hand."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.supplies.forms import CountForm
from maillon.sharing.supplies.models import Article
from maillon.sharing.supplies.permissions import ask_to_keep
from maillon.sharing.supplies.queries import narrowed, shown_articles, supplied_sites
from maillon.sharing.supplies.services import count_supplies

PER_PAGE = 40


@login_required
def count(request: HatRequest) -> HttpResponse:
    """Ask how much there is of each article of a site; write what was answered."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    places = list(supplied_sites(owner_id))
    asked = request.GET.get("lieu", "")
    here = next((one for one in places if str(one.pk) == asked), places[0] if places else None)
    rows = narrowed(shown_articles(request.hat), site_id=here.pk if here else None)
    page = Paginator(rows if here else Article.objects.none(), PER_PAGE).get_page(request.GET.get("page"))
    form = CountForm(
        request.POST if request.method == "POST" else None,
        articles=list(page.object_list),
        initial={"gesture": str(uuid.uuid4())},
    )
    if request.method == "POST" and here is not None and form.is_valid():
        try:
            written = count_supplies(
                site_id=here.pk,
                counts=form.counts(),
                reason=form.cleaned_data["reason"],
                gesture=form.key(),
                hat=request.hat,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            words = ngettext("%(n)s compte est inscrit.", "%(n)s comptes sont inscrits.", len(written))
            messages.success(request, words % {"n": number(len(written))})
            return redirect(_next_page(here.pk, page))
    context = {
        "form": form,
        "page": page,
        "here": here,
        "places": [(one.name, f"?lieu={one.pk}", one == here) for one in places],
    }
    return render(request, "supplies/count.html", context, status=422 if form.errors else 200)


def _next_page(site_id: int, page: object) -> str:
    """Lead to the next articles of the site, or to the list after the last."""
    if page.has_next():  # type: ignore[attr-defined]  # a page of Django's paginator
        return f"{reverse('supplies:count')}?lieu={site_id}&page={page.next_page_number()}"  # type: ignore[attr-defined]  # idem
    return f"{reverse('supplies:list')}?lieu={site_id}"
