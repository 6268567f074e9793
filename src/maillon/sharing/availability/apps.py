from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    name = "maillon.sharing.availability"
    label = "availability"

    def ready(self) -> None:
        """Give the ledger's constraints their sentences."""
        from maillon.sharing.availability import errors  # noqa: F401  (importing it registers them)
