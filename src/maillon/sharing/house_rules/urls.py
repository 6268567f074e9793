from django.urls import path

from maillon.sharing.house_rules import views

app_name = "house_rules"
urlpatterns = [
    path("organisations/<int:pk>/regles/", views.published, name="published"),
    path("gestion/regles/", views.manage, name="manage"),
    path("gestion/regles/ajouter/", views.kinds, name="kinds"),
    path("gestion/regles/ajouter/<slug:kind>/", views.add, name="add"),
    path("gestion/regles/<int:pk>/", views.edit, name="edit"),
    path("gestion/regles/<int:pk>/retirer/", views.end, name="end"),
    path("gestion/regles/<int:pk>/deplacer/", views.move, name="move"),
]
