"""A count to play with: a garage and an arena, three things in one and one in the other."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from maillon.community.organisations.hats import Hat
from maillon.community.organisations.kinds import Role
from maillon.community.organisations.models import Membership, Organisation
from maillon.sharing.inventory.models import Asset
from maillon.sharing.stocktaking.models import Count
from maillon.sharing.stocktaking.rules import Verdict
from maillon.sharing.stocktaking.services import Entry, Scope, begin_count
from maillon.testing.builders.community import make_membership, make_organisation
from maillon.testing.builders.sharing import make_asset


@dataclass
class Stage:
    """The organisation, who keeps, the things, the count over the garage."""

    owner: Organisation
    keeper: Membership
    truck: Asset
    saw: Asset
    tables: Asset
    broom: Asset
    count: Count

    @property
    def hat(self) -> Hat:
        return self.keeper.hat()


def make_stage(**scope: Any) -> Stage:
    """Return a count of the garage, just begun."""
    owner = make_organisation(name="Ville d’Essai")
    keeper = make_membership(Role.ASSET_MANAGER, organisation=owner)
    truck = make_asset(owner, code="truck", name="Camion", identifier="C-1", site_name="Garage")
    arena = make_asset(owner, code="tools", name="Balai", site_name="Aréna")
    saw = make_asset(owner, code="tools", name="Scie", identifier="S-9")
    tables = make_asset(owner, code="furniture", name="Tables", quantity=40)
    Asset.objects.filter(pk__in=[saw.pk, tables.pk]).update(site=truck.site)
    for one in (saw, tables):
        one.refresh_from_db()
    count = begin_count(
        name="Garage, automne",
        scope=Scope(**{"site_ids": [truck.site_id]} | scope),
        hat=keeper.hat(),
        now=timezone.now(),
    )
    return Stage(owner, keeper, truck, saw, tables, arena, count)


def entry(
    asset: Asset | None = None,
    verdict: Verdict = Verdict.FOUND,
    *,
    at: datetime | None = None,
    key: uuid.UUID | None = None,
    **more: Any,
) -> Entry:
    """Return something seen now."""
    return Entry(
        client_id=key or uuid.uuid4(),
        verdict=verdict,
        observed_at=at or timezone.now(),
        asset_id=asset.pk if asset else None,
        **more,
    )
