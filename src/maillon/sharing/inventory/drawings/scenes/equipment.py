"""Equipment: the closed trailer, the mobile stage at dusk, the snowshoes on their wall."""

import math

from maillon.sharing.inventory.drawings.buildings import barn, village
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER
from maillon.sharing.inventory.drawings.nature import (
    birds,
    clouds,
    hills,
    river,
    sky,
    snow_ground,
    snowfall,
    stars,
)
from maillon.sharing.inventory.drawings.palette import (
    BARK,
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    GLOW,
    HONEY,
    MIST,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SLATE,
    SNOW,
    SPRUCE,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, View
from maillon.sharing.inventory.drawings.roads import country
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, arc, curve
from maillon.sharing.inventory.drawings.trees import maple, spruce, spruces
from maillon.sharing.inventory.drawings.vehicles import Profile

DESCRIPTIONS = (
    "Remorque fermée blanche à bande bleue, dételée sur l’herbe près de caisses et de cônes, "
    "devant le fleuve, une grange et des collines.",
    "Scène mobile le soir\u00a0: son toit ouvert, des projecteurs, deux colonnes de haut-parleurs "
    "et un micro, au bord du fleuve.",
    "Raquettes et traîneau en hiver\u00a0: quatre paires de raquettes de bois accrochées à un chalet, "
    "un traîneau et un toboggan dans la neige.",
)


def draw(variant: int) -> Sheet:
    """Draw equipment."""
    sheet = Sheet(PAPER)
    (_trailer, _stage, _snowshoes)[variant](sheet)
    return sheet


def _trailer(sheet: Sheet) -> None:
    moment = DAY
    country(sheet, moment, 308, seed=251, sun=(720, 104), water=True)
    birds(sheet, 210, 100, moment.hills[2])
    barn(sheet, moment, 760, 432, 96)
    maple(sheet, moment, 70, 470, 280, seed=5)
    maple(sheet, moment, 925, 450, 190, seed=8)
    gravel = mix(CREAM, STEEL, 0.3)
    sheet.gradient(
        [*curve((-20, 540), (240, 500), (640, 500), (990, 536)), (990, 640), (-20, 640)],
        light(gravel, 0.25),
        dark(gravel, 0.1),
    )
    profile = Profile(sheet, moment, 196, 574, 520)
    profile.shadow(0.0, 1.02)
    white = light(STEEL, 0.8)
    body = [(0.0, 0.1), (0.0, 0.54), (0.02, 0.56), (0.86, 0.56), (0.93, 0.5), (0.955, 0.36), (0.955, 0.1)]
    profile.body(body, white)
    profile.block(0.0, 0.955, 0.22, 0.275, BLUE)
    profile.block(0.0, 0.955, 0.285, 0.297, OCHRE)
    for number in range(1, 8):
        u = number * 0.118
        profile.block(u, u + 0.004, 0.1, 0.55, dark(white, 0.1))
    profile.block(0.66, 0.82, 0.12, 0.5, dark(white, 0.14))
    profile.block(0.668, 0.812, 0.128, 0.492, light(white, 0.2))
    profile.block(0.668, 0.812, 0.22, 0.275, BLUE)
    profile.block(0.682, 0.712, 0.32, 0.335, SLATE, radius=0.004)
    profile.block(0.0, 0.955, 0.535, 0.56, light(STEEL, 0.3))
    profile.block(0.0, 0.955, 0.085, 0.11, SLATE)
    for u in (0.36, 0.53):
        profile.wheel(u, 0.078, arch=False)
    profile.shape(
        [
            (0.26, 0.12),
            (0.28, 0.175),
            (0.61, 0.175),
            (0.63, 0.12),
            (0.6, 0.12),
            (0.59, 0.155),
            (0.3, 0.155),
            (0.29, 0.12),
        ],
        SLATE,
    )
    profile.line([(0.955, 0.1), (1.13, 0.1)], CHARCOAL, 0.022)
    profile.line([(1.08, 0.1), (1.08, 0.02)], CHARCOAL, 0.018)
    profile.block(1.055, 1.105, 0.0, 0.015, CHARCOAL)
    profile.lamp(0.014, 0.17, 0.016, rear=True)
    _crates(sheet, 92, 590)
    for x in (826, 884):
        _cone(sheet, x, 604)


def _crates(sheet: Sheet, x: float, base: float) -> None:
    sheet.soft(
        [(x - 64, base - 4), (x + 86, base - 4), (x + 92, base + 10), (x - 66, base + 10)], CHARCOAL, 0.35, 6
    )
    for dx, dy, wide, tall, tone in ((-58, 0, 76, 60, OAK), (24, 0, 58, 44, BLUE), (-44, 60, 60, 44, PINE)):
        left, low = x + dx, base - dy
        sheet.rectangle(left, low - tall, left + wide, low, tone)
        sheet.rectangle(left, low - tall, left + wide, low - tall + 8, light(tone, 0.25))
        sheet.rectangle(left, low - tall * 0.52, left + wide, low - tall * 0.45, dark(tone, 0.3))


def _cone(sheet: Sheet, x: float, base: float) -> None:
    orange = mix(BRICK, OCHRE, 0.35)
    sheet.soft(
        [(x - 24, base - 3), (x + 34, base - 3), (x + 40, base + 7), (x - 26, base + 7)], CHARCOAL, 0.35, 5
    )
    sheet.polygon([(x - 4, base - 62), (x + 4, base - 62), (x + 20, base - 4), (x - 20, base - 4)], orange)
    sheet.polygon(
        [(x - 8.5, base - 45), (x + 8.5, base - 45), (x + 13, base - 29), (x - 13, base - 29)], PAPER
    )
    sheet.rounded(x - 26, base - 7, x + 26, base, 2, dark(orange, 0.15))


def _stage(sheet: Sheet) -> None:
    moment, horizon = EVENING, 330
    sky(sheet, moment, horizon, sun=(150, 282))
    stars(sheet, 19, horizon)
    clouds(sheet, moment, 258, 30, 190, count=4)
    hills(sheet, moment, horizon, seed=258, height=120)
    river(sheet, moment, horizon, 430, seed=9, shine=150)
    village(sheet, moment, 760, 950, horizon + 22, 26, seed=81)
    grass = mix(moment.ground[1], SPRUCE, 0.4)
    sheet.gradient(
        [*curve((-20, 410), (240, 392), (640, 396), (990, 404)), (990, 640), (-20, 640)],
        grass,
        dark(grass, 0.35),
    )
    spruces(sheet, moment, -10, 110, 420, 170, seed=61)
    view = View(sheet, Eye(0, 1.7, -6.0, focal=760, horizon=400))
    view.shadow(-4.4, 4.4, 2.6, 6.4, NAVY, alpha=0.6, blur=14)
    backdrop = view.shape([(-3.7, 1.0, 6.0), (3.7, 1.0, 6.0), (3.7, 4.3, 6.0), (-3.7, 4.3, 6.0)])
    sheet.gradient(backdrop, NAVY, BLUE, mix(BRICK, ROSE, 0.3))
    view.flat(-3.9, 3.9, 3.4, 6.0, mix(OAK, NAVY, 0.25), y=1.0)
    sheet.glow(480, 452, 380, 50, GLOW, 0.55)
    _beams(view)
    _band(view)
    view.face(-3.95, 3.95, 0.2, 1.0, 3.4, mix(SLATE, NAVY, 0.5))
    view.face(-3.95, 3.95, 0.92, 1.0, 3.4, light(STEEL, 0.2))
    for number in range(9):
        x = -3.75 + number * 0.92
        view.face(x, x + 0.05, 0.2, 0.92, 3.4, NAVY)
    for x in (-3.8, 3.8):
        _truss(view, x)
    view.box(-4.1, 4.1, 4.35, 4.62, 3.2, 6.0, light(STEEL, 0.15), front=light(STEEL, 0.3))
    view.face(-4.1, 4.1, 4.28, 4.36, 3.2, BLUE)
    for x in (-2.6, -0.9, 0.9, 2.6):
        cx, cy = view.spot(x, 4.15, 3.6)
        sheet.rounded(cx - 9, cy - 12, cx + 9, cy + 10, 4, CHARCOAL)
        sheet.glow(cx, cy + 10, 40, 34, GLOW, 0.8)
        sheet.ellipse(cx, cy + 10, 8, 3.4, PAPER)
    for x in (-4.75, 4.75):
        _speakers(view, x)
    for x0 in (-0.7, 0.7):
        view.bar((x0, 0, 2.6), (x0, 0.95, 3.4), 0.06, STEEL)
    for step in range(4):
        view.box(
            -0.7,
            0.7,
            0.1 + step * 0.22,
            0.15 + step * 0.22,
            2.6 + step * 0.2,
            2.8 + step * 0.2,
            light(STEEL, 0.1),
        )


def _truss(view: View, x: float) -> None:
    tone = light(STEEL, 0.25)
    for dx in (-0.13, 0.13):
        view.bar((x + dx, 0.2, 3.4), (x + dx, 4.35, 3.4), 0.05, tone)
    for number in range(13):
        y, way = 1.0 + number * 0.26, 1 if number % 2 else -1
        view.bar((x - 0.13 * way, y, 3.4), (x + 0.13 * way, y + 0.26, 3.4), 0.03, tone)


def _beams(view: View) -> None:
    for x, aim, tone in ((-2.6, -1.2, HONEY), (-0.9, 0.3, ROSE), (0.9, -0.3, MIST), (2.6, 1.2, HONEY)):
        top, foot = view.spot(x, 4.1, 3.7), view.spot(aim, 1.0, 4.6)
        view.sheet.polygon(
            [(top[0] - 4, top[1]), (top[0] + 4, top[1]), (foot[0] + 74, foot[1]), (foot[0] - 74, foot[1])],
            tone,
            0.17,
        )


def _band(view: View) -> None:
    """Leave drums, a guitar and a microphone on the stage."""
    sheet, y = view.sheet, 1.0
    cx, cy = view.spot(0.0, y + 0.42, 5.2)
    metre = view.metre(0, 1, 5.2)
    for dx, dy, rx, tone in ((-0.62, -0.12, 0.25, BRICK), (0.62, -0.12, 0.25, BRICK), (0, 0, 0.42, PAPER)):
        x0, y0 = cx + dx * metre, cy - dy * metre
        sheet.circle(x0, y0, rx * metre, BRICK)
        sheet.circle(x0, y0, rx * metre * 0.84, light(tone, 0.3) if tone != PAPER else CREAM)
    for dx in (-1.0, 1.0):
        x0 = cx + dx * metre
        sheet.line([(x0, cy + 0.42 * metre), (x0, cy - 0.5 * metre)], STEEL, 2)
        sheet.ellipse(x0, cy - 0.5 * metre, 0.36 * metre, 0.06 * metre, HONEY)
    for x in (-1.9, 0.0, 1.9):
        view.bar((x, y, 4.0), (x, y + 1.4, 4.0), 0.035, CHARCOAL)
        at = view.spot(x, y + 1.46, 4.0)
        sheet.circle(*at, 6, light(STEEL, 0.4))
        view.disc(x, y + 0.01, 4.0, 0.2, CHARCOAL)
    neck, foot = view.spot(2.5, y + 1.25, 4.6), view.spot(2.75, y + 0.3, 4.6)
    sheet.line([neck, foot], WALNUT, 5)
    sheet.ellipse(*foot, 19, 24, OCHRE)
    sheet.circle(foot[0] - 2, foot[1] - 4, 6, BARK)


def _speakers(view: View, x: float) -> None:
    view.shadow(x - 0.4, x + 0.5, 2.9, 3.7, NAVY, alpha=0.6)
    for number in range(3):
        y = number * 0.95
        view.box(x - 0.42, x + 0.42, y, y + 0.92, 3.0, 3.6, mix(CHARCOAL, SLATE, 0.2))
        for dy, radius in ((0.32, 0.26), (0.72, 0.12)):
            (cx, cy), metre = view.spot(x, y + dy, 3.0), view.metre(x, y, 3.0)
            view.sheet.circle(cx, cy, radius * metre, SLATE)
            view.sheet.circle(cx, cy, radius * metre * 0.72, CHARCOAL)
            view.sheet.circle(cx, cy, radius * metre * 0.28, STEEL)


def _snowshoes(sheet: Sheet) -> None:
    moment, horizon = WINTER, 300
    sky(sheet, moment, horizon, sun=(850, 92))
    hills(sheet, moment, horizon, seed=263, height=130)
    snow_ground(sheet, moment, horizon, seed=12)
    spruces(sheet, moment, 690, 990, 400, 200, seed=71, veil=0.15)
    _cabin_wall(sheet)
    for number in range(4):
        tone = (WALNUT, OAK, WALNUT, mix(OAK, WALNUT, 0.5))[number]
        for dx, lean in ((-33, -0.05), (33, 0.05)):
            snowshoe(sheet, 100 + number * 158 + dx, 176, 236, tone, lean=lean)
    sheet.polygon(
        [
            *curve((-20, 566), (160, 540), (360, 556), (560, 538), (760, 560), (990, 548)),
            (990, 640),
            (-20, 640),
        ],
        SNOW,
    )
    sheet.soft([(-20, 556), (640, 548), (760, 566), (640, 580), (-20, 584)], moment.shade, 0.28, 10)
    _toboggan(sheet, 732, 580)
    _sled(sheet, 300, 596)
    spruce(sheet, moment, 905, 586, 330, seed=5)
    snowfall(sheet, 33, left=640, count=40)


def _cabin_wall(sheet: Sheet) -> None:
    right = 690
    sheet.gradient([(0, 70), (right, 70), (right, 560), (0, 560)], light(OAK, 0.25), OAK)
    for number in range(11):
        y = 70 + number * 45
        sheet.gradient(
            [(0, y), (right, y), (right, y + 43), (0, y + 43)], light(PINE, 0.12), mix(PINE, OAK, 0.6)
        )
        sheet.rectangle(0, y + 42, right, y + 45, dark(OAK, 0.45))
    for number in range(11):
        y = 70 + number * 45
        sheet.ellipse(right, y + 21, 13, 21, light(PINE, 0.3))
        sheet.ellipse(right, y + 21, 7, 12, OAK)
    sheet.polygon([(0, 18), (740, 18), (728, 78), (0, 78)], dark(WALNUT, 0.2))
    sheet.polygon(
        [
            *curve((-10, 22), (180, -4), (400, 6), (600, -2), (752, 20)),
            *curve((752, 20), (748, 40), (700, 34), (560, 44), (380, 34), (180, 46), (-10, 36)),
        ],
        SNOW,
    )
    for number in range(13):
        x, long = 24 + number * 56, 14 + 18 * ((number * 5) % 4) / 3
        sheet.polygon([(x - 4, 78), (x + 4, 78), (x, 78 + long)], light(MIST, 0.3))
    sheet.rectangle(20, 158, 640, 172, WALNUT)
    sheet.soft([(20, 172), (640, 172), (640, 186), (20, 186)], CHARCOAL, 0.4, 5)


def snowshoe(sheet: Sheet, x: float, y: float, size: float, colour: Colour, *, lean: float = 0) -> None:
    """Draw a wooden snowshoe hung by its toe at (x, y), laced, its tail down."""

    def at(dx: float, dy: float) -> Spot:
        return x + dx * size + lean * dy * size, y + dy * size

    half = curve(
        at(0, 0), at(0.13, 0.04), at(0.19, 0.2), at(0.17, 0.42), at(0.07, 0.68), at(0.02, 0.8), at(0.02, 1.0)
    )
    other = curve(
        at(0, 0),
        at(-0.13, 0.04),
        at(-0.19, 0.2),
        at(-0.17, 0.42),
        at(-0.07, 0.68),
        at(-0.02, 0.8),
        at(-0.02, 1.0),
    )
    outline = [*half, *reversed(other)]
    sheet.soft([(a + 6, b + 9) for a, b in outline], CHARCOAL, 0.34, 5)
    sheet.polygon(outline, light(CREAM, 0.2), 0.85)
    lace = mix(OCHRE, WALNUT, 0.45)
    for number in range(1, 11):
        dy = 0.03 + number * 0.062
        reach = (
            0.185 * math.sin(min(1, 0.35 + dy * 1.9) * math.pi / 2) * max(0.1, 1 - max(0, dy - 0.36) * 2.4)
        )
        sheet.line([at(-reach, dy), at(reach, dy + 0.05)], lace, 1.1)
        sheet.line([at(reach, dy), at(-reach, dy + 0.05)], lace, 1.1)
    for dy, reach in ((0.2, 0.185), (0.5, 0.135)):
        sheet.line([at(-reach, dy), at(reach, dy)], colour, 5)
    sheet.polygon([at(-0.07, 0.24), at(0.07, 0.24), at(0.06, 0.4), at(-0.06, 0.4)], BRICK)
    sheet.line([at(-0.12, 0.31), at(0.12, 0.31)], CHARCOAL, 3)
    sheet.line(half, colour, 4.6)
    sheet.line(other, colour, 4.6)


def _toboggan(sheet: Sheet, x: float, base: float) -> None:
    """Lean a toboggan against the corner of the cabin."""
    sheet.soft(
        [(x - 30, base - 6), (x + 30, base - 6), (x + 76, base + 12), (x - 10, base + 14)],
        WINTER.shade,
        0.5,
        6,
    )
    board = [(x - 34, base), (x - 30, base - 334), (x + 30, base - 334), (x + 30, base)]
    sheet.gradient(board, light(OAK, 0.25), OAK)
    sheet.rounded(x - 32, base - 352, x + 32, base - 322, 14, light(OAK, 0.1))
    sheet.rounded(x - 32, base - 336, x + 32, base - 322, 7, dark(OAK, 0.3))
    for share in (-0.33, 0.33):
        sheet.line([(x + 30 * share, base - 4), (x + 28 * share, base - 330)], dark(OAK, 0.3), 2)
    for number in range(5):
        y = base - 44 - number * 62
        sheet.rounded(x - 35, y, x + 33, y + 9, 3, WALNUT)
    sheet.line(curve((x - 30, base - 300), (x - 44, base - 180), (x - 36, base - 60)), BRICK, 3)
    sheet.ellipse(x, base + 2, 48, 9, SNOW)


def _sled(sheet: Sheet, x: float, base: float) -> None:
    sheet.soft(
        [(x - 120, base - 6), (x + 120, base - 6), (x + 150, base + 12), (x - 110, base + 14)],
        WINTER.shade,
        0.5,
        7,
    )
    runner = [*arc(x + 126, base - 30, 24, 24, -60, 90), (x - 116, base - 6)]
    sheet.line(runner, BRICK, 8)
    for dx in (-84, 0, 76):
        sheet.line([(x + dx, base - 8), (x + dx + 6, base - 48)], WALNUT, 6)
    for number in range(3):
        y = base - 62 + number * 7
        sheet.polygon(
            [
                (x - 118 + number * 4, y),
                (x + 110 + number * 4, y),
                (x + 116 + number * 4, y + 6),
                (x - 114 + number * 4, y + 6),
            ],
            (light(PINE, 0.25), PINE, OAK)[number],
        )
    sheet.line(
        curve((x + 136, base - 50), (x + 190, base - 30), (x + 214, base + 4), (x + 250, base + 2)),
        SLATE,
        2.6,
    )
    sheet.rounded(x - 96, base - 92, x - 14, base - 62, 10, BLUE)
    sheet.rectangle(x - 74, base - 92, x - 66, base - 62, HONEY)
    sheet.rectangle(x - 42, base - 92, x - 34, base - 62, HONEY)
