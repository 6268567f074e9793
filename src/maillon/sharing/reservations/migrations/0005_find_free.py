"""The search of what is free, as a function of the database: its plan is made once per connection, not per search.

The settings make the planner walk from the nearest outward, as the search is meant: left alone, it believes that a
circle holds one asset in a thousand, and reads and sorts a whole city to keep fifty of it. Figures in
``benchmarks/RESULTS.md``. The same tests, in Python: ``availability.queries.is_free``; tests hold both together.

The owners with whom the hat has an agreement in force are read once; only their assets are looked up in what the
agreements cover (``inventory_by_agreement``), and only where the circles did not let the hat in already.
"""

from django.db import migrations

SIGNATURE = """reservations_find_free(
    codes text[], near_lon float8, near_lat float8, here_x float8, here_y float8,
    radius_km float8, plane_radius float8, period_from timestamptz, period_until timestamptz,
    first_day date, last_day date, people integer, wanted integer,
    everything boolean, circles text[], drawn_circles text[], own bigint,
    bookable_only boolean, without_charge boolean, at_once boolean, traits jsonpath,
    read_at timestamptz, most integer
)"""

# Whether an agreement in force covers the asset for this hat: see ``inventory.models.scopes.covering``.
AGREED = """{one}.organisation_id = ANY (partner_of) AND inventory_by_agreement(
            own, {one}.organisation_id, {one}.asset_class_id, {one}.site_id, {one}.id, on_day)"""

# What one candidate must be: offered, under terms that suit, open for the period, untaken with its buffers.
# A period of one local day reads one row of its schedule; over midnight, the hours of the days are joined.
# A pool whose quantities fit all together needs no sweep. OFFSET 0 keeps this a question asked of each candidate.
CANDIDATE = f"""
    SELECT t.bookable_by, t.approval, t.price_per_hour
    FROM availability_bookable b
    JOIN terms_offer o ON o.asset_id = b.asset_id AND o.withdrawn_at IS NULL
    JOIN terms_sharingterms t ON t.id = o.terms_id
    WHERE b.asset_id = a.id
      AND (NOT bookable_only OR t.bookable_by = ANY (drawn_circles) OR a.organisation_id = own
        OR (t.bookable_by <> 'owner' AND {AGREED.format(one="a")}))
      AND (NOT without_charge OR t.price_per_hour IS NULL)
      AND (NOT at_once OR t.approval = 'automatic')
      AND CASE WHEN first_day = last_day THEN EXISTS (
            SELECT 1 FROM availability_scheduleday d
            WHERE d.schedule_id = b.schedule_id AND d.day = first_day AND d.open_hours @> period
        ) ELSE coalesce((
            SELECT range_agg(d.open_hours) FROM availability_scheduleday d
            WHERE d.schedule_id = b.schedule_id AND d.day BETWEEN first_day AND last_day
        ) @> period, false) END
      AND CASE WHEN NOT b.pooled THEN wanted = 1 AND NOT EXISTS (
            SELECT 1 FROM availability_commitment c
            WHERE c.block_id = b.block_id
              AND c.busy_until > period_from - t.setup_minutes * interval '1 minute'
              AND c.busy_from < period_until + t.cleanup_minutes * interval '1 minute'
              AND c.state <> 'ended' AND (c.state <> 'held' OR c.expires_at > read_at) AND c.cells && b.cells
        ) ELSE (
            SELECT k.quantity >= wanted + coalesce((
                SELECT sum(c.quantity) FROM availability_commitment c
                WHERE c.block_id = k.id
                  AND c.busy_until > period_from - t.setup_minutes * interval '1 minute'
                  AND c.busy_from < period_until + t.cleanup_minutes * interval '1 minute'
                  AND c.state <> 'ended' AND (c.state <> 'held' OR c.expires_at > read_at)
            ), 0) OR k.quantity >= wanted + availability_pool_peak(
                k.id, period_from - t.setup_minutes * interval '1 minute',
                period_until + t.cleanup_minutes * interval '1 minute', read_at)
            FROM availability_block k
            WHERE k.id = b.block_id
        ) END
    OFFSET 0
"""

# The distance that people read is the haversine (maillon.kernel.distance); the circle of the plane is a little wider.
WALK = """
    SELECT a.id, a.lon, a.lat, a.name, a.capacity, a.quantity, a.organisation_id, a.site_id, a.asset_class_id,
        v.bookable_by, v.approval, v.price_per_hour, {there} <-> {here} AS away
    FROM inventory_asset a CROSS JOIN LATERAL ({candidate}) v
    WHERE {there} <@ circle({here}, plane_radius) AND a.state = 'active' {of_class}
      AND (everything OR a.audience = ANY (circles) OR a.organisation_id = own
        OR (a.audience <> 'owner' AND {agreed}))
      AND (people IS NULL OR a.capacity IS NULL OR a.capacity >= people)
      AND (traits IS NULL OR a.details @@ traits)
      AND (radius_km IS NULL OR 2 * 6371.0088 * asin(least(1, sqrt(
            sin(radians(a.lat - near_lat) / 2) ^ 2
            + cos(radians(near_lat)) * cos(radians(a.lat)) * sin(radians(a.lon - near_lon) / 2) ^ 2
        ))) <= radius_km)
    ORDER BY {there} <-> {here}, a.id LIMIT most
"""
OF_ANY_CLASS = WALK.format(
    there="point(a.x, a.y)",
    here="point(here_x, here_y)",
    of_class="",
    candidate=CANDIDATE,
    agreed=AGREED.format(one="a"),
)
OF_ONE_CLASS = WALK.format(
    there="point(a.x + a.asset_class_id * 1e7::float8, a.y)",
    here="point(here_x + k.id * 1e7::float8, here_y)",
    of_class="AND a.asset_class_id = k.id",
    candidate=CANDIDATE,
    agreed=AGREED.format(one="a"),
)
OF_CLASSES = f"""
    SELECT w.* FROM inventory_assetclass k CROSS JOIN LATERAL ({OF_ONE_CLASS}) w
    WHERE k.code = ANY (codes) ORDER BY w.away, w.id LIMIT most
"""
SHOWN = f"""
    SELECT f.id, f.lon, f.lat, f.name::text, f.capacity, f.quantity, f.organisation_id,
        coalesce(nullif(o.short_name, ''), o.name)::text, s.name::text, s.time_zone::text,
        k.code::text, k.name_fr::text, k.name_en::text,
        f.bookable_by::text, f.approval::text, f.price_per_hour, coalesce({AGREED.format(one="f")}, false)
    FROM ({{nearest}}) f
    JOIN organisations_organisation o ON o.id = f.organisation_id
    JOIN inventory_site s ON s.id = f.site_id
    JOIN inventory_assetclass k ON k.id = f.asset_class_id
    ORDER BY f.away, f.id
"""
FIND_FREE = f"""
CREATE FUNCTION {SIGNATURE} RETURNS TABLE (
    found_id bigint, found_lon float8, found_lat float8, found_name text, found_capacity integer,
    found_quantity integer, found_owner_id bigint, found_owner text, found_site text, found_zone text,
    found_class text, found_class_fr text, found_class_en text,
    found_circle text, found_approval text, found_price numeric, found_agreed boolean
) LANGUAGE plpgsql STABLE
SET enable_sort = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET jit = off SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    period tstzrange := tstzrange(period_from, period_until);
    on_day date := (read_at AT TIME ZONE 'America/Toronto')::date;
    partner_of bigint[];
BEGIN
    IF own IS NOT NULL THEN
        SELECT array_agg(g.owner_id) INTO partner_of
        FROM agreements_party p JOIN agreements_agreement g ON g.id = p.agreement_id
        WHERE p.organisation_id = own AND p.state = 'accepted' AND g.state = 'in_force' AND g.starts_on <= on_day
          AND (g.ends_on IS NULL OR g.ends_on > on_day) AND (p.leaves_on IS NULL OR p.leaves_on > on_day);
    END IF;
    IF cardinality(codes) = 0 THEN
        RETURN QUERY {SHOWN.format(nearest=OF_ANY_CLASS)};
    ELSE
        RETURN QUERY {SHOWN.format(nearest=OF_CLASSES)};
    END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("reservations", "0004_find_free"), ("inventory", "0016_scopes")]

    operations = [
        migrations.RunSQL("DROP FUNCTION reservations_find_free;", migrations.RunSQL.noop),
        migrations.RunSQL(FIND_FREE, "DROP FUNCTION reservations_find_free;"),
    ]
