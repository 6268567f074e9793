"""Which of some assets are free in which of many windows: one query, whatever their numbers."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection

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
WHERE b.asset_id = ANY (%(assets)s)
  AND {each_window("t.setup_minutes * interval '1 minute'", "t.cleanup_minutes * interval '1 minute'")}
"""  # noqa: S608  (made of our own constants)


def free_in(
    asset_ids: Collection[int], windows: Sequence[Window], *, quantity: int = 1, now: dt.datetime
) -> Mapping[int, frozenset[int]]:
    """Return, for each asset, the places (from 0) of the windows for which it is open and free, buffers included.

    Only for assets that the reader may see. Costs one probe of the ledger per asset and window: bound both.
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
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(FREE_IN, values)
        for asset_id, place in cursor.fetchall():
            found[asset_id].add(place - 1)
    return {number: frozenset(places) for number, places in found.items()}
