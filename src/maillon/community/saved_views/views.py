"""The pages of saved views: keep one, arrange them. The tabs themselves stand above each list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.community.saved_views import services
from maillon.community.saved_views.forms import ViewForm
from maillon.community.saved_views.lists import SavedList, list_named
from maillon.community.saved_views.models import SavedView
from maillon.community.saved_views.permissions import ask_to_change
from maillon.community.saved_views.queries import address_of, shown_views, visible_views


def _list(request: HatRequest, code: str) -> SavedList:
    found = list_named(code, request.hat)
    if found is None or request.hat.organisation_id is None:
        raise Http404
    return found


@login_required
def views(request: HatRequest, code: str) -> HttpResponse:
    """Show the views of a list, to rename, move or delete them."""
    known = _list(request, code)
    shown = shown_views(known, request.hat)
    context = {
        "list": known,
        "groups": [
            (_("Partagées avec votre organisation"), [one for one in shown if one.view.shared]),
            (_("Les vôtres"), [one for one in shown if not one.view.shared]),
        ],
        "any": bool(shown),
    }
    return render(request, "saved_views/list.html", context)


@login_required
def add(request: HatRequest, code: str) -> HttpResponse:
    """Keep what a list is asked: the address of this page carries it."""
    known = _list(request, code)
    form = ViewForm(request.POST or None, initial={"asked": known.kept(request.GET)})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.save_view(
                hat=request.hat, code=code, asked=form.cleaned_data["asked"], **form.changes()
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("La vue est enregistrée."))
            return redirect(address_of(known, made))
    context = {"form": form, "list": known}
    return render(request, "saved_views/form.html", context, status=422 if form.errors else 200)


def _view(request: HatRequest, pk: int) -> tuple[SavedView, SavedList]:
    view = get_object_or_404(visible_views(request.hat), pk=pk)
    ask_to_change(request.hat, view)
    return view, _list(request, view.list_code)


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Rename a view, share it or keep it to oneself."""
    view, known = _view(request, pk)
    initial = {"name": view.name, "shared": view.shared, "default": view.default}
    form = ViewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_view(hat=request.hat, view_id=pk, changes=form.changes())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("La vue est enregistrée."))
            return redirect("saved_views:list", known.code)
    context = {"form": form, "list": known, "view": view}
    return render(request, "saved_views/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def replace(request: HatRequest, pk: int) -> HttpResponse:
    """Make a view ask what the list is asked now."""
    _mine, known = _view(request, pk)
    view = services.change_view(hat=request.hat, view_id=pk, changes={"asked": request.POST.get("asked", "")})
    messages.success(request, _("La vue « %(name)s » garde maintenant ce filtre.") % {"name": view.name})
    return redirect(address_of(known, view))


@login_required
@require_POST
def move(request: HatRequest, pk: int) -> HttpResponse:
    """Move a view one place before or after."""
    _mine, known = _view(request, pk)
    services.shift_view(hat=request.hat, view_id=pk, by=-1 if request.POST.get("sens") == "avant" else 1)
    return redirect(f"{reverse('saved_views:list', args=[known.code])}#vue-{pk}")


@login_required
@require_POST
def delete(request: HatRequest, pk: int) -> HttpResponse:
    """Forget a view."""
    _mine, known = _view(request, pk)
    gone = services.delete_view(hat=request.hat, view_id=pk)
    messages.success(
        request, _("La vue « %(name)s » est supprimée; rien d’autre n’a changé.") % {"name": gone.name}
    )
    return redirect("saved_views:list", known.code)
