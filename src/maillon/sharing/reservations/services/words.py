"""Gathering the words that a search may recognise in what is typed: only from names that everyone may read."""

from django.db import connection, transaction

# Letters only, as sort keys spell them: numbers are found as they are, and never corrected.
GATHER = """
WITH shared AS (
    SELECT a.sort_key, a.site_id, a.organisation_id
    FROM inventory_asset a JOIN terms_offer o ON o.asset_id = a.id AND o.withdrawn_at IS NULL
    WHERE a.state = 'active' AND a.audience = 'everyone'
), names AS (
    SELECT sort_key FROM shared
    UNION ALL SELECT sort_key FROM inventory_site WHERE id IN (SELECT site_id FROM shared)
    UNION ALL SELECT sort_key FROM organisations_organisation
), met AS (
    SELECT word, least(count(*), 1000000)::integer AS seen
    FROM names, regexp_split_to_table(split_part(sort_key, '  ', 1), ' ') word
    WHERE word ~ '^[a-z]{3,40}$' GROUP BY word
), gone AS (
    DELETE FROM reservations_knownword w WHERE NOT EXISTS (SELECT 1 FROM met WHERE met.word = w.text)
)
INSERT INTO reservations_knownword (text, trigrams, seen)
SELECT word, reservations_trigrams(word), seen FROM met
ON CONFLICT (text) DO UPDATE SET seen = excluded.seen WHERE reservations_knownword.seen <> excluded.seen
"""


@transaction.atomic
def gather_words() -> int:
    """Learn the words of the names of today, forget the others; return how many rows changed or were added."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reservations_knownword'))")
        cursor.execute(GATHER)
        return int(cursor.rowcount)
