"""Which of some assets are free in which of many windows: one query, whatever their numbers."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection

from maillon.community.organisations.hats import NOBODY, Hat
from maillon.community.organisations.kinds import Circle
from maillon.kernel.spans import Span
from maillon.sharing.availability.queries.predicates import each_window, local_days

Window = Span[dt.datetime]
FREE_IN = f"""
SELECT b.asset_id, w.number
FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[], %(first)s::date[], %(last)s::date[])
        WITH ORDINALITY AS w(starts_at, ends_at, first_day, last_day, number)
    CROSS JOIN availability_bookable b
    JOIN terms_offer o ON o.asset_id = b.asset_id AND o.withdrawn_at IS NULL
    JOIN terms_sharingterms t ON t.id = o.terms_id
    JOIN inventory_asset a ON a.id = b.asset_id
WHERE b.asset_id = ANY (%(assets)s)
  AND {each_window("t.setup_minutes * interval '1 minute'", "t.cleanup_minutes * interval '1 minute'")}
  AND (%(everything)s OR a.organisation_id IS NOT DISTINCT FROM %(own)s OR NOT house_rules_kept(
      %(own)s, %(circles)s::text[], a.organisation_id, a.asset_class_id, a.site_id, a.id,
      w.first_day, w.last_day, tstzrange(w.starts_at, w.ends_at), %(now)s))
"""  # noqa: S608  (made of our own constants)


def free_in(
    asset_ids: Collection[int],
    windows: Sequence[Window],
    *,
    quantity: int = 1,
    hat: Hat = NOBODY,
    now: dt.datetime,
) -> Mapping[int, frozenset[int]]:
    """Return, for each asset, the places (from 0) of the windows for which it is open and free, buffers included.

    Hours that its owner keeps for others than this hat are not free. Only for assets that the reader may see. Costs one
    probe of the ledger per asset and window: bound both.
    """
    found: dict[int, set[int]] = {number: set() for number in asset_ids}
    if not asset_ids or not windows:
        return {number: frozenset() for number in asset_ids}
    days = [local_days(window.start, window.end) for window in windows]
    values: dict[str, Any] = {
        "assets": list(asset_ids),
        "starts": [window.start for window in windows],
        "ends": [window.end for window in windows],
        "first": [first for first, _last in days],
        "last": [last for _first, last in days],
        "quantity": quantity,
        "everything": hat.sees_everything,
        "own": hat.organisation_id,
        "circles": sorted(hat.circles - {Circle.OWNER}),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(FREE_IN, values)
        for asset_id, place in cursor.fetchall():
            found[asset_id].add(place - 1)
    return {number: frozenset(places) for number, places in found.items()}
