from django.urls import path

from maillon.shell import guide, views

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("tableau/", views.dashboard, name="dashboard"),
    path("premiere-heure/", guide.first_hour, name="first_hour"),
    path("composants/", views.gallery, name="gallery"),
    path("chercher-partout/", views.everywhere, name="everywhere"),
    path("raccourcis/", views.shortcuts, name="shortcuts"),
    path("lieux-connus/", views.towns, name="towns"),
]
