from django.apps import AppConfig


class ReservationsConfig(AppConfig):
    name = "maillon.sharing.reservations"
    label = "reservations"
