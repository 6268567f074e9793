"""The search leaves out the hours that an owner's rules keep for others: see ``house_rules_kept``.

The owners who keep something at that moment are read once; only their assets are looked at closer, so that a search
among owners without rules costs one look at an empty page.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("maillon.sharing.reservations.migrations.0005_find_free").FIND_FREE
CANDIDATE = "      AND CASE WHEN first_day = last_day THEN EXISTS ("
KEPT = """      AND NOT (a.organisation_id = ANY (keepers) AND house_rules_kept(
            own, drawn_circles, a.organisation_id, a.asset_class_id, a.site_id, a.id,
            first_day, last_day, period, read_at))
"""
DECLARED = "    partner_of bigint[];\n"
BEGUN = "BEGIN\n    IF own IS NOT NULL THEN"
KEEPERS = """BEGIN
    IF NOT everything THEN
        SELECT coalesce(array_agg(DISTINCT d.organisation_id), '{}') INTO keepers
        FROM house_rules_keptday d
        WHERE d.day BETWEEN first_day AND last_day AND d.hours && period
          AND (d.released_at IS NULL OR d.released_at > read_at) AND d.organisation_id IS DISTINCT FROM own;
    END IF;
    IF own IS NOT NULL THEN"""

FIND_FREE = (
    BEFORE.replace(CANDIDATE, KEPT + CANDIDATE)
    .replace(DECLARED, DECLARED + "    keepers bigint[] := '{}';\n")
    .replace(BEGUN, KEEPERS)
)


class Migration(migrations.Migration):
    dependencies = [("reservations", "0010_exception"), ("house_rules", "0002_kept")]

    operations = [
        migrations.RunSQL("DROP FUNCTION reservations_find_free;", BEFORE),
        migrations.RunSQL(FIND_FREE, "DROP FUNCTION reservations_find_free;"),
    ]
