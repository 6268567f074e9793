from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "maillon.sharing.inventory"
    label = "inventory"
