"""A meeting room: a table, its chairs, and a window on the river."""

from maillon.sharing.inventory.drawings import furnishings as put
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
    ROSE,
    SAGE,
    SLATE,
    SNOW,
    SPRUCE,
    WALNUT,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, circle, face, level
from maillon.sharing.inventory.drawings.sheet import Sheet

DESCRIPTIONS = (
    "Salle de réunion claire : une grande table ovale, huit chaises bleues "
    "et une large fenêtre sur le fleuve et les collines.",
    "Salle de réunion le soir : une longue table sous trois lampes allumées, "
    "un écran au mur et le couchant à la fenêtre.",
    "Salle de réunion en hiver : une table ronde, quatre chaises ocre, "
    "des livres et deux fenêtres sur la rive enneigée.",
)
FINISHES = (
    Finish(wall=MIST, side=light(BLUE, 0.62), floor=PINE),
    Finish(wall=mix(BLUE, NAVY, 0.15), floor=OAK, ceiling=CREAM),
    Finish(wall=light(SAGE, 0.45), side=light(SAGE, 0.2), floor=light(OAK, 0.2)),
)
EYES = (
    Eye(0, 1.62, -2.6, focal=850, horizon=262),
    Eye(0.95, 1.75, -2.6, focal=850, horizon=262, centre=545),
    Eye(-0.5, 1.62, -2.5, focal=850, horizon=262, centre=440),
)


def draw(variant: int) -> Sheet:
    """Draw a meeting room."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=7.4, deep=5.4, high=3.0, finish=FINISHES[variant])
    room.shell()
    for x in (-1.9, 0.0, 1.9) if variant != 1 else ():
        room.strip_light(x - 0.14, x + 0.14, 0.4, 4.6)
    (_oval, _long, _round)[variant](room)
    return sheet


def _oval(room: Room) -> None:
    room.planks()
    room.back_window(-2.7, 2.7, 0.85, 2.6, panes=3, seed=4, sun=(640, 150))
    for number in range(3):
        x0 = -2.66 + number * 1.8
        room.sun_from([face(x0, x0 + 1.7, 0.85, 2.6, room.deep)], (-0.45, -1, -1.9), panes=1, alpha=0.42)
    _whiteboard(room)
    put.plant(room, 3.15, 4.9, height=1.9, pot=BRICK, seed=3)
    for x in (-1.35, 0.0, 1.35):
        room.pendant(x, 2.6, 2.25, size=0.24, colour=BLUE)
    z, squash = 2.4, 0.5
    for x in (-1.35, -0.45, 0.45, 1.35):
        put.chair(room, x, z + 1.25, BLUE, looks="here")
    top = put.round_table(room, 0, z, 2.15, OAK, squash=squash, foot=CHARCOAL)
    room.sheet.soft([(x * 0.5 + 250, y * 0.4 + 268) for x, y in top], PAPER, 0.35, 16)
    put.laptop(room, -0.95, 0.74, z - 0.1, looks="away", screen=MIST)
    put.laptop(room, 0.75, 0.74, z + 0.55, looks="here")
    put.sheets(room, 0.2, 0.74, z - 0.62)
    put.cup(room, 1.3, 0.74, z - 0.1, PAPER)
    put.cup(room, -0.3, 0.74, z + 0.35, HONEY)
    for x in (-1.5, -0.5, 0.5, 1.5):
        put.chair(room, x, z - 1.3, BLUE, looks="away")


def _whiteboard(room: Room) -> None:
    sheet, x = room.sheet, -room.half
    room.side(x, 0.85, 2.25, 2.5, 4.9, dark(SLATE, 0.1))
    room.side(x, 0.9, 2.2, 2.55, 4.85, PAPER)
    for number, tone in enumerate((BLUE, BRICK, SPRUCE)):
        y = 1.95 - number * 0.32
        sheet.line(
            [room.spot(x, y, 4.6), room.spot(x, y + 0.06, 4.1), room.spot(x, y - 0.02, 3.2)], tone, 2.6
        )


def _long(room: Room) -> None:
    room.planks()
    room.back_window(0.35, 3.15, 0.8, 2.6, panes=2, seed=9, sun=(690, 232))
    room.face(-3.15, -0.3, 0.95, 2.55, room.deep, CHARCOAL)
    picture = room.shape(face(-3.08, -0.37, 1.02, 2.48, room.deep))
    room.sheet.gradient(picture, light(BLUE, 0.72), light(BLUE, 0.5))
    for number, tall in enumerate((0.3, 0.52, 0.42, 0.8, 0.66)):
        x = -2.75 + number * 0.42
        room.face(x, x + 0.26, 1.2, 1.2 + tall, room.deep, OCHRE if number == 3 else BLUE)
    put.plant(room, 3.2, 4.8, height=1.6, pot=CREAM, leaf=mix(SPRUCE, NAVY, 0.3), seed=5)
    room.pool_of_light(0, 2.2, 3.6, strength=0.34)
    for z in (4.0, 3.1, 2.2, 1.3):
        for x, looks in ((-1.25, "right"), (1.25, "left")):
            put.chair(room, x, z, ROSE, looks=looks, metal=mix(WALNUT, NAVY, 0.3))
    put.table(room, -0.85, 0.85, 0.7, 4.6, WALNUT, metal=CHARCOAL)
    room.sheet.gradient(room.shape(level(-0.85, 0.85, 0.7, 4.6, 0.74)), light(OAK, 0.12), WALNUT)
    for z in (1.4, 2.6, 3.8):
        room.pool_of_light(0, z, 0.95, y=0.745, strength=0.6)
    for x, z in ((-0.62, 1.25), (0.42, 2.1), (-0.62, 3.0)):
        put.sheets(room, x, 0.745, z)
    put.laptop(room, 0.45, 0.745, 1.25)
    for x, z in ((-0.28, 1.7), (0.6, 3.05), (-0.5, 2.5)):
        put.cup(room, x, 0.745, z, PAPER)
    for z in (3.8, 2.6, 1.4):
        room.pendant(0, z, 1.98, size=0.27, colour=OCHRE)


def _round(room: Room) -> None:
    room.planks()
    openings = [(-3.0, -0.75), (0.75, 3.0)]
    room.windows(
        [face(x0, x1, 0.75, 2.65, room.deep) for x0, x1 in openings], seed=12, sun=(250, 160), height=110
    )
    for x0, x1 in openings:
        room.back_frame(x0, x1, 0.75, 2.65, panes=2)
    picture = put.framed(room, -0.42, 0.42, 1.35, 2.45, room.deep, WALNUT)
    _print(room.sheet, picture)
    _shelves(room)
    put.rug(room, -2.0, 2.0, 0.7, 4.0, light(BLUE, 0.45), BLUE)
    for x0, x1 in openings:
        room.sun_from([face(x0, x1, 0.75, 2.65, room.deep)], (0.35, -1, -1.9), alpha=0.36)
    for x, z, looks in ((0.0, 3.6, "here"), (-1.4, 2.35, "right"), (1.4, 2.35, "left")):
        put.chair(room, x, z, OCHRE, looks=looks, metal=WALNUT, size=0.52)
    put.round_table(room, 0, 2.35, 1.02, PINE, foot=WALNUT)
    put.plant(room, 0.05, 2.5, height=0.5, pot=PAPER, y=0.74, seed=8)
    put.cup(room, -0.5, 0.74, 2.2, BLUE)
    put.cup(room, 0.55, 0.74, 2.45, SNOW)
    put.sheets(room, 0.25, 0.74, 1.7)
    put.chair(room, 0.0, 1.05, OCHRE, looks="away", metal=WALNUT, size=0.52)
    room.pendant(0, 2.35, 2.15, size=0.42, colour=CREAM, lit=False)


def _print(sheet: Sheet, picture: list[tuple[float, float]]) -> None:
    (x0, y1), (x1, y0) = picture[0], picture[2]
    wide, tall = x1 - x0, y1 - y0
    sheet.circle(x0 + wide * 0.62, y0 + tall * 0.34, wide * 0.2, OCHRE)
    sheet.polygon(
        [
            (x0, y0 + tall * 0.62),
            (x0 + wide * 0.4, y0 + tall * 0.42),
            (x1, y0 + tall * 0.68),
            (x1, y1),
            (x0, y1),
        ],
        light(BLUE, 0.3),
    )
    sheet.polygon(
        [
            (x0, y0 + tall * 0.8),
            (x0 + wide * 0.55, y0 + tall * 0.64),
            (x1, y0 + tall * 0.82),
            (x1, y1),
            (x0, y1),
        ],
        BLUE,
    )


def _shelves(room: Room) -> None:
    x = room.half
    room.box(x - 0.34, x, 0, 2.1, 3.2, 5.0, light(OAK, 0.15))
    inner = x - 0.345
    for row in range(4):
        y = 0.12 + row * 0.5
        room.side(inner, y, y + 0.42, 3.28, 4.92, dark(OAK, 0.5))
        z, number = 3.34, row
        while z < 4.6 - 0.25 * (row % 2):
            tone = (BLUE, BRICK, CREAM, SPRUCE, OCHRE, SLATE)[number % 6]
            thick = 0.07 + 0.03 * (number % 3)
            room.side(inner - 0.002, y, y + 0.26 + 0.03 * ((number * 7) % 4), z, z + thick, dark(tone, 0.14))
            z, number = z + thick + 0.008, number + 1
    room.sheet.polygon(room.shape(circle(inner - 0.05, 0.64, 4.75, 0.08)), BRICK)
