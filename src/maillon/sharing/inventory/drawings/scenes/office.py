"""An office: four desks that share a bright room, a lamp-lit study, a front office in winter."""

from maillon.sharing.inventory.drawings import furnishings as put
from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.palette import (
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
from maillon.sharing.inventory.drawings.sheet import Sheet, curve

DESCRIPTIONS = (
    "Bureau partagé\u00a0: quatre postes de travail avec écrans et fauteuils, séparés par un "
    "panneau vert, et le soleil qui entre par les fenêtres de droite.",
    "Bureau fermé le soir\u00a0: une lampe allumée sur une table de travail en noyer, deux fauteuils "
    "de visiteurs et une bibliothèque bien remplie.",
    "Bureau en hiver\u00a0: une table de travail et son écran, des classeurs, un babillard, "
    "un manteau sur la patère et une grande fenêtre sur la neige.",
)
FINISHES = (
    Finish(wall=light(CREAM, 0.2), side=light(ROSE, 0.45), floor=light(SLATE, 0.42)),
    Finish(wall=mix(SPRUCE, NAVY, 0.25), side=mix(SPRUCE, NAVY, 0.1), floor=WALNUT, ceiling=light(SAGE, 0.2)),
    Finish(wall=light(HONEY, 0.4), side=light(HONEY, 0.55), floor=light(STEEL, 0.3)),
)
EYES = (
    Eye(-0.5, 1.95, -2.6, focal=800, horizon=232, centre=440),
    Eye(0.3, 1.75, -2.5, focal=820, horizon=262, centre=500),
    Eye(0.5, 1.7, -2.5, focal=800, horizon=268, centre=540),
)


def draw(variant: int) -> Sheet:
    """Draw an office."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=7.6, deep=5.8, high=3.0, finish=FINISHES[variant])
    room.shell()
    (_shared, _study, _front_office)[variant](room)
    return sheet


def _swivel(room: Room, x: float, z: float, colour: Colour, *, looks: str = "away") -> None:
    """Draw an office chair on its five-star foot."""
    room.round_shadow(x, z, 0.36, NAVY, alpha=0.3)
    for dx, dz in ((-0.3, 0.08), (0.3, 0.08), (0.0, 0.3), (-0.2, -0.25), (0.2, -0.25)):
        room.bar((x, 0.1, z), (x + dx, 0.05, z + dz), 0.05, CHARCOAL)
        room.sheet.circle(*room.spot(x + dx, 0.03, z + dz), room.metre(x, 0, z) * 0.035, CHARCOAL)
    room.bar((x, 0.08, z), (x, 0.44, z), 0.07, CHARCOAL)
    way = -1 if looks == "away" else 1
    if way > 0:
        room.box(x - 0.25, x + 0.25, 0.6, 1.06, z + 0.22, z + 0.28, colour)
    room.box(x - 0.28, x + 0.28, 0.43, 0.52, z - 0.25, z + 0.25, dark(colour, 0.12))
    for side_way in (-1, 1):
        room.bar((x + side_way * 0.31, 0.48, z), (x + side_way * 0.31, 0.7, z), 0.035, CHARCOAL)
        room.bar((x + side_way * 0.31, 0.7, z - 0.15), (x + side_way * 0.31, 0.7, z + 0.15), 0.05, CHARCOAL)
    if way < 0:
        room.bar((x, 0.5, z - 0.26), (x, 0.72, z - 0.28), 0.06, CHARCOAL)
        room.box(x - 0.25, x + 0.25, 0.6, 1.06, z - 0.28, z - 0.22, colour)


def _monitor(room: Room, x: float, y: float, z: float, *, looks: str = "away") -> None:
    """Stand a wide screen on a table: its picture to us, or its back."""
    room.disc(x, y + 0.003, z, 0.13, SLATE)
    room.bar((x, y, z), (x, y + 0.2, z), 0.05, SLATE)
    if looks == "here":
        room.box(x - 0.38, x + 0.38, y + 0.14, y + 0.56, z, z + 0.04, light(SLATE, 0.12))
        room.face(x - 0.1, x + 0.1, y + 0.27, y + 0.42, z, SLATE)
        return
    room.box(x - 0.38, x + 0.38, y + 0.14, y + 0.56, z, z + 0.04, CHARCOAL)
    glass = room.shape(face(x - 0.36, x + 0.36, y + 0.16, y + 0.54, z))
    room.sheet.gradient(glass, PAPER, light(MIST, 0.3))
    room.face(x - 0.36, x - 0.2, y + 0.16, y + 0.54, z, light(BLUE, 0.2))
    for line in range(5):
        y0 = y + 0.46 - line * 0.06
        room.face(x - 0.13, x + 0.3 - 0.09 * (line % 3), y0, y0 + 0.022, z, STEEL if line else BLUE)


# Four desks around a low panel


def _shared(room: Room) -> None:
    room.tiles(step=0.95, alpha=0.14)
    for z in (0.9, 3.3):
        for x in (-1.7, 1.3):
            room.strip_light(x - 0.7, x + 0.7, z, z + 0.3)
    spans = [(0.2, 2.3), (2.9, 5.0)]
    room.side_windows(room.half, spans, 0.85, 2.6, panes=2, seed=26, water=False, height=110)
    _notes(room)
    _cubbies(room)
    for span in spans:
        room.sun_from([side(room.half, 0.85, 2.6, *span)], (-1.4, -1, -0.3), alpha=0.38)
    put.plant(room, 3.2, 5.2, height=1.8, pot=BLUE, seed=5)
    for x in (-1.15, 0.95):
        _swivel(room, x, 4.8, BLUE, looks="here")
    put.table(room, -2.2, 2.0, 3.3, 4.3, light(PINE, 0.25), metal=SLATE)
    for x in (-1.15, 0.95):
        _monitor(room, x, 0.745, 3.75, looks="here")
    room.box(-2.2, 2.0, 0.7, 1.12, 3.26, 3.31, SAGE, front=dark(SAGE, 0.08))
    put.table(room, -2.2, 2.0, 2.26, 3.26, light(PINE, 0.25), metal=SLATE)
    for number, x in enumerate((-1.15, 0.95)):
        _monitor(room, x, 0.745, 3.0)
        room.flat(x - 0.24, x + 0.2, 2.52, 2.68, light(SLATE, 0.2), y=0.75)
        room.sheet.ellipse(*room.spot(x + 0.34, 0.75, 2.58), 6, 4, CHARCOAL)
        put.cup(room, x - 0.62, 0.745, 2.65, (BRICK, OCHRE)[number])
    put.sheets(room, 1.5, 0.745, 2.45)
    put.plant(room, -0.1, 3.05, height=0.42, pot=PAPER, y=0.745, seed=8)
    for x in (-1.15, 0.95):
        _swivel(room, x, 1.7, BLUE)


def _notes(room: Room) -> None:
    """Hang a white board covered with coloured notes."""
    z = room.deep
    room.face(-0.7, 2.3, 1.2, 2.5, z, STEEL)
    room.face(-0.64, 2.24, 1.26, 2.44, z, PAPER)
    tones = (OCHRE, ROSE, light(BLUE, 0.5), light(SAGE, 0.2))
    for column in range(5):
        room.face(-0.5 + column * 0.56, -0.15 + column * 0.56, 2.27, 2.32, z, SLATE)
        for row in range(3):
            if (column * 2 + row) % 4 != 3:
                x, y = -0.5 + column * 0.56, 1.98 - row * 0.29
                room.face(x, x + 0.34, y, y + 0.23, z, tones[(column + row * 2) % 4])


def _cubbies(room: Room) -> None:
    """Stand open shelves on the left, with binders, boxes and a plant."""
    x0, z = -3.6, room.deep
    room.box(x0, x0 + 2.4, 0, 1.7, z - 0.4, z, light(OAK, 0.15))
    for row in range(3):
        for column in range(4):
            x, y = x0 + 0.07 + column * 0.58, 0.1 + row * 0.53
            room.face(x, x + 0.52, y, y + 0.46, z - 0.405, dark(OAK, 0.42))
            kind = (row * 4 + column * 3) % 4
            if kind < 2:
                for number in range(4):
                    tone = (BLUE, SPRUCE, BRICK, MIST)[(number + row + column) % 4]
                    room.face(x + 0.03 + number * 0.11, x + 0.12 + number * 0.11, y, y + 0.36, z - 0.41, tone)
            elif kind == 2:
                room.face(x + 0.05, x + 0.47, y, y + 0.3, z - 0.41, light(OCHRE, 0.3))
                room.face(x + 0.2, x + 0.32, y + 0.14, y + 0.19, z - 0.412, WALNUT)
    put.plant(room, x0 + 1.9, z - 0.2, height=0.6, pot=BRICK, y=1.7, seed=4)
    room.box(x0 + 0.3, x0 + 0.9, 1.7, 1.95, z - 0.3, z - 0.05, SLATE)


# A closed office in the evening


def _study(room: Room) -> None:
    room.planks(step=0.5, strength=0.08)
    room.back_window(1.0, 3.1, 0.9, 2.5, panes=2, seed=14, sun=(760, 214))
    _library(room)
    put.rug(room, -2.3, 2.3, 0.7, 4.2, mix(BRICK, NAVY, 0.25), dark(BRICK, 0.5))
    put.plant(room, 3.3, 5.0, height=1.5, pot=OCHRE, leaf=mix(SPRUCE, NAVY, 0.4), seed=9)
    _swivel(room, -0.3, 4.35, dark(BRICK, 0.2), looks="here")
    x0, x1, z0, z1 = -1.8, 1.6, 2.9, 3.9
    room.shadow(x0 - 0.2, x1 + 0.3, z0 - 0.3, z1, NAVY, alpha=0.5, blur=9)
    room.box(x0 + 0.08, x1 - 0.08, 0, 0.7, z0 + 0.1, z1, WALNUT, front=dark(WALNUT, 0.22))
    for number in range(3):
        left = x0 + 0.22 + number * 1.04
        room.face(left, left + 0.9, 0.12, 0.6, z0 + 0.095, dark(WALNUT, 0.08))
    room.box(x0, x1, 0.7, 0.77, z0, z1, light(WALNUT, 0.12), front=WALNUT)
    put.laptop(room, -0.3, 0.775, 3.45, looks="here", body=STEEL)
    put.sheets(room, -1.2, 0.775, 3.05)
    put.cup(room, 0.35, 0.775, 3.2, CREAM)
    room.pool_of_light(1.0, 3.4, 1.3, y=0.775, strength=0.75)
    _desk_lamp(room, 1.1, 0.775, 3.55)
    for x in (-1.15, 0.95):
        _armchair(room, x, 1.7)
    cx, cy = room.spot(0.95, 1.25, 3.5)
    room.sheet.glow(cx, cy, 420, 320, GLOW, 0.3)


def _desk_lamp(room: Room, x: float, y: float, z: float) -> None:
    """Stand a brass lamp with a green shade, lit."""
    room.disc(x, y + 0.01, z, 0.13, OCHRE)
    room.bar((x, y, z), (x, y + 0.4, z), 0.03, OCHRE)
    (cx, cy), metre = room.spot(x, y + 0.42, z), room.metre(x, y, z)
    room.sheet.glow(cx, cy + metre * 0.1, metre * 1.1, metre * 0.8, GLOW, 0.85)
    shade = curve(
        (cx - metre * 0.3, cy + metre * 0.06),
        (cx - metre * 0.2, cy - metre * 0.1),
        (cx + metre * 0.2, cy - metre * 0.1),
        (cx + metre * 0.3, cy + metre * 0.06),
    )
    room.sheet.polygon(shade, light(SPRUCE, 0.2))
    room.sheet.ellipse(cx, cy + metre * 0.06, metre * 0.3, metre * 0.035, mix(GLOW, PAPER, 0.5))


def _armchair(room: Room, x: float, z: float) -> None:
    """Draw a visitor's armchair, its back to us."""
    cloth = mix(BLUE, NAVY, 0.2)
    room.shadow(x - 0.5, x + 0.55, z - 0.45, z + 0.4, NAVY, alpha=0.45, blur=8)
    for dx in (-0.36, 0.36):
        for dz in (0.32, -0.32):
            room.bar((x + dx, 0.25, z + dz), (x + dx, 0, z + dz), 0.06, WALNUT)
    room.box(x - 0.36, x + 0.36, 0.25, 0.46, z - 0.3, z + 0.38, light(cloth, 0.08))
    for dx in (-0.42, 0.42):
        room.box(x + dx - 0.08, x + dx + 0.08, 0.22, 0.64, z - 0.34, z + 0.38, cloth)
    room.box(x - 0.48, x + 0.48, 0.22, 0.98, z - 0.4, z - 0.26, cloth, top=light(cloth, 0.3))


def _library(room: Room) -> None:
    """Fill the left of the far wall with books, and a round of lamp-light on them."""
    x0, x1, z = -3.4, 0.5, room.deep
    room.box(x0, x1, 0, 2.6, z - 0.4, z, mix(WALNUT, NAVY, 0.15))
    for row in range(5):
        for column in range(3):
            x, y = x0 + 0.08 + column * 1.28, 0.1 + row * 0.5
            room.face(x, x + 1.2, y, y + 0.43, z - 0.402, mix(WALNUT, NAVY, 0.55))
            if (row + column * 2) % 5 == 4:
                room.drum(x + 0.4, z - 0.3, 0.12, y, y + 0.24, OCHRE)
                room.face(x + 0.68, x + 1.1, y, y + 0.32, z - 0.404, light(BLUE, 0.3))
            else:
                put.books(room, x + 0.04, y, z - 0.404, wide=1.12, seed=row * 3 + column, tall=0.38)


# The front office in winter


def _front_office(room: Room) -> None:
    room.tiles(step=0.8, alpha=0.12)
    room.strip_light(-1.2, 0.2, 1.6, 2.0)
    room.strip_light(1.0, 2.4, 1.6, 2.0)
    spans = [(0.8, 4.9)]
    room.side_windows(-room.half, spans, 0.75, 2.6, panes=3, seed=33, water=False, height=120)
    room.sun_from([side(-room.half, 0.75, 2.6, 0.8, 4.9)], (1.3, -1, -0.35), panes=3, alpha=0.42)
    _cork_board(room)
    _cabinets(room)
    _coat_rack(room, -2.9, 5.2)
    put.table(room, -1.35, 1.15, 4.1, 5.1, PAPER, y=0.75, metal=SLATE)
    _monitor(room, -0.2, 0.755, 4.75)
    room.flat(-0.5, 0.1, 4.25, 4.42, light(SLATE, 0.2), y=0.757)
    room.box(0.55, 0.95, 0.755, 0.83, 4.5, 4.85, BLUE)
    room.box(0.57, 0.93, 0.86, 0.93, 4.5, 4.85, BLUE)
    put.cup(room, -0.95, 0.755, 4.4, BRICK)
    put.plant(room, -1.1, 4.85, height=0.45, pot=OCHRE, y=0.755, seed=6)
    _swivel(room, -0.2, 3.5, SPRUCE)
    put.rug(room, -1.2, 2.6, 0.4, 2.6, light(SPRUCE, 0.35), SPRUCE)
    put.chair(room, 0.7, 2.35, BRICK, looks="here", metal=WALNUT, size=0.5)
    put.round_table(room, 0.7, 1.5, 0.66, light(OAK, 0.1), foot=WALNUT)
    put.sheets(room, 0.45, 0.745, 1.25)
    put.cup(room, 1.05, 0.745, 1.5, PAPER)
    put.laptop(room, 0.35, 0.745, 1.75, looks="here")
    put.chair(room, 1.75, 1.5, BRICK, looks="left", metal=WALNUT, size=0.5)


def _cork_board(room: Room) -> None:
    """Hang a cork board with a calendar and pinned sheets."""
    z = room.deep
    room.face(-1.5, 1.3, 1.45, 2.55, z, OAK)
    room.face(-1.43, 1.23, 1.52, 2.48, z, mix(PINE, OAK, 0.4))
    room.face(-1.25, -0.35, 1.62, 2.38, z, PAPER)
    room.face(-1.25, -0.35, 2.22, 2.38, z, BLUE)
    for row in range(4):
        for column in range(6):
            x, y = -1.19 + column * 0.135, 2.1 - row * 0.13
            room.face(x, x + 0.1, y, y + 0.08, z, BRICK if (row, column) == (2, 3) else MIST)
    for x, y, tone in ((-0.15, 1.95, PAPER), (0.3, 2.0, HONEY), (0.75, 1.9, MIST), (0.05, 1.6, ROSE)):
        room.face(x, x + 0.34, y, y + 0.36 if y > 1.7 else y + 0.26, z, tone)
        cx, cy = room.spot(x + 0.17, y + (0.33 if y > 1.7 else 0.23), z)
        room.sheet.circle(cx, cy, 2.6, BRICK)


def _cabinets(room: Room) -> None:
    """Stand three filing cabinets at the right, a printer on one of them."""
    z = room.deep
    for number in range(3):
        x = 1.65 + number * 0.66
        tone = (light(BLUE, 0.12), STEEL, light(BLUE, 0.12))[number]
        high = (1.32, 1.32, 1.75)[number]
        room.box(x, x + 0.62, 0, high, z - 0.62, z, tone)
        for drawer in range(round(high / 0.43)):
            y = 0.06 + drawer * 0.425
            room.face(x + 0.04, x + 0.58, y, y + 0.38, z - 0.622, light(tone, 0.16))
            room.face(x + 0.22, x + 0.4, y + 0.24, y + 0.28, z - 0.625, CHARCOAL)
            room.face(x + 0.24, x + 0.38, y + 0.3, y + 0.35, z - 0.625, PAPER)
    room.box(1.75, 2.75, 1.32, 1.6, z - 0.55, z - 0.1, PAPER, front=light(STEEL, 0.6))
    room.face(1.95, 2.55, 1.36, 1.42, z - 0.555, SLATE)
    put.plant(room, 3.3, z - 0.3, height=0.7, pot=BRICK, y=1.75, seed=2)


def _coat_rack(room: Room, x: float, z: float) -> None:
    """Hang a winter coat and a scarf on a rack, boots on their mat below."""
    room.flat(x - 0.45, x + 0.45, z - 0.3, z + 0.1, SLATE, y=0.004)
    room.disc(x, 0.02, z, 0.26, WALNUT)
    room.bar((x, 0, z), (x, 1.95, z), 0.07, WALNUT)
    for way in (-1, 1):
        room.bar((x, 1.75, z), (x + way * 0.26, 1.9, z), 0.05, WALNUT)
    coat = [
        (x + 0.05, 1.82),
        (x + 0.42, 1.82),
        (x + 0.55, 1.5),
        (x + 0.5, 0.85),
        (x - 0.02, 0.85),
        (x - 0.05, 1.5),
    ]
    room.sheet.polygon([room.spot(cx, cy, z - 0.1) for cx, cy in coat], BLUE)
    room.bar((x + 0.23, 1.8, z - 0.11), (x + 0.23, 0.87, z - 0.11), 0.03, dark(BLUE, 0.4))
    room.face(x + 0.07, x + 0.4, 1.72, 1.84, z - 0.11, light(OAK, 0.4))
    room.face(x - 0.34, x - 0.22, 1.1, 1.86, z - 0.1, BRICK)
    room.face(x - 0.34, x - 0.22, 1.2, 1.26, z - 0.101, CREAM)
    for dx in (-0.22, 0.08):
        room.box(x + dx, x + dx + 0.14, 0, 0.3, z - 0.2, z - 0.05, CHARCOAL)
        room.sheet.polygon(room.shape(level(x + dx, x + dx + 0.14, z - 0.32, z - 0.2, 0.06)), CHARCOAL)
