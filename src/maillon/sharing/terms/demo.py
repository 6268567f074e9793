"""Conditions for assets by the hundred thousand: each owner gets three sets, and each set serves a third."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from maillon.base.bulk import silenced

TERMS = """
INSERT INTO terms_sharingterms (
    organisation_id, name, bookable_by, approval, answer_within_hours, notice_minutes, horizon_days,
    min_minutes, max_minutes, step_minutes, setup_minutes, cleanup_minutes, price_per_hour, conditions)
SELECT o.organisation_id, kind.name, kind.bookable_by, kind.approval, 72, kind.notice, 540,
    30, 24 * 60, 15, kind.buffer, kind.buffer, kind.price, ''
FROM (SELECT DISTINCT a.organisation_id FROM inventory_asset a
      WHERE a.id BETWEEN %(first)s AND %(last)s) o
CROSS JOIN (VALUES
    ('Essai : locaux', 'members', 'by_owner', 0, 15, NULL::numeric),
    ('Essai : terrains', 'verified', 'automatic', 120, 0, 35.00),
    ('Essai : prêts', 'public_bodies', 'by_owner', 1440, 30, NULL)
) AS kind (name, bookable_by, approval, notice, buffer, price)
"""
OFFERS = """
INSERT INTO terms_offer (asset_id, terms_id, offered_at)
SELECT a.id, t.id, %(now)s
FROM inventory_asset a
JOIN LATERAL (
    SELECT s.id, row_number() OVER (ORDER BY s.id) AS rank FROM terms_sharingterms s
    WHERE s.organisation_id = a.organisation_id AND s.name LIKE 'Essai : %%'
) t ON t.rank = 1 + a.id %% 3
WHERE a.id BETWEEN %(first)s AND %(last)s
"""


@transaction.atomic
def grow_offers(*, assets: range, now: datetime) -> int:
    """Put these generated assets in sharing; return how many."""
    values: dict[str, Any] = {"first": assets[0], "last": assets[-1], "now": now}
    with silenced("terms_sharingterms", "terms_offer"), connection.cursor() as cursor:
        cursor.execute(TERMS, values)
        cursor.execute(OFFERS, values)
        return cursor.rowcount
