"""Who sees what by default: the rules of an organisation, and what each would change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.forms.audiences import RuleForm
from maillon.sharing.inventory.permissions import ask_to_keep
from maillon.sharing.inventory.queries.audiences import rule_lines


@login_required
def audiences(request: HatRequest) -> HttpResponse:
    """List the rules, and write one."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    wanted = {"target": request.GET.get("pour", ""), "audience": request.GET.get("qui", "")}
    form = RuleForm(request.POST or None, organisation_id=owner_id, initial=wanted)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_rule(by=request.hat, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                request, _("La règle est enregistrée; elle vaut dès maintenant pour les nouveaux biens.")
            )
            return redirect("inventory:audiences")
    context = {"lines": rule_lines(owner_id), "form": form, "owner_name": request.hat.organisation_name}
    return render(request, "inventory/audiences/list.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HatRequest, pk: int) -> HttpResponse:
    """Remove a rule; assets keep the circle they have."""
    services.remove_rule(rule_id=pk, by=request.hat)
    messages.success(request, _("La règle est retirée; les biens gardent leur cercle."))
    return redirect("inventory:audiences")
