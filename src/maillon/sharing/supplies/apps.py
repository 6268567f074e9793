from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    name = "maillon.sharing.supplies"
    label = "supplies"
