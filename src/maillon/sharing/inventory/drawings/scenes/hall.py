"""A hall: the stage and its curtain, a concert among tables, a circle under the beams."""

import math
from itertools import pairwise

from maillon.sharing.inventory.drawings import furnishings as put
from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.nature import outlook
from maillon.sharing.inventory.drawings.palette import (
    BARK,
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    GLOW,
    MIST,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    SLATE,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, Point, face, level, side
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, curve

DESCRIPTIONS = (
    "Grande salle\u00a0: des rangées de chaises bleues devant une scène au rideau rouge, "
    "avec un piano à queue, et le soleil par les fenêtres de côté.",
    "Grande salle le soir\u00a0: un micro seul sous les projecteurs de la scène, "
    "des tables rondes, des bougies et une guirlande de lumières.",
    "Grande salle en hiver\u00a0: des chaises en cercle sous une charpente de bois, "
    "devant un pignon vitré sur les montagnes enneigées.",
)
FINISHES = (
    Finish(wall=light(PINE, 0.35), side=CREAM, floor=OAK),
    Finish(wall=mix(BLUE, NAVY, 0.45), floor=light(WALNUT, 0.1), ceiling=SLATE),
    Finish(wall=light(PINE, 0.35), side=light(PINE, 0.2), floor=light(OAK, 0.15), ceiling=PINE),
)
EYES = (
    Eye(0, 2.0, -2.6, focal=760, horizon=276),
    Eye(0.4, 1.9, -2.6, focal=760, horizon=280, centre=500),
    Eye(0, 1.9, -2.4, focal=720, horizon=310),
)
STAGE = 0.9  # metres above the floor


def draw(variant: int) -> Sheet:
    """Draw a hall."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=10.4, deep=10, high=4.8, finish=FINISHES[variant])
    room.shell()
    room.planks(step=0.6, strength=0.08)
    (_audience, _concert, _circle)[variant](room)
    return sheet


def _stage(room: Room, back: Colour) -> None:
    """Raise a stage at the far end, between two walls."""
    z = room.deep - 2.4
    room.face(-room.half, room.half, 0, room.high, z + 0.01, room.finish.wall)
    room.face(-3.7, 3.7, 0, 4.1, z, dark(OAK, 0.4))
    inside = room.shape(face(-3.55, 3.55, STAGE, 3.95, z))
    room.sheet.gradient(inside, dark(back, 0.25), back, dark(back, 0.1))
    room.sheet.polygon(room.shape(level(-3.55, 3.55, z, z + 1.6, STAGE)), light(OAK, 0.1))
    room.sheet.gradient(room.shape(face(-3.9, 3.9, 0, STAGE, z - 0.1)), WALNUT, dark(WALNUT, 0.25))
    room.flat(-3.9, 3.9, z - 0.1, z + 0.05, light(OAK, 0.3), y=STAGE)
    for step in range(3):
        high = STAGE * (3 - step) / 4
        room.box(-0.9, 0.9, 0, high, z - 0.35 - step * 0.28, z - 0.08 - step * 0.28, OAK)


def _curtain(room: Room, colour: Colour) -> None:
    z = room.deep - 2.42
    for way in (-1, 1):
        for fold in range(7):
            outer = 3.6 - fold * 0.2
            foot, waist = outer - 0.24, outer - (0.24 + 0.07 * fold)
            tone = (dark(colour, 0.3), colour, light(colour, 0.14))[fold % 3]
            spots = [
                room.spot(way * outer, 3.95, z),
                room.spot(way * (outer - 0.36 - 0.05 * fold), 3.95, z),
                room.spot(way * waist, 2.2, z),
                room.spot(way * foot, STAGE, z),
                room.spot(way * outer, STAGE, z),
            ]
            room.sheet.polygon(spots, tone)
        cx, cy = room.spot(way * 3.0, 2.15, z)
        room.sheet.line(
            [room.spot(way * 3.6, 2.25, z), (cx, cy + 3), room.spot(way * 2.35, 2.2, z)], OCHRE, 4
        )
    for number in range(12):
        x0 = -3.6 + number * 0.6
        drop = [
            room.spot(x0, 4.0, z),
            room.spot(x0 + 0.6, 4.0, z),
            *curve(room.spot(x0 + 0.6, 3.62, z), room.spot(x0 + 0.3, 3.4, z), room.spot(x0, 3.62, z)),
        ]
        room.sheet.polygon(drop, colour if number % 2 else dark(colour, 0.16))
    room.face(-3.7, 3.7, 3.92, 4.1, z, light(OAK, 0.1))


def _audience(room: Room) -> None:
    for z in (0.6, 3.2, 5.8):
        for x in (-2.6, 2.6):
            room.strip_light(x - 0.7, x + 0.7, z, z + 0.6)
    spans = [(0.8, 2.6), (3.1, 4.9), (5.4, 7.2)]
    openings = [side(-room.half, 1.2, 3.7, z0, z1) for z0, z1 in spans]
    room.side_windows(-room.half, spans, 1.2, 3.7, panes=2, rows=2, seed=52, water=False, height=120)
    _stage(room, mix(BLUE, NAVY, 0.3))
    _piano(room)
    _curtain(room, BRICK)
    room.sun_from(openings, (1.3, -1, -0.3), alpha=0.36)
    for row in range(4):
        z = 5.3 - row * 1.35
        for number in range(8):
            if number not in (3, 4):
                x = (number - 3.5) * 0.72 + (0.2 if number > 3 else -0.2)
                put.chair(room, x, z, BLUE, looks="away", metal=CHARCOAL, size=0.5)


def _piano(room: Room) -> None:
    z, y, ebony = room.deep - 2.0, STAGE, CHARCOAL
    for x in (-0.75, 0.75):
        room.bar((x, y + 0.7, z), (x, y, z), 0.1, ebony)
    lid = [
        room.spot(-1.0, y + 1.0, z),
        room.spot(0.95, y + 1.0, z),
        room.spot(0.75, y + 1.75, z),
        *curve(
            room.spot(0.75, y + 1.75, z),
            room.spot(0.1, y + 1.72, z),
            room.spot(-0.3, y + 1.4, z),
            room.spot(-1.0, y + 1.3, z),
        ),
    ]
    room.sheet.polygon(lid, light(ebony, 0.1))
    room.sheet.polygon(
        [
            room.spot(-1.05, y + 0.68, z - 0.1),
            room.spot(1.0, y + 0.68, z - 0.1),
            room.spot(1.0, y + 1.02, z - 0.1),
            room.spot(-1.05, y + 1.02, z - 0.1),
        ],
        ebony,
    )
    room.face(-1.25, -1.0, y + 0.72, y + 0.86, z - 0.12, ebony)
    room.face(-1.3, -0.98, y + 0.86, y + 0.9, z - 0.12, PAPER)
    room.box(-1.85, -1.4, y, y + 0.48, z - 0.1, z + 0.2, WALNUT)


def _concert(room: Room) -> None:
    _stage(room, NAVY)
    z = room.deep - 1.6
    for x, tone in ((-1.5, OCHRE), (0.0, GLOW), (1.5, OCHRE)):
        top, foot = room.spot(x * 0.9, 3.9, z), room.spot(x * 0.35, STAGE, z)
        room.sheet.polygon(
            [top, (top[0] + 4, top[1]), (foot[0] + 92, foot[1] + 4), (foot[0] - 92, foot[1] + 4)],
            mix(tone, PAPER, 0.2),
            0.16,
        )
    spot = room.spot(0, STAGE, z)
    room.sheet.glow(spot[0], spot[1], 250, 50, GLOW, 0.85)
    room.sheet.glow(spot[0], spot[1] - 90, 230, 170, GLOW, 0.3)
    _microphone(room, z)
    _curtain(room, mix(BRICK, NAVY, 0.18))
    for x in (-1.8, -0.6, 0.6, 1.8):
        cx, cy = room.spot(x, 3.85, room.deep - 2.5)
        room.sheet.rounded(cx - 7, cy - 10, cx + 7, cy + 8, 3, CHARCOAL)
        room.sheet.ellipse(cx, cy + 8, 6, 2.5, GLOW)
    _garland(room)
    for x, z in ((-3.0, 5.2), (2.6, 5.3), (-0.3, 4.2), (-2.3, 2.3), (2.5, 2.4)):
        _candle_table(room, x, z)


def _microphone(room: Room, z: float) -> None:
    y = STAGE
    room.disc(0, y + 0.02, z, 0.22, CHARCOAL)
    room.bar((0, y, z), (0, y + 1.45, z), 0.045, CHARCOAL)
    cx, cy = room.spot(0, y + 1.52, z)
    room.sheet.polygon([(cx - 4, cy), (cx + 5, cy + 1), (cx + 2, cy + 16), (cx - 2, cy + 16)], SLATE)
    room.sheet.circle(cx, cy - 3, 7, light(STEEL, 0.3))


def _garland(room: Room) -> None:
    for z, sag in ((5.6, 0.55), (3.0, 0.6)):
        last: Spot | None = None
        for number in range(17):
            x = -room.half + number * room.half / 8
            swing = math.sin(math.pi * ((number % 8) / 8)) * sag
            at = room.spot(x, room.high - 0.35 - swing, z)
            if last:
                room.sheet.line([last, at], CHARCOAL, 1.2)
            last = at
            room.sheet.glow(*at, 34, 34, GLOW, 0.6)
            room.sheet.circle(at[0], at[1] + 3, 4.2, mix(GLOW, PAPER, 0.45))


def _candle_table(room: Room, x: float, z: float) -> None:
    chairs = ((0.0, 0.8, "here"), (-0.85, 0.0, "right"), (0.85, 0.0, "left"))
    for dx, dz, looks in chairs:
        put.chair(room, x + dx, z + dz, OAK, looks=looks, metal=WALNUT)
    put.round_table(room, x, z, 0.62, CREAM, foot=CHARCOAL)
    room.pool_of_light(x, z, 0.62, y=0.745, strength=0.7)
    room.drum(x, z, 0.05, 0.745, 0.86, PAPER, top=GLOW)
    cx, cy = room.spot(x, 0.93, z)
    room.sheet.glow(cx, cy, 70, 60, GLOW, 0.75)
    room.sheet.polygon(
        curve((cx, cy - 9), (cx + 4, cy + 1), (cx, cy + 5), (cx - 4, cy + 1), (cx, cy - 9)), PAPER
    )
    put.cup(room, x + 0.25, 0.745, z - 0.2, BRICK)
    put.cup(room, x - 0.28, 0.745, z + 0.1, MIST)


def _circle(room: Room) -> None:
    _gable(room)
    glass = [(-3.6, 0.5), (-1.25, 0.5), (1.25, 0.5), (3.6, 0.5)]
    for (x0, low), (x1, _) in pairwise(glass):
        room.sun_from([face(x0 + 0.1, x1 - 0.1, low, 3.2, room.deep)], (0.25, -1, -1.9), panes=1, alpha=0.4)
    put.rug(room, -1.9, 1.9, 2.6, 5.9, light(BLUE, 0.4), BLUE)
    seats = []
    for number in range(10):
        turn = math.tau * (number + 0.5) / 10
        seats.append((2.7 * math.sin(turn), 4.2 - 2.35 * math.cos(turn)))
    for x, z in sorted(seats, key=lambda seat: -seat[1]):
        looks = "here" if z > 5.6 else "away" if z < 2.9 else "left" if x > 0 else "right"
        put.chair(
            room, x, z, OCHRE if looks in ("here", "away") else BLUE, looks=looks, metal=WALNUT, size=0.5
        )
    put.plant(room, -4.5, 8.6, height=2.0, pot=BRICK, seed=6)
    put.plant(room, 4.5, 8.6, height=1.7, pot=BLUE, seed=9)


def _gable(room: Room) -> None:
    """Replace the flat ceiling by a roof on beams, and the far wall by a glazed gable."""
    sheet, half, deep, ridge, eave = room.sheet, room.half, room.deep, 5.6, 3.3
    slope_l: list[Point] = [
        (-half, eave, room.front),
        (0, ridge, room.front),
        (0, ridge, deep),
        (-half, eave, deep),
    ]
    slope_r: list[Point] = [
        (half, eave, room.front),
        (0, ridge, room.front),
        (0, ridge, deep),
        (half, eave, deep),
    ]
    sheet.gradient(room.shape(slope_l), dark(OAK, 0.12), light(PINE, 0.1), across=True)
    sheet.gradient(room.shape(slope_r), light(PINE, 0.2), dark(OAK, 0.05), across=True)
    gable = [
        (-half, 0.0, deep),
        (half, 0.0, deep),
        (half, eave, deep),
        (0.0, ridge, deep),
        (-half, eave, deep),
    ]
    sheet.polygon(room.shape(gable), light(PINE, 0.3))
    top = eave + (ridge - eave) * (1 - 3.7 / half)
    glass = room.shape(
        [
            (-3.7, 0.4, deep),
            (3.7, 0.4, deep),
            (3.7, top - 0.25, deep),
            (0, ridge - 0.3, deep),
            (-3.7, top - 0.25, deep),
        ]
    )
    with sheet.through(glass) as outside:
        outlook(
            outside,
            room.moment,
            room.eye.horizon - 8,
            seed=57,
            left=150,
            right=810,
            top=60,
            bottom=480,
            sun=(590, 150),
            height=130,
        )
    sheet.line([*glass, glass[0]], WALNUT, 5)
    for x in (-2.45, -1.22, 0.0, 1.22, 2.45):
        high = top - 0.25 + (ridge - 0.3 - top + 0.25) * (1 - abs(x) / 3.7)
        room.face(x - 0.05, x + 0.05, 0.4, high, deep, WALNUT)
    room.face(-3.7, 3.7, 2.55, 2.66, deep, WALNUT)
    for z in (9.3, 6.4, 3.5):
        for way in (-1, 1):
            foot, peak = (way * half, eave, z), (0.0, ridge, z)
            room.bar(foot, peak, 0.26, BARK if z < 6 else WALNUT)
        room.bar(
            (-half * 0.52, eave + (ridge - eave) * 0.48, z),
            (half * 0.52, eave + (ridge - eave) * 0.48, z),
            0.2,
            WALNUT,
        )
