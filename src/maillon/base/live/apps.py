from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "maillon.base.live"
    label = "live"
