"""The classes added since the first migration, and the fields that every installation begins with."""

from typing import Any

from django.db import migrations

from maillon.sharing.inventory.class_fields import write_fields
from maillon.sharing.inventory.classes import write_classes


def write(apps: Any, _schema_editor: Any) -> None:
    classes = apps.get_model("inventory", "AssetClass")
    write_classes(classes)
    write_fields(classes, apps.get_model("inventory", "ClassField"))


class Migration(migrations.Migration):
    dependencies = [("inventory", "0009_class_fields")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=False)]
