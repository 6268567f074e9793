from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "maillon.community.organisations"
    label = "organisations"
