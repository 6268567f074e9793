"""What an agreement covers among the assets of its owner, for programs."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noted
from ninja import Router, Schema

from maillon.base.api.auth import HAT_NEEDED
from maillon.base.api.schemas import Code, Id, Input, explained
from maillon.base.refusals import Invalid, NotFound
from maillon.community.agreements.api import SIGNATORY_NEEDED, AgreementId
from maillon.community.agreements.models import Agreement
from maillon.community.organisations.requests import HatRequest
from maillon.sharing.inventory import services
from maillon.sharing.inventory.models import AssetClass
from maillon.sharing.inventory.queries.scopes import Wanted, covered_assets, lines_of, wanted_of

router = Router(tags=["agreements"], auth=HAT_NEEDED)


class ScopeIn(Input):
    """What an agreement is to cover, and nothing else."""

    everything: bool = explained("Tous les biens du propriétaire, présents et à venir.", default=False)
    classes: list[Code] = explained(
        "Codes de catégories entières.", default=[], example=["truck"], max_length=200
    )
    sites: list[Id] = explained("Numéros de lieux entiers.", default=[], example=[14], max_length=2000)
    assets: list[Id] = explained("Numéros de biens.", default=[], example=[103], max_length=2000)


class ScopeOut(Schema):
    """What an agreement covers."""

    everything: bool = explained("Tous les biens du propriétaire.", example=False)
    classes: list[str] = explained("Codes de catégories entières.", example=["truck"])
    sites: list[int] = explained("Numéros de lieux entiers.", example=[14])
    assets: list[int] = explained("Numéros de biens.", example=[103])
    lines: list[str] = explained("La même chose en mots.")
    count: int = explained("Combien de biens actifs cela fait aujourd’hui.", example=6)


def _shown(request: HatRequest, agreement_id: int) -> ScopeOut:
    agreement = (
        Agreement.objects.visible_to(request.hat).select_related("owner").filter(pk=agreement_id).first()
    )
    if agreement is None:
        raise NotFound(_("Cette entente n’existe pas."))
    known = wanted_of(agreement)
    classes = AssetClass.objects.filter(pk__in=known.classes).order_by("number")
    return ScopeOut(
        everything=known.everything,
        classes=list(classes.values_list("code", flat=True)),
        sites=sorted(known.sites),
        assets=sorted(known.assets),
        lines=list(lines_of(agreement)),
        count=covered_assets(agreement).count(),
    )


@router.get(
    "/agreements/{agreement_id}/scope",
    response=ScopeOut,
    summary=_noted("Voir ce que couvre une entente"),
    description=_noted(
        "Ce que couvre une entente de votre organisation : tout, des catégories, des lieux ou des biens."
    ),
)
def show_scope(request: HatRequest, agreement_id: AgreementId) -> ScopeOut:
    return _shown(request, agreement_id)


@router.put(
    "/agreements/{agreement_id}/scope",
    auth=SIGNATORY_NEEDED,
    response=ScopeOut,
    summary=_noted("Dire ce que couvre une entente"),
    description=_noted(
        "Remplace ce que couvre l’entente, par les gens du propriétaire. Une fois proposée, les partenaires en sont "
        "avisés."
    ),
)
def write_scope(request: HatRequest, agreement_id: AgreementId, wanted: ScopeIn) -> ScopeOut:
    classes = dict(AssetClass.objects.filter(code__in=wanted.classes).values_list("code", "pk"))
    if unknown := set(wanted.classes) - set(classes):
        raise Invalid(
            _("Il n’y a pas de catégorie de ce code : %(codes)s.") % {"codes": ", ".join(sorted(unknown))},
            field="classes",
        )
    covered = Wanted(
        wanted.everything, frozenset(classes.values()), frozenset(wanted.sites), frozenset(wanted.assets)
    )
    services.write_scopes(agreement_id=agreement_id, wanted=covered, by=request.hat, now=timezone.now())
    return _shown(request, agreement_id)
