from django.urls import path

from maillon.sharing.kits import photo_views, views

app_name = "kits"
urlpatterns = [
    path("trousses/", views.kits, name="list"),
    path("trousses/<int:pk>/", views.kit, name="show"),
    path("trousses/<int:pk>/photos/<int:photo_id>-<int:width>.webp", photo_views.photo, name="photo"),
    path("gestion/trousses/", views.manage, name="manage"),
    path("gestion/trousses/ajouter/", views.add, name="add"),
    path("gestion/trousses/<int:pk>/", views.edit, name="edit"),
    path("gestion/trousses/<int:pk>/photo/", photo_views.edit_photo, name="edit_photo"),
    path("gestion/trousses/<int:pk>/photo/retirer/", photo_views.drop_photo, name="drop_photo"),
]
