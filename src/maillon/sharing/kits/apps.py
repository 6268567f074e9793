from django.apps import AppConfig


class KitsConfig(AppConfig):
    name = "maillon.sharing.kits"
    label = "kits"
