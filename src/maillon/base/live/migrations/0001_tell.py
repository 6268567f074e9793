"""Telling that a topic changed, only when someone watches it.

PostgreSQL lets one notifying transaction commit at a time in the whole cluster, wait for the disk included: 32 writers
that all notified booked eight times slower (``benchmarks/RESULTS.md``). So the live process holds, for each
topic that a page shows, a shared advisory lock; a writer tries the exclusive one, never waiting, and notifies only
if it cannot have it. A watcher that arrives waits for the writers under way, who told nobody: nothing is missed.

5301 is the number of this family of locks. Topics share 1,024 locks, so that many pages take few; two topics of
the same lock cost one another a notification too many.
"""

from django.db import migrations

TELL = """
CREATE FUNCTION live_bucket(topic text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT hashtext(topic) & 1023 $$;
CREATE FUNCTION live_tell(topic text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF pg_try_advisory_xact_lock(5301, live_bucket(topic)) THEN
        RETURN false;
    END IF;
    PERFORM pg_notify('maillon_live', topic);
    RETURN true;
END
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [migrations.RunSQL(TELL, "DROP FUNCTION live_tell(text); DROP FUNCTION live_bucket(text);")]
