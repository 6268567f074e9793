from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "maillon.sharing.waiting"
    label = "waiting"
