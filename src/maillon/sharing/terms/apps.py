from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "maillon.sharing.terms"
    label = "terms"
