"""An auditorium: seats in tiers before the curtain, the house seen from the stage, a lecture hall."""

import math

from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.nature import outlook
from maillon.sharing.inventory.drawings.palette import (
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
from maillon.sharing.inventory.drawings.sheet import Sheet, curve

DESCRIPTIONS = (
    "Auditorium\u00a0: des rangées de sièges rouges en gradins descendent vers une scène "
    "au rideau bleu, entre des murs lambrissés de bois.",
    "Auditorium le soir, vu de la scène\u00a0: un lutrin sous la lumière et, devant lui, "
    "des gradins de sièges bleus qui montent dans la pénombre.",
    "Amphithéâtre en hiver\u00a0: des tables de bois en arcs, des sièges ocre, un tableau "
    "et un grand écran, près de fenêtres sur la neige.",
)
FINISHES = (
    Finish(wall=PINE, side=light(OAK, 0.1), floor=light(SLATE, 0.15), ceiling=light(CREAM, 0.3)),
    Finish(wall=mix(BLUE, NAVY, 0.65), side=mix(BLUE, NAVY, 0.5), floor=mix(SLATE, NAVY, 0.5), ceiling=NAVY),
    Finish(wall=light(MIST, 0.3), side=light(STEEL, 0.45), floor=light(STEEL, 0.25)),
)
EYES = (
    Eye(0, 4.9, -3.6, focal=860, horizon=176),
    Eye(-0.3, 2.7, -2.6, focal=760, horizon=262, centre=470),
    Eye(1.4, 4.6, -3.4, focal=800, horizon=180, centre=560),
)
STAGE = 0.9  # metres above the lowest floor
RISE = 0.2  # metres from one row to the next, seen from behind


def draw(variant: int) -> Sheet:
    """Draw an auditorium."""
    sheet = Sheet(PAPER)
    wide, high = ((15, 6.6), (15, 6.2), (13, 6.0))[variant]
    room = Room(
        sheet, EYES[variant], LIGHTS[variant], wide=wide, deep=14, high=high, finish=FINISHES[variant]
    )
    room.shell()
    (_curtain_down, _from_the_stage, _lecture)[variant](room)
    return sheet


# The house, seen from its last row


def _curtain_down(room: Room) -> None:
    _panelling(room)
    for z in (3.0, 6.4, 9.8):
        for x0, x1 in ((-5.2, -1.6), (1.6, 5.2)):
            room.box(x0, x1, room.high - 0.35, room.high - 0.25, z, z + 1.5, light(PINE, 0.2))
            room.flat(x0 + 0.5, x1 - 0.5, z + 0.6, z + 0.9, PAPER, y=room.high - 0.36)
    _proscenium(room)
    for row in range(9):
        _row_from_behind(room, 9.6 - row * 1.1, RISE * row)


def _panelling(room: Room) -> None:
    """Line the side walls with boards, and hang a lamp on each third one."""
    for way in (-1, 1):
        x = way * (room.half - 0.02)
        for number in range(14):
            z = 0.2 + number * 1.0
            room.side(x, 0, room.high, z, z + 0.1, dark(OAK, 0.34))
            if number % 3 == 2:
                cx, cy = room.spot(x - way * 0.1, 3.9, z + 0.5)
                metre = room.metre(x, 3.9, z)
                room.sheet.glow(cx, cy, metre * 1.3, metre * 1.5, GLOW, 0.6)
                room.side(x - way * 0.05, 3.6, 4.2, z + 0.35, z + 0.65, mix(GLOW, PAPER, 0.5))


def _proscenium(room: Room) -> None:
    """Close the far end by a stage, its frame and its blue curtain, a lectern before it."""
    z, half, top = 11.6, 5.3, 5.5
    sheet = room.sheet
    room.face(-half - 0.35, half + 0.35, 0, top + 0.35, z, WALNUT)
    sheet.gradient(
        room.shape(face(-half, half, STAGE, top, z - 0.01)), dark(BLUE, 0.3), BLUE, dark(BLUE, 0.2)
    )
    folds = 22
    for number in range(folds):
        x0 = -half + 2 * half * number / folds
        x1 = x0 + half / folds
        pleat = face(x0, x1, STAGE, top, z - 0.02)
        sheet.gradient(room.shape(pleat), light(BLUE, 0.08), light(BLUE, 0.24), light(BLUE, 0.1))
    room.bar((0, STAGE, z - 0.03), (0, top, z - 0.03), 0.06, dark(BLUE, 0.5))
    for number in range(9):
        x0 = -half + 2 * half * number / 9
        x1 = x0 + 2 * half / 9
        drop = curve(room.spot(x1, 5.0, z - 0.03), room.spot((x0 + x1) / 2, 4.72, z), room.spot(x0, 5.0, z))
        swag = [room.spot(x0, top, z - 0.03), room.spot(x1, top, z - 0.03), *drop]
        sheet.polygon(swag, light(BLUE, 0.18) if number % 2 else light(BLUE, 0.06))
        sheet.line(drop, OCHRE, 2)
    room.box(-half - 0.9, half + 0.9, 0, STAGE, z - 1.5, z - 0.05, OAK, top=light(PINE, 0.25), front=WALNUT)
    for way in (-1, 1):
        for step in range(3):
            x, y = way * 5.3, STAGE * (3 - step) / 4
            room.box(x - 0.6, x + 0.6, 0, y, z - 1.8 - step * 0.3, z - 1.5 - step * 0.3, OAK)
    cx, cy = room.spot(2.6, STAGE, z - 0.9)
    sheet.glow(cx, cy - 10, 130, 60, PAPER, 0.6)
    room.box(2.3, 2.9, STAGE, STAGE + 1.1, z - 1.0, z - 0.6, CREAM, front=light(OAK, 0.5))
    room.bar((2.6, STAGE + 1.1, z - 0.9), (2.72, STAGE + 1.45, z - 0.9), 0.03, CHARCOAL)


def _row_from_behind(room: Room, z: float, y: float) -> None:
    """Draw a tread, then its fixed seats on both sides of the middle aisle, their backs to us."""
    half = room.half
    carpet = dark(SLATE, 0.15)
    room.flat(-half, half, z - 1.1, z + 0.1, carpet, y=y)
    room.flat(-0.75, 0.75, z - 1.1, z + 0.1, light(SLATE, 0.3), y=y + 0.005)
    room.flat(-0.75, 0.75, z - 1.1, z - 1.04, mix(GLOW, PAPER, 0.2), y=y + 0.01)
    seat = BRICK if round(z * 10) % 2 else mix(BRICK, WALNUT, 0.12)
    for number in range(8):
        for way in (-1, 1):
            x = way * (1.15 + number * 0.62)
            room.box(x - 0.25, x + 0.25, y + 0.38, y + 0.48, z - 0.05, z + 0.42, dark(seat, 0.25))
            room.box(x - 0.29, x + 0.29, y + 0.3, y + 0.98, z - 0.14, z - 0.04, seat, top=light(seat, 0.3))
            room.bar((x + 0.31, y + 0.02, z - 0.05), (x + 0.31, y + 0.64, z - 0.05), 0.05, CHARCOAL)


# The house in the evening, seen from the stage


def _from_the_stage(room: Room) -> None:
    sheet = room.sheet
    for row in range(9, -1, -1):
        _row_facing_us(room, 4.4 + row * 0.92, 0.34 * row)
    _booth(room)
    for z in (8.6, 6.2):
        for x in (-4.6, -1.6, 1.6, 4.6):
            cx, cy = room.spot(x, room.high - 0.05, z)
            sheet.glow(cx, cy, 70, 46, GLOW, 0.5)
            sheet.ellipse(cx, cy, 12, 3.5, mix(GLOW, PAPER, 0.4))
    room.box(-9, 9, 0, 1.0, -2.2, 1.5, WALNUT, top=dark(OAK, 0.28))
    boards = dark(OAK, 0.55)
    for number in range(-12, 13):
        room.stroke([(number * 0.55, 1.001, -2.2), (number * 0.55, 1.001, 1.5)], boards, 0.02, alpha=0.6)
    cx, cy = room.spot(0.35, 1.0, 0.9)
    sheet.glow(cx, cy, 400, 120, GLOW, 0.75)
    beam = [(cx + 150, -10), (cx + 190, -10), (cx + 190, cy + 10), (cx - 190, cy + 10)]
    sheet.polygon(beam, mix(GLOW, PAPER, 0.3), 0.08)
    _lectern(room, 0.35, 0.9)
    _wings(room)


def _row_facing_us(room: Room, z: float, y: float) -> None:
    """Draw a riser and its fixed seats, an aisle with its lit steps on either side of the middle block."""
    half = room.half
    floor = mix(SLATE, NAVY, 0.45)
    room.box(-half, half, y - 0.34, y, z - 0.3, z + 0.7, floor, front=dark(floor, 0.3))
    seat = mix(BLUE, NAVY, 0.08)
    glow = max(0.0, 0.5 - y * 0.12)
    for aisle in (-2.75, 2.75):
        room.face(aisle - 0.4, aisle + 0.4, y - 0.06, y - 0.01, z - 0.31, mix(GLOW, OCHRE, 0.3))
    for number in range(-10, 11):
        x = number * 0.6
        if min(abs(x - 2.75), abs(x + 2.75)) < 0.6:
            continue
        back, cushion = mix(seat, GLOW, glow * 0.22), light(mix(seat, GLOW, glow * 0.3), 0.14)
        room.box(x - 0.27, x + 0.27, y + 0.4, y + 0.98, z + 0.3, z + 0.4, back)
        room.face(x - 0.27, x + 0.27, y + 0.93, y + 0.99, z + 0.3, light(back, 0.3))
        room.box(x - 0.25, x + 0.25, y + 0.36, y + 0.48, z - 0.12, z + 0.32, cushion)
        room.face(x - 0.2, x + 0.2, y, y + 0.36, z - 0.02, dark(seat, 0.6))
        room.bar((x + 0.3, y + 0.02, z), (x + 0.3, y + 0.64, z), 0.05, CHARCOAL)


def _booth(room: Room) -> None:
    """Open the window of the technician's booth in the far wall, and light the two exits."""
    z = room.deep
    room.face(-1.9, 1.9, 4.55, 5.5, z, CHARCOAL)
    room.sheet.gradient(
        room.shape(face(-1.8, 1.8, 4.63, 5.42, z)), mix(GLOW, OCHRE, 0.3), mix(GLOW, BRICK, 0.25)
    )
    for x in (-0.6, 0.6):
        room.face(x - 0.03, x + 0.03, 4.63, 5.42, z, CHARCOAL)
    cx, cy = room.spot(0, 5.0, z)
    room.sheet.glow(cx, cy, 190, 80, GLOW, 0.4)
    for x in (-5.6, 5.6):
        room.face(x - 0.5, x + 0.5, 5.0, 5.3, z, (92, 168, 122))


def _lectern(room: Room, x: float, z: float) -> None:
    """Stand the lectern at the middle of the light, its slope towards us, with sheets and a microphone."""
    y = 1.0
    room.shadow(x - 0.6, x + 0.5, z - 0.7, z + 0.1, NAVY, alpha=0.45, blur=9, y=y)
    room.box(x - 0.3, x + 0.3, y, y + 0.06, z - 0.2, z + 0.25, WALNUT)
    room.box(x - 0.13, x + 0.13, y + 0.06, y + 0.98, z - 0.02, z + 0.18, OAK)
    slope: list[Point] = [
        (x - 0.42, y + 0.94, z - 0.2),
        (x + 0.42, y + 0.94, z - 0.2),
        (x + 0.42, y + 1.18, z + 0.3),
        (x - 0.42, y + 1.18, z + 0.3),
    ]
    room.sheet.gradient(room.shape(slope), light(OAK, 0.35), OAK)
    room.box(x - 0.42, x + 0.42, y + 0.9, y + 0.95, z - 0.22, z - 0.18, WALNUT)
    paper: list[Point] = [
        (x - 0.2, y + 0.98, z - 0.15),
        (x + 0.16, y + 0.98, z - 0.15),
        (x + 0.16, y + 1.13, z + 0.2),
        (x - 0.2, y + 1.13, z + 0.2),
    ]
    room.sheet.polygon(room.shape(paper), PAPER)
    room.bar((x + 0.3, y + 1.1, z + 0.25), (x + 0.22, y + 1.5, z + 0.1), 0.025, CHARCOAL)
    cx, cy = room.spot(x + 0.21, y + 1.53, z + 0.1)
    room.sheet.ellipse(cx, cy, 6, 9, light(CHARCOAL, 0.15))


def _wings(room: Room) -> None:
    """Hang the drawn curtain on both sides of the opening, close to us."""
    for way, inner in ((-1, 150), (1, 826)):
        for fold in range(4):
            near = inner + way * fold * 46
            far = near + way * 52
            tone = (dark(BRICK, 0.34), dark(BRICK, 0.18), dark(BRICK, 0.44))[fold % 3]
            edge = curve((near + way * 12, 0), (near, 210), (near + way * 16, 430), (near + way * 4, 645))
            room.sheet.polygon([*edge, (far, 645), (far, 0)], tone)


# The lecture hall in winter


def _lecture(room: Room) -> None:
    room.tiles(step=1.0, alpha=0.12)
    for z in (2.6, 6.0, 9.4):
        for x in (-3.4, 0.0, 3.4):
            room.strip_light(x - 0.9, x + 0.9, z, z + 0.5)
    spans = [(2.6, 5.2), (5.8, 8.4), (9.0, 11.6)]
    room.side_windows(-room.half, spans, 2.3, 4.7, panes=2, seed=19, water=False, height=90, lift=-86)
    _screen(room)
    for span in spans:
        room.sun_from([side(-room.half, 2.3, 4.7, *span)], (1.5, -1, -0.2), alpha=0.36)
    _podium(room)
    for row in range(5):
        _arc_of_desks(room, 3.6 + row * 1.6, 0.14 * row)


def _screen(room: Room) -> None:
    """Hang a wide screen that shows mountains, and two boards beside it."""
    z = room.deep
    room.face(-6.2, 6.2, 1.1, 4.6, z, light(OAK, 0.15))
    for x0, x1 in ((-5.95, -3.35), (3.35, 5.95)):
        room.sheet.gradient(room.shape(face(x0, x1, 1.5, 4.2, z)), dark(SLATE, 0.2), SLATE)
        for line in range(4):
            y = 3.7 - line * 0.42
            room.face(x0 + 0.35, x1 - 0.5 - 0.3 * (line % 3), y, y + 0.06, z, mix(PAPER, SLATE, 0.25))
    room.box(-3.15, 3.15, 4.75, 4.95, z - 0.2, z, PAPER)
    picture = room.shape(face(-3.0, 3.0, 1.35, 4.75, z))
    (left, low), (right, top) = picture[0], picture[2]
    room.sheet.polygon(room.shape(face(-3.1, 3.1, 1.25, 4.8, z)), CHARCOAL)
    with room.sheet.through(picture) as shown:
        outlook(
            shown,
            LIGHTS[0],
            top + (low - top) * 0.68,
            seed=31,
            left=left,
            right=right,
            top=top,
            bottom=low,
            sun=(left + (right - left) * 0.7, top + 40),
            height=84,
        )


def _podium(room: Room) -> None:
    """Set a teacher's bench with a laptop before the screen."""
    room.shadow(-1.6, 1.9, 10.9, 12.0, CHARCOAL, alpha=0.3, blur=8)
    room.box(-1.5, 1.5, 0, 0.95, 11.4, 12.1, BLUE, top=light(PINE, 0.2), front=dark(BLUE, 0.08))
    room.box(-0.25, 0.25, 0.95, 1.0, 11.5, 11.85, STEEL)
    room.face(-0.25, 0.25, 1.0, 1.32, 11.55, CHARCOAL)
    room.drum(1.1, 11.7, 0.09, 0.95, 1.2, PAPER)


def _arc_of_desks(room: Room, radius: float, y: float) -> None:
    """Draw one row bent around the bench: its tread, its long table, its seats with their backs to us."""

    widest = math.degrees(math.asin(min(0.64, (room.half - 0.2) / (radius + 1.3) / 1.12)))

    def at(reach: float, turn: float, high: float) -> Point:
        angle = math.radians(turn * widest)
        return reach * math.sin(angle) * 1.12, high, 12.6 - reach * math.cos(angle) * 0.98

    def band(inner: float, outer: float, high: float) -> list[Point]:
        turns = [number / 10 for number in range(-10, 11)]
        return [
            *(at(inner, turn, high) for turn in turns),
            *(at(outer, turn, high) for turn in reversed(turns)),
        ]

    sheet, top = room.sheet, y + 0.76
    sheet.polygon(room.shape(band(radius - 0.35, radius + 1.3, y)), light(STEEL, 0.12 + 0.03 * (radius % 2)))
    sheet.polygon(room.shape(band(radius + 0.1, radius + 0.56, y)), CHARCOAL, 0.2)
    for number in range(6):
        turn = (number - 2.5) / 2.6
        room.bar(at(radius + 0.1, turn, y), at(radius + 0.1, turn, top), 0.07, SLATE)
    sheet.polygon(room.shape(band(radius, radius + 0.5, top - 0.06)), WALNUT)
    sheet.gradient(room.shape(band(radius, radius + 0.5, top)), light(PINE, 0.3), PINE)
    count = round(radius * widest / 36) + 2
    for number in range(count):
        x, _, z = at(radius + 0.82, ((number + 0.5) / count - 0.5) * 1.86, y)
        _swing_seat(room, x, y, z, OCHRE)


def _swing_seat(room: Room, x: float, y: float, z: float, colour: Colour) -> None:
    room.bar((x, y, z), (x, y + 0.42, z), 0.09, CHARCOAL)
    room.sheet.polygon(room.shape(level(x - 0.24, x + 0.24, z - 0.2, z + 0.2, y + 0.45)), dark(colour, 0.2))
    room.box(x - 0.25, x + 0.25, y + 0.46, y + 1.0, z - 0.26, z - 0.2, colour)
