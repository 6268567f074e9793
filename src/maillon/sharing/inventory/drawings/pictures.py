"""From a class of asset to its picture and to the words for who does not see it."""

from maillon.sharing.inventory.drawings.scenes import SCENES, Scene

VARIANTS = 3


def draw(class_code: str, variant: int) -> bytes:
    """Draw the picture of a class of asset, always the same for the same arguments.

    Return a WebP file of 960 by 640 pixels. ``variant`` goes from 0 to 2. ValueError for an unknown class or variant.
    """
    return _scene(class_code, variant).draw(variant).encode()


def describe(class_code: str, variant: int) -> str:
    """Say in French what the picture shows, in at most 200 characters. ValueError as for ``draw``."""
    return _scene(class_code, variant).descriptions[variant]


def _scene(class_code: str, variant: int) -> Scene:
    if class_code not in SCENES:
        raise ValueError(f"No scene is drawn for the class {class_code!r}.")
    if not 0 <= variant < VARIANTS:
        raise ValueError(f"Scenes have variants 0 to {VARIANTS - 1}, not {variant}.")
    return SCENES[class_code]
