"""Closing a count, answering its proposals, reading its report."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillon.base.refusals import Refusal
from maillon.base.web.formats import number
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.stocktaking import services
from maillon.sharing.stocktaking.models import Count, Proposal, Report
from maillon.sharing.stocktaking.permissions import ask_to_keep
from maillon.sharing.stocktaking.queries import proposals_of, result_of, surprises_of
from maillon.sharing.stocktaking.services.reporting import figures, sentence
from maillon.sharing.stocktaking.views.managing import known_count

MOST = 500


@login_required
def close(request: HatRequest, pk: int) -> HttpResponse:
    """Say what closing does, then close."""
    ask_to_keep(request.hat, request.hat.organisation_id)
    count = known_count(request, pk)
    if request.method == "POST":
        services.close_count(count_id=pk, hat=request.hat, now=timezone.now())
        messages.success(request, _("Le récolement est fermé, et son rapport est scellé."))
        return redirect("stocktaking:show", pk)
    if not count.is_open:
        return redirect("stocktaking:show", pk)
    came = result_of(count)
    context = {
        "count": count,
        "sentence": sentence(came),
        "figures": figures(came, unexpected=len(surprises_of(count, came))),
        "unseen": len(came.unseen),
    }
    return render(request, "stocktaking/close.html", context)


@login_required
def proposals(request: HatRequest, pk: int) -> HttpResponse:
    """Show what the count suggests; accept or dismiss what is ticked."""
    ask_to_keep(request.hat, request.hat.organisation_id)
    count = known_count(request, pk)
    reasons: list[str] = []
    if request.method == "POST":
        ticked = [int(one) for one in request.POST.getlist("ids") if one.isdecimal() and len(one) < 19]
        accept = request.POST.get("reponse") == "accepter"
        try:
            done = services.decide_proposals(
                count_id=pk, proposal_ids=ticked, accept=accept, hat=request.hat, now=timezone.now()
            )
        except Refusal as refusal:
            reasons = [reason.message for reason in refusal.reasons]
        else:
            messages.success(request, _said(done, accept=accept))
            return redirect("stocktaking:proposals", pk)
    waiting = proposals_of(count).filter(state=Proposal.State.WAITING)
    context = {
        "count": count,
        "groups": [
            (word, [one for one in waiting[:MOST] if one.kind == kind])
            for kind, word in (
                (Proposal.Kind.MOVE, _("Changer de lieu")),
                (Proposal.Kind.ARCHIVE, _("Archiver ce qui est introuvable")),
                (Proposal.Kind.CONFIRM, _("Confirmer que la fiche est exacte")),
            )
        ],
        "waiting": waiting.count(),
        "decided": proposals_of(count).exclude(state=Proposal.State.WAITING)[:MOST],
        "errors": [{"message": reason} for reason in reasons],
    }
    return render(request, "stocktaking/proposals.html", context, status=422 if reasons else 200)


def _said(done: int, *, accept: bool) -> str:
    words = (
        ngettext("%(n)s proposition est acceptée.", "%(n)s propositions sont acceptées.", done)
        if accept
        else ngettext("%(n)s proposition est écartée.", "%(n)s propositions sont écartées.", done)
    )
    return words % {"n": number(done)}


def _report(count: Count) -> Report:
    found = Report.objects.filter(count=count).first()
    if found is None:
        raise Http404
    return found


@login_required
def report(request: HatRequest, pk: int) -> FileResponse:
    """Give the sealed report, byte for byte."""
    found = _report(known_count(request, pk))
    return FileResponse(
        found.file.open("rb"), content_type="application/pdf", filename=f"recolement-{pk}.pdf"
    )


@login_required
def seal(request: HatRequest, pk: int) -> HttpResponse:
    """Give the detached seal of the report."""
    found = _report(known_count(request, pk))
    name = f"recolement-{pk}.pdf.sceau.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(services.seal_file(found), content_type="application/json", headers=headers)
