from django.apps import AppConfig


class HouseRulesConfig(AppConfig):
    name = "maillon.sharing.house_rules"
    label = "house_rules"
