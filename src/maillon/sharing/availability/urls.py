from django.urls import path

from maillon.sharing.availability import views

app_name = "availability"
urlpatterns = [
    path("gestion/horaires/", views.schedules, name="schedules"),
    path("gestion/horaires/ajouter/", views.add, name="schedule_add"),
    path("gestion/horaires/<int:pk>/", views.edit, name="schedule_edit"),
    path("gestion/horaires/<int:pk>/supprimer/", views.remove, name="schedule_remove"),
]
