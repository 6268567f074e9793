from django.urls import path

from maillon.sharing.inventory.views import imports

app_name = "inventory"
urlpatterns = [
    path("gestion/importations/", imports.imports, name="imports"),
    path("gestion/importations/<int:pk>/", imports.review, name="import"),
    path("gestion/importations/<int:pk>/accepter/", imports.accept, name="import_accept"),
    path("gestion/importations/<int:pk>/ecarter/", imports.dismiss, name="import_dismiss"),
    path("gestion/importations/<int:pk>/annuler/", imports.undo, name="import_undo"),
    path("gestion/importations/<int:pk>/lignes-refusees.csv", imports.rejected, name="import_rejected"),
]
