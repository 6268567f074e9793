from django.urls import path

from maillon.community.people import views

app_name = "people"
urlpatterns = [
    path("compte/", views.account, name="account"),
    path("messages/", views.mailbox, name="messages"),
    path("courriels-de-demonstration/", views.demonstration_mails, name="demonstration_mails"),
]
