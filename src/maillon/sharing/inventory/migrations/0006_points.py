"""Points in metres, to walk from the nearest: those of each class shifted apart, and all together."""

from django.db import migrations

POINTS = """
CREATE INDEX inventory_asset_points_of_class ON inventory_asset
    USING gist (point(x + asset_class_id * 1e7::float8, y)) WHERE state = 'active';
CREATE INDEX inventory_asset_points ON inventory_asset USING gist (point(x, y)) WHERE state = 'active';
"""


class Migration(migrations.Migration):
    dependencies = [("inventory", "0005_lists")]

    operations = [
        migrations.RunSQL(
            POINTS, "DROP INDEX inventory_asset_points; DROP INDEX inventory_asset_points_of_class;"
        ),
    ]
