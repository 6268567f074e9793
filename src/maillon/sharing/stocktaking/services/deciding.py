"""Answering what a count suggests: nothing changes in the inventory until a person says so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from maillon.base.audit import because
from maillon.community.organisations.hats import Hat
from maillon.sharing.inventory.bulk.fields import move
from maillon.sharing.inventory.models import Asset, Site
from maillon.sharing.inventory.services import archive_assets, confirm_assets, write_asset
from maillon.sharing.stocktaking.errors import invalid, unknown_count
from maillon.sharing.stocktaking.models import Count, Proposal
from maillon.sharing.stocktaking.permissions import ask_to_keep

Kind = Proposal.Kind


@transaction.atomic
def decide_proposals(
    *, count_id: int, proposal_ids: Sequence[int], accept: bool, hat: Hat, now: datetime
) -> int:
    """Accept or dismiss proposals of a count, all or nothing; return how many.

    Raises Invalid when one has its answer already, NotFound for a count of others, and the inventory's own refusals:
    a thing held intact, or that others count on.
    """
    owner_id = ask_to_keep(hat, hat.organisation_id)
    count = Count.objects.filter(pk=count_id, organisation_id=owner_id).first()
    if count is None:
        raise unknown_count()
    waiting = list(
        Proposal.objects.select_for_update(of=("self",))
        .filter(count=count, pk__in=proposal_ids, state=Proposal.State.WAITING)
        .order_by("pk")
    )
    if not waiting or len(waiting) != len(set(proposal_ids)):
        raise invalid("decided", "proposals")
    if accept:
        _carry_out(waiting, count, hat, now)
    state = Proposal.State.ACCEPTED if accept else Proposal.State.DISMISSED
    return Proposal.objects.filter(pk__in=[one.pk for one in waiting]).update(
        state=state, decided_by_id=hat.person_id, decided_at=now
    )


def _carry_out(proposals: Sequence[Proposal], count: Count, hat: Hat, now: datetime) -> None:
    why = _("Récolement : %(name)s") % {"name": count.name}
    of_kind = {kind: [one for one in proposals if one.kind == kind] for kind in Kind}
    for proposal in of_kind[Kind.MOVE]:
        _move(proposal, why, hat, now)
    if gone := [one.asset_id for one in of_kind[Kind.ARCHIVE]]:
        archive_assets(asset_ids=gone, hat=hat, why=why, now=now)
    seen = of_kind[Kind.CONFIRM] + of_kind[Kind.MOVE]  # what was seen elsewhere was seen
    if seen:
        confirm_assets(asset_ids=[one.asset_id for one in seen], hat=hat, now=now)


def _move(proposal: Proposal, why: str, hat: Hat, now: datetime) -> None:
    asset = Asset.objects.with_owner().get(pk=proposal.asset_id)
    place = Site.objects.get(pk=proposal.site_id or 0)
    move(asset, asset.site, place)
    asset.site = place
    with because(why, person=hat.person_id, membership=hat.membership_id):
        write_asset(asset=asset, now=now)
