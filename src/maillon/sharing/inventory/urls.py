from django.urls import path

from maillon.sharing.inventory.views import assets, imports, keeping, sites

app_name = "inventory"
urlpatterns = [
    path("biens/<int:pk>/", assets.asset, name="asset"),
    path("biens/<int:pk>/photos/<int:photo_id>-<int:width>.webp", assets.photo, name="photo"),
    path("illustrations/<slug:code>-<int:variant>.webp", assets.illustration, name="illustration"),
    path("gestion/biens/", keeping.assets, name="manage"),
    path("gestion/biens/ajouter/", keeping.add, name="asset_add"),
    path("gestion/biens/<int:pk>/", keeping.edit, name="asset_edit"),
    path("gestion/biens/<int:pk>/archiver/", keeping.archive, name="asset_archive"),
    path("gestion/biens/<int:pk>/reactiver/", keeping.restore, name="asset_restore"),
    path("gestion/biens/<int:pk>/photos/", keeping.photos, name="photos"),
    path("gestion/biens/<int:pk>/photos/<int:photo_id>/retirer/", keeping.remove_photo, name="photo_remove"),
    path("gestion/lieux/", sites.sites, name="sites"),
    path("gestion/lieux/ajouter/", sites.add, name="site_add"),
    path("gestion/lieux/<int:pk>/", sites.edit, name="site_edit"),
    path("gestion/importations/", imports.imports, name="imports"),
    path("gestion/importations/<int:pk>/", imports.review, name="import"),
    path("gestion/importations/<int:pk>/accepter/", imports.accept, name="import_accept"),
    path("gestion/importations/<int:pk>/ecarter/", imports.dismiss, name="import_dismiss"),
    path("gestion/importations/<int:pk>/annuler/", imports.undo, name="import_undo"),
    path("gestion/importations/<int:pk>/arreter/", imports.stop, name="import_stop"),
    path("gestion/importations/<int:pk>/reprendre/", imports.resume, name="import_resume"),
    path("gestion/importations/<int:pk>/abandonner/", imports.abandon, name="import_abandon"),
    path("gestion/importations/<int:pk>/lignes-refusees.csv", imports.rejected, name="import_rejected"),
]
