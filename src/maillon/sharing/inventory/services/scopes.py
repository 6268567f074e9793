"""Writing what an agreement covers: the owner's own people say it, and never beyond what they own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillon.base.refusals import Invalid
from maillon.community.agreements.models import Agreement
from maillon.community.agreements.services import revise_coverage
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset, AssetClass, Scope, Site
from maillon.sharing.inventory.queries.scopes import Wanted, wanted_of

MOST_LINES = 2_000


@transaction.atomic
def write_scopes(*, agreement_id: int, wanted: Wanted, by: Hat, now: datetime) -> Agreement:
    """Have an agreement cover this, and nothing else; the same again changes nothing.

    Raises Invalid for a site or an asset of another organisation, for more than two thousand lines, or when
    nothing would be left of an agreement that was proposed.
    """
    known = Agreement.objects.visible_to(by).filter(pk=agreement_id).first()
    if known is not None and wanted_of(known) == _whole(wanted):
        return known
    agreement = revise_coverage(agreement_id=agreement_id, by=by, now=now)
    wanted = _whole(wanted)
    _check(agreement, wanted)
    if not wanted and not agreement.is_editable:
        raise Invalid(_("Une entente proposée couvre quelque chose : mettez-y fin plutôt."), field="coverage")
    agreement.scopes.all().delete()
    Scope.objects.bulk_create(_rows(agreement, wanted))
    return agreement


def _whole(wanted: Wanted) -> Wanted:
    """Leave aside what « everything » says already."""
    return Wanted(everything=True) if wanted.everything else wanted


def _check(agreement: Agreement, wanted: Wanted) -> None:
    if len(wanted.classes) + len(wanted.sites) + len(wanted.assets) > MOST_LINES:
        raise Invalid(
            _("Choisissez plutôt des catégories ou des lieux : c’est trop de lignes."), field="assets"
        )
    own_sites = Site.objects.filter(pk__in=wanted.sites, organisation_id=agreement.owner_id)
    own_assets = Asset.objects.filter(pk__in=wanted.assets, organisation_id=agreement.owner_id)
    for field, found, asked in (
        ("classes", AssetClass.objects.filter(pk__in=wanted.classes).count(), len(wanted.classes)),
        ("sites", own_sites.count(), len(wanted.sites)),
        ("assets", own_assets.count(), len(wanted.assets)),
    ):
        if found != asked:
            raise Invalid(_("Une entente ne couvre que les biens de son propriétaire."), field=field)


def _rows(agreement: Agreement, wanted: Wanted) -> list[Scope]:
    if wanted.everything:
        return [Scope(agreement=agreement, everything=True)]
    return [
        *(Scope(agreement=agreement, asset_class_id=number) for number in sorted(wanted.classes)),
        *(Scope(agreement=agreement, site_id=number) for number in sorted(wanted.sites)),
        *(Scope(agreement=agreement, asset_id=number) for number in sorted(wanted.assets)),
    ]
