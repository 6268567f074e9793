from django.urls import path

from maillon.openness.notifications import views

app_name = "notifications"
urlpatterns = [
    path("gestion/courriels/", views.failed, name="failed"),
    path("gestion/courriels/renvoyer/", views.retry_all, name="retry_all"),
    path("gestion/courriels/<int:pk>/renvoyer/", views.retry, name="retry"),
]
