from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "maillon.base.privacy"
    label = "privacy"
