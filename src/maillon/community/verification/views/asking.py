"""An organisation follows its verification and asks for it, in four steps that keep what is written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import NotFound, Refusal
from maillon.base.web.uploads import upload_problem
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.permissions import ask_to_administer
from maillon.community.organisations.requests import HatRequest
from maillon.community.verification import services
from maillon.community.verification.forms import CriteriaForm, KindForm, PieceForm, SendForm
from maillon.community.verification.models import Evidence, Request
from maillon.community.verification.pages import followed, steps_of, what_lacks
from maillon.community.verification.permissions import ask_to_follow, ask_to_read_papers
from maillon.community.verification.queries import open_request_of, pieces_of


def _organisation(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("mrc"), pk=pk)


def _prepared(request: HatRequest, pk: int) -> Request:
    """Return the request that this organisation is preparing."""
    ask_to_administer(request.hat, pk)
    found = open_request_of(pk)
    if found is None or not found.is_editable:
        raise NotFound(_("Aucune demande n’est en préparation : revenez à la page de la vérification."))
    return found


@login_required
def status(request: HatRequest, pk: int) -> HttpResponse:
    """Show how the verification stands, what is missing, the next step and the history."""
    organisation = _organisation(pk)
    ask_to_follow(request.hat, organisation)
    context = {"organisation": organisation, "followed": followed(organisation, request.hat, timezone.now())}
    return render(request, "verification/status.html", context)


@login_required
@require_POST
def begin(request: HatRequest, pk: int) -> HttpResponse:
    """Begin a request, a renewal or an appeal, or go back to the one already begun."""
    appealing = bool(request.POST.get("appel"))
    found = services.open_request(organisation_id=pk, by=request.hat, now=timezone.now(), appealing=appealing)
    return redirect("verification:kind" if found.is_editable else "verification:status", pk)


@login_required
def kind(request: HatRequest, pk: int) -> HttpResponse:
    """Say what the organisation is in law: first step."""
    asked = _prepared(request, pk)
    form = KindForm(request.POST or None, request=asked)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        sponsor_id = answers["sponsor"].pk if answers["sponsor"] else None
        try:
            services.describe_request(
                request_id=asked.pk,
                kind=answers["kind"],
                legal_regime=answers["legal_regime"],
                sponsor_id=sponsor_id,
                by=request.hat,
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("verification:criteria", pk)
    context = {"asked": asked, "form": form, "steps": steps_of(asked, "kind")}
    return render(request, "verification/kind.html", context, status=422 if form.errors else 200)


@login_required
def criteria(request: HatRequest, pk: int) -> HttpResponse:
    """Answer each criterion: second step. What is typed is kept even when something lacks."""
    asked = _prepared(request, pk)
    form = CriteriaForm(request.POST or None, request=asked)
    if request.method == "POST":
        services.answer_criteria(request_id=asked.pk, answers=form.typed(), by=request.hat)
        if request.POST.get("plus_tard"):
            messages.success(request, _("Vos réponses sont gardées."))
            return redirect("verification:status", pk)
        if form.is_valid():
            return redirect("verification:pieces", pk)
    context = {"asked": asked, "form": form, "steps": steps_of(asked, "criteria")}
    return render(request, "verification/criteria.html", context, status=422 if form.errors else 200)


@login_required
def pieces(request: HatRequest, pk: int) -> HttpResponse:
    """Add the pieces that prove the answers: third step."""
    asked = _prepared(request, pk)
    form = PieceForm()
    if request.method == "POST":
        too_large = upload_problem(request)
        form = PieceForm(request.POST, request.FILES, too_large=too_large)
        if form.is_valid() and _added(form, asked, request):
            messages.success(request, _("La pièce est ajoutée."))
            return redirect("verification:pieces", pk)
    context = {
        "asked": asked,
        "form": form,
        "steps": steps_of(asked, "pieces"),
        "pieces": pieces_of(asked),
        "lacking": what_lacks(asked, "pieces"),
    }
    return render(request, "verification/pieces.html", context, status=422 if form.errors else 200)


def _added(form: PieceForm, asked: Request, request: HatRequest) -> Evidence | None:
    answers = form.cleaned_data
    try:
        return services.add_piece(
            request_id=asked.pk,
            what=answers["what"],
            label=answers["label"],
            url=answers["url"],
            file=answers["file"] or None,
            by=request.hat,
            now=timezone.now(),
        )
    except Refusal as refusal:
        for reason in refusal.reasons:
            form.add_error(reason.field if reason.field in form.fields else "file", reason.message)
        return None


@login_required
@require_POST
def remove_piece(request: HatRequest, pk: int) -> HttpResponse:
    """Remove a piece from a request that is being prepared."""
    asked = services.remove_piece(piece_id=pk, by=request.hat)
    messages.success(request, _("La pièce est retirée."))
    return redirect("verification:pieces", asked.organisation_id)


@login_required
def piece(request: HatRequest, pk: int) -> FileResponse:
    """Give the file of a piece, as a download, to those who may read it."""
    found = get_object_or_404(Evidence.objects.select_related("request__organisation"), pk=pk)
    ask_to_read_papers(request.hat, found.request.organisation)
    try:
        file = found.file.open("rb")
    except (ValueError, FileNotFoundError) as error:
        raise Http404 from error
    name = str(found.file.name).rpartition("/")[2]
    response = FileResponse(file, content_type=found.media_type, as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def send(request: HatRequest, pk: int) -> HttpResponse:
    """Read everything again and send it: last step."""
    asked = _prepared(request, pk)
    form = SendForm(request.POST or None, request=asked)
    if request.method == "POST" and form.is_valid():
        message = form.cleaned_data["message"]
        try:
            services.send_request(request_id=asked.pk, message=message, by=request.hat, now=timezone.now())
        except Refusal:  # each reason stands in the list of what is missing, with its step
            form.add_error(None, _("Il manque encore quelque chose : voyez la liste ci-dessous."))
        else:
            messages.success(request, _("La demande est envoyée; la réponse vous viendra par courriel."))
            return redirect("verification:status", pk)
    context = {
        "asked": asked,
        "form": form,
        "steps": steps_of(asked, "send"),
        "missing": what_lacks(asked),
        "pieces": pieces_of(asked),
        "criteria": CriteriaForm(request=asked).criteria,
    }
    return render(request, "verification/send.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def abandon(request: HatRequest, pk: int) -> HttpResponse:
    """Give up the request that is open."""
    ask_to_administer(request.hat, pk)
    if found := open_request_of(pk):
        services.abandon_request(request_id=found.pk, by=request.hat, now=timezone.now())
        messages.success(request, _("La demande est abandonnée; vos réponses serviront à la prochaine."))
    return redirect("verification:status", pk)
