"""The search function was first created here; the next migration creates it as it is now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reservations", "0002_price_and_reference"),
        ("availability", "0002_ledger"),
        ("inventory", "0006_points"),
        ("terms", "0001_initial"),
    ]

    operations: list[migrations.RunSQL] = []
