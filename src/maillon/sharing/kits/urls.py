from django.urls import path

from maillon.sharing.kits import views

app_name = "kits"
urlpatterns = [
    path("trousses/", views.kits, name="list"),
    path("trousses/<int:pk>/", views.kit, name="show"),
    path("gestion/trousses/", views.manage, name="manage"),
    path("gestion/trousses/ajouter/", views.add, name="add"),
    path("gestion/trousses/<int:pk>/", views.edit, name="edit"),
]
