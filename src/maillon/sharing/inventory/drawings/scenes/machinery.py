"""Machinery: the excavator, the boom lift at dusk, the loader in the snow."""

from maillon.sharing.inventory.drawings.buildings import church, house, toned
from maillon.sharing.inventory.drawings.dice import Dice
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER
from maillon.sharing.inventory.drawings.nature import birds, snowfall
from maillon.sharing.inventory.drawings.palette import (
    BARK,
    BLUE,
    BRICK,
    CHARCOAL,
    GLOW,
    HONEY,
    NAVY,
    OAK,
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
from maillon.sharing.inventory.drawings.roads import country, road, snow_bank
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, curve
from maillon.sharing.inventory.drawings.trees import maple, spruces
from maillon.sharing.inventory.drawings.vehicles import Profile

DESCRIPTIONS = (
    "Pelle mécanique jaune au travail un jour d’été\u00a0: son godet au-dessus d’un tas de terre, "
    "devant les érables et les collines.",
    "Nacelle articulée le soir\u00a0: le bras bleu levé près du clocher d’un village, devant le couchant.",
    "Chargeuse jaune en hiver\u00a0: son godet plein de neige devant un banc de neige, "
    "les épinettes et les montagnes.",
)
YELLOW = mix(OCHRE, HONEY, 0.4)


def draw(variant: int) -> Sheet:
    """Draw a machine."""
    sheet = Sheet(PAPER)
    (_excavator, _boom_lift, _loader)[variant](sheet)
    return sheet


def _limb(sheet: Sheet, spots: list[Spot], widths: list[float], colour: Colour) -> None:
    """Draw an arm through ``spots``, as thick at each as ``widths`` says."""
    upper: list[Spot] = []
    lower: list[Spot] = []
    for number, (x, y) in enumerate(spots):
        one, other = spots[max(0, number - 1)], spots[min(len(spots) - 1, number + 1)]
        dx, dy = other[0] - one[0], other[1] - one[1]
        long = (dx * dx + dy * dy) ** 0.5 or 1
        nx, ny = -dy / long * widths[number] / 2, dx / long * widths[number] / 2
        upper.append((x - nx, y - ny))
        lower.append((x + nx, y + ny))
    middle = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(upper, lower, strict=True)]
    sheet.polygon([*upper, *reversed(lower)], colour)
    sheet.polygon([*middle, *reversed(lower)], dark(colour, 0.18))


def _piston(sheet: Sheet, one: Spot, other: Spot, width: float) -> None:
    middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    sheet.line([middle, other], light(STEEL, 0.4), width * 0.6)
    sheet.line([one, middle], CHARCOAL, width)


def _track(sheet: Sheet, x0: float, x1: float, base: float, tall: float) -> None:
    sheet.rounded(x0, base - tall, x1, base, tall / 2, CHARCOAL)
    sheet.rounded(x0 + 7, base - tall + 7, x1 - 7, base - 7, tall / 2 - 7, SLATE)
    count = 6
    for number in range(count):
        cx = x0 + tall / 2 + (x1 - x0 - tall) * number / (count - 1)
        size = tall * (0.32 if number in (0, count - 1) else 0.2)
        sheet.circle(cx, base - tall / 2 + (0 if number in (0, count - 1) else tall * 0.18), size, CHARCOAL)
        sheet.circle(
            cx, base - tall / 2 + (0 if number in (0, count - 1) else tall * 0.18), size * 0.5, STEEL
        )
    for number in range(int((x1 - x0 - tall) / 15)):
        x = x0 + tall / 2 + number * 15
        sheet.rectangle(x, base - tall - 2, x + 8, base - tall + 4, CHARCOAL)
        sheet.rectangle(x, base - 4, x + 8, base + 2, CHARCOAL)


def _excavator(sheet: Sheet) -> None:
    moment = DAY
    country(sheet, moment, 316, seed=171, sun=(760, 104))
    birds(sheet, 150, 92, moment.hills[2])
    for x, tall in ((60, 200), (905, 230), (800, 170)):
        maple(sheet, moment, x, 424, tall, seed=int(x))
    spruces(sheet, moment, 470, 640, 384, 110, seed=23, veil=0.25)
    earth = mix(BARK, OAK, 0.45)
    sheet.gradient(
        [*curve((-20, 500), (240, 478), (520, 492), (760, 470), (990, 490)), (990, 640), (-20, 640)],
        light(earth, 0.3),
        earth,
    )
    _heap(sheet, 770, 560, 170, 96, earth)
    base = 578
    sheet.soft([(150, base - 8), (560, base - 8), (640, base + 16), (180, base + 18)], BARK, 0.5, 9)
    boom: list[Spot] = [(456, 436), (532, 236), (640, 196)]
    stick: list[Spot] = [(640, 196), (716, 300), (742, 392)]
    _limb(sheet, boom, [52, 46, 26], YELLOW)
    _track(sheet, 176, 512, base, 74)
    sheet.rectangle(300, base - 96, 396, base - 70, CHARCOAL)
    sheet.polygon([*curve((176, 484), (172, 430), (186, 398)), (330, 392), (330, 484)], dark(YELLOW, 0.08))
    sheet.gradient([(176, 484), (178, 420), (330, 420), (480, 440), (486, 484)], YELLOW, dark(YELLOW, 0.15))
    for number in range(4):
        sheet.rectangle(200, 430 + number * 11, 268, 435 + number * 11, dark(YELLOW, 0.5))
    _cabin(sheet, 322, 300, 438, 470)
    sheet.rectangle(176, 478, 486, 490, CHARCOAL)
    _piston(sheet, (478, 462), (548, 300), 15)
    _limb(sheet, stick, [34, 30, 22], dark(YELLOW, 0.05))
    _piston(sheet, (560, 196), (668, 222), 12)
    for x, y in ((640, 196), (742, 392), (456, 436)):
        sheet.circle(x, y, 11, CHARCOAL)
        sheet.circle(x, y, 5, STEEL)
    bucket = [
        (718, 384),
        (768, 396),
        *curve((768, 396), (796, 436), (778, 486), (730, 500)),
        (696, 474),
        (722, 440),
    ]
    sheet.polygon(bucket, CHARCOAL)
    sheet.polygon([(696, 474), (722, 440), (764, 448), (744, 490)], SLATE)
    for number in range(4):
        sheet.polygon(
            [
                (698 + number * 11, 476 + number * 7),
                (708 + number * 11, 482 + number * 7),
                (692 + number * 11, 494 + number * 7),
            ],
            STEEL,
        )
    dice = Dice(3)
    for _ in range(16):
        sheet.circle(dice.between(690, 770), dice.between(490, 540), dice.between(2, 5), dark(earth, 0.25))


def _cabin(sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
    sheet.rounded(x0, y0, x1, y1, 14, YELLOW)
    glass = [(x0 + 14, y0 + 14), (x1 - 12, y0 + 14), (x1 - 8, y1 - 50), (x0 + 14, y1 - 50)]
    sheet.gradient(glass, light(BLUE, 0.6), light(SLATE, 0.3))
    wide = x1 - x0
    sheet.polygon(
        [
            (x0 + wide * 0.4, y0 + 14),
            (x0 + wide * 0.55, y0 + 14),
            (x0 + wide * 0.36, y1 - 50),
            (x0 + wide * 0.21, y1 - 50),
        ],
        PAPER,
        0.35,
    )
    sheet.rectangle(x0 + wide * 0.62, y0 + 10, x0 + wide * 0.67, y1 - 46, YELLOW)
    sheet.rounded(x0 - 4, y0 - 8, x1 + 8, y0 + 4, 5, dark(YELLOW, 0.35))
    sheet.rectangle(x0 + 18, y1 - 34, x0 + 50, y1 - 28, CHARCOAL)


def _heap(sheet: Sheet, x: float, base: float, half: float, tall: float, colour: Colour) -> None:
    left, peak, right = (x - half, base), (x - half * 0.1, base - tall), (x + half, base)
    top = curve(left, (x - half * 0.6, base - tall * 0.55), peak, (x + half * 0.4, base - tall * 0.7), right)
    sheet.soft([left, right, (x + half, base + 14), (x - half, base + 12)], NAVY, 0.3, 6)
    sheet.polygon(top, dark(colour, 0.05))
    shade = curve(peak, (x + half * 0.4, base - tall * 0.7), right)
    sheet.polygon([*shade, *curve(right, (x + half * 0.2, base - tall * 0.2), peak)], dark(colour, 0.3))


def _boom_lift(sheet: Sheet) -> None:
    moment = EVENING
    country(sheet, moment, 330, seed=176, sun=(250, 262))
    spruces(sheet, moment, -20, 200, 440, 170, seed=31)
    church(sheet, moment, 700, 470, 400)
    house(sheet, moment, 560, 470, 76, wall=PAPER, roof=BRICK, side=-1)
    road(sheet, moment, 476)
    base, blue = 574, mix(BLUE, light(BLUE, 0.4), 0.35)
    sheet.soft([(180, base - 6), (500, base - 6), (540, base + 14), (190, base + 14)], moment.shade, 0.6, 8)
    low: list[Spot] = [(330, 456), (212, 300)]
    high: list[Spot] = [(212, 300), (476, 152)]
    _limb(sheet, low, [34, 30], dark(blue, 0.2))
    _piston(sheet, (316, 470), (258, 350), 13)
    _limb(sheet, high, [30, 20], blue)
    _limb(sheet, [(476, 152), (530, 150)], [15, 14], dark(blue, 0.1))
    _piston(sheet, (226, 330), (300, 258), 11)
    for x, y in ((212, 300), (476, 152)):
        sheet.circle(x, y, 13, CHARCOAL)
        sheet.circle(x, y, 6, STEEL)
    _basket(sheet, 566, 150)
    profile = Profile(sheet, moment, 196, base, 300)
    sheet.gradient([(206, 522), (214, 470), (404, 470), (470, 498), (476, 526)], light(blue, 0.15), blue)
    sheet.rounded(270, 440, 396, 476, 8, dark(blue, 0.3))
    sheet.rectangle(206, 520, 476, 534, CHARCOAL)
    for number in range(5):
        sheet.polygon(
            [
                (300 + number * 22, 520),
                (311 + number * 22, 520),
                (304 + number * 22, 534),
                (293 + number * 22, 534),
            ],
            toned(moment, HONEY),
        )
    for u in (0.16, 0.82):
        profile.wheel(u, 0.14, arch=False)
    sheet.glow(440, 452, 60, 60, HONEY, 0.6)
    sheet.rounded(433, 478, 447, 494, 5, OCHRE)


def _basket(sheet: Sheet, x: float, base: float) -> None:
    rail = light(OCHRE, 0.1)
    sheet.glow(x, base - 40, 170, 150, GLOW, 0.45)
    sheet.rectangle(x - 44, base - 6, x + 44, base + 6, CHARCOAL)
    for dx in (-42, -14, 14, 42):
        sheet.line([(x + dx, base - 4), (x + dx, base - 62)], rail, 3.4)
    for y in (62, 34):
        sheet.line([(x - 42, base - y), (x + 42, base - y)], rail, 3.4)
    sheet.rounded(x - 40, base - 34, x - 18, base - 12, 3, BRICK)
    sheet.rounded(x + 22, base - 84, x + 40, base - 66, 4, CHARCOAL)
    sheet.circle(x + 40, base - 75, 7, GLOW)


def _loader(sheet: Sheet) -> None:
    moment = WINTER
    country(sheet, moment, 300, seed=183, sun=(220, 106), height=150)
    spruces(sheet, moment, -20, 360, 400, 195, seed=41, veil=0.2)
    spruces(sheet, moment, 560, 990, 398, 180, seed=44, veil=0.22)
    snow_bank(sheet, moment, 486, 52, seed=3)
    sheet.gradient([(0, 486), (960, 486), (960, 640), (0, 640)], mix(SNOW, STEEL, 0.4), mix(SNOW, STEEL, 0.2))
    base = 584
    _snow_heap(sheet, 842, 600)
    sheet.soft([(130, base - 8), (660, base - 8), (720, base + 16), (150, base + 16)], moment.shade, 0.6, 9)
    profile = Profile(sheet, moment, 120, base, 520)
    sheet.gradient(
        [(140, 506), (146, 412), (288, 398), (300, 506)], light(YELLOW, 0.2), YELLOW, dark(YELLOW, 0.15)
    )
    for number in range(5):
        sheet.rectangle(160, 424 + number * 13, 224, 430 + number * 13, dark(YELLOW, 0.5))
    sheet.rounded(250, 330, 262, 402, 4, CHARCOAL)
    _cabin(sheet, 296, 304, 424, 492)
    sheet.polygon([(280, 524), (280, 484), (560, 488), (590, 524)], dark(YELLOW, 0.1))
    sheet.rectangle(140, 500, 470, 516, CHARCOAL)
    for u in (0.17, 0.77):
        profile.wheel(u, 0.142, rim=OCHRE, arch=False)
    sheet.polygon([(436, 404), (478, 396), (508, 492), (436, 492)], dark(YELLOW, 0.08))
    _limb(sheet, [(470, 420), (572, 440), (660, 516)], [30, 36, 26], YELLOW)
    _piston(sheet, (476, 474), (606, 482), 13)
    _piston(sheet, (478, 404), (648, 462), 11)
    _bucket_of_snow(sheet)
    sheet.glow(361, 286, 80, 80, HONEY, 0.7)
    sheet.rounded(351, 276, 371, 297, 7, OCHRE)
    sheet.rounded(356, 280, 365, 293, 4, GLOW)
    snowfall(sheet, 15, count=80)


def _bucket_of_snow(sheet: Sheet) -> None:
    load = curve((664, 462), (690, 424), (728, 428), (764, 486), (784, 572), (690, 560))
    sheet.gradient(load, SNOW, mix(SNOW, WINTER.shade, 0.34))
    steel = [
        (644, 446),
        (632, 512),
        *curve((632, 512), (640, 566), (690, 584), (790, 586)),
        (786, 572),
        (712, 562),
        (676, 530),
        (672, 454),
    ]
    sheet.polygon(steel, CHARCOAL)
    sheet.line([(640, 470), (664, 470)], SLATE, 4)
    sheet.circle(652, 512, 11, SLATE)
    sheet.circle(652, 512, 5, STEEL)


def _snow_heap(sheet: Sheet, x: float, base: float) -> None:
    top = curve(
        (x - 90, base), (x - 60, base - 62), (x - 8, base - 120), (x + 70, base - 138), (x + 150, base - 104)
    )
    sheet.gradient([*top, (x + 150, base), (x - 90, base)], SNOW, mix(SNOW, WINTER.shade, 0.4))
    ledge = curve((x + 6, base), (x + 30, base - 46), (x + 80, base - 70), (x + 150, base - 52))
    sheet.gradient([*ledge, (x + 150, base), (x + 6, base)], SNOW, mix(SNOW, WINTER.shade, 0.22))
