from django.db import migrations


class Migration(migrations.Migration):
    """The table in which sign-in attempts are counted (Django's database cache); losing it in a crash costs nothing."""

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE people_attempt (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX people_attempt_expires ON people_attempt (expires);
            """,
            "DROP TABLE people_attempt",
        )
    ]
