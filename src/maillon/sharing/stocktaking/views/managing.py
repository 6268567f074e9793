"""The list of counts, beginning one, following it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillon.base.refusals import NotAllowed, Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.stocktaking.errors import unknown_count
from maillon.sharing.stocktaking.forms import BeginForm
from maillon.sharing.stocktaking.models import Count, ObservationPhoto, Proposal
from maillon.sharing.stocktaking.permissions import ask_to_keep, may_count, may_keep
from maillon.sharing.stocktaking.queries import (
    count_for,
    counts_of,
    items_of,
    people_who_counted,
    places_of,
    proposals_of,
    result_of,
    surprises_of,
)
from maillon.sharing.stocktaking.services import begin_count
from maillon.sharing.stocktaking.services.reporting import figures, sentence

PER_PAGE, SHOWN, PICTURES = 30, 200, 12


@login_required
def counts(request: HatRequest) -> HttpResponse:
    """List the counts of one's organisation."""
    if request.hat.organisation_id is None:
        raise NotAllowed(_("Un récolement se fait dans une organisation : choisissez un chapeau."))
    page = Paginator(counts_of(request.hat.organisation_id), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "keeps": may_keep(request.hat, request.hat.organisation_id),
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "stocktaking/list.html", context)


@login_required
def begin(request: HatRequest) -> HttpResponse:
    """Say what is counted and by whom; write down what is expected."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    form = BeginForm(request.POST if request.method == "POST" else None, organisation_id=owner_id)
    if form.is_bound and form.is_valid():
        try:
            begun = begin_count(
                name=form.cleaned_data["name"], scope=form.scope(), hat=request.hat, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Le récolement est commencé."))
            return redirect("stocktaking:show", begun.pk)
    return render(request, "stocktaking/begin.html", {"form": form}, status=422 if form.errors else 200)


def known_count(request: HatRequest, pk: int) -> Count:
    """Return a count of the hat's organisation; another's does not exist here."""
    found = count_for(pk, request.hat)
    if found is None:
        raise unknown_count()
    return found


@login_required
def show(request: HatRequest, pk: int) -> HttpResponse:
    """Show how far a count is, or what it came to."""
    count = known_count(request, pk)
    came = result_of(count)
    surprises = surprises_of(count, came)
    shown = [one for one in items_of(count, came) if one.standing is None or one.standing.verdict != "found"]
    photos = ObservationPhoto.objects.filter(observation__count=count).select_related("observation__asset")
    waiting = proposals_of(count).filter(state=Proposal.State.WAITING)
    context = {
        "count": count,
        "sentence": sentence(came),
        "figures": figures(came, unexpected=len(surprises)),
        "places": places_of(count, came),
        "items": shown[:SHOWN],
        "more": max(0, len(shown) - SHOWN),
        "surprises": surprises[:SHOWN],
        "people": people_who_counted(count),
        "photos": photos.order_by("-pk")[:PICTURES],
        "may_count": count.is_open and may_count(request.hat, count),
        "keeps": may_keep(request.hat, count.organisation_id),
        "waiting": waiting.count() if not count.is_open else 0,
    }
    return render(request, "stocktaking/show.html", context)
