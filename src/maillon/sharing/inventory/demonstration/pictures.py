"""Which drawing shows which asset of the demonstration."""

from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from maillon.base.demonstration import World
from maillon.sharing.inventory.drawings import HEIGHT, VARIANTS, WIDTH, describe, photo_files
from maillon.sharing.inventory.models import Asset, Photo

BARE = 0.09  # share of the assets that nobody took a picture of
# Names that one drawing shows better than the others of its class.
PICTURED = {
    "Voiture": 0,
    "Minibus adapté": 1,
    "Fourgonnette": 2,
    "Camion à plateau": 0,
    "Nacelle": 1,
    "Remorque": 0,
    "Scène mobile": 1,
    "Chaises": 0,
    "Tables pliantes": 1,
    "Portables": 0,
    "Projecteurs": 1,
    "Local d’arts": 1,
    "Laboratoire informatique": 2,
    "Aire de jeu": 0,
    "Perceuses": 1,
    "Auditorium": 0,
    "Amphithéâtre": 2,
    "Bureau partagé": 0,
    "Terrain vacant": 0,
    "Atelier de menuiserie": 0,
    "Glace principale": 0,
}


def write_photos(assets: list[Asset], world: World) -> None:
    """Give most assets a picture of their kind; the same file serves all the assets that it shows well."""
    wanted = [(asset, _variant(asset, world)) for asset in assets if world.rng.random() >= BARE]
    codes = sorted({asset.asset_class.code for asset in assets})
    files = photo_files(Path(settings.MEDIA_ROOT), codes)
    Photo.objects.bulk_create(
        Photo(
            asset=asset,
            file=files[asset.asset_class.code, variant],
            width=WIDTH,
            height=HEIGHT,
            alt=describe(asset.asset_class.code, variant),
        )
        for asset, variant in wanted
    )
    app.configure_task("size_photos", queue="media").defer()


def _variant(asset: Asset, world: World) -> int:
    """Return the drawing that shows this very thing, or any of its class."""
    any_of_them = world.rng.randrange(VARIANTS)
    return next((variant for words, variant in PICTURED.items() if asset.name.startswith(words)), any_of_them)
