from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "maillon.base.api"
    label = "api"
