"""A sports field: soccer among the hills, baseball under the floodlights, skis on the snow."""

import math

from maillon.sharing.inventory.drawings.buildings import bench, village
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER, Light
from maillon.sharing.inventory.drawings.nature import (
    birds,
    clouds,
    hills,
    meadow,
    sky,
    snow_ground,
    stars,
)
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    GLOW,
    NAVY,
    OCHRE,
    PAPER,
    SLATE,
    SNOW,
    STEEL,
    Colour,
    dark,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, Point, View, circle
from maillon.sharing.inventory.drawings.sheet import Sheet, curve
from maillon.sharing.inventory.drawings.trees import maple, spruce, spruces

DESCRIPTIONS = (
    "Terrain de soccer un jour d’été\u00a0: un but blanc et son filet, un ballon sur l’herbe rayée, "
    "un village et des collines au loin.",
    "Terrain de baseball le soir\u00a0: le losange de terre ocre sous deux mâts d’éclairage, "
    "devant les collines et le couchant.",
    "Terrain de soccer en hiver\u00a0: le but dans la neige, deux pistes de ski de fond "
    "et une paire de skis plantée devant les épinettes.",
)


def draw(variant: int) -> Sheet:
    """Draw a sports field."""
    sheet = Sheet(PAPER)
    (_soccer, _baseball, _skis)[variant](sheet)
    return sheet


def _backdrop(sheet: Sheet, moment: Light, horizon: float, *, seed: int, sun: tuple[float, float]) -> None:
    sky(sheet, moment, horizon, sun=sun)
    if moment.night:
        stars(sheet, seed, horizon)
    clouds(sheet, moment, seed, 40, horizon - 120, count=4)
    hills(sheet, moment, horizon, seed=seed, height=115)


def _soccer(sheet: Sheet) -> None:
    moment, horizon = DAY, 262
    _backdrop(sheet, moment, horizon, seed=61, sun=(215, 110))
    birds(sheet, 620, 92, moment.hills[2])
    meadow(sheet, moment, horizon)
    village(sheet, moment, 585, 860, horizon + 14, 30, seed=4)
    spruces(sheet, moment, -10, 210, horizon + 22, 92, seed=3, veil=0.25)
    for x, tall in ((880, 120), (955, 150)):
        maple(sheet, moment, x, horizon + 34, tall, seed=int(x))
    view = View(sheet, Eye(3.0, 2.5, -4.0, focal=760, horizon=horizon, centre=520))
    for number in range(12):
        z0 = -3.8 + number * 3.0
        if number % 2:
            view.flat(-60, 60, z0, z0 + 3.0, dark(moment.ground[1], 0.14), alpha=0.5)
    line = mix(PAPER, moment.ground[0], 0.1)
    goal = 15.0
    view.stroke([(-40, 0, goal), (45, 0, goal)], line, 0.14)
    for half, deep in ((5.5, 4.2), (12.5, 10.5)):
        view.stroke(
            [(-half, 0, goal), (-half, 0, goal - deep), (half, 0, goal - deep), (half, 0, goal)], line, 0.14
        )
    edge = circle(0, 0, 8.2, 5.6, start=222, end=318)
    view.stroke(edge, line, 0.14)
    view.disc(0, 0, 8.2, 0.16, line)
    goal_frame(view, 0, goal, 3.66, 2.44, PAPER)
    view.round_shadow(2.5, 2.6, 0.42, moment.shade, alpha=0.5, blur=4)
    _ball(view, 2.3, 0.3, 2.6, 0.3)


def goal_frame(
    view: View, x: float, z: float, half: float, high: float, colour: Colour, *, deep: float = 1.9
) -> None:
    """Draw a goal: the net behind, the posts in front."""
    net = mix(PAPER, STEEL, 0.15)
    corners: list[Point] = [
        (x - half, high, z + 0.7),
        (x + half, high, z + 0.7),
        (x + half, 0, z + deep),
        (x - half, 0, z + deep),
    ]
    for way in (-1, 1):
        for number in range(7):
            share = number / 6
            top: Point = (x + way * half, high, z + 0.7 * share)
            foot: Point = (x + way * half, 0, z + deep * share)
            view.sheet.line([view.spot(*top), view.spot(*foot)], net, 0.9, alpha=0.8)
        for number in range(1, 8):
            y = high * number / 8
            end = z + 0.7 + (deep - 0.7) * (1 - y / high)
            view.sheet.line(
                [view.spot(x + way * half, y, z), view.spot(x + way * half, y, end)], net, 0.9, alpha=0.8
            )
    count = round(half * 2 / 0.32)
    for number in range(count + 1):
        at = x - half + 2 * half * number / count
        view.sheet.line([view.spot(at, high, z + 0.7), view.spot(at, 0, z + deep)], net, 0.9, alpha=0.8)
        view.sheet.line([view.spot(at, high, z), view.spot(at, high, z + 0.7)], net, 0.9, alpha=0.8)
    for number in range(9):
        y = high * number / 8
        end = z + 0.7 + (deep - 0.7) * (1 - y / high)
        view.sheet.line([view.spot(x - half, y, end), view.spot(x + half, y, end)], net, 0.9, alpha=0.8)
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        view.bar(one, other, 0.05, net)
    for way in (-1, 1):
        view.bar((x + way * half, 0, z), (x + way * half, high, z), 0.14, colour)
    view.bar((x - half - 0.07, high, z), (x + half + 0.07, high, z), 0.14, colour)


def _ball(view: View, x: float, y: float, z: float, radius: float) -> None:
    cx, cy, size = view.ball(x, y, z, radius, PAPER)

    def patch(dx: float, dy: float, reach: float) -> list[tuple[float, float]]:
        return [
            (
                cx + dx * size + reach * size * math.sin(math.tau * n / 5),
                cy + dy * size - reach * size * math.cos(math.tau * n / 5),
            )
            for n in range(5)
        ]

    middle = patch(-0.05, -0.02, 0.36)
    view.sheet.polygon(middle, CHARCOAL)
    for number, spot in enumerate(middle):
        turn = math.tau * number / 5
        far = (cx + 0.8 * size * math.sin(turn), cy - 0.8 * size * math.cos(turn))
        view.sheet.line([spot, far], SLATE, 1.6)
        wide = 0.3
        view.sheet.polygon(
            [
                far,
                (cx + 0.98 * size * math.sin(turn - wide), cy - 0.98 * size * math.cos(turn - wide)),
                (cx + 0.98 * size * math.sin(turn + wide), cy - 0.98 * size * math.cos(turn + wide)),
            ],
            CHARCOAL,
        )


def _baseball(sheet: Sheet) -> None:
    moment, horizon = EVENING, 280
    _backdrop(sheet, moment, horizon, seed=66, sun=(500, 232))
    view = View(sheet, Eye(0, 3.4, -9.0, focal=800, horizon=horizon))
    grass = mix(moment.ground[1], (64, 120, 92), 0.5)
    sheet.gradient(
        [(0, horizon), (960, horizon), (960, 640), (0, 640)], mix(grass, moment.hills[1], 0.35), grass
    )
    spruces(sheet, moment, 0, 330, horizon + 8, 70, seed=9, veil=0.1)
    spruces(sheet, moment, 650, 960, horizon + 8, 76, seed=14, veil=0.1)
    clay = mix(OCHRE, BRICK, 0.45)
    for number in range(7):
        view.flat(-90, 90, 6.0 + number * 8, 10.0 + number * 8, dark(grass, 0.25), alpha=0.4)
    _fence(view)
    _infield(view, clay, grass)
    for x, z in ((-14.5, 30.0), (14.5, 30.0)):
        _floodlight(view, x, z)
    for x, y in ((250, 470), (710, 470)):
        sheet.glow(x, y, 420, 130, GLOW, 0.24)
    sheet.glow(480, 520, 430, 120, GLOW, 0.3)


def _infield(view: View, clay: Colour, grass: Colour) -> None:
    base = 11.0
    view.sheet.polygon(view.shape([(0, 0, -3.2), *circle(0, 0, 9.6, 15.0, start=-22, end=202)]), clay)
    view.sheet.polygon(
        view.shape([(0, 0, 0.8), (base - 1.2, 0, base), (0, 0, 2 * base - 2.2), (-base + 1.2, 0, base)]),
        grass,
    )
    view.disc(0, 0, 10.0, 1.5, clay)
    view.disc(0, 0.02, 10.0, 1.0, mix(clay, PAPER, 0.12))
    view.flat(-0.35, 0.35, 9.95, 10.12, PAPER, y=0.15)
    view.disc(0, 0, -0.4, 2.4, clay)
    for way in (-1, 1):
        view.stroke([(0, 0, -0.8), (way * 26, 0, 25.2)], PAPER, 0.14)
    for x, z in ((base, base), (0, 2 * base), (-base, base)):
        view.sheet.polygon(
            view.shape([(x, 0.06, z - 0.5), (x + 0.5, 0.06, z), (x, 0.06, z + 0.5), (x - 0.5, 0.06, z)]),
            PAPER,
        )
    view.sheet.polygon(
        view.shape([(-0.35, 0, -0.2), (0.35, 0, -0.2), (0.35, 0, -0.6), (0, 0, -1.0), (-0.35, 0, -0.6)]),
        PAPER,
    )
    for way in (-1, 1):
        x0, x1 = way * 0.6, way * 1.7
        view.stroke([(x0, 0, -1.4), (x0, 0, 0.6), (x1, 0, 0.6), (x1, 0, -1.4), (x0, 0, -1.4)], PAPER, 0.08)


def _fence(view: View) -> None:
    z = 34.0
    view.face(-60, 60, 0, 1.9, z, BLUE)
    for number in range(25):
        x = -60 + number * 5
        view.face(x, x + 0.14, 0, 1.9, z, NAVY)
    view.face(-60, 60, 1.8, 2.0, z, OCHRE)


def _floodlight(view: View, x: float, z: float) -> None:
    view.bar((x, 0, z), (x, 10.5, z), 0.3, SLATE)
    view.box(x - 1.7, x + 1.7, 9.7, 11.2, z - 0.1, z + 0.1, SLATE)
    for row in range(2):
        for number in range(4):
            cx, cy = view.spot(x - 1.25 + number * 0.83, 10.1 + row * 0.7, z - 0.12)
            view.sheet.glow(cx, cy, 60, 60, GLOW, 0.6)
            view.sheet.circle(cx, cy, 7, mix(GLOW, PAPER, 0.7))
    cx, cy = view.spot(x, 10.4, z)
    view.sheet.glow(cx, cy, 260, 230, GLOW, 0.4)


def _skis(sheet: Sheet) -> None:
    moment, horizon = WINTER, 268
    _backdrop(sheet, moment, horizon, seed=70, sun=(690, 120))
    snow_ground(sheet, moment, horizon, seed=6)
    spruces(sheet, moment, -20, 300, horizon + 26, 112, seed=21, veil=0.3)
    spruces(sheet, moment, 640, 980, horizon + 22, 96, seed=27, veil=0.35)
    view = View(sheet, Eye(2.0, 2.2, -4.0, focal=760, horizon=horizon, centre=500))
    view.shadow(-4.6, 4.6, 13.6, 15.4, moment.shade, alpha=0.35, blur=9)
    goal_frame(view, -1.0, 14.0, 3.4, 2.3, BLUE)
    for number in range(9):  # the snow that the wind left along the net
        cx, cy = view.spot(-4.6 + number * 0.9, 0, 14.6)
        sheet.ellipse(cx, cy, 44, 11 + 4 * (number % 3), SNOW)
    for shift in (0.0, 1.6):
        path = [(2.6 + shift - 2.2 * math.sin(n / 5.2), 0.0, -3.4 + n * 0.75) for n in range(34)]
        for groove in (-0.16, 0.16):
            view.stroke([(x + groove, y, z) for x, y, z in path], mix(moment.shade, PAPER, 0.5), 0.09)
    spruce(sheet, moment, 78, 566, 400, seed=12)
    sheet.soft([(40, 560), (120, 560), (10, 610), (-90, 606)], moment.shade, 0.4, 8)
    bench(sheet, moment, 815, 418, 110)
    _planted_skis(sheet, 262, 600)


def _planted_skis(sheet: Sheet, x: float, base: float) -> None:
    sheet.soft(
        [(x - 30, base - 6), (x + 40, base - 6), (x - 60, base + 26), (x - 130, base + 22)],
        WINTER.shade,
        0.45,
        6,
    )
    for dx, lean, tone in ((-14, -10, BLUE), (14, 12, BLUE)):
        tip = (x + dx + lean, base - 262)
        sheet.polygon(
            [
                (x + dx - 7, base),
                (tip[0] - 6, tip[1] + 16),
                *curve(
                    (tip[0] - 6, tip[1] + 16), (tip[0] + lean * 0.3, tip[1] - 10), (tip[0] + 6, tip[1] + 16)
                ),
                (x + dx + 7, base),
            ],
            tone,
        )
        sheet.polygon(
            [
                (x + dx + lean * 0.42 - 7, base - 118),
                (x + dx + lean * 0.42 + 7, base - 118),
                (x + dx + lean * 0.3 + 7, base - 84),
                (x + dx + lean * 0.3 - 7, base - 84),
            ],
            OCHRE,
        )
    for dx, lean in ((-58, 6), (62, -8)):
        sheet.line([(x + dx, base), (x + dx + lean, base - 210)], CHARCOAL, 3)
        sheet.ellipse(x + dx + lean * 0.1, base - 18, 12, 4, SLATE)
        sheet.line([(x + dx + lean * 0.85, base - 182), (x + dx + lean, base - 212)], BRICK, 6)
    for dx, wide in ((0, 44), (-58, 20), (62, 20)):
        sheet.ellipse(x + dx, base + 2, wide, 7, SNOW)
