"""A classroom: desks before the board, an art room, a computer room."""

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
from maillon.sharing.inventory.drawings.perspective import Eye, face, side
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, arc, curve

DESCRIPTIONS = (
    "Local de classe\u00a0: douze pupitres devant un tableau vert, un globe sur le bureau, "
    "et le soleil qui entre par les fenêtres de gauche.",
    "Local d’arts plastiques le soir\u00a0: des chevalets, des pots de peinture sur une grande table "
    "et des dessins qui sèchent sur un fil.",
    "Laboratoire informatique en hiver\u00a0: trois rangées d’écrans bleus, "
    "un tableau blanc et des fenêtres sur les épinettes enneigées.",
)
FINISHES = (
    Finish(wall=CREAM, side=light(HONEY, 0.55), floor=light(OAK, 0.25)),
    Finish(wall=light(HONEY, 0.35), side=HONEY, floor=light(OAK, 0.1), ceiling=CREAM),
    Finish(wall=MIST, side=light(BLUE, 0.7), floor=light(STEEL, 0.45)),
)
EYES = (
    Eye(0.7, 1.95, -2.3, focal=800, horizon=228, centre=600),
    Eye(-0.4, 1.75, -2.2, focal=780, horizon=250, centre=450),
    Eye(0.5, 2.0, -2.3, focal=800, horizon=228, centre=590),
)


def draw(variant: int) -> Sheet:
    """Draw a classroom."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=8.2, deep=7.2, high=3.3, finish=FINISHES[variant])
    room.shell()
    (_desks, _easels, _screens)[variant](room)
    return sheet


def _desks(room: Room) -> None:
    room.tiles(step=0.7, alpha=0.12)
    for z in (1.2, 4.4):
        for x in (-2.4, 0.0, 2.4):
            room.strip_light(x - 0.6, x + 0.6, z, z + 0.5)
    spans = [(0.6, 3.2), (3.9, 6.5)]
    room.side_windows(-room.half, spans, 0.95, 2.75, panes=2, seed=6, water=False, height=110)
    _green_board(room)
    put.clock(room, 3.2, 2.75, room.deep, 0.22)
    _teacher_desk(room)
    for z0, z1 in spans:
        room.sun_from([side(-room.half, 0.95, 2.75, z0, z1)], (1.5, -1, -0.35), alpha=0.42)
    tones = (BLUE, OCHRE, SPRUCE)
    for row, z in enumerate((4.2, 2.7, 1.2)):
        for x in (-2.55, -0.85, 0.85, 2.55):
            _desk(room, x, z, tones[row])


def _green_board(room: Room) -> None:
    z = room.deep
    room.face(-2.5, 2.5, 0.95, 2.5, z, WALNUT)
    board = room.shape(face(-2.42, 2.42, 1.03, 2.42, z))
    room.sheet.gradient(board, dark(SPRUCE, 0.1), light(SPRUCE, 0.1))
    room.box(-2.5, 2.5, 0.9, 0.96, z - 0.12, z, OAK)
    chalk, sheet = mix(PAPER, SPRUCE, 0.12), room.sheet

    def at(x: float, y: float) -> Spot:
        return room.spot(x, y, z)

    for number, y in enumerate((2.15, 1.9, 1.65)):
        long = (1.3, 0.95, 1.15)[number]
        waves = [at(-2.1 + long * n / 14, y + 0.035 * (-1) ** n) for n in range(15)]
        sheet.line(waves, chalk, 1.6)
    sheet.line([at(0.1, 1.3), at(1.1, 1.3), at(0.1, 2.1), at(0.1, 1.3)], chalk, 2)
    sheet.line([at(0.1, 1.42), at(0.22, 1.42), at(0.22, 1.3)], chalk, 1.4)
    cx, cy = at(1.75, 1.75)
    sheet.ring(cx, cy, 26, 26, HONEY, 2)
    sheet.line([(cx, cy), (cx + 25, cy)], HONEY, 1.6)
    sheet.line([(cx, cy), (cx - 12, cy - 22)], HONEY, 1.6)


def _teacher_desk(room: Room) -> None:
    room.shadow(0.5, 2.6, 5.4, 6.2, CHARCOAL, alpha=0.25)
    room.box(0.6, 2.4, 0, 0.76, 5.45, 6.1, OAK)
    room.face(0.7, 2.3, 0.12, 0.66, 5.44, dark(OAK, 0.12))
    put.books(room, 0.75, 0.76, 5.8, wide=0.45, seed=5)
    x, y, size = room.ball(2.0, 1.05, 5.8, 0.2, BLUE)
    land = mix(SAGE, PAPER, 0.1)
    room.sheet.polygon(
        curve(
            (x - size * 0.7, y - size * 0.5),
            (x - size * 0.1, y - size * 0.7),
            (x, y),
            (x - size * 0.5, y + size * 0.1),
            (x - size * 0.7, y - size * 0.5),
        ),
        land,
    )
    room.sheet.polygon(
        curve(
            (x + size * 0.1, y + size * 0.2),
            (x + size * 0.6, y),
            (x + size * 0.4, y + size * 0.7),
            (x + size * 0.1, y + size * 0.2),
        ),
        land,
    )
    room.sheet.line(arc(x, y, size * 1.15, size * 1.15, -60, 90), WALNUT, 2.4)
    room.bar((2.0, 0.76, 5.8), (2.0, 0.86, 5.8), 0.06, WALNUT)
    room.disc(2.0, 0.765, 5.8, 0.13, WALNUT)


def _desk(room: Room, x: float, z: float, colour: Colour) -> None:
    put.table(room, x - 0.42, x + 0.42, z, z + 0.55, PINE, y=0.72, thick=0.06)
    if (round(x * 10) + round(z * 10)) % 3 == 0:
        put.sheets(room, x - 0.18, 0.72, z + 0.12)
    elif (round(x * 10) + round(z * 10)) % 3 == 1:
        room.box(x - 0.2, x + 0.14, 0.72, 0.77, z + 0.15, z + 0.4, BRICK)
        room.box(x - 0.17, x + 0.15, 0.77, 0.81, z + 0.17, z + 0.39, CREAM)
    put.chair(room, x, z - 0.28, colour, looks="away")


def _easels(room: Room) -> None:
    room.planks(step=0.7, strength=0.05)
    room.back_window(0.9, 3.7, 0.9, 2.8, panes=3, seed=21, sun=(650, 226))
    sheet = room.sheet
    line = [
        room.spot(-3.9 + 4.6 * n / 12, 2.75 - 0.14 * (1 - ((n - 6) / 6) ** 2), room.deep - 0.1)
        for n in range(13)
    ]
    sheet.line(line, CHARCOAL, 1.4)
    for number in range(5):
        x, y = line[1 + number * 2 + number // 3]
        _study(sheet, x, y, 58, number)
    room.box(-3.9, -1.9, 0, 0.95, 6.5, 7.1, OAK)
    for number in range(6):
        tone = (BLUE, OCHRE, BRICK, SPRUCE, PAPER, ROSE)[number]
        room.drum(-3.7 + number * 0.32, 6.75, 0.1, 0.95, 1.25, tone)
    for x, z, number in ((-2.7, 4.6, 1), (-0.3, 5.0, 0), (2.5, 4.7, 2)):
        _easel(room, x, z, number)
    put.table(room, -2.0, 2.3, 1.5, 2.9, light(PINE, 0.1), metal=WALNUT)
    room.pool_of_light(0.15, 2.2, 1.9, y=0.745, strength=0.55)
    for x, z, tone in (
        (-1.5, 2.5, BLUE),
        (-1.15, 2.3, OCHRE),
        (-1.4, 2.05, BRICK),
        (1.5, 2.5, SPRUCE),
        (1.8, 2.25, HONEY),
    ):
        room.drum(x, z, 0.09, 0.75, 0.95, PAPER, top=tone)
    _brushes(room)
    for x, number in ((-0.85, 3), (0.6, 4)):
        room.flat(x, x + 0.75, 1.65, 2.2, PAPER, y=0.748)
        room.disc(x + 0.28, 0.75, 1.95, 0.14, (OCHRE, BLUE)[number - 3], squash=0.8)
        room.flat(x + 0.06, x + 0.68, 1.7, 1.82, (BLUE, BRICK)[number - 3], y=0.75)
    for x in (-1.4, 0.15, 1.7):
        put.chair(room, x, 1.05, BLUE, looks="away", metal=WALNUT)
    for x in (-1.2, 0.15, 1.5):
        room.pendant(x, 2.2, 2.25, size=0.26, colour=SPRUCE)


def _study(sheet: Sheet, x: float, y: float, size: float, number: int) -> None:
    """Hang a small painting from (x, y): a sun, a hill, a spruce, waves or a house."""
    tall = size * 1.25
    sheet.soft(
        [
            (x - size / 2 + 4, y + 8),
            (x + size / 2 + 5, y + 8),
            (x + size / 2 + 5, y + tall + 8),
            (x - size / 2 + 4, y + tall + 8),
        ],
        CHARCOAL,
        0.3,
        4,
    )
    sheet.rectangle(x - size / 2, y, x + size / 2, y + tall, PAPER)
    sheet.rectangle(x - 2.5, y - 5, x + 2.5, y + 6, BRICK)
    x0, x1, y0, y1 = x - size * 0.42, x + size * 0.42, y + tall * 0.08, y + tall * 0.92
    sheet.rectangle(
        x0, y0, x1, y1, (light(BLUE, 0.55), GLOW, MIST, light(ROSE, 0.3), light(SAGE, 0.5))[number]
    )
    wide = x1 - x0
    if number in (0, 3):
        sheet.circle(x + wide * 0.15, y0 + wide * 0.35, wide * 0.2, (OCHRE, BRICK)[number // 3])
    if number == 2:
        sheet.polygon([(x, y0 + 8), (x + wide * 0.3, y1 - 6), (x - wide * 0.3, y1 - 6)], SPRUCE)
    if number == 4:
        sheet.polygon(
            [
                (x - wide * 0.3, y1),
                (x - wide * 0.3, y1 - wide * 0.5),
                (x, y1 - wide * 0.85),
                (x + wide * 0.3, y1 - wide * 0.5),
                (x + wide * 0.3, y1),
            ],
            BRICK,
        )
    ground = (BLUE, BRICK, PAPER, BLUE, SPRUCE)[number]
    sheet.polygon(
        [
            *curve(
                (x0, y1 - wide * 0.35), (x, y1 - wide * (0.5 if number < 2 else 0.2)), (x1, y1 - wide * 0.3)
            ),
            (x1, y1),
            (x0, y1),
        ],
        ground,
    )


def _easel(room: Room, x: float, z: float, number: int) -> None:
    wood = OAK
    room.shadow(x - 0.5, x + 0.5, z - 0.3, z + 0.6, NAVY, alpha=0.3)
    for foot in (-0.5, 0.5):
        room.bar((x + foot, 0, z - 0.1), (x + foot * 0.2, 2.05, z + 0.2), 0.05, wood)
    room.bar((x, 0, z + 0.7), (x, 1.9, z + 0.2), 0.05, dark(wood, 0.2))
    room.box(x - 0.52, x + 0.52, 0.76, 0.82, z - 0.06, z + 0.08, wood)
    picture = room.shape(
        [(x - 0.48, 0.82, z), (x + 0.48, 0.82, z), (x + 0.48, 1.75, z + 0.14), (x - 0.48, 1.75, z + 0.14)]
    )
    room.sheet.polygon(picture, PAPER)
    (x0, y1), (x1, y0) = picture[0], picture[2]
    wide, tall = x1 - x0, y1 - y0
    with room.sheet.through(
        [(x0 + 5, y1 - 5), (x1 - 5, y1 - 5), (x1 - 5, y0 + 5), (x0 + 5, y0 + 5)]
    ) as canvas:
        canvas.gradient(
            [(x0, y0), (x1, y0), (x1, y1), (x0, y1)],
            *((light(BLUE, 0.4), CREAM), (OCHRE, ROSE), (MIST, PAPER))[number],
        )
        canvas.circle(
            x0 + wide * (0.3, 0.6, 0.7)[number], y0 + tall * 0.34, wide * 0.12, (PAPER, BRICK, HONEY)[number]
        )
        canvas.polygon(
            [
                *curve((x0, y0 + tall * 0.62), (x0 + wide * 0.4, y0 + tall * 0.45), (x1, y0 + tall * 0.66)),
                (x1, y1),
                (x0, y1),
            ],
            (light(BLUE, 0.15), dark(ROSE, 0.4), STEEL)[number],
        )
        canvas.polygon(
            [
                *curve((x0, y0 + tall * 0.82), (x0 + wide * 0.6, y0 + tall * 0.68), (x1, y0 + tall * 0.84)),
                (x1, y1),
                (x0, y1),
            ],
            (SPRUCE, BLUE, SLATE)[number],
        )
    room.box(x - 0.08, x + 0.08, 1.78, 1.9, z + 0.12, z + 0.2, wood)


def _brushes(room: Room) -> None:
    room.drum(0.15, 2.55, 0.1, 0.75, 0.98, SLATE)
    for number, (dx, tall) in enumerate(((-0.1, 0.34), (-0.03, 0.42), (0.05, 0.38), (0.12, 0.31))):
        room.bar((0.15 + dx * 0.5, 0.95, 2.55), (0.15 + dx, 0.9 + tall, 2.55), 0.016, OAK)
        room.bar(
            (0.15 + dx * 0.95, 0.86 + tall, 2.55),
            (0.15 + dx * 1.1, 0.95 + tall, 2.55),
            0.035,
            (BRICK, BLUE, OCHRE, SPRUCE)[number],
        )


def _screens(room: Room) -> None:
    room.tiles(step=0.8, alpha=0.14)
    for z in (1.2, 4.2):
        for x in (-2.4, 0.0, 2.4):
            room.strip_light(x - 0.6, x + 0.6, z, z + 0.5)
    spans = [(0.4, 2.4), (2.9, 4.7), (5.2, 6.8)]
    room.side_windows(-room.half, spans, 0.95, 2.75, panes=2, seed=15, water=False, height=120)
    room.face(-1.9, 2.5, 1.05, 2.55, room.deep, STEEL)
    room.sheet.gradient(room.shape(face(-1.84, 2.44, 1.11, 2.49, room.deep)), PAPER, light(MIST, 0.4))
    for number, (tone, wide) in enumerate(((BLUE, 1.6), (SLATE, 2.3), (SLATE, 1.9))):
        y = 2.2 - number * 0.3
        room.face(-1.5, -1.5 + wide, y, y + (0.1 if number == 0 else 0.05), room.deep - 0.01, tone)
    room.face(1.2, 2.1, 1.35, 2.0, room.deep - 0.01, light(BLUE, 0.6))
    put.clock(room, 3.3, 2.6, room.deep, 0.22, hour=8.8)
    for span in spans:
        room.sun_from([side(-room.half, 0.95, 2.75, *span)], (1.5, -1, -0.35), alpha=0.4)
    for z in (4.9, 3.1, 1.3):
        put.table(room, -3.1, 3.1, z, z + 0.75, light(PINE, 0.35), y=0.74, metal=SLATE)
        for x in (-2.3, -0.77, 0.77, 2.3):
            _computer(room, x, z + 0.35)
            put.chair(room, x, z - 0.25, BLUE, looks="away", metal=SLATE)


def _computer(room: Room, x: float, z: float) -> None:
    room.disc(x, 0.745, z + 0.1, 0.14, STEEL)
    room.bar((x, 0.74, z + 0.1), (x, 0.95, z + 0.1), 0.05, STEEL)
    room.box(x - 0.31, x + 0.31, 0.86, 1.25, z + 0.06, z + 0.1, CHARCOAL)
    glass = room.shape(face(x - 0.285, x + 0.285, 0.89, 1.225, z + 0.058))
    room.sheet.gradient(glass, light(BLUE, 0.42), light(BLUE, 0.12))
    room.face(x - 0.24, x - 0.02, 1.12, 1.17, z + 0.056, PAPER)
    for row in range(3):
        room.face(
            x - 0.24,
            x + 0.12 - row * 0.05,
            1.04 - row * 0.05,
            1.055 - row * 0.05,
            z + 0.056,
            light(BLUE, 0.7),
        )
    room.flat(x - 0.21, x + 0.21, z - 0.22, z - 0.08, light(STEEL, 0.5), y=0.745)
