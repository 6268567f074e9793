"""The classes of assets and their fields: read by everyone, declared by a steward."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.base.web.forms import Refusable
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.permissions import ask_for_stewardship
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.answers import ClassCodeForm, ClassFieldForm
from maillon.sharing.inventory.models import AssetClass, ClassCode, ClassField
from maillon.sharing.inventory.queries import told


def classes(request: HatRequest) -> HttpResponse:
    """List the classes, with how many fields describe each."""
    asked = Count("fields", filter=Q(fields__retired=False))
    listed = AssetClass.objects.annotate(asked=asked).order_by("number")
    return render(request, "inventory/classes/list.html", {"classes": listed})


def fields(request: HatRequest, code: str) -> HttpResponse:
    """Show how one class is described."""
    shown = get_object_or_404(AssetClass, code=code)
    context = {
        "asset_class": shown,
        "fields": [(field, _bounds(field)) for field in shown.fields.order_by("retired", "position", "pk")],
        "may_declare": request.hat.has(Role.STEWARD),
    }
    if context["may_declare"]:
        context["codes"] = shown.codes.order_by("scheme", "code")
    return render(request, "inventory/classes/show.html", context)


def _bounds(field: ClassField) -> str:
    if field.least is None or field.most is None:
        return ""
    return _("de %(least)s à %(most)s") % {"least": told(field, field.least), "most": told(field, field.most)}


@login_required
def add(request: HatRequest, code: str) -> HttpResponse:
    """Declare a new field."""
    field = ClassField(asset_class=get_object_or_404(AssetClass, code=code))
    return _form(request, field)


@login_required
def edit(request: HatRequest, code: str, field: str) -> HttpResponse:
    """Change a field, or retire it."""
    found = ClassField.objects.select_related("asset_class")
    return _form(request, get_object_or_404(found, asset_class__code=code, code=field))


def _form(request: HatRequest, field: ClassField) -> HttpResponse:
    ask_for_stewardship(request.hat)
    name = field.name
    form = ClassFieldForm(request.POST or None, instance=field)
    if form.is_valid() and _write(form, lambda: services.write_field(field=form.instance, by=request.hat)):
        messages.success(request, _("La caractéristique est enregistrée."))
        return redirect("inventory:class", field.asset_class.code)
    context = {"form": form, "asset_class": field.asset_class, "name": name}
    return render(request, "inventory/classes/form.html", context, status=422 if form.errors else 200)


@login_required
def add_code(request: HatRequest, code: str) -> HttpResponse:
    """Note a code of a nomenclature for a class."""
    return _code_form(request, ClassCode(asset_class=get_object_or_404(AssetClass, code=code)))


@login_required
def edit_code(request: HatRequest, code: str, pk: int) -> HttpResponse:
    """Change a code, or say that it was checked."""
    found = ClassCode.objects.select_related("asset_class")
    return _code_form(request, get_object_or_404(found, asset_class__code=code, pk=pk))


def _code_form(request: HatRequest, code: ClassCode) -> HttpResponse:
    ask_for_stewardship(request.hat)
    name = str(code) if code.pk else ""
    form = ClassCodeForm(request.POST or None, instance=code)
    if form.is_valid() and _write(form, lambda: services.write_code(code=form.instance, by=request.hat)):
        messages.success(request, _("Le code est enregistré."))
        return redirect("inventory:class", code.asset_class.code)
    context = {"form": form, "asset_class": code.asset_class, "name": name}
    return render(request, "inventory/classes/code.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_code(request: HatRequest, code: str, pk: int) -> HttpResponse:
    """Remove a code."""
    services.remove_code(code=get_object_or_404(ClassCode, asset_class__code=code, pk=pk), by=request.hat)
    messages.success(request, _("Le code est retiré."))
    return redirect("inventory:class", code)


def _write(form: Refusable, write: Callable[[], object]) -> bool:
    try:
        write()
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True
