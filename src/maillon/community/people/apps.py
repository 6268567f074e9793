from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "maillon.community.people"
    label = "people"
