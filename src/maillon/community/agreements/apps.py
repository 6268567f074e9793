from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "maillon.community.agreements"
    label = "agreements"
