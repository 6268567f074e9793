"""House rules: what everyone reads, and the owner's pages where they are written, previewed and adopted."""

from collections.abc import Sequence
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from maillon.base.refusals import Refusal
from maillon.community.organisations.models import Organisation
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.house_rules.errors import RuleRefused, reasons
from maillon.sharing.house_rules.forms import EndForm, RuleForm
from maillon.sharing.house_rules.models import HouseRule, RuleVersion
from maillon.sharing.house_rules.permissions import ask_to_keep, may_keep
from maillon.sharing.house_rules.phrases import sentence
from maillon.sharing.house_rules.queries import (
    RuleLine,
    history_of,
    lines_of,
    lines_shown,
    preview_of,
)
from maillon.sharing.house_rules.services import adopt_rule, end_rule, move_rule, objections_to
from maillon.sharing.house_rules.told import told_history
from maillon.sharing.inventory.models import Asset

Kind = RuleVersion.Kind
WORDS = {
    "heures-du-proprietaire": (
        Kind.PROTECTED,
        gettext_lazy("Nos heures à nous"),
        gettext_lazy("Des heures que personne d’autre ne peut demander : les cours, le jour."),
    ),
    "heures-gardees": (
        Kind.RESERVED,
        gettext_lazy("Des heures gardées pour un public"),
        gettext_lazy(
            "« Le mardi et le jeudi de 18 h à 21 h, pour les organismes vérifiés, jusqu’à 14 jours avant. »"
        ),
    ),
    "part-gardee": (
        Kind.SHARE,
        gettext_lazy("Une part des heures gardée pour un public"),
        gettext_lazy(
            "« 30 % des heures de chaque semaine, pour les organismes vérifiés, jusqu’à 10 jours avant. »"
        ),
    ),
    "plafond": (
        Kind.QUOTA,
        gettext_lazy("Un plafond"),
        gettext_lazy(
            "« Au plus 8 h par semaine et par organisation », ou un nombre de réservations, ou une avance."
        ),
    ),
    "priorite": (
        Kind.PRIORITY,
        gettext_lazy("Un ordre de priorité"),
        gettext_lazy("Qui passe d’abord quand plusieurs attendent la même place."),
    ),
}
OF_KIND = {kind: word for kind, word, _hint in WORDS.values()}


def published(request: HatRequest, pk: int) -> HttpResponse:
    """Show the rules of an organisation to those who may see what it shares."""
    mine = HouseRule.objects.visible_to(request.hat).filter(organisation_id=pk)
    if not mine.exists():
        raise Http404
    owner = get_object_or_404(Organisation, pk=pk)
    lines = lines_shown(pk, request.hat, timezone.localdate())
    context = {"owner": owner, "groups": _by_scope(lines), "keeps": may_keep(request.hat, pk)}
    return render(request, "house_rules/published.html", context)


def _by_scope(lines: Sequence[RuleLine]) -> list[tuple[str, list[RuleLine]]]:
    """Return the lines under what they cover, in the order in which each is first met."""
    ranks: dict[str, int] = {}
    for line in lines:
        ranks.setdefault(line.scope, len(ranks))
    ordered = sorted(lines, key=lambda line: ranks[line.scope])
    return [(scope, list(found)) for scope, found in groupby(ordered, key=lambda line: line.scope)]


@login_required
def manage(request: HatRequest) -> HttpResponse:
    """List one's own rules in their order, with the way to change each."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    lines = lines_of(owner_id, timezone.localdate())
    context = {
        "lines": [(line, OF_KIND[Kind(line.kind)]) for line in lines],
        "owner_id": owner_id,
        "owner_name": request.hat.organisation_name,
    }
    return render(request, "house_rules/manage.html", context)


@login_required
def kinds(request: HatRequest) -> HttpResponse:
    """Ask which kind of rule is to be written."""
    ask_to_keep(request.hat, request.hat.organisation_id)
    context = {
        "kinds": [(slug, word, hint) for slug, (_kind, word, hint) in WORDS.items()],
        "asset": request.GET.get("bien", ""),
    }
    return render(request, "house_rules/kinds.html", context)


@login_required
def add(request: HatRequest, kind: str) -> HttpResponse:
    """Write a rule of one kind."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    if kind not in WORDS:
        raise Http404
    asset_id = _own_asset(request, owner_id)
    form = RuleForm(request.POST or None, kind=WORDS[kind][0], organisation_id=owner_id, asset_id=asset_id)
    return _write(request, form, owner_id, title=WORDS[kind][1])


def _own_asset(request: HatRequest, owner_id: int) -> int | None:
    """Return the asset named in the address, when it is one of the organisation's."""
    typed = request.GET.get("bien", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        return None
    return Asset.objects.filter(pk=int(typed), organisation_id=owner_id).values_list("pk", flat=True).first()


@login_required
def edit(request: HatRequest, pk: int) -> HttpResponse:
    """Write a new version of a rule, and read its history."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    rule = get_object_or_404(HouseRule, pk=pk, organisation_id=owner_id)
    return _edit(request, rule)


def _edit(request: HatRequest, rule: HouseRule, ending: EndForm | None = None) -> HttpResponse:
    history, today = history_of(rule), timezone.localdate()
    known = history[0]
    over = known.ends_on is not None and known.ends_on <= today
    data = request.POST if request.method == "POST" and ending is None else None
    form = RuleForm(data, kind=known.kind, organisation_id=rule.organisation_id, known=known)
    more = {
        "rule": rule,
        "known": sentence(known),
        "over": over,
        "history": told_history(history),
        "ending": None if over else ending or EndForm(initial={"last_day": today}, auto_id="fin_%s"),
        "is_ending": ending is not None,
    }
    return _write(request, form, rule.organisation_id, title=OF_KIND[Kind(known.kind)], more=more)


def _write(
    request: HatRequest,
    form: RuleForm,
    owner_id: int,
    *,
    title: object,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    """Show the form; sent, show what the rule would mean; sent again from there, adopt it."""
    context = {"form": form, "title": title, **(more or {})}
    rule = context.get("rule")
    rule_id = rule.pk if isinstance(rule, HouseRule) else None
    if form.is_bound and form.is_valid():
        version, now = form.version(), timezone.now()
        try:
            if request.POST.get("pas") == "adopter":
                adopt_rule(version=version, hat=request.hat, rule_id=rule_id, now=now)
                messages.success(request, _("La règle est adoptée."))
                return redirect("house_rules:manage")
            if found := objections_to(version, owner_id=owner_id, changes=rule_id is not None, now=now):
                raise RuleRefused(reasons(found))
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            version.rule_id = rule_id or 0
            context |= {"preview": preview_of(version, owner_id, now=now), "said": sentence(version)}
    refused = form.errors or context.get("is_ending")
    return render(request, "house_rules/form.html", context, status=422 if refused else 200)


@login_required
@require_POST
def end(request: HatRequest, pk: int) -> HttpResponse:
    """End a rule after a day, with the reason."""
    owner_id = ask_to_keep(request.hat, request.hat.organisation_id)
    rule = get_object_or_404(HouseRule, pk=pk, organisation_id=owner_id)
    form = EndForm(request.POST, auto_id="fin_%s")
    if form.is_valid():
        try:
            end_rule(rule_id=pk, hat=request.hat, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                request, _("La fin de la règle est notée; les réservations restent comme elles sont.")
            )
            return redirect("house_rules:manage")
    return _edit(request, rule, form)


@login_required
@require_POST
def move(request: HatRequest, pk: int) -> HttpResponse:
    """Read a rule earlier or later on the page."""
    move_rule(rule_id=pk, hat=request.hat, earlier=request.POST.get("sens") != "descendre")
    return redirect("house_rules:manage")
