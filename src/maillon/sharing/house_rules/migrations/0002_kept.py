"""Two promises in SQL: the versions of one rule never meet, and the search knows what is kept for whom.

``house_rules_kept`` says whether some hours of a period are kept for a circle in which this organisation is not. The
same in Python: ``rules.held_hours`` and ``Hat.within``; a test holds both together. Who has no organisation yet is told
of circles later: only the owner's own hours are kept from them here.
"""

from django.db import migrations

ONE_AT_A_TIME = """
ALTER TABLE house_rules_ruleversion ADD CONSTRAINT house_rules_version_one_at_a_time
    EXCLUDE USING gist (int8range(rule_id, rule_id, '[]') WITH &&, daterange(starts_on, ends_on) WITH &&);
"""
KEPT = """
CREATE FUNCTION house_rules_kept(
    own bigint, drawn_circles text[], owner bigint, of_class bigint, at_site bigint, one_asset bigint,
    first_day date, last_day date, period tstzrange, read_at timestamptz
) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM house_rules_keptday d
        JOIN house_rules_ruleversion v ON v.id = d.version_id
        WHERE d.organisation_id = owner AND d.day BETWEEN first_day AND last_day AND d.hours && period
          AND (d.released_at IS NULL OR d.released_at > read_at)
          AND (v.asset_id IS NULL OR v.asset_id = one_asset)
          AND (v.asset_class_id IS NULL OR v.asset_class_id = of_class)
          AND (v.site_id IS NULL OR v.site_id = at_site)
          AND d.time_zone = (SELECT s.time_zone FROM inventory_site s WHERE s.id = at_site)
          AND NOT (v.circle <> 'owner' AND (own IS NULL OR v.circle = ANY (drawn_circles)
            OR inventory_by_agreement(own, owner, of_class, at_site, one_asset,
                (read_at AT TIME ZONE 'America/Toronto')::date)))
    );
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("house_rules", "0001_initial"), ("inventory", "0016_scopes")]

    operations = [
        migrations.RunSQL(
            ONE_AT_A_TIME,
            "ALTER TABLE house_rules_ruleversion DROP CONSTRAINT house_rules_version_one_at_a_time;",
        ),
        migrations.RunSQL(KEPT, "DROP FUNCTION house_rules_kept;"),
    ]
