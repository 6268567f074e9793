"""An outdoor place: the playground, the quay at dusk, the bandstand in the snow."""

import math

from maillon.sharing.inventory.drawings.buildings import bench, lamp_post, toned, village
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER, Light
from maillon.sharing.inventory.drawings.nature import (
    birds,
    clouds,
    hills,
    meadow,
    river,
    sky,
    snow_ground,
    snowfall,
    stars,
)
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    GLOW,
    HONEY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    SLATE,
    SNOW,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, View, circle
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, curve
from maillon.sharing.inventory.drawings.trees import maple, spruce, spruces

DESCRIPTIONS = (
    "Aire de jeu un jour d’été\u00a0: une tourelle et sa glissoire rouge, deux balançoires, un "
    "carré de sable et des érables devant les collines.",
    "Quai au bord du fleuve le soir\u00a0: un banc, trois lampadaires allumés et une chaloupe sur "
    "l’eau où se couche le soleil.",
    "Kiosque à musique en hiver\u00a0: son toit blanc de neige, un sentier déblayé, un banc, un "
    "arbre nu et des épinettes.",
)


def draw(variant: int) -> Sheet:
    """Draw an outdoor place."""
    sheet = Sheet(PAPER)
    (_playground, _quay, _bandstand)[variant](sheet)
    return sheet


def _behind(sheet: Sheet, moment: Light, horizon: float, seed: int, sun: Spot) -> None:
    sky(sheet, moment, horizon, sun=sun)
    if moment.night:
        stars(sheet, seed, horizon)
    clouds(sheet, moment, seed, 40, horizon - 120, count=4)
    hills(sheet, moment, horizon, seed=seed, height=110)


def _playground(sheet: Sheet) -> None:
    moment, horizon = DAY, 288
    _behind(sheet, moment, horizon, 103, (770, 105))
    meadow(sheet, moment, horizon)
    spruces(sheet, moment, 300, 560, horizon + 14, 84, seed=12, veil=0.3)
    for x, tall in ((60, 250), (905, 270), (185, 190)):
        maple(sheet, moment, x, horizon + 60 + tall * 0.1, tall, seed=int(x))
    view = View(sheet, Eye(0, 1.9, -5.2, focal=760, horizon=horizon))
    pad = mix(CREAM, OCHRE, 0.25)
    sheet.polygon(view.shape(circle(0.3, 0, 3.2, 5.4, squash=0.66)), dark(moment.ground[1], 0.12))
    sheet.gradient(view.shape(circle(0.3, 0, 3.2, 5.2, squash=0.64)), light(pad, 0.2), pad)
    for x0, x1, z0, z1 in ((-3.0, 0.6, 3.2, 4.4), (1.4, 4.6, 3.6, 4.2)):
        view.shadow(x0 + 0.3, x1 + 0.9, z0, z1, moment.shade, alpha=0.34, blur=8)
    _tower(view)
    _swings(view)
    _sand(view)


def _tower(view: View) -> None:
    sheet, x, z = view.sheet, -1.2, 4.0
    for dx in (-0.6, 0.6):
        view.bar((x + dx, 0, z + 1.0), (x + dx, 2.5, z + 1.0), 0.11, dark(OAK, 0.2))
    view.box(x - 0.65, x + 0.65, 1.35, 1.45, z, z + 1.1, OAK)
    view.face(x - 0.6, x + 0.6, 1.45, 2.0, z + 1.0, dark(BLUE, 0.2))
    roof: list[Spot] = [
        view.spot(x - 0.85, 2.45, z - 0.15),
        view.spot(x, 3.25, z + 0.5),
        view.spot(x + 0.85, 2.45, z - 0.15),
    ]
    for dx in (-0.6, 0.6):
        view.bar((x + dx, 0, z), (x + dx, 2.5, z), 0.12, OAK)
    view.face(x - 0.6, x + 0.6, 1.3, 1.47, z, dark(OAK, 0.12))
    _slide(view, x, z)
    sheet.polygon(roof, BLUE)
    sheet.polygon([roof[1], roof[2], view.spot(x + 0.25, 2.45, z - 0.15)], dark(BLUE, 0.2))
    for number in range(6):  # the ladder
        y = 0.2 + number * 0.22
        view.bar(
            (x + 0.75 + 0.1 * (5 - number), y, z + 0.1),
            (x + 0.75 + 0.1 * (5 - number), y, z + 0.7),
            0.06,
            OCHRE,
        )
    for dz in (0.1, 0.7):
        view.bar((x + 1.35, 0, z + dz), (x + 0.6, 1.6, z + dz), 0.07, OCHRE)


def _slide(view: View, x: float, z: float) -> None:
    """Draw the slide, from the front of the tower towards us and to the left."""
    path = ((0.0, 1.42, 0.0), (-0.45, 1.1, -0.55), (-1.0, 0.5, -1.3), (-1.45, 0.2, -1.9), (-1.9, 0.18, -2.4))
    left = curve(*(view.spot(x - 0.42 + dx, y, z + dz + 0.1) for dx, y, dz in path))
    right = curve(*(view.spot(x + 0.36 + dx, y, z + dz - 0.2) for dx, y, dz in path))
    view.round_shadow(x - 1.2, z - 1.5, 0.9, DAY.shade, alpha=0.3, squash=0.6)
    view.bar((x - 1.2, 0.4, z - 1.6), (x - 1.2, 0, z - 1.6), 0.1, SLATE)
    view.sheet.polygon([*left, *reversed(right)], light(BRICK, 0.18))
    view.sheet.line([(a, b - 6) for a, b in left], dark(BRICK, 0.1), 7)
    view.sheet.line([(a, b - 6) for a, b in right], BRICK, 8)


def _swings(view: View) -> None:
    z, high = 4.0, 2.5
    for x, lean in ((1.5, -0.25), (4.5, 0.25)):
        for dz in (-0.75, 0.75):
            view.bar((x + lean, 0, z + dz), (x, high, z), 0.1, OCHRE)
    view.bar((1.4, high, z), (4.6, high, z), 0.12, OCHRE)
    for x, push in ((2.35, 0.0), (3.6, 0.35)):
        for dx in (-0.22, 0.22):
            view.bar((x + dx, high, z), (x + dx + push, 0.62 + abs(push) * 0.2, z), 0.025, SLATE)
        view.box(
            x - 0.28 + push,
            x + 0.28 + push,
            0.56 + abs(push) * 0.2,
            0.63 + abs(push) * 0.2,
            z - 0.12,
            z + 0.12,
            BLUE,
        )


def _sand(view: View) -> None:
    x0, x1, z0, z1 = 0.5, 2.7, 0.9, 2.2
    view.box(x0 - 0.1, x1 + 0.1, 0, 0.2, z0 - 0.1, z1 + 0.1, OAK, top=light(OAK, 0.3))
    view.flat(x0, x1, z0, z1, light(HONEY, 0.25), y=0.2)
    sheet = view.sheet
    cx, cy = view.spot(1.2, 0.2, 1.6)
    sheet.polygon(curve((cx - 70, cy + 4), (cx - 26, cy - 26), (cx + 18, cy - 30), (cx + 64, cy + 6)), HONEY)
    view.drum(2.1, 1.35, 0.13, 0.2, 0.46, BRICK, top=dark(BRICK, 0.4), neck=1.25)
    view.bar((1.6, 0.22, 1.1), (1.85, 0.3, 1.25), 0.05, BLUE)


def _quay(sheet: Sheet) -> None:
    moment, horizon = EVENING, 262
    _behind(sheet, moment, horizon, 108, (600, 226))
    river(sheet, moment, horizon, 640, seed=6, shine=600)
    birds(sheet, 230, 96, moment.shade)
    spruces(sheet, moment, -20, 190, horizon + 30, 150, seed=8, veil=0.08)
    sheet.polygon(curve((-10, 288), (120, 284), (240, 304), (150, 318), (-10, 326)), moment.ground[1])
    _rowboat(sheet, 250, 420)
    view = View(sheet, Eye(-0.6, 2.2, -5.5, focal=760, horizon=horizon, centre=440))
    for x in (0.2, 4.2):
        for z in (10.0, 6.6, 3.2):
            view.bar((x, -1.4, z), (x, 0.25, z), 0.22, dark(WALNUT, 0.45))
    deck = toned(moment, OAK)
    sheet.gradient(
        view.shape([(0.0, 0, -5), (4.4, 0, -5), (4.4, 0, 11), (0.0, 0, 11)]),
        mix(deck, moment.patch, 0.3),
        deck,
        dark(deck, 0.2),
    )
    view.side(0.0, -0.35, 0, -5, 11, dark(deck, 0.45))
    for number in range(36):
        z = -4.6 + number * 0.45
        view.flat(0.0, 4.4, z, z + 0.035, dark(deck, 0.5), alpha=0.8)
    for x, z in ((0.25, 9.6), (4.15, 9.6), (0.25, 2.6)):
        cx, cy = view.spot(x, 0, z)
        lamp_post(sheet, moment, cx, cy, view.metre(x, 0, z) * 3.2)
    cx, cy = view.spot(3.1, 0, 4.4)
    bench(sheet, moment, cx, cy, view.metre(3.1, 0, 4.4) * 1.8)
    sheet.glow(cx - 60, cy - 10, 210, 70, GLOW, 0.22)
    for z in (7.4, 4.9):
        view.drum(0.28, z, 0.12, 0, 0.42, CHARCOAL)
        view.drum(0.28, z, 0.18, 0.42, 0.5, CHARCOAL)


def _rowboat(sheet: Sheet, x: float, y: float) -> None:
    sheet.soft(
        [(x - 110, y + 8), (x + 110, y + 8), (x + 80, y + 46), (x - 80, y + 46)], EVENING.shade, 0.4, 9
    )
    rim = curve((x - 116, y - 26), (x - 50, y - 12), (x + 50, y - 12), (x + 122, y - 34))
    back = curve((x - 116, y - 26), (x - 40, y - 30), (x + 50, y - 32), (x + 122, y - 34))
    sheet.polygon([*back, *reversed(rim)], dark(WALNUT, 0.45))
    sheet.polygon(
        [*rim, *curve((x + 122, y - 34), (x + 84, y + 12), (x - 80, y + 16), (x - 116, y - 26))],
        toned(EVENING, BLUE),
    )
    sheet.line(rim, light(toned(EVENING, PAPER), 0.3), 4)
    for share in (-46, 34):
        sheet.polygon(
            [
                (x + share - 9, y - 29),
                (x + share + 9, y - 29),
                (x + share + 13, y - 15),
                (x + share - 13, y - 15),
            ],
            toned(EVENING, PINE),
        )
    sheet.line([(x - 6, y - 20), (x + 96, y - 62)], toned(EVENING, PINE), 4)
    sheet.line([(x + 30, y + 32), (x + 90, y + 32)], EVENING.water[0], 2, alpha=0.6)


def _bandstand(sheet: Sheet) -> None:
    moment, horizon = WINTER, 300
    _behind(sheet, moment, horizon, 113, (180, 118))
    snow_ground(sheet, moment, horizon, seed=14)
    village(sheet, moment, 560, 930, horizon + 18, 40, seed=11)
    spruces(sheet, moment, -10, 330, horizon + 26, 140, seed=17, veil=0.25)
    path = mix(STEEL, SNOW, 0.62)
    sheet.polygon(
        [
            *curve((392, 640), (440, 560), (470, 505), (462, 470)),
            *curve((540, 470), (556, 505), (610, 560), (640, 640)),
        ],
        path,
    )
    sheet.polygon(
        [
            *curve((392, 640), (440, 560), (470, 505), (462, 470)),
            *curve((456, 470), (456, 505), (412, 560), (352, 640)),
        ],
        SNOW,
    )
    sheet.soft([(330, 462), (676, 462), (610, 520), (240, 512)], moment.shade, 0.34, 12)
    spruces(sheet, moment, 330, 660, 372, 190, seed=29, veil=0.12)
    kiosk(sheet, moment, 500, 476, 320)
    maple(sheet, moment, 812, 520, 300, seed=4)
    bench(sheet, moment, 735, 548, 130)
    spruce(sheet, moment, 110, 590, 400, seed=7)
    sheet.soft([(80, 586), (140, 586), (40, 632), (-70, 628)], moment.shade, 0.4, 8)
    lamp_post(sheet, moment, 318, 560, 230)
    snowfall(sheet, 21, count=80)


def kiosk(sheet: Sheet, moment: Light, x: float, base: float, wide: float) -> None:
    """Draw a bandstand with a pointed roof on six posts; (x, base) is the middle of its foot."""
    tall, half = wide * 0.42, wide / 2
    wood, roof = toned(moment, light(BLUE, 0.12)), toned(moment, BLUE)
    sheet.polygon(
        [(x - half, base - 26), (x + half, base - 26), (x + half * 0.94, base), (x - half * 0.94, base)],
        toned(moment, mix(STEEL, PAPER, 0.3)),
    )
    sheet.ellipse(x, base - 26, half, 15, toned(moment, OAK))
    floor, eave = base - 28, base - 28 - tall
    sheet.ellipse(x, eave + 4, half * 1.02, 20, dark(roof, 0.5))
    places = (-0.9, -0.5, 0.5, 0.9)
    for share, depth in ((-0.42, -11), (0.42, -11)):
        sheet.rectangle(x + share * half - 3, eave, x + share * half + 3, floor + depth, dark(wood, 0.2))
    for share in places:
        low = floor + 11 * math.sqrt(max(0, 1 - share * share))
        sheet.rectangle(x + share * half - 4.5, eave, x + share * half + 4.5, low, wood)
    for one, other in ((-0.9, -0.5), (0.5, 0.9)):
        y0, y1 = (floor + 11 * math.sqrt(1 - share * share) - 14 for share in (one, other))
        for rise in (0, -24):
            sheet.line([(x + one * half, y0 + rise), (x + other * half, y1 + rise)], wood, 3.4)
        for number in range(1, 6):
            at = one + (other - one) * number / 6
            sheet.line([(x + at * half, y0), (x + at * half, y0 - 24)], wood, 1.8)
    peak = eave - wide * 0.36
    sheet.polygon(
        [
            (x - half * 1.16, eave + 8),
            *curve((x - half * 1.16, eave + 8), (x - half * 0.5, peak + wide * 0.16), (x, peak)),
            *curve((x, peak), (x + half * 0.5, peak + wide * 0.16), (x + half * 1.16, eave + 8)),
            *curve((x + half * 1.16, eave + 8), (x, eave + 26), (x - half * 1.16, eave + 8)),
        ],
        roof,
    )
    if moment.snow:
        white: Colour = SNOW
        sheet.polygon(
            [
                *curve((x - half * 1.12, eave + 2), (x - half * 0.5, peak + wide * 0.15), (x, peak - 6)),
                *curve((x, peak - 6), (x + half * 0.5, peak + wide * 0.15), (x + half * 1.12, eave + 2)),
                *curve(
                    (x + half * 1.12, eave + 2),
                    (x + half * 0.7, eave + 2),
                    (x + half * 0.3, eave + 12),
                    (x - half * 0.2, eave + 6),
                    (x - half * 0.7, eave + 8),
                    (x - half * 1.12, eave + 2),
                ),
            ],
            white,
        )
        sheet.polygon(
            [
                *curve((x, peak - 6), (x + half * 0.5, peak + wide * 0.15), (x + half * 1.12, eave + 2)),
                (x + half * 0.5, eave + 6),
                (x, peak),
            ],
            mix(SNOW, moment.hills[0], 0.5),
        )
    sheet.circle(x, peak - 10, 7, toned(moment, OCHRE))
    sheet.line([(x, peak), (x, peak - 26)], toned(moment, BRICK), 3)
    for step in range(3):
        sheet.rectangle(
            x - 46 - step * 6,
            base - 16 + step * 9,
            x + 46 + step * 6,
            base - 8 + step * 9,
            toned(moment, mix(STEEL, PAPER, 0.5 - 0.12 * step)),
        )
