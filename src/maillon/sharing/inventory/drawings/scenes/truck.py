"""A truck: the flatbed and its load, the pickup at dusk, the snow plough."""

from maillon.sharing.inventory.drawings.buildings import barn, house, lamp_post, village
from maillon.sharing.inventory.drawings.dice import Dice
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER
from maillon.sharing.inventory.drawings.nature import birds, snowfall
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    GLOW,
    HONEY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    SLATE,
    SNOW,
    SPRUCE,
    STEEL,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.roads import country, road, snow_bank
from maillon.sharing.inventory.drawings.sheet import Sheet, curve
from maillon.sharing.inventory.drawings.trees import maple, spruces
from maillon.sharing.inventory.drawings.vehicles import Profile

DESCRIPTIONS = (
    "Camion à plateau bleu chargé de madriers, sur une route de campagne, "
    "devant une grange rouge, le fleuve et les collines.",
    "Camionnette blanche le soir, les phares allumés et des caisses dans la boîte, "
    "devant une maison éclairée et le couchant.",
    "Camion de déneigement orange\u00a0: sa lame pousse la neige sur une route d’hiver, "
    "le gyrophare allumé, devant les épinettes.",
)


def draw(variant: int) -> Sheet:
    """Draw a truck."""
    sheet = Sheet(PAPER)
    (_flatbed, _pickup, _plough)[variant](sheet)
    return sheet


def _cab(profile: Profile, colour: Colour, u0: float, u1: float, high: float) -> None:
    """Draw the cab of a lorry between ``u0`` and ``u1``, its windscreen to the right."""
    wide = u1 - u0
    outline = [
        (u0, 0.07),
        (u0, high - 0.02),
        (u0 + wide * 0.06, high),
        (u0 + wide * 0.66, high),
        (u0 + wide * 0.74, high - 0.012),
        (u1 - wide * 0.03, 0.25),
        (u1, 0.22),
        (u1, 0.07),
    ]
    profile.body(outline, colour)
    profile.glass(
        [
            (u0 + wide * 0.26, 0.265),
            (u0 + wide * 0.26, high - 0.035),
            (u0 + wide * 0.62, high - 0.035),
            (u0 + wide * 0.86, 0.265),
        ]
    )
    profile.line([(u0 + wide * 0.2, high - 0.03), (u0 + wide * 0.2, 0.12)], dark(colour, 0.35), 0.004)
    profile.line([(u0 + wide * 0.26, 0.225), (u0 + wide * 0.4, 0.225)], light(colour, 0.5), 0.01)
    profile.shape([(u0, 0.07), (u1 + 0.008, 0.07), (u1 + 0.008, 0.105), (u0, 0.105)], dark(colour, 0.55))
    profile.line([(u1 - wide * 0.1, 0.4), (u1 + 0.012, 0.39)], CHARCOAL, 0.006)
    profile.block(u1 + 0.002, u1 + 0.022, 0.3, 0.39, CHARCOAL, radius=0.005)


def _flatbed(sheet: Sheet) -> None:
    moment = DAY
    country(sheet, moment, 306, seed=152, sun=(180, 104), water=True)
    birds(sheet, 640, 96, moment.hills[2])
    village(sheet, moment, 500, 720, 380, 30, seed=71)
    barn(sheet, moment, 120, 436, 130)
    maple(sheet, moment, 890, 458, 270, seed=9)
    road(sheet, moment, 462)
    profile = Profile(sheet, moment, 110, 562, 730)
    profile.shadow(0.0, 1.0)
    profile.block(0.02, 0.97, 0.085, 0.115, CHARCOAL)
    for layer in range(4):
        for number in range(3):
            u0 = 0.06 + 0.006 * ((layer * 5 + number) % 3)
            tone = (PINE, light(OAK, 0.25), HONEY)[(layer + number) % 3]
            v = 0.15 + layer * 0.04 + number * 0.0125
            profile.block(u0, 0.63 - 0.01 * (layer % 2), v, v + 0.0125, tone)
        profile.block(0.06, 0.63, 0.15 + layer * 0.04, 0.152 + layer * 0.04, dark(OAK, 0.4))
    for u in (0.16, 0.36, 0.55):
        profile.line([(u, 0.14), (u, 0.31)], BRICK, 0.009)
    profile.block(0.01, 0.672, 0.115, 0.148, OAK)
    profile.block(0.01, 0.672, 0.115, 0.123, dark(OAK, 0.4))
    profile.block(0.655, 0.675, 0.148, 0.37, SLATE)
    for v in (0.2, 0.26, 0.32):
        profile.block(0.65, 0.68, v, v + 0.012, STEEL)
    _cab(profile, BLUE, 0.69, 0.95, 0.46)
    profile.lamp(0.938, 0.155, 0.018)
    profile.block(0.5, 0.62, 0.06, 0.11, SLATE, radius=0.006)
    for u in (0.14, 0.265, 0.82):
        profile.wheel(u, 0.065, arch=u > 0.5)
    for u in (0.14, 0.265):
        profile.shape(
            [(u - 0.062, 0.112), (u - 0.05, 0.138), (u + 0.05, 0.138), (u + 0.062, 0.112)], CHARCOAL
        )
    profile.lamp(0.018, 0.1, 0.012, rear=True)


def _pickup(sheet: Sheet) -> None:
    moment = EVENING
    country(sheet, moment, 304, seed=158, sun=(640, 238))
    spruces(sheet, moment, -10, 120, 420, 190, seed=81)
    house(sheet, moment, 190, 452, 150, wall=PAPER, roof=BRICK)
    spruces(sheet, moment, 800, 980, 420, 170, seed=84)
    lamp_post(sheet, moment, 505, 464, 310)
    road(sheet, moment, 466)
    profile, white = Profile(sheet, moment, 130, 564, 660), light(STEEL, 0.75)
    profile.shadow()
    for u0, u1, high, tone in ((0.05, 0.15, 0.3, OAK), (0.16, 0.27, 0.27, BRICK), (0.28, 0.35, 0.32, SPRUCE)):
        profile.block(u0, u1, 0.18, high, tone)
        profile.block(u0, u1, high - 0.02, high, light(tone, 0.2))
    cab = [
        (0.37, 0.2),
        (0.385, 0.33),
        (0.41, 0.372),
        (0.47, 0.385),
        (0.56, 0.375),
        (0.62, 0.335),
        (0.69, 0.25),
        (0.74, 0.238),
        (0.9, 0.228),
        (0.975, 0.2),
        (0.992, 0.13),
    ]
    profile.body([(0.01, 0.05), (0.0, 0.24), (0.36, 0.24), *curve(*cab, steps=8), (0.985, 0.05)], white)
    profile.glass([(0.405, 0.25), (0.42, 0.345), (0.5, 0.358), (0.5, 0.25)])
    profile.glass([(0.515, 0.25), (0.515, 0.358), (0.56, 0.35), (0.6, 0.322), (0.655, 0.252)])
    profile.shape([(0.01, 0.05), (0.985, 0.05), (0.985, 0.085), (0.01, 0.085)], dark(white, 0.6))
    for u in (0.365, 0.507, 0.665):
        profile.line([(u, 0.235), (u, 0.095)], dark(white, 0.35), 0.004)
    for u in (0.455, 0.6):
        profile.line([(u, 0.21), (u + 0.04, 0.21)], dark(white, 0.4), 0.009)
    profile.line([(0.0, 0.238), (0.36, 0.238)], dark(white, 0.3), 0.008)
    profile.block(0.05, 0.3, 0.15, 0.175, BLUE)
    profile.wheel(0.19, 0.075)
    profile.wheel(0.82, 0.075)
    profile.lamp(0.962, 0.175, 0.018)
    profile.lamp(0.008, 0.19, 0.022, rear=True)


def _plough(sheet: Sheet) -> None:
    moment, orange = WINTER, mix(OCHRE, BRICK, 0.55)
    country(sheet, moment, 300, seed=163, sun=(730, 104), height=150)
    spruces(sheet, moment, -20, 330, 402, 200, seed=91, veil=0.2)
    spruces(sheet, moment, 650, 990, 396, 185, seed=97, veil=0.22)
    snow_bank(sheet, moment, 470, 60, seed=1)
    road(sheet, moment, 464, tone=STEEL)
    profile = Profile(sheet, moment, 64, 566, 680)
    profile.shadow(0.0, 1.12)
    profile.block(0.03, 0.95, 0.085, 0.12, CHARCOAL)
    profile.body([(0.0, 0.36), (0.05, 0.15), (0.56, 0.15), (0.565, 0.36)], orange)
    for u in (0.12, 0.23, 0.34, 0.45):
        profile.shape(
            [(u, 0.16), (u + 0.014, 0.16), (u + 0.012, 0.35), (u - 0.004, 0.35)], dark(orange, 0.22)
        )
    profile.shape(
        [(0.0, 0.36), (0.06, 0.4), (0.2, 0.425), (0.38, 0.42), (0.5, 0.395), (0.545, 0.36)],
        mix(STEEL, PAPER, 0.35),
        smooth=True,
    )
    _cab(profile, orange, 0.615, 0.86, 0.47)
    profile.body([(0.84, 0.07), (0.84, 0.265), (0.9, 0.262), (0.945, 0.235), (0.955, 0.07)], orange)
    for v in (0.13, 0.16, 0.19):
        profile.block(0.935, 0.956, v, v + 0.013, CHARCOAL)
    profile.lamp(0.945, 0.22, 0.014)
    _beacon(profile)
    for u in (0.15, 0.285, 0.78):
        profile.wheel(u, 0.07, arch=u > 0.5)
    profile.line([(0.955, 0.1), (1.03, 0.1)], CHARCOAL, 0.02)
    profile.line([(0.955, 0.2), (1.035, 0.14)], SLATE, 0.012)
    blade = [
        *curve(
            profile.at(1.02, 0.25), profile.at(1.075, 0.225), profile.at(1.05, 0.11), profile.at(1.105, 0.005)
        ),
        profile.at(1.07, 0.0),
        *curve(profile.at(1.05, 0.0), profile.at(1.0, 0.1), profile.at(1.02, 0.2), profile.at(1.0, 0.245)),
    ]
    sheet.polygon(blade, OCHRE)
    sheet.line(blade[:32], light(OCHRE, 0.4), 4)
    _spray(sheet, *profile.at(1.08, 0))
    snowfall(sheet, 12, count=70)


def _beacon(profile: Profile) -> None:
    (x, y), size = profile.at(0.7, 0.49), profile.long * 0.02
    profile.sheet.glow(x, y, size * 8, size * 8, HONEY, 0.8)
    profile.sheet.rounded(x - size, y - size * 0.9, x + size, y + size, size * 0.7, OCHRE)
    profile.sheet.rounded(x - size * 0.4, y - size * 0.6, x + size * 0.3, y + size * 0.5, size * 0.4, GLOW)
    profile.block(0.675, 0.725, 0.468, 0.477, CHARCOAL)


def _spray(sheet: Sheet, x: float, base: float) -> None:
    """Throw the snow before the blade."""
    for tone, rise, reach in ((mix(SNOW, WINTER.shade, 0.3), 74, 150), (SNOW, 56, 132)):
        top = curve(
            (x - 18, base - 6),
            (x + 16, base - rise * 0.8),
            (x + 56, base - rise),
            (x + 92, base - rise * 0.6),
            (x + reach, base + 8),
        )
        sheet.polygon([*top, (x - 10, base + 12)], tone)
    dice = Dice(5)
    for _ in range(34):
        sheet.circle(x + dice.between(0, 150), base - dice.between(20, 120), dice.between(1.5, 5), SNOW, 0.9)
