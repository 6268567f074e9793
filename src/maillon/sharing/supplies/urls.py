from django.urls import path

from maillon.sharing.supplies.views import articles, counting, listing, moving

app_name = "supplies"
urlpatterns = [
    path("fournitures/", listing.supplies, name="list"),
    path("fournitures/exporter.<str:kind>", listing.export, name="export"),
    path("fournitures/ajouter/", articles.add, name="add"),
    path("fournitures/importer/", articles.bring, name="bring"),
    path("fournitures/compter/", counting.count, name="count"),
    path("fournitures/<int:pk>/", articles.show, name="show"),
    path("fournitures/<int:pk>/modifier/", articles.edit, name="edit"),
    path("fournitures/<int:pk>/recevoir/", moving.receive, name="receive"),
    path("fournitures/<int:pk>/sortir/", moving.issue, name="issue"),
    path("fournitures/<int:pk>/compter/", moving.count_one, name="count_one"),
    path("fournitures/<int:pk>/perdre/", moving.lose, name="lose"),
    path("fournitures/<int:pk>/deplacer/", moving.transfer, name="transfer"),
    path("fournitures/<int:pk>/mouvements/<int:movement_id>/corriger/", moving.correct, name="correct"),
]
