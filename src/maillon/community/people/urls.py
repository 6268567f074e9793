from django.urls import path

from maillon.community.people import views

app_name = "people"
urlpatterns = [
    path("compte/", views.account, name="account"),
    path("compte/mes-donnees/", views.my_data, name="my_data"),
    path("compte/mes-donnees/fichier/", views.my_data_file, name="my_data_file"),
    path("compte/mes-donnees/effacer/", views.erase_me, name="erase"),
    path("messages/", views.mailbox, name="messages"),
    path("courriels-de-demonstration/", views.demonstration_mails, name="demonstration_mails"),
]
