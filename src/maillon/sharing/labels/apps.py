from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "maillon.sharing.labels"
    label = "labels"
