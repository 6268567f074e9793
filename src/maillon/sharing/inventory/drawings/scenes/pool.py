"""A pool: the lanes in the sun, the water lit in the evening, the snow behind the glass."""

import math

from maillon.sharing.inventory.drawings.dice import Dice
from maillon.sharing.inventory.drawings.furnishings import clock, plant
from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CREAM,
    GLOW,
    MIST,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SKY,
    SLATE,
    STEEL,
    Colour,
    dark,
    ink,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, Point, circle, face, level, side
from maillon.sharing.inventory.drawings.sheet import Sheet

DESCRIPTIONS = (
    "Piscine de jour\u00a0: cinq couloirs séparés par des flotteurs rouges et blancs, des plots "
    "de départ et de grandes fenêtres sur la forêt.",
    "Piscine le soir\u00a0: une eau bleue éclairée de l’intérieur, des lampes rondes au plafond "
    "et le couchant derrière la baie vitrée.",
    "Piscine en hiver\u00a0: une bouée sur l’eau turquoise, deux chaises longues, et une baie "
    "vitrée sur les montagnes enneigées.",
)
FINISHES = (
    Finish(wall=PAPER, side=MIST, floor=light(STEEL, 0.5), frame=BLUE),
    Finish(wall=light(BLUE, 0.2), side=BLUE, floor=light(SLATE, 0.35), ceiling=SLATE),
    Finish(wall=CREAM, side=light(PINE, 0.25), floor=light(ROSE, 0.55), ceiling=light(PINE, 0.3), frame=OAK),
)
EYES = (
    Eye(0.5, 2.6, -3.6, focal=760, horizon=250, centre=500),
    Eye(-0.6, 2.6, -3.6, focal=760, horizon=256, centre=460),
    Eye(0.0, 2.4, -3.4, focal=740, horizon=262),
)
WATERS = (
    (ink("#bfe3ee"), ink("#6cb8d8"), ink("#3d93c6")),
    (ink("#f0b78e"), ink("#3f93b8"), ink("#1f6c9f")),
    (ink("#d5edf0"), ink("#86c9d2"), ink("#4fa8bd")),
)


def draw(variant: int) -> Sheet:
    """Draw a swimming pool."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=15, deep=17, high=6.2, finish=FINISHES[variant])
    room.shell()
    room.tiles(step=1.0, alpha=0.16)
    (_lanes, _evening, _winter)[variant](room)
    return sheet


def _basin(room: Room, half: float, z0: float, z1: float, stops: tuple[Colour, ...], edge: Colour) -> None:
    """Sink a basin in the floor and fill it to a hand below the edge."""
    rim = 0.55
    room.flat(-half - rim, half + rim, z0 - rim, z1 + rim, light(edge, 0.55))
    room.flat(-half - 0.08, half + 0.08, z0 - 0.08, z1 + 0.08, edge)
    room.sheet.gradient(room.shape(level(-half, half, z0, z1, -0.12)), *stops)
    room.face(-half, half, -0.12, 0, z1, dark(edge, 0.1))
    for x in (-half, half):
        room.side(x, -0.12, 0, z0, z1, dark(edge, 0.25))


def _ripples(
    room: Room,
    half: float,
    z0: float,
    z1: float,
    tone: Colour,
    *,
    count: int = 60,
    seed: int = 5,
    alpha: float = 0.5,
) -> None:
    dice = Dice(seed)
    for _ in range(count):
        x, z, long = dice.between(-half, half), dice.between(z0, z1), dice.between(0.3, 1.1)
        ends = (max(-half, x - long / 2), min(half, x + long / 2))
        steps = [ends[0] + (ends[1] - ends[0]) * n / 6 for n in range(7)]
        wave: list[Point] = [(at, -0.12, z + 0.05 * math.sin(at * 6 + z)) for at in steps]
        room.sheet.line(
            [room.spot(*point) for point in wave], tone, max(0.8, room.metre(x, 0, z) * 0.018), alpha=alpha
        )


def _lane_rope(room: Room, x: float, z0: float, z1: float, tones: tuple[Colour, Colour]) -> None:
    z, number = z1, 0
    while z > z0:
        long = 0.55
        (cx, cy), metre = room.spot(x, -0.08, z), room.metre(x, 0, z)
        (fx, fy), _ = room.spot(x, -0.08, max(z0, z - long)), 0
        room.sheet.line([(cx, cy), (fx, fy)], tones[number % 2], max(1.4, metre * 0.085))
        z, number = z - long, number + 1


def _lanes(room: Room) -> None:
    spans = [(0.5, 4.3), (5.0, 8.8), (9.5, 13.3), (13.9, 16.6)]
    openings = [side(-room.half, 0.9, 4.9, z0, z1) for z0, z1 in spans]
    room.side_windows(-room.half, spans, 0.9, 4.9, panes=2, rows=2, seed=91, water=False, height=120, lift=-6)
    back = [(-6.6, -2.5), (-2.1, 2.1), (2.5, 6.6)]
    room.windows(
        [face(x0, x1, 1.6, 4.9, room.deep) for x0, x1 in back], seed=92, water=False, height=120, lift=6
    )
    for x0, x1 in back:
        room.back_frame(x0, x1, 1.6, 4.9, panes=3, rows=2)
    _beams(room, light(STEEL, 0.1))
    half, z0, z1 = 5.6, -3.2, 14.6
    _basin(room, half, z0, z1, WATERS[0], BLUE)
    step = 2 * half / 5
    for number in range(5):
        x = -half + step * (number + 0.5)
        room.flat(x - 0.16, x + 0.16, z0, z1 - 1.4, dark(BLUE, 0.1), y=-0.12, alpha=0.55)
        room.flat(x - 0.6, x + 0.6, z1 - 1.7, z1 - 1.4, dark(BLUE, 0.1), y=-0.12, alpha=0.55)
    for opening in openings:
        room.sun_from([opening], (1.5, -1, -0.35), alpha=0.26)
    _ripples(room, half, z0 + 1, z1, PAPER, count=70)
    for number in range(1, 5):
        _lane_rope(room, -half + step * number, z0 + 0.4, z1, (PAPER, BRICK))
    for number in range(5):
        _block(room, -half + step * (number + 0.5), z1 + 0.5)
    clock(room, 7.05, 4.2, room.deep, 0.35, hour=7.25)


def _beams(room: Room, tone: Colour) -> None:
    for z in (15.5, 11.5, 7.5, 3.5):
        room.box(-room.half, room.half, room.high - 0.55, room.high, z, z + 0.35, tone)


def _block(room: Room, x: float, z: float) -> None:
    room.box(x - 0.2, x + 0.2, 0, 0.55, z + 0.1, z + 0.5, STEEL)
    room.box(x - 0.42, x + 0.42, 0.55, 0.7, z - 0.05, z + 0.6, PAPER, front=BLUE)


def _evening(room: Room) -> None:
    room.windows([face(-6.4, 6.4, 0.6, 4.7, room.deep)], seed=95, sun=(420, 214), height=130, lift=4)
    room.back_frame(-6.4, 6.4, 0.6, 4.7, panes=6, rows=1)
    for z in (14.0, 9.5, 5.0):
        for x in (-4.4, 0.0, 4.4):
            cx, cy = room.spot(x, room.high - 0.05, z)
            metre = room.metre(x, room.high, z)
            room.sheet.glow(cx, cy, metre * 2.4, metre * 1.4, GLOW, 0.5)
            room.sheet.ellipse(cx, cy, metre * 0.5, metre * 0.12, mix(GLOW, PAPER, 0.5))
    half, z0, z1 = 4.9, -3.2, 13.6
    _basin(room, half, z0, z1, WATERS[1], MIST)
    for x in (-2.45, 0.0, 2.45):
        room.flat(x - 0.14, x + 0.14, z0, z1 - 1.2, NAVY, y=-0.12, alpha=0.3)
    for z in (11.0, 7.5, 4.2, 1.4):
        for way in (-1, 1):
            cx, cy = room.spot(way * half * 0.97, -0.15, z)
            metre = room.metre(0, 0, z)
            room.sheet.glow(cx - way * metre * 0.7, cy, metre * 1.5, metre * 0.62, mix(SKY, PAPER, 0.5), 0.75)
    room.sheet.glow(420, 372, 120, 46, GLOW, 0.6)
    _ripples(room, half, z0 + 1, z1, mix(GLOW, PAPER, 0.3), count=64, seed=8, alpha=0.45)
    for x in (-1.63, 1.63):
        _lane_rope(room, x, z0 + 0.4, z1, (PAPER, OCHRE))
    _ladder(room, half, 5.4)
    for z in (11.5, 8.6, 5.7):
        _kickboard_rack(room, -6.4, z)


def _ladder(room: Room, x: float, z: float) -> None:
    for dz in (-0.28, 0.28):
        room.bar((x + 0.5, 0, z + dz), (x + 0.42, 0.85, z + dz), 0.05, light(STEEL, 0.4))
        room.bar((x + 0.42, 0.85, z + dz), (x - 0.1, 0.85, z + dz), 0.05, light(STEEL, 0.4))
        room.bar((x - 0.1, 0.85, z + dz), (x - 0.14, -0.12, z + dz), 0.05, light(STEEL, 0.4))


def _kickboard_rack(room: Room, x: float, z: float) -> None:
    room.shadow(x - 0.3, x + 0.4, z - 0.6, z + 0.6, NAVY, alpha=0.4)
    for number in range(4):
        tone = (OCHRE, BRICK, BLUE, PAPER)[number]
        room.box(x - 0.35, x + 0.3, number * 0.14, number * 0.14 + 0.12, z - 0.5, z + 0.5, tone)


def _winter(room: Room) -> None:
    room.windows([face(-6.8, 6.8, 0.5, 5.2, room.deep)], seed=98, sun=(640, 118), height=150, lift=2)
    room.back_frame(-6.8, 6.8, 0.5, 5.2, panes=5, rows=1)
    for z in (15.0, 10.5, 6.0):
        room.box(-room.half, room.half, room.high - 0.7, room.high - 0.2, z, z + 0.4, OAK)
    half, z0, z1 = 4.4, -3.0, 13.4
    _basin(room, half, z0, z1, WATERS[2], light(BLUE, 0.35))
    for x0 in (-3.6, -0.9, 1.8):
        room.sunlight(face(x0, x0 + 1.9, 0.5, 5.2, room.deep), (0.3, -1, -2.6), LIGHTS[2].patch, alpha=0.3)
    _ripples(room, half, z0 + 1, z1, PAPER, count=80, seed=3, alpha=0.6)
    _ladder(room, half, 6.0)
    for z in (9.8, 6.6):
        _lounger(room, -6.0, z)
    plant(room, -6.5, 14.4, height=2.2, pot=BLUE, seed=2)
    plant(room, 6.4, 14.4, height=2.5, pot=BRICK, seed=4)
    outline = circle(1.5, -0.1, 3.2, 0.62)
    room.sheet.soft(room.shape(circle(1.6, -0.12, 3.0, 0.6)), NAVY, 0.3, 5)
    room.sheet.polygon(room.shape(outline), BRICK)
    for start in (0, 90, 180, 270):
        arc = [
            *circle(1.5, -0.095, 3.2, 0.62, start=start, end=start + 40),
            *reversed(circle(1.5, -0.095, 3.2, 0.34, start=start, end=start + 40)),
        ]
        room.sheet.polygon(room.shape(arc), PAPER)
    room.sheet.polygon(room.shape(circle(1.5, -0.09, 3.2, 0.34)), WATERS[2][2])


def _lounger(room: Room, x: float, z: float) -> None:
    room.shadow(x - 0.5, x + 0.6, z - 1.0, z + 1.0, NAVY, alpha=0.3)
    for dx, dz in ((-0.35, -0.8), (0.35, -0.8), (-0.35, 0.6), (0.35, 0.6)):
        room.bar((x + dx, 0.32, z + dz), (x + dx, 0, z + dz), 0.06, OAK)
    room.box(x - 0.4, x + 0.4, 0.3, 0.38, z - 1.0, z + 0.5, OAK)
    back = [
        (x - 0.4, 0.38, z + 0.5),
        (x + 0.4, 0.38, z + 0.5),
        (x + 0.4, 0.95, z + 0.95),
        (x - 0.4, 0.95, z + 0.95),
    ]
    room.sheet.polygon(room.shape(back), light(OAK, 0.2))
    room.flat(x - 0.34, x + 0.34, z - 0.95, z + 0.45, BLUE, y=0.39)
    towel = [
        (x - 0.34, 0.4, z + 0.5),
        (x + 0.34, 0.4, z + 0.5),
        (x + 0.34, 0.9, z + 0.89),
        (x - 0.34, 0.9, z + 0.89),
    ]
    room.sheet.polygon(room.shape(towel), BLUE)
