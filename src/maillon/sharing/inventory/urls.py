from django.urls import path

from maillon.sharing.inventory.views import (
    assets,
    bulk,
    classes,
    exports,
    history,
    imports,
    keeping,
    merging,
    sites,
)

app_name = "inventory"
urlpatterns = [
    path("biens/<int:pk>/", assets.asset, name="asset"),
    path("biens/<int:pk>/historique/", history.history, name="history"),
    path("biens/<int:pk>/photos/<int:photo_id>-<int:width>.webp", assets.photo, name="photo"),
    path("illustrations/<slug:code>-<int:variant>.webp", assets.illustration, name="illustration"),
    path("categories/", classes.classes, name="classes"),
    path("categories/<slug:code>/", classes.fields, name="class"),
    path("categories/<slug:code>/ajouter/", classes.add, name="field_add"),
    path("categories/<slug:code>/<slug:field>/", classes.edit, name="field_edit"),
    path("organisations/<int:organisation_id>/biens.<slug:kind>", exports.export, name="export"),
    path("gestion/biens/", keeping.assets, name="manage"),
    path("gestion/biens/ajouter/", keeping.add, name="asset_add"),
    path("gestion/biens/en-lot/", bulk.bulk, name="bulk"),
    path("gestion/biens/<int:pk>/", keeping.edit, name="asset_edit"),
    path("gestion/biens/<int:pk>/fusionner/", merging.merge, name="asset_merge"),
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
    path("gestion/importations/<int:pk>/lignes-refusees.csv", imports.rejected, name="import_rejected"),
]
