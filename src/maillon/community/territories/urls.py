from django.urls import path

from maillon.community.territories import views

app_name = "territories"
urlpatterns = [
    path("territoires/", views.territories, name="list"),
    path("territoires/<str:code>/", views.territory, name="show"),
]
