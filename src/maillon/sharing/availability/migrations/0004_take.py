"""Taking: what stands in the way is read by its block, never by the list of expired holds.

Left to choose, PostgreSQL looked for the holds to let go in the index of all expired ones: with fifty thousand of
them, each booking that met another took 30 ms (``benchmarks/RESULTS.md``).
"""

from importlib import import_module

from django.db import migrations

TAKE = """
CREATE OR REPLACE FUNCTION availability_take(
    wanted_asset bigint, period_from timestamptz, period_until timestamptz,
    wanted_from timestamptz, wanted_until timestamptz, wanted_quantity integer,
    why text, wanted_state text, expiry timestamptz, remark text, called_at timestamptz,
    OUT outcome text, OUT taken_id bigint, OUT taken_block bigint, OUT taken_cells int8multirange,
    OUT taken_pooled boolean, OUT still_left integer, OUT in_the_way bigint
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    instant timestamptz;
    holds integer;
    locked bigint;
    standing record;
BEGIN
    SELECT b.block_id INTO locked FROM availability_bookable b WHERE b.asset_id = wanted_asset;
    SELECT k.quantity INTO holds FROM availability_block k WHERE k.id = locked FOR NO KEY UPDATE;
    SELECT b.block_id, b.cells, b.pooled INTO taken_block, taken_cells, taken_pooled
        FROM availability_bookable b WHERE b.asset_id = wanted_asset;
    IF taken_block IS NULL THEN
        outcome := 'not_bookable';
        RETURN;
    ELSIF taken_block <> locked THEN
        RAISE EXCEPTION 'asset % moved to another block meanwhile', wanted_asset
            USING ERRCODE = 'serialization_failure';
    END IF;
    -- Most of the time nothing stands there, and one probe tells it. What has expired is let go only if it is met.
    instant := greatest(called_at, clock_timestamp());
    IF EXISTS (
        SELECT 1 FROM availability_commitment c
        WHERE c.block_id = locked AND c.busy_until > wanted_from AND c.busy_from < wanted_until AND c.state <> 'ended'
    ) THEN
        FOR standing IN
            SELECT c.id, c.state = 'held' AND c.expires_at <= instant AS expired, c.cells && taken_cells AS met
            FROM availability_commitment c
            WHERE c.block_id = locked AND c.busy_until > wanted_from AND c.busy_from < wanted_until
              AND c.state <> 'ended'
            ORDER BY c.busy_from
        LOOP
            IF standing.expired THEN
                UPDATE availability_commitment SET state = 'ended', ended_at = instant WHERE id = standing.id;
            ELSIF standing.met THEN
                in_the_way := coalesce(in_the_way, standing.id);
            END IF;
        END LOOP;
    END IF;
    IF taken_pooled THEN
        still_left := holds - availability_pool_peak(locked, wanted_from, wanted_until, '-infinity');
    ELSE
        still_left := CASE WHEN in_the_way IS NULL THEN 1 ELSE 0 END;
    END IF;
    IF still_left < wanted_quantity THEN
        outcome := CASE WHEN in_the_way IS NULL THEN 'not_enough' ELSE 'taken' END;
        RETURN;
    END IF;
    INSERT INTO availability_commitment (
        asset_id, block_id, cells, pooled, quantity, cause, state, expires_at,
        starts_at, ends_at, busy_from, busy_until, note, created_at
    ) VALUES (
        wanted_asset, locked, taken_cells, taken_pooled, wanted_quantity, why, wanted_state, expiry,
        period_from, period_until, wanted_from, wanted_until, remark, instant
    ) RETURNING id INTO taken_id;
    outcome := 'done';
END
$$;
"""
BEFORE = import_module("maillon.sharing.availability.migrations.0002_ledger").TAKE


class Migration(migrations.Migration):
    dependencies = [("availability", "0003_typography")]

    operations = [
        migrations.RunSQL(TAKE, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
    ]
