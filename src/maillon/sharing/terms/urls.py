from django.urls import path

from maillon.sharing.terms import views

app_name = "terms"
urlpatterns = [
    path("gestion/conditions/", views.terms, name="list"),
    path("gestion/conditions/ajouter/", views.add, name="add"),
    path("gestion/conditions/<int:pk>/", views.edit, name="edit"),
]
