from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "maillon.openness.notifications"
    label = "notifications"
