from django.urls import path

from maillon.sharing.waiting import views

app_name = "waiting"
urlpatterns = [
    path("biens/<int:asset_id>/attendre/", views.join_line, name="join"),
    path("attentes/", views.mine, name="mine"),
    path("attentes/<uuid:uid>/", views.show, name="show"),
    path("attentes/<uuid:uid>/prendre/", views.take, name="take"),
    path("attentes/<uuid:uid>/retirer/", views.withdraw, name="leave"),
    path("gestion/attentes/", views.demanded, name="demand"),
]
