from django.apps import AppConfig


class StocktakingConfig(AppConfig):
    name = "maillon.sharing.stocktaking"
    label = "stocktaking"
