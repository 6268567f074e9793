"""A vehicle: the electric car at its post, the adapted minibus, the van in the snow."""

from maillon.sharing.inventory.drawings.buildings import house, lamp_post, village
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER
from maillon.sharing.inventory.drawings.nature import birds, snowfall
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    MIST,
    PAPER,
    SLATE,
    STEEL,
    dark,
    light,
)
from maillon.sharing.inventory.drawings.roads import country, road, snow_bank
from maillon.sharing.inventory.drawings.sheet import Sheet, curve
from maillon.sharing.inventory.drawings.trees import maple, spruces
from maillon.sharing.inventory.drawings.vehicles import Profile, car, minibus, minivan

DESCRIPTIONS = (
    "Voiture électrique bleue branchée à une borne de recharge au bord d’une rue, devant le "
    "fleuve, un village et des collines.",
    "Minibus adapté le soir\u00a0: la porte ouverte, la rampe descendue et les phares allumés, "
    "devant des maisons éclairées.",
    "Fourgonnette rouge en hiver, un coffre sur le toit, sur une route déneigée devant les "
    "épinettes et les montagnes.",
)


def draw(variant: int) -> Sheet:
    """Draw a vehicle."""
    sheet = Sheet(PAPER)
    (_charging, _adapted, _winter)[variant](sheet)
    return sheet


def _charging(sheet: Sheet) -> None:
    moment = DAY
    country(sheet, moment, 318, seed=131, sun=(760, 100), water=True)
    birds(sheet, 300, 90, moment.hills[2])
    village(sheet, moment, 612, 820, 398, 38, seed=61)
    maple(sheet, moment, 905, 470, 300, seed=3)
    maple(sheet, moment, 30, 452, 210, seed=6)
    road(sheet, moment, 470)
    profile = Profile(sheet, moment, 236, 560, 560)
    _post(sheet, 150, 476)
    car(profile, BLUE)
    port = profile.at(0.085, 0.215)
    sheet.circle(*port, 9, dark(BLUE, 0.5))
    sheet.circle(*port, 6, CHARCOAL)
    sheet.line(curve((168, 372), (196, 470), (236, 500), (270, 462), port), CHARCOAL, 5)


def _post(sheet: Sheet, x: float, base: float) -> None:
    sheet.soft(
        [(x - 30, base - 6), (x + 40, base - 6), (x + 80, base + 8), (x - 10, base + 10)], DAY.shade, 0.4, 6
    )
    sheet.rounded(x - 32, base - 200, x + 32, base, 12, PAPER)
    sheet.rounded(x + 8, base - 200, x + 32, base, 12, light(STEEL, 0.55))
    sheet.rectangle(x - 32, base - 14, x + 32, base, SLATE)
    sheet.rounded(x - 20, base - 184, x + 20, base - 132, 6, BLUE)
    bolt = [
        (x + 4, base - 180),
        (x - 11, base - 156),
        (x - 1, base - 156),
        (x - 5, base - 136),
        (x + 11, base - 162),
        (x + 1, base - 162),
    ]
    sheet.polygon(bolt, PAPER)
    sheet.circle(x, base - 112, 5, (98, 178, 120))
    sheet.rounded(x + 12, base - 112, x + 24, base - 84, 5, CHARCOAL)
    sheet.rectangle(x - 20, base - 70, x + 20, base - 64, MIST)


def _adapted(sheet: Sheet) -> None:
    moment = EVENING
    country(sheet, moment, 300, seed=138, sun=(300, 236))
    spruces(sheet, moment, -20, 140, 400, 190, seed=51)
    for x, wide, wall, roof in ((40, 120, PAPER, BRICK), (820, 130, PAPER, SLATE)):
        house(sheet, moment, x, 452, wide, wall=wall, roof=roof)
    lamp_post(sheet, moment, 700, 462, 300)
    road(sheet, moment, 462)
    minibus(Profile(sheet, moment, 120, 556, 640), light(STEEL, 0.7), BLUE)


def _winter(sheet: Sheet) -> None:
    moment = WINTER
    country(sheet, moment, 300, seed=146, sun=(200, 110), height=150)
    spruces(sheet, moment, -20, 420, 392, 190, seed=63, veil=0.2)
    spruces(sheet, moment, 640, 990, 384, 170, seed=67, veil=0.24)
    snow_bank(sheet, moment, 474, 56, seed=2)
    road(sheet, moment, 470, tone=STEEL)
    minivan(Profile(sheet, moment, 190, 562, 590), BRICK, box=CHARCOAL)
    snowfall(sheet, 4, count=90)
