from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "maillon.config"
    label = "config"

    def ready(self) -> None:
        """Put the pieces together once every package is loaded."""
        from maillon.config.registry import connect

        connect()
