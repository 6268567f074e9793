from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "maillon.base.mail"
    label = "mail"
