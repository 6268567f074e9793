"""A workshop: joinery, a bicycle under repair, a canoe being built."""

import math

from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.palette import (
    BARK,
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
from maillon.sharing.inventory.drawings.perspective import Eye, face
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, curve

DESCRIPTIONS = (
    "Atelier de menuiserie\u00a0: un établi avec son étau, une scie sur table, "
    "des planches debout contre le mur et une fenêtre au soleil.",
    "Atelier de vélo le soir\u00a0: un vélo bleu sur son pied de réparation, des roues au mur "
    "et l’établi sous une lampe.",
    "Atelier en hiver\u00a0: un canot de bois en construction sur des tréteaux, "
    "devant deux fenêtres sur la neige.",
)
FINISHES = (
    Finish(wall=CREAM, side=light(PINE, 0.3), floor=light(STEEL, 0.35), frame=WALNUT),
    Finish(wall=mix(SPRUCE, SAGE, 0.25), floor=light(SLATE, 0.25), ceiling=CREAM),
    Finish(wall=PINE, side=OAK, floor=light(OAK, 0.35), ceiling=light(PINE, 0.35), frame=PAPER),
)
EYES = (
    Eye(0.2, 1.75, -3.3, focal=900, horizon=250, centre=480),
    Eye(0.3, 1.45, -2.0, focal=800, horizon=286, centre=490),
    Eye(0.2, 1.85, -2.9, focal=850, horizon=236, centre=490),
)


def draw(variant: int) -> Sheet:
    """Draw a workshop."""
    sheet = Sheet(PAPER)
    room = Room(sheet, EYES[variant], LIGHTS[variant], wide=7.2, deep=4.6, high=3.1, finish=FINISHES[variant])
    room.shell()
    (_joinery, _bicycle, _canoe)[variant](room)
    return sheet


def _joinery(room: Room) -> None:
    room.tiles(step=1.2, alpha=0.12)
    opening = face(-0.6, 2.3, 1.15, 2.7, room.deep)
    room.back_window(-0.6, 2.3, 1.15, 2.7, panes=3, rows=2, seed=41, sun=(590, 120), height=120, water=False)
    room.sun_from([opening], (-0.35, -1, -1.3), panes=3, alpha=0.4)
    _lumber(room)
    _hung_tools(room)
    _workbench(room, -0.9, 2.5, 3.7, 4.5)
    _table_saw(room)
    _saw_horses(room)


def _lumber(room: Room) -> None:
    """Lean planks against the wall, at the right."""
    for number, (x, tall) in enumerate(((2.75, 2.5), (2.95, 2.2), (3.12, 2.7), (3.3, 2.35))):
        tone = (PINE, OAK, light(OAK, 0.3), WALNUT)[number]
        foot = room.deep - 0.5 - 0.06 * number
        room.sheet.polygon(
            room.shape(
                [
                    (x - 0.1, 0, foot),
                    (x + 0.12, 0, foot),
                    (x + 0.16, tall, room.deep - 0.02),
                    (x - 0.06, tall, room.deep - 0.02),
                ]
            ),
            tone,
        )


def _hung_tools(room: Room) -> None:
    z = room.deep - 0.02
    room.face(-3.2, -1.0, 1.25, 2.55, z, light(WALNUT, 0.15))
    room.face(-3.14, -1.06, 1.31, 2.49, z, light(OAK, 0.18))
    for number in range(3):  # hand saws
        x = -2.95 + number * 0.42
        blade = [(x, 2.3, z), (x + 0.3, 2.3, z), (x + 0.18, 1.65, z), (x + 0.1, 1.65, z)]
        room.sheet.polygon(room.shape(blade), light(STEEL, 0.4))
        room.face(x, x + 0.3, 2.25, 2.4, z, (BRICK, BLUE, WALNUT)[number])
    for number in range(5):  # chisels
        x = -1.65 + number * 0.12
        room.face(x, x + 0.05, 2.1, 2.35, z, OCHRE if number % 2 else BRICK)
        room.face(x + 0.01, x + 0.04, 1.85, 2.1, z, light(STEEL, 0.3))
    room.face(-1.68, -1.1, 1.62, 1.66, z, CHARCOAL)
    room.face(-1.42, -1.36, 1.38, 1.62, z, CHARCOAL)


def _workbench(room: Room, x0: float, x1: float, z0: float, z1: float, wood: Colour = OAK) -> None:
    room.shadow(x0, x1, z0 - 0.2, z1, NAVY, alpha=0.35, blur=8)
    for x in (x0 + 0.12, x1 - 0.12):
        room.box(x - 0.08, x + 0.08, 0, 0.85, z1 - 0.2, z1 - 0.05, dark(wood, 0.15))
        room.box(x - 0.08, x + 0.08, 0, 0.85, z0 + 0.05, z0 + 0.2, wood)
    room.box(x0 + 0.1, x1 - 0.1, 0.28, 0.34, z0 + 0.1, z1 - 0.1, wood)
    for number, tone in enumerate((BLUE, SPRUCE, BRICK)):
        x = x0 + 0.5 + number * 0.75
        room.box(x, x + 0.5, 0.34, 0.62, z0 + 0.2, z1 - 0.2, tone)
    room.box(x0, x1, 0.83, 0.93, z0, z1, light(wood, 0.15))
    room.box(x0 + 0.15, x0 + 0.5, 0.72, 0.98, z0 - 0.16, z0 + 0.02, SLATE)  # the vice
    room.bar((x0 + 0.14, 0.84, z0 - 0.2), (x0 + 0.52, 0.84, z0 - 0.2), 0.035, light(STEEL, 0.4))


def _table_saw(room: Room) -> None:
    room.shadow(-2.6, -0.7, 1.2, 2.5, NAVY, alpha=0.4, blur=10)
    room.box(-2.2, -1.1, 0, 0.8, 1.5, 2.3, BLUE)
    room.face(-2.05, -1.25, 0.15, 0.45, 1.5, dark(BLUE, 0.3))
    cx, cy = room.spot(-1.4, 0.62, 1.5)
    room.sheet.circle(cx, cy, 17, CHARCOAL)
    room.sheet.ring(cx, cy, 12, 12, STEEL, 3)
    room.sheet.circle(cx, cy - 11, 4, BRICK)
    room.box(-2.6, -0.7, 0.8, 0.88, 1.25, 2.45, light(STEEL, 0.2), top=light(STEEL, 0.5))
    blade = [
        (-1.66, 0.88 + 0.24 * math.sin(turn), 1.85 + 0.24 * math.cos(turn))
        for turn in (math.pi * n / 12 for n in range(13))
    ]
    room.sheet.polygon(room.shape(blade), SLATE)
    room.box(-1.3, -1.22, 0.88, 0.96, 1.25, 2.45, OCHRE)
    room.box(-2.55, -1.7, 0.885, 0.92, 1.45, 2.25, PINE)


def _saw_horses(room: Room) -> None:
    room.shadow(0.2, 2.9, 0.9, 2.1, NAVY, alpha=0.34, blur=11)
    for x in (0.5, 2.5):
        for dz, lean in ((0.35, 0.2), (-0.35, -0.2)):
            for dx in (-0.06, 0.06):
                room.bar((x + dx, 0.66, 1.5 + dz - lean), (x + dx * 3, 0, 1.5 + dz), 0.06, OAK)
        room.box(x - 0.08, x + 0.08, 0.62, 0.7, 1.05, 1.95, OAK)
    for number in range(3):
        room.box(
            0.0, 3.0, 0.7 + 0.001, 0.75, 1.15 + number * 0.26, 1.37 + number * 0.26, light(PINE, 0.1 * number)
        )
    room.box(1.2, 1.5, 0.75, 0.86, 1.3, 1.42, WALNUT)
    room.box(1.28, 1.42, 0.86, 0.96, 1.33, 1.4, WALNUT)
    for number in range(7):  # shavings
        cx, cy = room.spot(0.35 + 0.4 * number + 0.1 * (number % 3), 0, 0.75 + 0.1 * ((number * 3) % 4))
        room.sheet.ring(cx, cy, 7, 4, light(PINE, 0.35), 2.4, (20, 300))


def _bicycle(room: Room) -> None:
    room.tiles(step=1.0, alpha=0.14)
    room.back_window(-2.9, -0.9, 1.2, 2.6, panes=2, rows=2, seed=45, sun=(240, 215), height=100)
    _wall_wheels(room)
    _workbench(room, 0.2, 3.3, 3.75, 4.5, WALNUT)
    for x, tone in ((1.0, BRICK), (1.35, OCHRE), (2.5, BLUE), (2.85, CREAM)):
        room.drum(x, 4.1, 0.09, 0.93, 1.2, tone, top=dark(tone, 0.3))
    room.box(1.65, 2.25, 0.93, 1.17, 3.95, 4.25, BRICK)
    room.box(1.85, 2.05, 1.17, 1.21, 4.05, 4.15, CHARCOAL)
    room.pool_of_light(1.7, 4.0, 1.6, y=0.95, strength=0.45)
    room.pool_of_light(-0.1, 1.6, 2.8, strength=0.55)
    _stand(room)
    metre = room.metre(0, 1, 1.6)
    bicycle(room.sheet, *room.spot(-0.05, 0.98, 1.6), metre * 1.06, BLUE)
    room.box(-2.6, -1.7, 0, 0.34, 2.2, 2.7, BRICK)
    room.box(-2.62, -1.68, 0.34, 0.4, 2.18, 2.72, dark(BRICK, 0.2))
    room.drum(2.2, 1.5, 0.14, 0, 0.06, CHARCOAL)
    room.bar((2.2, 0, 1.5), (2.2, 0.75, 1.5), 0.05, SLATE)
    room.bar((2.0, 0.75, 1.5), (2.4, 0.75, 1.5), 0.05, CHARCOAL)
    room.pendant(1.7, 4.0, 2.15, size=0.24, colour=OCHRE)
    room.pendant(-0.1, 1.7, 2.45, size=0.3, colour=OCHRE)


def _wall_wheels(room: Room) -> None:
    for x, y, radius in ((0.75, 2.1, 0.36), (1.6, 2.1, 0.36), (2.7, 2.25, 0.3)):
        (cx, cy), metre = room.spot(x, y, room.deep), room.metre(x, y, room.deep)
        room.face(x - 0.02, x + 0.02, y + radius, y + radius + 0.1, room.deep, WALNUT)
        wheel(room.sheet, cx, cy, radius * metre, 3.4)


def _stand(room: Room) -> None:
    room.shadow(-1.4, 1.3, 1.2, 2.0, NAVY, alpha=0.5, blur=12)
    for dx, dz in ((-0.6, 0.25), (0.6, 0.25), (0.0, -0.45)):
        room.bar((-0.1, 0.3, 1.75), (-0.1 + dx, 0.02, 1.75 + dz), 0.06, CHARCOAL)
    room.bar((-0.1, 0.1, 1.75), (-0.1, 1.75, 1.75), 0.07, CHARCOAL)
    room.bar((-0.1, 1.7, 1.75), (-0.3, 1.42, 1.62), 0.07, BRICK)


def wheel(sheet: Sheet, x: float, y: float, radius: float, width: float, *, tyre: Colour = CHARCOAL) -> None:
    """Draw a bicycle wheel with its spokes."""
    for number in range(9):
        turn = math.radians(number * 20 + 7)
        dx, dy = math.cos(turn) * radius, math.sin(turn) * radius
        sheet.line([(x - dx, y - dy), (x + dx, y + dy)], light(STEEL, 0.2), 0.8)
    sheet.ring(x, y, radius - width * 0.8, radius - width * 0.8, light(STEEL, 0.45), width * 0.4)
    sheet.ring(x, y, radius, radius, tyre, width)
    sheet.circle(x, y, radius * 0.09, SLATE)


def bicycle(sheet: Sheet, x: float, y: float, size: float, colour: Colour) -> None:
    """Draw a bicycle seen from the left; (x, y) is the middle of its frame, ``size`` the pixels of a metre."""

    def at(dx: float, dy: float) -> Spot:
        return x + dx * size, y - dy * size

    rear, front, crank = at(-0.52, -0.22), at(0.56, -0.22), at(-0.06, -0.26)
    seat, head, low_head = at(-0.2, 0.32), at(0.36, 0.34), at(0.39, 0.22)
    for hub in (rear, front):
        wheel(sheet, *hub, size * 0.335, size * 0.032)
    tube = size * 0.042
    for one, other, wide in (
        (seat, crank, 1),
        (seat, rear, 0.55),
        (crank, rear, 0.6),
        (crank, low_head, 1.15),
        (at(-0.19, 0.26), head, 1),
    ):
        sheet.line([one, other], colour, tube * wide)
    sheet.line(curve(head, low_head, at(0.47, 0.02), front), dark(colour, 0.15), tube * 0.85)
    sheet.line([seat, at(-0.24, 0.45)], SLATE, tube * 0.8)
    sheet.polygon(
        curve(at(-0.4, 0.47), at(-0.3, 0.51), at(-0.06, 0.48), at(-0.22, 0.43), at(-0.4, 0.47)), WALNUT
    )
    sheet.line([head, at(0.34, 0.46)], SLATE, tube * 0.8)
    sheet.line(curve(at(0.2, 0.5), at(0.34, 0.47), at(0.46, 0.5), at(0.5, 0.44)), CHARCOAL, tube * 0.8)
    sheet.line([at(0.2, 0.5), at(0.13, 0.5)], WALNUT, tube * 1.1)
    sheet.circle(*crank, size * 0.085, SLATE)
    sheet.circle(*crank, size * 0.05, light(STEEL, 0.3))
    sheet.line([crank, at(0.06, -0.4)], CHARCOAL, tube * 0.6)
    sheet.line([at(0.0, -0.41), at(0.13, -0.41)], CHARCOAL, tube * 0.8)
    sheet.line([at(-0.06, -0.345), at(-0.52, -0.26)], CHARCOAL, 1.2)


def _canoe(room: Room) -> None:
    room.planks(step=0.5)
    _boards_on_walls(room)
    openings = [(-2.9, -0.5), (0.5, 2.9)]
    room.windows(
        [face(x0, x1, 1.05, 2.6, room.deep) for x0, x1 in openings], seed=48, sun=(690, 130), height=110
    )
    for x0, x1 in openings:
        room.back_frame(x0, x1, 1.05, 2.6, panes=3, rows=1)
        room.sun_from([face(x0, x1, 1.05, 2.6, room.deep)], (-0.3, -1, -1.7), panes=3, alpha=0.42)
    room.box(-0.38, 0.38, 1.3, 1.34, room.deep - 0.2, room.deep, WALNUT)
    for number, tone in enumerate((BLUE, BRICK, OCHRE)):
        room.drum(-0.24 + number * 0.24, room.deep - 0.1, 0.07, 1.34, 1.52, tone)
    _paddles(room)
    room.shadow(-2.2, 2.2, 1.1, 2.2, NAVY, alpha=0.34, blur=14)
    for x in (-1.15, 1.15):
        for dx, dz in ((-0.3, 0.3), (0.3, 0.3), (-0.3, -0.3), (0.3, -0.3)):
            room.bar((x + dx * 0.3, 0.62, 1.7 + dz * 0.8), (x + dx, 0, 1.7 + dz), 0.07, OAK)
        room.box(x - 0.08, x + 0.08, 0.56, 0.66, 1.2, 2.2, OAK)
    _hull(room)
    for number in range(3):
        room.box(
            -3.0,
            -1.7,
            0.03 + number * 0.07,
            0.09 + number * 0.07,
            1.0 + number * 0.05,
            1.4,
            light(PINE, 0.1 * number),
        )
    room.drum(2.5, 1.0, 0.17, 0, 0.3, SLATE, top=BARK)
    room.bar((2.5, 0.25, 1.0), (2.62, 0.55, 1.0), 0.03, PINE)


def _boards_on_walls(room: Room) -> None:
    tone = dark(room.finish.wall, 0.14)
    y = 0.3
    while y < room.high:
        room.face(-room.half, room.half, y, y + 0.015, room.deep, tone)
        for x in (-room.half, room.half):
            room.side(
                x * 0.999, y, y + 0.015, room.front + 0.5, room.deep, dark(room.finish.side or tone, 0.35)
            )
        y += 0.28


def _paddles(room: Room) -> None:
    x = -room.half + 0.02
    for number, tone in enumerate((BLUE, BRICK)):
        z = 2.5 + number * 0.7
        room.side(x, 1.3, 2.3, z - 0.025, z + 0.025, HONEY)
        blade = [
            (x, 1.4, z - 0.02),
            (x, 1.25, z - 0.1),
            (x, 0.85, z - 0.09),
            (x, 0.76, z),
            (x, 0.85, z + 0.09),
            (x, 1.25, z + 0.1),
            (x, 1.4, z + 0.02),
        ]
        room.sheet.polygon(room.shape(blade), tone)


def _hull(room: Room) -> None:
    """Draw the canoe: a far inner side with ribs, the near outer side with its planks and its gunwale."""
    sheet = room.sheet

    def at(share: float, height: float, away: float) -> Spot:
        """Return a place on the hull: from stern (-1) to bow (1), from keel to gunwale, from near to far side."""
        rise = 0.3 * abs(share) ** 3.2
        half = 0.44 * (1 - abs(share) ** 2.6) * (0.35 + 0.65 * height)
        return room.spot(
            2.15 * share * (0.93 + 0.06 * height), 0.7 + 0.42 * height + rise * height, 1.7 + away * half
        )

    steps = [n / 20 - 1 for n in range(41)]
    far, near = [at(s, 1, 1) for s in steps], [at(s, 1, -1) for s in steps]
    keel, bilge = [at(s, 0, -1) for s in steps], [at(s, 0.35, -1) for s in steps]
    sheet.polygon([*far, *reversed(near)], dark(OAK, 0.4))
    sheet.polygon([*far, *reversed([at(s, 0.45, 1) for s in steps])], light(OAK, 0.1))
    for number in range(-8, 9):
        share = number / 9
        sheet.line([at(share, 1, 1), at(share, 0.7, 0.9), at(share, 0.45, 0.6)], PINE, 3)
    for share in (-0.45, 0.0, 0.45):
        sheet.polygon(
            [
                at(share - 0.02, 0.95, 1),
                at(share + 0.02, 0.95, 1),
                at(share + 0.02, 0.95, -1),
                at(share - 0.02, 0.95, -1),
            ],
            WALNUT,
        )
    sheet.gradient([*near, *reversed(keel)], light(HONEY, 0.12), OAK, mix(OAK, BRICK, 0.35))
    sheet.polygon([*bilge, *reversed(keel)], WALNUT, 0.25)
    for height in (0.2, 0.4, 0.6, 0.8):
        sheet.line([at(s, height, -1) for s in steps], dark(OAK, 0.3), 1.1)
    sheet.line(far, WALNUT, 3)
    sheet.line(near, WALNUT, 4.5)
    sheet.line([at(1, 0, -1), at(1.0, 0.5, -1), at(1, 1, -1)], WALNUT, 4)
    sheet.line([at(-1, 0, -1), at(-1.0, 0.5, -1), at(-1, 1, -1)], WALNUT, 4)
