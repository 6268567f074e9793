"""The classes that every installation begins with."""

from typing import Any

from django.db import migrations

from maillon.sharing.inventory.classes import write_classes

# The numbers 1 to 999 belong to Maillon; a class added by an installation is numbered from 1000.
OWN_NUMBERS = """
SELECT setval(pg_get_serial_sequence('inventory_assetclass', 'id'), 999)
"""


def write(apps: Any, _schema_editor: Any) -> None:
    write_classes(apps.get_model("inventory", "AssetClass"))


class Migration(migrations.Migration):
    dependencies = [("inventory", "0002_initial")]

    operations = [
        migrations.RunPython(write, migrations.RunPython.noop, elidable=False),
        migrations.RunSQL(OWN_NUMBERS, migrations.RunSQL.noop),
    ]
