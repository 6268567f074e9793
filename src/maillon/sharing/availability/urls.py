from django.urls import path

from maillon.sharing.availability.views import schedules, seasons, versions

app_name = "availability"
urlpatterns = [
    path("gestion/horaires/", schedules.schedules, name="schedules"),
    path("gestion/horaires/ajouter/", schedules.add, name="schedule_add"),
    path("gestion/horaires/<int:pk>/", schedules.edit, name="schedule_edit"),
    path("gestion/horaires/<int:pk>/voir/", schedules.show, name="schedule"),
    path("gestion/horaires/<int:pk>/supprimer/", schedules.remove, name="schedule_remove"),
    path("gestion/horaires/<int:pk>/periodes/", seasons.add, name="season_add"),
    path("gestion/horaires/<int:pk>/periodes/<slug:key>/", seasons.edit, name="season_edit"),
    path("gestion/horaires/<int:pk>/periodes/<slug:key>/deplacer/", seasons.move, name="season_move"),
    path("gestion/horaires/<int:pk>/periodes/<slug:key>/retirer/", seasons.remove, name="season_remove"),
    path("gestion/horaires/<int:pk>/versions/", versions.versions, name="schedule_versions"),
    path("gestion/horaires/<int:pk>/versions/<int:number>/", versions.show, name="schedule_version"),
    path(
        "gestion/horaires/<int:pk>/versions/<int:number>/reprendre/",
        versions.bring_back,
        name="schedule_bring_back",
    ),
]
