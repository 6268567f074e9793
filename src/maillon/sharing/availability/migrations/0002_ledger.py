"""The promise, in the database's own words: nothing is taken twice, no pool gives more than it holds.

Works on PostgreSQL 15 and newer, without any extension. Proved in ``tests/concurrency``.
"""

from django.db import migrations

# The exclusion needs no block: cell numbers are unique in the whole ledger. The index (block, end, start) serves
# every probe of the search and every sweep of a pool, all bounds in the key so that a row is read only when it
# really overlaps; it holds ended rows too, because the cascade of the foreign key finds its rows by it.
KEYS = """
ALTER TABLE availability_commitment
    ADD CONSTRAINT availability_commitment_of_bookable
    FOREIGN KEY (asset_id, block_id, cells, pooled)
    REFERENCES availability_bookable (asset_id, block_id, cells, pooled) ON UPDATE CASCADE;
ALTER TABLE availability_commitment
    ADD CONSTRAINT availability_commitment_no_overlap
    EXCLUDE USING gist (cells WITH &&, tstzrange(busy_from, busy_until) WITH &&)
    WHERE (NOT pooled AND state <> 'ended');
CREATE INDEX availability_commitment_probe ON availability_commitment (block_id, busy_until, busy_from);
CREATE INDEX availability_commitment_holds ON availability_commitment (expires_at) WHERE state = 'held';
"""
DROP_KEYS = """
DROP INDEX availability_commitment_holds;
DROP INDEX availability_commitment_probe;
ALTER TABLE availability_commitment DROP CONSTRAINT availability_commitment_no_overlap;
ALTER TABLE availability_commitment DROP CONSTRAINT availability_commitment_of_bookable;
"""

# The most that is taken from a pool at one moment of a span; holds that expired before « at » do not count.
# Departures come before arrivals at the same instant: noon ends one booking and begins the next.
PEAK = """
CREATE FUNCTION availability_pool_peak(
    pool bigint, span_from timestamptz, span_until timestamptz, at timestamptz
) RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        WITH taken AS (
            SELECT c.busy_from, c.busy_until, c.quantity
            FROM availability_commitment c
            WHERE c.block_id = pool AND c.busy_until > span_from AND c.busy_from < span_until
              AND c.pooled AND c.state <> 'ended' AND (c.state <> 'held' OR c.expires_at > at)
        ), changes AS (
            SELECT busy_from AS moment, quantity AS change FROM taken
            UNION ALL SELECT busy_until, -quantity FROM taken WHERE busy_until < span_until
        ), levels AS (
            SELECT sum(change) OVER (ORDER BY greatest(moment, span_from), change) AS level FROM changes
        )
        SELECT coalesce(max(level), 0) FROM levels
    );
END
$$;
"""

# Below, every guard locks the block first, then reads: under READ COMMITTED each statement then sees all that
# was committed before the lock was had. Under REPEATABLE READ it would not, so a pool refuses to be used there.
# One trigger does all that follows a change, pools first, then the pages that show the block: each more would cost
# every booking its own start.
POOL = """
CREATE FUNCTION availability_guard_pool(pool bigint, span_from timestamptz, span_until timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    holds integer;
    taken integer;
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'a pool is drawn from under READ COMMITTED or SERIALIZABLE only'
            USING ERRCODE = 'feature_not_supported';
    END IF;
    SELECT quantity INTO STRICT holds FROM availability_block WHERE id = pool FOR NO KEY UPDATE;
    taken := availability_pool_peak(pool, span_from, span_until, '-infinity');
    IF taken > holds THEN
        RAISE EXCEPTION 'pool % holds %, % would be taken', pool, holds, taken
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'availability_pool_capacity',
                  TABLE = 'availability_commitment';
    END IF;
END
$$;
CREATE FUNCTION availability_commitment_written() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told boolean;
    grows boolean := TG_OP = 'INSERT';
BEGIN
    IF TG_OP = 'DELETE' THEN
        told := live_tell('block:' || OLD.block_id);
        RETURN NULL;
    ELSIF TG_OP = 'UPDATE' THEN
        grows := OLD.state = 'ended' OR NOT OLD.pooled OR OLD.block_id <> NEW.block_id
            OR OLD.quantity < NEW.quantity OR OLD.busy_from > NEW.busy_from OR OLD.busy_until < NEW.busy_until;
    END IF;
    IF grows AND NEW.pooled AND NEW.state <> 'ended' THEN
        PERFORM availability_guard_pool(NEW.block_id, NEW.busy_from, NEW.busy_until);
    END IF;
    told := live_tell('block:' || NEW.block_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER availability_commitment_written
    AFTER INSERT OR UPDATE OR DELETE ON availability_commitment FOR EACH ROW
    EXECUTE FUNCTION availability_commitment_written();

CREATE FUNCTION availability_guard_quantity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    taken integer;
BEGIN
    taken := availability_pool_peak(NEW.id, clock_timestamp(), 'infinity', '-infinity');
    IF taken > NEW.quantity THEN
        RAISE EXCEPTION 'pool % would hold %, % are taken', NEW.id, NEW.quantity, taken
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'availability_pool_capacity',
                  TABLE = 'availability_block';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER availability_pool_capacity_on_shrink
    AFTER UPDATE OF quantity ON availability_block FOR EACH ROW
    WHEN (NEW.quantity < OLD.quantity)
    EXECUTE FUNCTION availability_guard_quantity();
"""
DROP_POOL = """
DROP TRIGGER availability_pool_capacity_on_shrink ON availability_block;
DROP TRIGGER availability_commitment_written ON availability_commitment;
DROP FUNCTION availability_guard_quantity();
DROP FUNCTION availability_commitment_written();
DROP FUNCTION availability_guard_pool(bigint, timestamptz, timestamptz);
"""

CELLS = """
CREATE FUNCTION availability_guard_cells() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM availability_block WHERE id = NEW.block_id FOR NO KEY UPDATE;
    IF NOT NEW.cells <@ coalesce(
        (SELECT range_agg(int8range(id, id, '[]')) FROM availability_cell WHERE block_id = NEW.block_id),
        '{}'::int8multirange
    ) THEN
        RAISE EXCEPTION 'asset % names cells that block % does not have', NEW.asset_id, NEW.block_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'availability_bookable_cells_of_block',
                  TABLE = 'availability_bookable';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER availability_bookable_cells_of_block
    AFTER INSERT OR UPDATE OF block_id, cells ON availability_bookable FOR EACH ROW
    WHEN (NOT NEW.pooled)
    EXECUTE FUNCTION availability_guard_cells();

CREATE FUNCTION availability_guard_cell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM availability_block WHERE id = OLD.block_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM availability_bookable b WHERE b.block_id = OLD.block_id AND b.cells @> OLD.id) THEN
        RAISE EXCEPTION 'cell % of block % is part of an asset', OLD.id, OLD.block_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'availability_cell_in_use',
                  TABLE = 'availability_cell';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER availability_cell_in_use
    AFTER DELETE OR UPDATE OF id, block_id ON availability_cell FOR EACH ROW
    EXECUTE FUNCTION availability_guard_cell();
"""
DROP_CELLS = """
DROP TRIGGER availability_cell_in_use ON availability_cell;
DROP TRIGGER availability_bookable_cells_of_block ON availability_bookable;
DROP FUNCTION availability_guard_cell();
DROP FUNCTION availability_guard_cells();
"""

# Taking, in one call: lock the block, let go what has expired, look, write. It answers « taken » and the like
# instead of failing, so the caller's transaction stays whole; the constraints remain the last word.
# Plans are made once: by itself PostgreSQL would plan these statements again at each call, for half of its time.
# The instant that decides of expiry is read after the lock; a caller whose clock is ahead may look further.
TAKE = """
CREATE FUNCTION availability_take(
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
        UPDATE availability_commitment c SET state = 'ended', ended_at = instant
            WHERE c.block_id = locked AND c.busy_until > wanted_from AND c.busy_from < wanted_until
              AND c.state = 'held' AND c.expires_at <= instant;
        IF NOT taken_pooled THEN
            SELECT c.id INTO in_the_way FROM availability_commitment c
                WHERE c.block_id = locked AND c.busy_until > wanted_from AND c.busy_from < wanted_until
                  AND c.state <> 'ended' AND c.cells && taken_cells
                ORDER BY c.busy_from LIMIT 1;
        END IF;
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
DROP_TAKE = """
DROP FUNCTION availability_take(
    bigint, timestamptz, timestamptz, timestamptz, timestamptz, integer, text, text, timestamptz, text, timestamptz
);
"""


class Migration(migrations.Migration):
    dependencies = [("availability", "0001_initial"), ("live", "0001_tell")]

    operations = [
        migrations.RunSQL(KEYS, DROP_KEYS),
        migrations.RunSQL(
            PEAK, "DROP FUNCTION availability_pool_peak(bigint, timestamptz, timestamptz, timestamptz);"
        ),
        migrations.RunSQL(POOL, DROP_POOL),
        migrations.RunSQL(CELLS, DROP_CELLS),
        migrations.RunSQL(TAKE, DROP_TAKE),
    ]
