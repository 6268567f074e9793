from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "maillon.base.web"
    label = "web"
