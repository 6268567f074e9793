"""Furniture: stacked chairs, folding tables, the reading corner."""

from maillon.sharing.inventory.drawings import furnishings as put
from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    HONEY,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
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
from maillon.sharing.inventory.drawings.sheet import Sheet

DESCRIPTIONS = (
    "Chaises empilables\u00a0: quatre piles de chaises bleues, ocre et rouges "
    "au soleil des fenêtres d’une salle vide.",
    "Tables pliantes le soir\u00a0: huit tables pliées debout sur leur chariot, "
    "une autre dépliée sous une lampe allumée.",
    "Coin de lecture en hiver\u00a0: deux fauteuils bleus, une table basse, une bibliothèque pleine "
    "et une fenêtre sur la neige.",
)
FINISHES = (
    Finish(wall=CREAM, side=light(BLUE, 0.55), floor=PINE),
    Finish(wall=mix(SPRUCE, BLUE, 0.35), floor=OAK, ceiling=CREAM),
    Finish(wall=light(ROSE, 0.45), side=light(ROSE, 0.3), floor=light(OAK, 0.1)),
)
EYES = (
    Eye(0.3, 1.55, -2.4, focal=800, horizon=270, centre=500),
    Eye(0.2, 1.65, -2.4, focal=800, horizon=272, centre=490),
    Eye(0.0, 1.5, -2.0, focal=800, horizon=272),
)


def draw(variant: int) -> Sheet:
    """Draw furniture."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=7.4, deep=4.6, high=3.1, finish=FINISHES[variant])
    room.shell()
    room.planks(step=0.5)
    (_stacks, _tables, _reading)[variant](room)
    return sheet


def stack(room: Room, x: float, z: float, count: int, colour: Colour) -> None:
    """Draw ``count`` chairs piled on each other, facing us."""
    half, rise = 0.25, 0.085
    room.shadow(x - half, x + half * 2.2, z - half, z + half, NAVY, alpha=0.34, blur=7)
    for lx, lz in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        room.bar(
            (x + lx * half * 0.8, 0.43, z + lz * half * 0.8),
            (x + lx * half, 0, z + lz * half),
            0.032,
            light(STEEL, 0.15),
        )
    for number in range(count):
        y, tone = 0.43 + number * rise, colour if number % 2 else light(colour, 0.1)
        for way in (-1, 1):
            room.bar(
                (x + way * half * 0.86, y, z + half),
                (x + way * half * 0.86, y + 0.42, z + half + 0.06),
                0.03,
                light(STEEL, 0.15),
            )
        room.box(x - half, x + half, y + 0.2, y + 0.42, z + half + 0.03, z + half + 0.06, tone)
        if number < count - 1:
            for way in (-1, 1):
                room.bar(
                    (x + way * half * 0.92, y, z - half),
                    (x + way * half * 0.96, y + rise, z - half),
                    0.026,
                    light(STEEL, 0.15),
                )
        room.box(x - half, x + half, y, y + 0.035, z - half, z + half, tone)


def _stacks(room: Room) -> None:
    openings = [(-3.1, -1.2), (-0.85, 1.05), (1.4, 3.3)]
    room.windows(
        [face(x0, x1, 0.95, 2.65, room.deep) for x0, x1 in openings],
        seed=231,
        sun=(300, 130),
        height=105,
        water=False,
    )
    for x0, x1 in openings:
        room.back_frame(x0, x1, 0.95, 2.65, panes=2)
        room.sun_from([face(x0, x1, 0.95, 2.65, room.deep)], (0.4, -1, -1.5), alpha=0.42)
    for x, z, count, tone in (
        (-2.3, 2.6, 7, BLUE),
        (2.35, 2.7, 6, OCHRE),
        (-0.75, 1.9, 9, BLUE),
        (0.95, 1.7, 8, BRICK),
    ):
        stack(room, x, z, count, tone)


def _tables(room: Room) -> None:
    room.back_window(0.2, 3.2, 1.0, 2.6, panes=3, seed=236, sun=(640, 222), height=105)
    put.clock(room, -2.6, 2.45, room.deep, 0.24, hour=18.75)
    _table_cart(room)
    room.pool_of_light(1.5, 1.9, 2.2, strength=0.5)
    _folding_table(room, 0.2, 2.6, 1.5, 2.3)
    room.pool_of_light(1.4, 1.9, 1.2, y=0.75, strength=0.55)
    put.plant(room, 1.9, 2.0, height=0.5, pot=PAPER, y=0.75, seed=4)
    put.sheets(room, 0.8, 0.752, 1.65)
    put.cup(room, 0.62, 0.752, 2.0, BRICK)
    room.pendant(1.4, 1.9, 2.1, size=0.36, colour=OCHRE)


def _table_cart(room: Room) -> None:
    """Stand folded tables on edge on a rolling cart."""
    x0, x1, z0, z1 = -2.15, -0.7, 1.6, 3.2
    room.shadow(x0 - 0.1, x1 + 0.7, z0 - 0.2, z1, NAVY, alpha=0.5, blur=10)
    for x in (x0 + 0.1, x1 - 0.1):
        for z in (z1 - 0.1, z0 + 0.1):
            room.sheet.circle(*room.spot(x, 0.07, z), room.metre(x, 0, z) * 0.075, CHARCOAL)
    room.box(x0, x1, 0.14, 0.2, z0, z1, BLUE)
    for x in (x0 + 0.05, x1 - 0.05):
        room.bar((x, 0.2, z1 - 0.05), (x, 1.2, z1 - 0.05), 0.05, BLUE)
    for number in range(8):
        x = x0 + 0.14 + number * 0.145
        wood = light(PINE, 0.08 if number % 2 else 0.26)
        room.box(x, x + 0.05, 0.2, 0.98, z0 + 0.06, z1 - 0.06, wood, front=dark(wood, 0.08))
        room.box(x + 0.05, x + 0.075, 0.3, 0.9, z0 + 0.2, z1 - 0.2, SLATE)
    for x in (x0 + 0.05, x1 - 0.05):
        room.bar((x, 0.2, z0 + 0.05), (x, 1.2, z0 + 0.05), 0.05, BLUE)
    for z in (z1 - 0.05, z0 + 0.05):
        room.bar((x0 + 0.05, 1.2, z), (x1 - 0.05, 1.2, z), 0.05, BLUE)


def _folding_table(room: Room, x0: float, x1: float, z0: float, z1: float) -> None:
    room.shadow(x0, x1, z0, z1, NAVY, alpha=0.45, blur=9)
    for x in (x0 + 0.3, x1 - 0.3):
        for z in (z1 - 0.06, z0 + 0.06):
            room.bar((x, 0.7, z), (x, 0.02, z), 0.04, SLATE)
        room.bar((x, 0.05, z0 + 0.06), (x, 0.05, z1 - 0.06), 0.04, SLATE)
    room.box(x0, x1, 0.7, 0.745, z0, z1, light(PINE, 0.2), front=light(STEEL, 0.4))


def _reading(room: Room) -> None:
    room.back_window(-1.2, 1.9, 0.85, 2.6, panes=3, seed=241, sun=(380, 126), height=110)
    _bookcase(room, -3.4, -1.6)
    put.rug(room, -1.9, 2.3, 1.0, 3.6, light(BLUE, 0.55), light(BLUE, 0.15))
    room.sun_from([face(-1.2, 1.9, 0.85, 2.6, room.deep)], (0.2, -1, -1.8), panes=3, alpha=0.36)
    put.plant(room, 3.0, 4.0, height=1.8, pot=BRICK, seed=5)
    armchair(room, -1.25, 2.5, BLUE, way=1)
    armchair(room, 1.75, 2.5, BLUE, way=-1)
    put.round_table(room, 0.25, 2.1, 0.5, OAK, y=0.45, foot=WALNUT)
    room.box(0.05, 0.35, 0.45, 0.49, 2.0, 2.2, BRICK)
    room.box(0.07, 0.34, 0.49, 0.53, 2.02, 2.18, CREAM)
    put.cup(room, 0.5, 0.45, 2.05, PAPER)
    _floor_lamp(room, 2.75, 3.0)


def armchair(room: Room, x: float, z: float, colour: Colour, *, way: int) -> None:
    """Draw an armchair turned to the right (``way`` 1) or to the left (-1)."""
    back_x = x - way * 0.4
    room.shadow(x - 0.6, x + 0.7, z - 0.5, z + 0.5, NAVY, alpha=0.4, blur=8)
    for lx in (-0.36, 0.36):
        for lz in (-0.36, 0.36):
            room.bar((x + lx, 0.14, z + lz), (x + lx * 1.1, 0, z + lz * 1.05), 0.05, WALNUT)
    far = sorted((back_x - way * 0.02, back_x + way * 0.2))
    room.box(x - 0.44, x + 0.44, 0.12, 0.6, z + 0.34, z + 0.5, dark(colour, 0.1))
    room.box(far[0], far[1], 0.14, 0.98, z - 0.36, z + 0.36, colour)
    room.box(x - 0.4, x + 0.44, 0.14, 0.42, z - 0.36, z + 0.36, colour, top=light(colour, 0.28))
    pillow: list[Point] = [
        (back_x + way * 0.22, 0.44, z - 0.24),
        (back_x + way * 0.22, 0.44, z + 0.2),
        (back_x + way * 0.2, 0.82, z + 0.2),
        (back_x + way * 0.2, 0.82, z - 0.24),
    ]
    room.sheet.polygon(room.shape(pillow), HONEY)
    room.box(x - 0.44, x + 0.44, 0.12, 0.6, z - 0.5, z - 0.34, colour, top=light(colour, 0.2))


def _bookcase(room: Room, x0: float, x1: float) -> None:
    z = room.deep - 0.35
    room.box(x0, x1, 0, 2.3, z, room.deep, OAK)
    for row in range(5):
        y = 0.1 + row * 0.44
        room.face(x0 + 0.06, x1 - 0.06, y, y + 0.38, z, dark(OAK, 0.55))
        put.books(room, x0 + 0.1, y, z - 0.001, wide=(1.6, 1.1, 1.55, 0.9, 1.3)[row], seed=row + 3, tall=0.31)
        if row in (1, 3):
            tone = (BRICK, OCHRE)[row // 2]
            room.drum(x1 - 0.3, z + 0.05, 0.1, y, y + 0.2, tone, top=dark(tone, 0.4))


def _floor_lamp(room: Room, x: float, z: float) -> None:
    room.disc(x, 0.01, z, 0.17, CHARCOAL)
    room.bar((x, 0, z), (x, 1.5, z), 0.035, CHARCOAL)
    low, high = room.shape(circle(x, 1.42, z, 0.26)), room.shape(circle(x, 1.78, z, 0.17))
    xs_low, xs_high = [s[0] for s in low], [s[0] for s in high]
    y_low, y_high = low[0][1], high[0][1]
    shade = [(min(xs_high), y_high), (max(xs_high), y_high), (max(xs_low), y_low), (min(xs_low), y_low)]
    room.sheet.gradient(shade, CREAM, mix(CREAM, HONEY, 0.5))
