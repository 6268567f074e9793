from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "maillon.community.verification"
    label = "verification"
