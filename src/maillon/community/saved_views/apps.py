from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "maillon.community.saved_views"
    label = "saved_views"
