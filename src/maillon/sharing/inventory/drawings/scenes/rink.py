"""A rink: the arena, the village rink at dusk, the ice among the spruces."""

import math
from itertools import pairwise

from maillon.sharing.inventory.drawings.buildings import house, lamp_post, village
from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import DAY, WINTER, WINTER_EVENING, Light
from maillon.sharing.inventory.drawings.nature import (
    clouds,
    hills,
    sky,
    snow_ground,
    snowfall,
    stars,
)
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    GLOW,
    MIST,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    SLATE,
    SNOW,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, Point, View, circle, level
from maillon.sharing.inventory.drawings.sheet import Sheet, curve
from maillon.sharing.inventory.drawings.trees import spruce, spruces

DESCRIPTIONS = (
    "Aréna\u00a0: la glace et ses lignes rouges et bleues, un bâton et une rondelle devant, un "
    "but au fond, des gradins bleus sous la charpente.",
    "Patinoire extérieure à la brunante\u00a0: une guirlande de lumières au-dessus de la glace, "
    "un but, un bâton, la cabane éclairée et le village.",
    "Patinoire extérieure en hiver\u00a0: un but rouge, un bâton, une rondelle et une mitaine sur "
    "la glace, des bandes de bois et des épinettes enneigées.",
)
ICE = mix(MIST, PAPER, 0.55)
RED = mix(BRICK, (190, 40, 45), 0.5)


def draw(variant: int) -> Sheet:
    """Draw a rink."""
    return (_arena, _village_rink, _wild_rink)[variant]()


def _arena() -> Sheet:
    sheet = Sheet(PAPER)
    finish = Finish(wall=light(BLUE, 0.72), side=light(BLUE, 0.6), floor=ICE, ceiling=light(STEEL, 0.45))
    room = Room(
        sheet,
        Eye(0.8, 3.0, -1.5, focal=760, horizon=262, centre=500),
        DAY,
        wide=32,
        deep=34,
        high=9.5,
        finish=finish,
    )
    room.shell()
    for z in (30.0, 22.0, 14.0, 6.0):
        _truss(room, z)
    _stands(room)
    _ice(room, 12.0, 28.0)
    for x, y in ((190, 420), (390, 400), (600, 400), (800, 420)):
        sheet.glow(x, y, 70, 150, PAPER, 0.8)
    hockey_goal(room, 0, 25.0, 1.3)
    _near_goal_crease(room)
    _stick(room, 4.3)
    return sheet


def _truss(room: Room, z: float) -> None:
    tone, low, high, half = dark(STEEL, 0.15), room.high - 1.5, room.high, room.half
    room.bar((-half, low, z), (half, low, z), 0.22, tone)
    x = -half
    while x < half:
        room.bar((x, low, z), (x + 2, high, z), 0.14, tone)
        room.bar((x + 2, high, z), (x + 4, low, z), 0.14, tone)
        x += 4
    for x in (-9.0, -3.0, 3.0, 9.0):
        (cx, cy), metre = room.spot(x, low - 0.3, z), room.metre(x, low, z)
        room.sheet.glow(cx, cy, metre * 2.2, metre * 2.2, PAPER, 0.8)
        room.face(x - 0.7, x + 0.7, low - 0.45, low - 0.15, z, PAPER)


def _stands(room: Room) -> None:
    tones = (BLUE, light(BLUE, 0.14))
    for row in range(5, -1, -1):
        x0 = 12.6 + row * 0.6
        for way in (-1, 1):
            x1 = room.half
            room.box(
                min(way * x0, way * x1),
                max(way * x0, way * x1),
                0,
                1.1 + row * 0.5,
                -4,
                31,
                light(SLATE, 0.15),
                front=SLATE,
            )
            room.box(
                min(way * (x0 + 0.2), way * (x0 + 0.5)),
                max(way * (x0 + 0.2), way * (x0 + 0.5)),
                1.1 + row * 0.5,
                1.55 + row * 0.5,
                -4,
                31,
                tones[row % 2],
            )
    room.face(-7.0, 7.0, 4.4, 7.2, room.deep, NAVY)
    for x, tone in ((-4.8, BRICK), (0.0, OCHRE), (4.8, PAPER)):
        for column in range(2):
            for segment in range(3):
                room.face(
                    x - 0.9 + column * 1.1,
                    x + column * 1.1,
                    5.0 + segment * 0.62,
                    5.45 + segment * 0.62,
                    room.deep,
                    tone,
                )


def _ice(room: View, half: float, far: float) -> None:
    """Paint the lines and raise the boards of an indoor rink that begins behind the eye."""
    ground = [
        (-half, 0.0, -5.8),
        (-half, 0.0, far - 4),
        *circle(-half + 4, 0, far - 4, 4, start=180, end=90),
        *circle(half - 4, 0, far - 4, 4, start=90, end=0),
        (half, 0.0, -5.8),
    ]
    room.sheet.gradient(room.shape(ground), light(MIST, 0.2), ICE, PAPER)
    for z, tone, wide in ((25.6, RED, 0.14), (17.6, BLUE, 0.5), (8.0, RED, 0.5)):
        reach = half - (0.7 if z > 24.5 else 0.0)
        room.flat(-reach, reach, z - wide / 2, z + wide / 2, tone, alpha=0.9)
    for x in (-6.2, 6.2):
        _ring(room, x, 21.6, 3.2, RED)
        room.disc(x, 0, 21.6, 0.4, RED)
    _ring(room, 0, 8.0, 3.4, BLUE)
    room.disc(0, 0.001, 8.0, 0.35, BLUE)
    _boards(room, ground)


def _ring(view: View, x: float, z: float, radius: float, colour: Colour, *, width: float = 0.12) -> None:
    outer, inner = circle(x, 0, z, radius + width / 2), circle(x, 0, z, radius - width / 2)
    view.sheet.polygon(view.shape([*outer, *reversed(inner)]), colour)


def _boards(view: View, ground: list[Point]) -> None:
    """Raise white boards, with a blue foot and a red rail, along the edge of the ice."""
    high = 1.15
    for (x0, _, z0), (x1, _, z1) in pairwise(ground):
        for y0, y1, tone in ((0, 0.2, OCHRE), (0.2, high, PAPER), (high - 0.06, high + 0.08, RED)):
            shade = 0.05 + 0.1 * abs(x0 - x1) / (abs(x0 - x1) + abs(z0 - z1) + 0.01)
            wall: list[Point] = [(x0, y0, z0), (x1, y0, z1), (x1, y1, z1), (x0, y1, z0)]
            view.sheet.polygon(view.shape(wall), dark(tone, 0.14 - shade))
        glass: list[Point] = [(x0, high, z0), (x1, high, z1), (x1, high + 1.5, z1), (x0, high + 1.5, z0)]
        view.sheet.polygon(view.shape(glass), PAPER, 0.2)


def _near_goal_crease(view: View) -> None:
    view.sheet.polygon(view.shape(circle(0, 0, 25.6, 2.6, start=180, end=360)), light(BLUE, 0.5), 0.7)


def hockey_goal(view: View, x: float, z: float, half: float) -> None:
    """Draw a hockey goal with its white net."""
    high, net, sheet = half * 1.3, mix(PAPER, STEEL, 0.25), view.sheet
    back: list[Point] = [
        (x - half, 0, z),
        *[(px, 0.0, pz) for px, _, pz in circle(x, 0, z, half, squash=0.9, start=180, end=0)],
        (x + half, 0, z),
    ]
    sheet.polygon(
        [*view.shape(back), view.spot(x + half * 0.7, high, z), view.spot(x - half * 0.7, high, z)],
        PAPER,
        0.5,
    )
    for px, _, pz in back[::2]:
        sheet.line([view.spot(px, 0, pz), view.spot(x + (px - x) * 0.8, high, z + (pz - z) * 0.35)], net, 1)
    for number in range(1, 6):
        share = number / 6
        ring = [
            view.spot(x + (px - x) * (1 - 0.2 * share), high * share, z + (pz - z) * (1 - 0.65 * share))
            for px, _, pz in back
        ]
        sheet.line(ring, net, 1)
    sheet.line(view.shape(back), RED, max(1.5, view.metre(x, 0, z) * 0.05))
    thick = half * 0.09
    view.bar((x - half, 0, z), (x - half, high, z), thick, RED)
    view.bar((x + half, 0, z), (x + half, high, z), thick, RED)
    view.bar((x - half - thick / 2, high, z), (x + half + thick / 2, high, z), thick, RED)


def _winter_sky(sheet: Sheet, moment: Light, horizon: float, seed: int, sun: tuple[float, float]) -> None:
    sky(sheet, moment, horizon, sun=sun)
    if moment.night:
        stars(sheet, seed, horizon)
    clouds(sheet, moment, seed, 40, horizon - 130, count=3)
    hills(sheet, moment, horizon, seed=seed, height=125)


def _village_rink() -> Sheet:
    sheet, moment, horizon = Sheet(PAPER), WINTER_EVENING, 282
    _winter_sky(sheet, moment, horizon, 77, (330, 236))
    snow = (mix(SNOW, moment.hills[1], 0.42), mix(SNOW, moment.hills[1], 0.2))
    sheet.gradient([(0, horizon), (960, horizon), (960, 640), (0, 640)], *snow)
    village(sheet, moment, 30, 560, horizon + 14, 40, seed=8)
    spruces(sheet, moment, 560, 700, horizon + 20, 110, seed=4, veil=0.1)
    house(sheet, moment, 790, horizon + 62, 120, wall=OAK, roof=BLUE, side=-1)
    spruces(sheet, moment, 870, 980, horizon + 60, 190, seed=5)
    view = View(sheet, Eye(0, 3.0, -5.0, focal=760, horizon=horizon))
    ground = [
        (-7.5, 0.0, -4.8),
        (-7.5, 0.0, 11),
        *circle(-5, 0, 11, 2.5, start=180, end=90),
        *circle(5, 0, 11, 2.5, start=90, end=0),
        (7.5, 0.0, -4.8),
    ]
    sheet.gradient(
        view.shape(ground),
        mix(moment.water[0], SNOW, 0.3),
        mix(moment.water[1], SNOW, 0.4),
        mix(moment.water[1], SNOW, 0.15),
    )
    for x, wide in ((330, 120), (560, 90), (700, 100)):
        sheet.glow(x, 520, wide, 90, moment.sun, 0.35)
    _wooden_boards(view, ground, mix(PAPER, NAVY, 0.25), BLUE)
    _scratches(view, 8, SNOW)
    hockey_goal(view, -2.6, 9.2, 0.9)
    _stick(view, 1.6)
    _lights_over_ice(view)
    for x in (112, 902):
        lamp_post(sheet, moment, x, 545, 330)
    snowfall(sheet, 3, count=70)
    return sheet


def _wooden_boards(view: View, ground: list[Point], colour: Colour, rail: Colour) -> None:
    for (x0, _, z0), (x1, _, z1) in pairwise(ground):
        steps = max(1, round(math.hypot(x1 - x0, z1 - z0) / 2.2))
        for step in range(steps):
            a, b = step / steps, (step + 1) / steps
            xa, xb, za, zb = x0 + (x1 - x0) * a, x0 + (x1 - x0) * b, z0 + (z1 - z0) * a, z0 + (z1 - z0) * b
            tone = dark(colour, 0.05 + 0.05 * (step % 2))
            view.sheet.polygon(view.shape([(xa, 0, za), (xb, 0, zb), (xb, 1.0, zb), (xa, 1.0, za)]), tone)
            view.sheet.polygon(
                view.shape([(xa, 0.9, za), (xb, 0.9, zb), (xb, 1.02, zb), (xa, 1.02, za)]), rail
            )
            view.sheet.polygon(
                view.shape([(xa, 1.0, za), (xb, 1.0, zb), (xb, 1.09, zb), (xa, 1.09, za)]), SNOW
            )


def _scratches(view: View, count: int, colour: Colour) -> None:
    """Let skates have passed on the ice."""
    for number in range(count):
        x, z = -4.5 + (number * 3.7) % 9.5, -0.5 + (number * 2.9) % 8.5
        turn = 40 * number
        edge = circle(x, 0, z, 1.6 + 0.4 * (number % 3), squash=0.8, start=turn, end=turn + 110)
        view.sheet.line(view.shape(edge[:-1]), colour, 1.4, alpha=0.55)


def _lights_over_ice(view: View) -> None:
    for z in (10.5, 3.5):
        for way in (-1, 1):
            view.bar((way * 7.8, 0, z), (way * 7.8, 4.4, z), 0.12, CHARCOAL)
        spots = []
        for number in range(21):
            share = number / 20
            spots.append(view.spot(-7.8 + 15.6 * share, 4.4 - 1.1 * math.sin(math.pi * share), z))
        view.sheet.line(spots, CHARCOAL, 1.2)
        for x, y in spots[1:-1]:
            view.sheet.glow(x, y + 3, 42, 42, GLOW, 0.6)
            view.sheet.circle(x, y + 4, 4.4 if z < 5 else 3.2, mix(GLOW, PAPER, 0.5))


def _wild_rink() -> Sheet:
    sheet, moment, horizon = Sheet(PAPER), WINTER, 270
    _winter_sky(sheet, moment, horizon, 83, (240, 118))
    snow_ground(sheet, moment, horizon, seed=9)
    spruces(sheet, moment, -10, 360, horizon + 30, 130, seed=31, veil=0.28)
    spruces(sheet, moment, 560, 980, horizon + 26, 118, seed=37, veil=0.32)
    view = View(sheet, Eye(0.8, 2.4, -4.4, focal=760, horizon=horizon, centre=500))
    ground = [
        (-6.5, 0.0, -4.2),
        (-6.5, 0.0, 9.5),
        *circle(-4.3, 0, 9.5, 2.2, start=180, end=90),
        *circle(4.3, 0, 9.5, 2.2, start=90, end=0),
        (6.5, 0.0, -4.2),
    ]
    sheet.gradient(view.shape(ground), light(MIST, 0.3), mix(MIST, moment.water[1], 0.3), light(MIST, 0.45))
    _wooden_boards(view, ground, light(OAK, 0.25), BLUE)
    sheet.polygon(view.shape(level(-3.2, -1.2, -4, 11.6)), PAPER, 0.28)
    sheet.polygon(view.shape(level(-0.4, 0.6, -4, 11.6)), PAPER, 0.22)
    _scratches(view, 10, PAPER)
    view.shadow(-1.2, 2.2, 7.6, 8.6, moment.shade, alpha=0.4, blur=6)
    hockey_goal(view, 0.5, 8.0, 1.0)
    _stick(view, 0.0)
    _mitten(view)
    spruce(sheet, moment, 900, 600, 430, seed=3)
    sheet.soft([(870, 596), (930, 596), (1050, 634), (920, 640)], moment.shade, 0.4, 8)
    return sheet


def _stick(view: View, z: float) -> None:
    """Leave a hockey stick and a puck on the ice, ``z`` metres farther."""
    view.sheet.soft(
        view.shape([(-1.7, 0, z + 0.5), (-1.5, 0, z + 0.4), (1.3, 0, z + 1.6), (1.2, 0, z + 1.75)]),
        WINTER.shade,
        0.4,
        4,
    )
    view.stroke([(1.4, 0.05, z + 2.0), (-1.3, 0.05, z + 0.7)], WALNUT, 0.075)
    view.stroke([(0.95, 0.052, z + 1.78), (1.4, 0.052, z + 2.0)], CHARCOAL, 0.08)
    view.stroke([(-1.3, 0.05, z + 0.7), (-1.9, 0.05, z + 0.78)], CHARCOAL, 0.15)
    view.drum(-2.2, z + 1.05, 0.16, 0, 0.09, CHARCOAL, top=SLATE)


def _mitten(view: View) -> None:
    hand = [
        view.spot(2.0, 0.05, 0.9),
        view.spot(2.35, 0.05, 0.75),
        view.spot(2.75, 0.05, 0.95),
        view.spot(2.65, 0.05, 1.35),
        view.spot(2.2, 0.05, 1.4),
    ]
    view.sheet.polygon(curve(*hand, hand[0]), BLUE)
    view.sheet.polygon(
        [
            view.spot(2.2, 0.06, 1.38),
            view.spot(2.68, 0.06, 1.33),
            view.spot(2.7, 0.06, 1.6),
            view.spot(2.25, 0.06, 1.66),
        ],
        PAPER,
    )
