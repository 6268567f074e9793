from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    name = "maillon.sharing.availability"
    label = "availability"
