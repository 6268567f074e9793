from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.db.models.signals import post_migrate


def _keep_register(*, apps: Apps, using: str, **_: Any) -> None:
    """Write the register after each migration, with the models as the database knows them at that point."""
    from maillon.community.territories.services import load_territories

    try:
        models = [apps.get_model("territories", name) for name in ("Region", "Mrc", "Municipality")]
    except LookupError:  # migrated back to before the register existed
        return
    load_territories(*models, using=using)


class TerritoriesConfig(AppConfig):
    name = "maillon.community.territories"
    label = "territories"

    def ready(self) -> None:
        """Have the register of territories present in every database, an empty installation included."""
        post_migrate.connect(_keep_register, sender=self, dispatch_uid="territories.register")
