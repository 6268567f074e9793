from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "maillon.community.territories"
    label = "territories"
