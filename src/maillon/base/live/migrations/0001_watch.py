"""Which topics someone is watching at this moment: only their changes are worth a NOTIFY.

PostgreSQL lets one notifying transaction commit at a time in the whole cluster, wait for the disk included: on two
cores, 32 writers that all notified booked eight times slower (``benchmarks/RESULTS.md``). The table is
not logged: after a crash the live process writes it again within seconds.
"""

from django.db import migrations

WATCH = """
CREATE UNLOGGED TABLE live_watch (topic text PRIMARY KEY, until timestamptz NOT NULL);
CREATE FUNCTION live_tell(changed text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM live_watch w WHERE w.topic = changed AND w.until > clock_timestamp()) THEN
        PERFORM pg_notify('maillon_live', changed);
    END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunSQL(WATCH, "DROP FUNCTION live_tell(text); DROP TABLE live_watch;")]
