"""Closing a count: what it comes to, what it suggests, and the sealed report."""

import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from maillon.base.signatures import sign
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.models import Asset
from maillon.sharing.stocktaking.errors import ClosedCount, unknown_count
from maillon.sharing.stocktaking.models import Count, Proposal, Report
from maillon.sharing.stocktaking.permissions import ask_to_keep
from maillon.sharing.stocktaking.queries import observed
from maillon.sharing.stocktaking.rules import changes
from maillon.sharing.stocktaking.services.reporting import report_pdf
from maillon.sharing.stocktaking.services.sealing import PURPOSE


@transaction.atomic
def close_count(*, count_id: int, hat: Hat, now: datetime) -> Report:
    """Close a count: nothing is added to it any more. Its proposals wait, its report is written and sealed.

    Raises ClosedCount when it was closed already, NotFound for a count of others.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    count = (
        Count.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation", "begun_by")
        .filter(pk=count_id, organisation_id=owner_id)
        .first()
    )
    if count is None:
        raise unknown_count()
    if not count.is_open:
        raise ClosedCount
    count.closed_at, count.closed_by_id = now, hat.person_id
    count.save(update_fields=["closed_at", "closed_by"])
    _propose(count)
    return _seal(count, now)


def _propose(count: Count) -> None:
    """Write what the result suggests; what already stands where it was seen needs no move."""
    expected, seen = observed(count)
    suggested = changes(expected, seen)
    sites = dict(
        Asset.objects.filter(pk__in=[one.asset_id for one in suggested])
        .order_by()
        .values_list("pk", "site_id")
    )
    Proposal.objects.bulk_create(
        Proposal(count=count, kind=one.kind, asset_id=one.asset_id, site_id=one.site_id)
        for one in suggested
        if one.asset_id in sites and (one.kind != "move" or sites[one.asset_id] != one.site_id)
    )


def _seal(count: Count, now: datetime) -> Report:
    content = report_pdf(count, now=now)
    seal = sign(content, purpose=PURPOSE)
    report = Report(
        count=count,
        digest=seal.digest,
        signature=seal.signature,
        public_key=seal.public_key,
        sealed_at=now,
    )
    report.file.save(f"{count.pk}-{secrets.token_hex(8)}.pdf", ContentFile(content), save=False)
    report.save()
    return report
