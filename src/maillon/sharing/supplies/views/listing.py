"""The list of supplies, and the same as a file."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from maillon.community.organisations.requests import HatRequest
from maillon.kernel.words import slug
from maillon.sharing.supplies.exports import FORMATS, headings, lines_of
from maillon.sharing.supplies.forms import FilterForm
from maillon.sharing.supplies.models import Article, ArticleQuerySet
from maillon.sharing.supplies.permissions import ask_to_keep
from maillon.sharing.supplies.queries import (
    low_count,
    low_first,
    narrowed,
    shown_articles,
    sites_of,
    standing_of,
)

PER_PAGE, MOST_EXPORTED = 30, 20_000


@login_required
def supplies(request: HatRequest) -> HttpResponse:
    """List the supplies of one's organisation, those to order first."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    chosen = FilterForm(request.GET).chosen
    page = Paginator(_asked(request, chosen), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    standing = standing_of(rows)
    kept = urlencode([(name, value) for name, value in chosen.items() if value])
    context = {
        "page": page,
        "lines": [(one, standing.get(one.pk, ())) for one in rows],
        "chosen": chosen,
        "some": bool(rows) or Article.objects.filter(organisation_id=owner_id).exists(),
        "sites": [(site.pk, site.name) for site in sites_of(owner_id)],
        "low": low_count(owner_id),
        "exports": [(kind.upper(), f"{reverse('supplies:export', args=[kind])}?{kept}") for kind in FORMATS],
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "supplies/list.html", context)


def _asked(request: HatRequest, chosen: dict[str, Any]) -> ArticleQuerySet:
    found = narrowed(
        shown_articles(request.hat),
        words=chosen["q"],
        site_id=chosen["lieu"],
        low=chosen["montrer"] == "bas",
        retired=chosen["montrer"] == "retire",
    )
    return low_first(found)


@login_required
def export(request: HatRequest, kind: str) -> StreamingHttpResponse:
    """Give what the list shows as a file."""
    ask_to_keep(request.hat, request.hat.organisation_id)
    if kind not in FORMATS:
        raise Http404
    rows = list(_asked(request, FilterForm(request.GET).chosen)[:MOST_EXPORTED])
    written = FORMATS[kind].write(headings(), lines_of(rows))
    response = StreamingHttpResponse(written, content_type=FORMATS[kind].content_type)
    name = slug(f"fournitures {request.hat.organisation_name}", max_length=60)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
