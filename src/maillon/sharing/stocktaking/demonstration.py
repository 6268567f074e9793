"""The counts of the demonstration: last month's, closed with its report, and one that is under way."""

import datetime as dt
import uuid

from maillon.base.demonstration import World
from maillon.community.organisations.demonstration import HOME
from maillon.community.organisations.kinds import OrganisationKind, Role
from maillon.community.organisations.models import Membership
from maillon.sharing.inventory.models import Site
from maillon.sharing.stocktaking.models import Count, Expected
from maillon.sharing.stocktaking.rules import Verdict
from maillon.sharing.stocktaking.services import (
    Entry,
    Scope,
    begin_count,
    close_count,
    decide_proposals,
    record_observations,
)

MORNING = 14  # by the clock of UTC: nine or ten in Québec
STRANGE = "Génératrice Honda rouge, sans numéro"


def load(world: World) -> None:
    """Write both counts of the home town, by those who look after its assets."""
    keeper = (
        Membership.objects.filter(
            organisation__mrc_id=HOME,
            organisation__kind=OrganisationKind.MUNICIPALITY,
            roles__overlap=[Role.ASSET_MANAGER],
        )
        .select_related("organisation__mrc", "person")
        .order_by("pk")
        .first()
    )
    if keeper is None:
        return
    sites = list(Site.objects.filter(organisation=keeper.organisation).order_by("pk"))
    _closed(keeper, sites, world)
    _under_way(keeper, sites, world)


def _entries(count: Count, world: World, at: dt.datetime) -> list[Entry]:
    """Return what was seen of a count: nearly all found, one thing missing, one elsewhere."""
    rows = list(Expected.objects.filter(count=count).order_by("pk"))
    others = Site.objects.filter(organisation_id=count.organisation_id).exclude(pk=rows[0].site_id or 0)
    elsewhere = others.order_by("pk").values_list("pk", flat=True).last()
    entries = []
    for rank, row in enumerate(rows):
        missing, moved = rank == len(rows) - 1, rank == 0 and elsewhere is not None
        verdict = Verdict.MISSING if missing else Verdict.MOVED if moved else Verdict.FOUND
        entries.append(
            Entry(
                client_id=uuid.UUID(int=world.rng.getrandbits(128), version=4),
                verdict=verdict,
                observed_at=at + dt.timedelta(minutes=3 * rank),
                asset_id=row.asset_id,
                site_id=elsewhere if moved else None,
                quantity=row.quantity - 2 if row.quantity > 10 and not missing else None,
                remark="Deux chaises à recoudre." if row.quantity > 10 and not missing else "",
            )
        )
    return entries


def _closed(keeper: Membership, sites: list[Site], world: World) -> None:
    begun, hat = (world.now - dt.timedelta(days=33)).replace(hour=MORNING), keeper.hat()
    count = begin_count(name="Tour des bâtiments, octobre", scope=Scope(), hat=hat, now=begun)
    entries = _entries(count, world, begun)
    strange = Entry(
        client_id=uuid.UUID(int=world.rng.getrandbits(128), version=4),
        verdict=Verdict.UNEXPECTED,
        observed_at=begun + dt.timedelta(hours=1),
        site_id=sites[0].pk,
        seen=STRANGE,
    )
    later = begun + dt.timedelta(hours=5)
    record_observations(count_id=count.pk, entries=[*entries, strange], hat=hat, now=later)
    close_count(count_id=count.pk, hat=hat, now=later)
    confirmed = count.proposals.filter(kind="confirm").order_by("pk").values_list("pk", flat=True)
    decide_proposals(count_id=count.pk, proposal_ids=list(confirmed), accept=True, hat=hat, now=later)


def _under_way(keeper: Membership, sites: list[Site], world: World) -> None:
    begun, hat = (world.now - dt.timedelta(days=1)).replace(hour=MORNING), keeper.hat()
    scope = Scope(site_ids=[site.pk for site in sites if "Garage" in site.name] or [sites[-1].pk])
    count = begin_count(name="Garage municipal, hiver", scope=scope, hat=hat, now=begun)
    entries = _entries(count, world, begun)
    seen = entries[: max(1, len(entries) // 2)]
    record_observations(count_id=count.pk, entries=seen, hat=hat, now=begun + dt.timedelta(hours=1))
