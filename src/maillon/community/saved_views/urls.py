from django.urls import path

from maillon.community.saved_views import views

app_name = "saved_views"
urlpatterns = [
    path("vues/<slug:code>/", views.views, name="list"),
    path("vues/<slug:code>/ajouter/", views.add, name="add"),
    path("vues/<int:pk>/modifier/", views.edit, name="edit"),
    path("vues/<int:pk>/remplacer/", views.replace, name="replace"),
    path("vues/<int:pk>/deplacer/", views.move, name="move"),
    path("vues/<int:pk>/supprimer/", views.delete, name="delete"),
]
