"""Computer equipment: the cart of laptops, the projector at dusk, the screens by a winter window."""

from maillon.sharing.inventory.drawings import furnishings as put
from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import DAY, LIGHTS
from maillon.sharing.inventory.drawings.nature import outlook
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
    SAGE,
    SLATE,
    SPRUCE,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, face, level, side
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, curve

DESCRIPTIONS = (
    "Chariot d’ordinateurs portables, portes ouvertes\u00a0: deux rangées de portables dans leurs cases, "
    "un autre ouvert sur le dessus, dans une classe claire.",
    "Projecteur le soir\u00a0: posé sur une table roulante, il montre un paysage de montagnes "
    "sur un grand écran, devant des chaises vides.",
    "Poste de travail en hiver\u00a0: deux écrans, un clavier, une tablette et un casque d’écoute "
    "sur un bureau, devant une fenêtre sur la neige.",
)
FINISHES = (
    Finish(wall=CREAM, side=light(HONEY, 0.5), floor=PINE),
    Finish(wall=mix(BLUE, NAVY, 0.4), floor=mix(SLATE, NAVY, 0.2), ceiling=SLATE),
    Finish(wall=light(SAGE, 0.4), side=light(SAGE, 0.2), floor=light(OAK, 0.2)),
)
EYES = (
    Eye(0.2, 1.45, -3.0, focal=900, horizon=276, centre=490),
    Eye(0.3, 1.7, -2.9, focal=840, horizon=290, centre=500),
    Eye(0.15, 1.55, -2.3, focal=880, horizon=262),
)


def draw(variant: int) -> Sheet:
    """Draw computer equipment."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=6.8, deep=4.2, high=3.0, finish=FINISHES[variant])
    room.shell()
    (_cart, _projector, _desk)[variant](room)
    return sheet


def _cart(room: Room) -> None:
    room.planks(step=0.5)
    openings = [(-3.0, -1.35), (1.5, 3.1)]
    room.windows(
        [face(x0, x1, 1.0, 2.55, room.deep) for x0, x1 in openings], seed=211, sun=(780, 130), height=100
    )
    for x0, x1 in openings:
        room.back_frame(x0, x1, 1.0, 2.55, panes=2)
        room.sun_from([face(x0, x1, 1.0, 2.55, room.deep)], (-0.25, -1, -1.5), alpha=0.4)
    _wall_map(room)
    put.plant(room, 2.75, 3.5, height=1.5, pot=BRICK, seed=7)
    x0, x1, z0, z1, top = -1.05, 1.05, 1.3, 2.1, 1.08
    room.shadow(x0 - 0.9, x1 + 1.0, z0 - 0.5, z1, NAVY, alpha=0.36, blur=10)
    for x in (x0 + 0.15, x1 - 0.15):
        for z in (z1 - 0.12, z0 + 0.12):
            room.sheet.circle(*room.spot(x, 0.07, z), room.metre(x, 0.07, z) * 0.075, CHARCOAL)
    room.box(x0, x1, 0.14, top, z0, z1, BLUE)
    room.face(x0 + 0.05, x1 - 0.05, 0.2, top - 0.05, z0, dark(BLUE, 0.65))
    for row, y in enumerate((0.24, 0.66)):
        room.face(x0 + 0.05, x1 - 0.05, y - 0.03, y, z0, light(STEEL, 0.3))
        for number in range(15):
            x = x0 + 0.12 + number * 0.124
            tone = light(STEEL, 0.2) if (number + row) % 4 else light(STEEL, 0.55)
            room.face(x, x + 0.05, y, y + 0.3, z0, tone)
            room.face(x, x + 0.018, y, y + 0.3, z0, light(tone, 0.4))
            cx, cy = room.spot(x + 0.08, y + 0.05, z0)
            room.sheet.circle(cx, cy, 2.2, (122, 196, 128))
    for edge, way in ((x0, -1), (x1, 1)):  # the doors, open towards us
        far = edge + way * 0.5
        door = [
            (edge, 0.16, z0),
            (far, 0.16, z0 - 0.62),
            (far, top - 0.02, z0 - 0.62),
            (edge, top - 0.02, z0),
        ]
        room.sheet.gradient(room.shape(door), light(BLUE, 0.25), light(BLUE, 0.08))
        room.bar((far - way * 0.05, 0.55, z0 - 0.57), (far - way * 0.05, 0.75, z0 - 0.57), 0.03, PAPER)
    room.box(x0 - 0.04, x1 + 0.04, top, top + 0.05, z0 - 0.04, z1, light(STEEL, 0.4))
    for z in (z0 + 0.1, z1 - 0.1):
        room.bar((x1, top - 0.08, z), (x1 + 0.18, top + 0.1, z), 0.035, SLATE)
    room.bar((x1 + 0.18, top + 0.1, z0 + 0.1), (x1 + 0.18, top + 0.1, z1 - 0.1), 0.04, SLATE)
    put.laptop(room, -0.42, top + 0.05, z0 + 0.32, screen=light(BLUE, 0.55))
    room.box(0.35, 0.8, top + 0.05, top + 0.085, z0 + 0.2, z0 + 0.5, SLATE)
    room.box(0.36, 0.79, top + 0.085, top + 0.12, z0 + 0.21, z0 + 0.49, STEEL)


def _wall_map(room: Room) -> None:
    picture = put.framed(room, -1.0, 1.1, 1.25, 2.5, room.deep, OAK)
    (x0, y1), (x1, y0) = picture[0], picture[2]
    wide, tall = x1 - x0, y1 - y0
    sheet = room.sheet
    sheet.rectangle(x0, y0, x1, y1, light(BLUE, 0.62))
    north = curve(
        (x0, y0 + tall * 0.5),
        (x0 + wide * 0.25, y0 + tall * 0.62),
        (x0 + wide * 0.5, y0 + tall * 0.6),
        (x0 + wide * 0.78, y0 + tall * 0.3),
        (x1, y0 + tall * 0.24),
    )
    sheet.polygon([*north, (x1, y0), (x0, y0)], light(SAGE, 0.2))
    south = curve(
        (x0, y0 + tall * 0.66),
        (x0 + wide * 0.27, y0 + tall * 0.7),
        (x0 + wide * 0.55, y0 + tall * 0.67),
        (x0 + wide * 0.74, y0 + tall * 0.5),
        (x0 + wide * 0.86, y0 + tall * 0.62),
        (x0 + wide * 0.6, y0 + tall * 0.85),
        (x0 + wide * 0.5, y1),
    )
    sheet.polygon([*south, (x0, y1)], light(SPRUCE, 0.45))
    for dx, dy in ((0.2, 0.58), (0.44, 0.57), (0.64, 0.42), (0.35, 0.78)):
        sheet.circle(x0 + wide * dx, y0 + tall * dy, 3.4, BRICK)


def _projector(room: Room) -> None:
    room.tiles(step=0.9, alpha=0.14)
    sheet, z = room.sheet, room.deep - 0.05
    room.box(-2.35, 2.35, 2.72, 2.82, z - 0.06, z, PAPER)
    room.face(-2.25, 2.25, 0.9, 2.72, z, CHARCOAL)
    picture = room.shape(face(-2.18, 2.18, 0.97, 2.66, z))
    (left, low), (right, high) = picture[0], picture[2]
    with sheet.through(picture) as shown:
        outlook(
            shown,
            DAY,
            high + (low - high) * 0.62,
            seed=217,
            left=left,
            right=right,
            top=high,
            bottom=low,
            sun=(left + 290, high + 52),
            height=90,
        )
    lens: Spot = room.spot(0.02, 1.02, 1.0)
    sheet.polygon([lens, (left, low), (left, high), (right, high), (right, low)], PAPER, 0.06)
    sheet.polygon([lens, (left + 60, low), (right - 60, high)], PAPER, 0.05)
    sheet.glow((left + right) / 2, (low + high) / 2, 470, 260, light(MIST, 0.4), 0.22)
    sheet.glow(480, 520, 420, 70, MIST, 0.2)
    for row, z_chair in enumerate((2.9, 1.9)):
        for number in range(4):
            x = (-2.5, -1.55, 1.55, 2.5)[number]
            put.chair(
                room, x, z_chair, mix(BLUE, light(BLUE, 0.3), 0.5 - 0.3 * row), looks="away", metal=CHARCOAL
            )
    _trolley(room, 0.0, 0.75)


def _trolley(room: Room, x: float, z: float) -> None:
    sheet = room.sheet
    room.shadow(x - 0.55, x + 0.65, z - 0.3, z + 0.35, NAVY, alpha=0.5, blur=8)
    for dx in (-0.42, 0.42):
        for dz in (0.25, -0.25):
            room.bar((x + dx, 0.88, z + dz), (x + dx, 0.08, z + dz), 0.045, STEEL)
            sheet.circle(*room.spot(x + dx, 0.06, z + dz), room.metre(x, 0, z) * 0.06, CHARCOAL)
    room.box(x - 0.48, x + 0.48, 0.28, 0.32, z - 0.3, z + 0.3, light(STEEL, 0.2))
    room.box(x - 0.3, x + 0.2, 0.32, 0.46, z - 0.2, z + 0.2, BRICK)
    room.box(x - 0.48, x + 0.48, 0.86, 0.9, z - 0.3, z + 0.3, light(STEEL, 0.2))
    room.box(x - 0.26, x + 0.26, 0.93, 1.12, z - 0.18, z + 0.2, light(STEEL, 0.6))
    room.face(x - 0.2, x + 0.1, 1.0, 1.05, z - 0.18, STEEL)
    cx, cy = room.spot(x + 0.18, 1.03, z - 0.18)
    sheet.circle(cx, cy, 4, (122, 196, 128))
    cx, cy = room.spot(x + 0.02, 1.04, z + 0.2)
    sheet.glow(cx, cy - 12, 120, 70, PAPER, 0.7)


def _desk(room: Room) -> None:
    room.planks(step=0.5)
    room.back_window(-1.75, 1.75, 1.25, 2.65, panes=3, seed=223, sun=(640, 116), height=105)
    room.sun_from([face(-1.75, 1.75, 1.25, 2.65, room.deep)], (0.3, -1, -1.5), panes=3, alpha=0.4)
    _shelf(room)
    put.plant(room, -2.85, 3.5, height=1.5, pot=OCHRE, seed=3)
    room.box(1.0, 1.55, 0.08, 0.71, 1.35, 1.95, light(STEEL, 0.5))
    for number in range(3):
        room.face(1.05, 1.5, 0.14 + number * 0.19, 0.3 + number * 0.19, 1.35, light(STEEL, 0.7))
        room.face(1.21, 1.34, 0.21 + number * 0.19, 0.23 + number * 0.19, 1.34, SLATE)
    put.table(room, -1.75, 1.75, 1.1, 2.0, light(PINE, 0.15), y=0.76, metal=WALNUT)
    y = 0.765
    for x, stops in ((-0.52, (light(BLUE, 0.35), BLUE)), (0.46, (PAPER, MIST))):
        _monitor(room, x, y, 1.72, stops)
    room.flat(-0.42, 0.36, 1.22, 1.42, CHARCOAL, y=y)
    for row in range(4):
        room.flat(-0.4, 0.34, 1.24 + row * 0.045, 1.272 + row * 0.045, light(SLATE, 0.25), y=y + 0.002)
    room.sheet.ellipse(*room.spot(0.58, y, 1.32), 13, 8, CHARCOAL)
    tablet = room.shape(level(-1.4, -0.95, 1.2, 1.5, y))
    room.sheet.polygon(tablet, CHARCOAL)
    room.sheet.polygon(room.shape(level(-1.37, -0.98, 1.22, 1.48, y + 0.002)), light(BLUE, 0.6))
    put.cup(room, 1.05, y, 1.35, BRICK)
    _headset(room, 1.35, y, 1.6)
    put.chair(room, 0.0, 0.55, BLUE, looks="away", metal=CHARCOAL, size=0.5)


def _monitor(room: Room, x: float, y: float, z: float, stops: tuple[Colour, Colour]) -> None:
    room.disc(x, y, z, 0.14, SLATE)
    room.bar((x, y, z), (x, y + 0.2, z), 0.06, SLATE)
    room.box(x - 0.45, x + 0.45, y + 0.13, y + 0.68, z, z + 0.05, CHARCOAL)
    room.sheet.gradient(room.shape(face(x - 0.43, x + 0.43, y + 0.155, y + 0.66, z)), *stops)
    if stops[0] == PAPER:
        for number, tall in enumerate((0.12, 0.2, 0.16, 0.29, 0.25)):
            left = x - 0.34 + number * 0.14
            room.face(left, left + 0.09, y + 0.2, y + 0.2 + tall, z, OCHRE if number == 3 else BLUE)
        room.face(x - 0.36, x - 0.05, y + 0.57, y + 0.605, z, SLATE)
    else:
        for number in range(3):
            room.face(
                x - 0.36,
                x + 0.1 - 0.1 * number,
                y + 0.5 - number * 0.09,
                y + 0.53 - number * 0.09,
                z,
                light(BLUE, 0.75),
            )
        room.face(x + 0.14, x + 0.36, y + 0.22, y + 0.5, z, light(BLUE, 0.5))


def _headset(room: Room, x: float, y: float, z: float) -> None:
    cx, cy = room.spot(x, y + 0.1, z)
    room.sheet.ring(cx, cy, 26, 28, CHARCOAL, 5, (180, 360))
    for way in (-1, 1):
        room.sheet.rounded(cx + way * 26 - 8, cy - 6, cx + way * 26 + 8, cy + 20, 6, BLUE)
    room.sheet.line(curve((cx - 26, cy + 14), (cx - 20, cy + 26), (cx - 4, cy + 24)), CHARCOAL, 2.6)


def _shelf(room: Room) -> None:
    x = room.half
    room.box(x - 0.36, x, 0, 2.0, 2.2, 3.9, light(OAK, 0.15))
    for row in range(4):
        y = 0.12 + row * 0.47
        room.side(x - 0.365, y, y + 0.4, 2.28, 3.82, dark(OAK, 0.5))
        room.sheet.polygon(
            room.shape(side(x - 0.366, y, y + 0.22, 2.34, 2.7)), dark((BLUE, BRICK, SPRUCE, OCHRE)[row], 0.1)
        )
        room.sheet.polygon(
            room.shape(side(x - 0.366, y, y + 0.3, 2.85, 3.0)), dark((OCHRE, PAPER, BLUE, BRICK)[row], 0.15)
        )
        room.sheet.polygon(
            room.shape(side(x - 0.366, y, y + 0.26, 3.05, 3.6)), dark((PAPER, BLUE, STEEL, MIST)[row], 0.12)
        )
