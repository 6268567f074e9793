from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "maillon.base.facts"
    label = "facts"
