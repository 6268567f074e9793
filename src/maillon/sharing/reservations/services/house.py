"""House rules at the moment of writing: one request of an organisation at a time where a rule counts."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from maillon.community.organisations.hats import Hat
from maillon.kernel.spans import Span
from maillon.sharing.availability.models import Commitment
from maillon.sharing.house_rules.models import RuleVersion
from maillon.sharing.inventory.models import Asset
from maillon.sharing.reservations.errors import RequestRefused
from maillon.sharing.reservations.queries.house import reasons_of_house, versions_for
from maillon.sharing.reservations.services.checks import excused

KEY = 2**31 - 1  # the database's advisory locks take two numbers of 32 bits


def hold_limits(wanted: Iterable[tuple[Asset, Span[dt.datetime]]], hat: Hat) -> None:
    """Wait for one's turn under every limit that counts these periods, in the order of the rules.

    Called once the blocks are held, so that two requests of one organisation for different assets, which no block
    holds apart, cannot both find the last hour of a quota. Held until the end of the transaction.
    """
    if hat.organisation_id is None:
        return
    limits = {
        (version.rule_id, version.per_person)
        for asset, period in wanted
        if asset.organisation_id != hat.organisation_id
        for version in versions_for(asset, period)
        if version.kind == RuleVersion.Kind.QUOTA
    }
    with connection.cursor() as cursor:
        for rule_id, per_person in sorted(limits):
            whom = -(hat.person_id or 0) if per_person else hat.organisation_id
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [rule_id % KEY, whom % KEY])


def ask_house(
    taken: Commitment,
    asset: Asset,
    *,
    asker: Hat,
    by: Hat | None = None,
    exception: str = "",
    now: dt.datetime,
) -> bool:
    """Look at the rules once the place is taken and it is one's turn; return whether an exception was needed.

    ``asker`` is for whom the place is, ``by`` who decides (the asker unless given). Raises RequestRefused when a rule
    forbids it and no exception of an approver says why not.
    """
    period = Span(taken.starts_at, taken.ends_at)
    hold_limits([(asset, period)], asker)
    pool = taken.block.quantity if taken.pooled else 1
    reasons = reasons_of_house(period, asset=asset, hat=asker, quantity=taken.quantity, pool=pool, now=now)
    if standing := excused(reasons, exception, hat=by or asker, owner_id=asset.organisation_id):
        raise RequestRefused(standing)
    return bool(reasons)
