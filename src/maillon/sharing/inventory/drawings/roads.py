"""What a vehicle stands in: a road seen from its side, with the land behind it."""

from maillon.sharing.inventory.drawings.buildings import toned
from maillon.sharing.inventory.drawings.lights import Light
from maillon.sharing.inventory.drawings.nature import clouds, hills, meadow, river, sky, snow_ground, stars
from maillon.sharing.inventory.drawings.palette import (
    OCHRE,
    PAPER,
    SLATE,
    SNOW,
    STEEL,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, curve


def country(
    sheet: Sheet,
    moment: Light,
    horizon: float,
    *,
    seed: int,
    sun: Spot,
    height: float = 125,
    water: bool = False,
) -> None:
    """Draw the sky, the hills and the fields down to the road; ``water`` puts the river before the hills."""
    sky(sheet, moment, horizon, sun=sun)
    if moment.night:
        stars(sheet, seed, horizon)
    clouds(sheet, moment, seed, 36, horizon - 120, count=4)
    hills(sheet, moment, horizon, seed=seed, height=height)
    if water:
        river(sheet, moment, horizon, horizon + 60, seed=seed, shine=sun[0])
    land = horizon + (56 if water else 0)
    if moment.snow:
        snow_ground(sheet, moment, land, seed=seed)
    else:
        meadow(sheet, moment, land)


def road(
    sheet: Sheet, moment: Light, top: float, bottom: float = 640, *, tone: Colour = SLATE, kerb: bool = True
) -> None:
    """Draw a road across the sheet between two heights, with its broken line."""
    asphalt = toned(moment, mix(tone, STEEL, 0.25))
    sheet.gradient(
        [(0, top), (960, top), (960, bottom), (0, bottom)], light(asphalt, 0.14), dark(asphalt, 0.12)
    )
    if kerb:
        stone = toned(moment, mix(STEEL, PAPER, 0.4)) if not moment.snow else SNOW
        sheet.rectangle(0, top - 9, 960, top, stone)
        sheet.rectangle(0, top - 1, 960, top + 4, dark(stone, 0.3))
    y = top + (bottom - top) * 0.72
    for number in range(6):
        x = -60 + number * 190
        sheet.polygon(
            [(x + 6, y), (x + 116, y), (x + 110, y + 8), (x - 2, y + 8)],
            toned(moment, mix(OCHRE, PAPER, 0.35)),
        )


def snow_bank(sheet: Sheet, moment: Light, base: float, height: float, *, seed: int = 0) -> None:
    """Pile a bank of snow along the road."""
    lumps = [(-20 + 62 * n, base - height * (0.55 + 0.45 * ((n * 7 + seed) % 5) / 4)) for n in range(18)]
    sheet.polygon([(-30, base), *curve(*lumps, steps=6), (1060, base)], SNOW)
    low = [(x + 20, base - (base - y) * 0.45) for x, y in lumps]
    sheet.polygon([(-30, base), *curve(*low, steps=6), (1080, base)], mix(SNOW, moment.shade, 0.24))
