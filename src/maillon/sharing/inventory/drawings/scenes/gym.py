"""A gymnasium: the hoop and the lines, a volleyball net, badminton in winter."""

import math

from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    HONEY,
    MIST,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    SLATE,
    SPRUCE,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, Point, circle, face
from maillon.sharing.inventory.drawings.sheet import Sheet, arc

DESCRIPTIONS = (
    "Gymnase de jour\u00a0: un panier de basketball au mur du fond, les lignes bleues et blanches "
    "du terrain sur le bois clair et un ballon au sol.",
    "Gymnase le soir\u00a0: un filet de volleyball tendu sous deux lampes, un ballon, des gradins "
    "de bois et le couchant aux fenêtres hautes.",
    "Gymnase en hiver\u00a0: deux terrains de badminton, une raquette et un volant au sol, et des "
    "fenêtres hautes sur les montagnes enneigées.",
)
FINISHES = (
    Finish(wall=CREAM, side=light(CREAM, 0.2), floor=light(PINE, 0.1), ceiling=light(STEEL, 0.55)),
    Finish(wall=light(BLUE, 0.25), side=light(BLUE, 0.15), floor=OAK, ceiling=SLATE),
    Finish(wall=MIST, side=light(MIST, 0.3), floor=light(OAK, 0.32), ceiling=light(STEEL, 0.5)),
)
EYES = (
    Eye(0.6, 2.0, -2.4, focal=760, horizon=306, centre=500),
    Eye(-0.9, 2.1, -2.4, focal=720, horizon=306, centre=440),
    Eye(0.9, 2.5, -2.4, focal=760, horizon=286, centre=530),
)


def draw(variant: int) -> Sheet:
    """Draw a gymnasium."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=14.4, deep=11, high=6.6, finish=FINISHES[variant])
    room.shell()
    room.planks(step=0.75, strength=0.07)
    _trusses(room)
    (_basketball, _volleyball, _badminton)[variant](room)
    return sheet


def _trusses(room: Room) -> None:
    tone = dark(room.finish.ceiling, 0.34)
    for z in (9.4, 6.4, 3.4):
        room.box(-room.half, room.half, room.high - 0.75, room.high - 0.6, z, z + 0.2, tone)
        x = -room.half
        while x < room.half:
            room.bar((x, room.high - 0.65, z), (x + 0.75, room.high, z), 0.07, tone)
            room.bar((x + 0.75, room.high, z), (x + 1.5, room.high - 0.65, z), 0.07, tone)
            x += 1.5


def _pads(room: Room, colour: Colour) -> None:
    """Line the foot of the walls with protective pads."""
    count = 10
    for number in range(count):
        x0 = -room.half + number * 2 * room.half / count
        room.face(
            x0 + 0.03,
            x0 + 2 * room.half / count - 0.03,
            0.12,
            1.9,
            room.deep - 0.02,
            colour if number % 2 else light(colour, 0.1),
        )
    for x in (-room.half, room.half):
        for number in range(8):
            z0 = room.deep - (number + 1) * 1.75
            room.side(x * 0.999, 0.12, 1.9, z0 + 0.04, z0 + 1.71, dark(colour, 0.16 + 0.06 * (number % 2)))


def _high_windows(
    room: Room, seed: int, *, count: int = 5, low: float = 3.3, high: float = 5.3, lift: float = 70
) -> list[list[Point]]:
    step = 2 * room.half / count
    spans = [(-room.half + step * (n + 0.12), -room.half + step * (n + 0.88)) for n in range(count)]
    openings = [face(x0, x1, low, high, room.deep) for x0, x1 in spans]
    room.windows(openings, seed=seed, lift=lift, water=False, height=70)
    for x0, x1 in spans:
        room.back_frame(x0, x1, low, high, panes=2, rows=2)
    return openings


def _ring(
    room: Room,
    x: float,
    z: float,
    radius: float,
    colour: Colour,
    *,
    start: float = 0,
    end: float = 360,
    width: float = 0.09,
) -> None:
    outer = circle(x, 0, z, radius + width / 2, start=start, end=end)
    inner = circle(x, 0, z, radius - width / 2, start=start, end=end)
    room.sheet.polygon(room.shape([*outer, *reversed(inner)]), colour)


def _basketball(room: Room) -> None:
    openings = _high_windows(room, 3)
    _pads(room, BLUE)
    room.sun_from(openings, (-0.5, -1, -1.35), alpha=0.4)
    edge, width = 10.3, 0.1
    room.flat(-2.45, 2.45, 4.7, edge, light(BLUE, 0.22), alpha=0.88)
    room.stroke([(-6.6, 0, -1.2), (-6.6, 0, edge), (6.6, 0, edge), (6.6, 0, -1.2)], PAPER, width)
    room.stroke([(-2.45, 0, edge), (-2.45, 0, 4.7), (2.45, 0, 4.7), (2.45, 0, edge)], PAPER, width)
    _ring(room, 0, 4.7, 1.8, PAPER, start=180, end=360)
    _ring(room, 0, 8.6, 6.1, BLUE, start=180, end=360)
    for x in (-6.1, 6.1):
        room.stroke([(x, 0, edge), (x, 0, 8.6)], BLUE, width)
    _hoop(room, 0, 8.6)
    _bench(room, 5.3, 6.7, 3.4, 7.6)
    room.round_shadow(-2.1, 2.7, 0.4, CHARCOAL, alpha=0.42, blur=5)
    _basket_ball(room, -2.3, 0.27, 2.7, 0.27)


def _hoop(room: Room, x: float, z: float) -> None:
    sheet = room.sheet
    for dx in (-0.7, 0.7):
        room.bar((x + dx, 3.3, room.deep), (x + dx * 0.6, 3.3, z), 0.1, SLATE)
        room.bar((x + dx, 4.6, room.deep), (x + dx * 0.6, 3.6, z), 0.08, SLATE)
    sheet.soft(room.shape(face(x - 0.8, x + 1.1, 2.5, 3.75, room.deep)), NAVY, 0.22, 6)
    room.box(x - 0.95, x + 0.95, 2.85, 4.1, z, z + 0.06, PAPER)
    for x0, x1, y0, y1, tone in (
        (-0.95, 0.95, 2.85, 4.1, BLUE),
        (-0.87, 0.87, 2.93, 4.02, PAPER),
        (-0.32, 0.32, 3.02, 3.5, BRICK),
        (-0.25, 0.25, 3.09, 3.43, PAPER),
    ):
        room.face(x + x0, x + x1, y0, y1, z, tone)
    (cx, cy), metre = room.spot(x, 3.05, z - 0.35), room.metre(x, 3.05, z - 0.35)
    wide = 0.27 * metre
    for number in range(8):
        share = number / 7 * 2 - 1
        sheet.line([(cx + wide * share, cy), (cx + wide * share * 0.6, cy + 0.46 * metre)], PAPER, 1.3)
    for number in range(1, 4):
        reach = wide * (1 - 0.13 * number)
        sheet.line(
            [(cx - reach, cy + number * 0.12 * metre), (cx + reach, cy + number * 0.12 * metre)], PAPER, 1.1
        )
    sheet.ring(cx, cy, wide, wide * 0.2, BRICK, 3)


def _basket_ball(room: Room, x: float, y: float, z: float, radius: float) -> None:
    cx, cy, size = room.ball(x, y, z, radius, mix(BRICK, OCHRE, 0.35))
    seam = dark(BRICK, 0.6)
    room.sheet.line([(cx, cy - size), (cx, cy + size)], seam, 1.6)
    room.sheet.line([(cx - size, cy), (cx + size, cy)], seam, 1.6)
    for side, turn in ((-1, (-50, 50)), (1, (130, 230))):
        room.sheet.line(arc(cx + side * size * 1.25, cy, size * 0.8, size * 0.95, *turn), seam, 1.6)


def _bench(room: Room, x0: float, x1: float, z0: float, z1: float) -> None:
    room.shadow(x0, x1, z0, z1, CHARCOAL, alpha=0.25)
    for z in (z1 - 0.3, z0 + 0.3):
        room.box(x0 + 0.5, x1 - 0.5, 0, 0.4, z - 0.05, z + 0.05, SLATE)
    room.box(x0 + 0.4, x1 - 0.4, 0.4, 0.46, z0, z1, OAK)


def _volleyball(room: Room) -> None:
    _high_windows(room, 8, count=4, lift=70)
    _pads(room, dark(BLUE, 0.35))
    _bleachers(room)
    room.flat(-5.5, 5.5, -1.5, 10.2, BRICK, alpha=0.3)
    room.stroke([(-5.5, 0, -1.5), (-5.5, 0, 10.2), (5.5, 0, 10.2), (5.5, 0, -1.5)], PAPER, 0.1)
    for z in (9.0, 2.4):
        room.stroke([(-5.5, 0, z), (5.5, 0, z)], PAPER, 0.1)
    lamps = ((-3.4, 8.6), (3.4, 8.6), (-3.4, 3.6), (3.4, 3.6))
    for x, z in lamps:
        room.pool_of_light(x, z, 4.4, strength=0.5)
    _net(room, 6.2, -5.9, 5.9, 1.4, 2.45)
    room.round_shadow(1.5, 3.4, 0.4, NAVY, alpha=0.5, blur=5)
    _volley_ball(room, 1.3, 0.27, 3.4, 0.27)
    for x, z in lamps:
        room.pendant(x, z, 5.2, size=0.5, colour=STEEL)


def _volley_ball(room: Room, x: float, y: float, z: float, radius: float) -> None:
    cx, cy, size = room.ball(x, y, z, radius, HONEY)
    for turn in (30, 150, 270):
        way = math.radians(turn)
        middle = (cx + size * 1.2 * math.cos(way), cy + size * 1.2 * math.sin(way))
        for reach in (0.8, 1.08):
            half = 42 if reach < 1 else 50
            edge = arc(*middle, size * reach, size * reach, turn + 180 - half, turn + 180 + half)
            room.sheet.line(edge, BLUE, size * 0.08)


def _net(room: Room, z: float, x0: float, x1: float, low: float, high: float, *, mesh: float = 0.24) -> None:
    sheet = room.sheet
    for x in (x0, x1):
        room.shadow(x - 0.5, x + 0.5, z - 0.4, z + 0.4, NAVY, alpha=0.3)
        room.drum(x, z, 0.3, 0, 0.12, CHARCOAL)
        room.bar((x, 0, z), (x, high + 0.12, z), 0.13, HONEY)
    grey = mix(PAPER, STEEL, 0.25)
    x = x0
    while x <= x1:
        sheet.line([room.spot(x, low, z), room.spot(x, high, z)], grey, 0.8, alpha=0.75)
        x += mesh
    y = low
    while y < high:
        sheet.line([room.spot(x0, y, z), room.spot(x1, y, z)], grey, 0.8, alpha=0.75)
        y += mesh
    room.face(x0, x1, high - 0.08, high, z, PAPER)
    room.face(x0, x1, low - 0.03, low + 0.02, z, PAPER)


def _bleachers(room: Room) -> None:
    """Stand three rows of wooden seats along the right wall, the highest at the wall."""
    for step in (2, 1, 0):
        x0 = room.half - (3 - step) * 0.62
        room.box(x0, room.half, 0, 0.42 * (step + 1), 3.4, 10.6, WALNUT, top=dark(OAK, 0.06 * (2 - step)))


def _badminton(room: Room) -> None:
    openings = _high_windows(room, 14, count=5, lift=78)
    _pads(room, SPRUCE)
    room.sun_from(openings, (0.5, -1, -1.3), alpha=0.45)
    _wall_bars(room)
    for x in (-3.4, 3.4):
        _court(room, x)
    for x in (-3.4, 3.4):
        _net(room, 5.2, x - 2.9, x + 2.9, 0.78, 1.55, mesh=0.2)
    room.shadow(0.1, 1.0, 3.3, 3.7, CHARCOAL, alpha=0.28, blur=5)
    _racket(room, 0.4, 3.6)


def _court(room: Room, x: float) -> None:
    room.flat(x - 2.7, x + 2.7, 0.2, 10.3, light(SPRUCE, 0.35), alpha=0.55)
    for dx in (-2.7, 0.0, 2.7):
        room.stroke([(x + dx, 0, 0.2), (x + dx, 0, 10.3)], PAPER, 0.08)
    for z in (0.8, 3.4, 7.0, 9.7, 10.3):
        room.stroke([(x - 2.7, 0, z), (x + 2.7, 0, z)], PAPER, 0.08)


def _wall_bars(room: Room) -> None:
    x = room.half * 0.998
    for z0 in (4.6, 6.7, 8.8):
        for number in range(12):
            y = 0.4 + number * 0.24
            room.side(x, y, y + 0.06, z0, z0 + 1.8, OAK)
        for z in (z0, z0 + 1.8):
            room.side(x, 0.2, 3.3, z - 0.05, z + 0.05, WALNUT)


def _racket(room: Room, x: float, z: float) -> None:
    room.sheet.polygon(room.shape(circle(x - 0.3, 0.03, z, 0.36, squash=0.85)), BRICK)
    room.sheet.polygon(room.shape(circle(x - 0.3, 0.03, z, 0.31, squash=0.82)), light(OAK, 0.5))
    for number in range(-4, 5):
        shift = number * 0.065
        room.stroke([(x - 0.3 + shift, 0.03, z - 0.23), (x - 0.3 + shift, 0.03, z + 0.23)], PAPER, 0.012)
        room.stroke([(x - 0.58, 0.03, z + shift * 0.8), (x - 0.02, 0.03, z + shift * 0.8)], PAPER, 0.012)
    room.stroke([(x, 0.03, z - 0.15), (x + 0.75, 0.03, z - 0.55)], CHARCOAL, 0.06)
    cx, cy, size = room.ball(x + 1.1, 0.08, z - 0.2, 0.07, BRICK)
    tail = [
        (cx, cy - size),
        (cx + size * 3.2, cy - size * 2.4),
        (cx + size * 3.7, cy + size * 0.9),
        (cx, cy + size),
    ]
    room.sheet.polygon(tail, PAPER)
    for reach in (-1.6, -0.4):
        room.sheet.line([(cx + size * 0.6, cy), (cx + size * 3.3, cy + size * reach)], STEEL, 1)
