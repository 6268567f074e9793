"""The illustrations of the demonstration: a picture for each class of asset, drawn here and nowhere else.

Words: a *scene* is what a class of asset looks like; its *variants* are three arrangements of it, under three
lights (0: a summer day, 1: an evening, 2: a winter day). Nothing is copied or downloaded: each picture is drawn
with Pillow from flat shapes, and the same scene and variant always give the same file.

Verbs: ``draw`` and ``describe`` a scene, write its ``photo_files`` where the site serves its pictures.
``python -m maillon.sharing.inventory.drawings contact-sheet FILE`` shows all of them on one page.
"""

from maillon.sharing.inventory.drawings.files import photo_files
from maillon.sharing.inventory.drawings.pictures import VARIANTS, describe, draw
from maillon.sharing.inventory.drawings.sheet import HEIGHT, WIDTH

__all__ = ["HEIGHT", "VARIANTS", "WIDTH", "describe", "draw", "photo_files"]
