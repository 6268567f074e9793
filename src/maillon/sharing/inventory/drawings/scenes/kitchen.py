"""A collective kitchen: the hood and the pots at the back, what is being prepared in front."""

from dataclasses import dataclass

from maillon.sharing.inventory.drawings import food
from maillon.sharing.inventory.drawings.interior import Finish, Room
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    GLOW,
    MIST,
    MOSS,
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
from maillon.sharing.inventory.drawings.perspective import Eye, face, level
from maillon.sharing.inventory.drawings.sheet import Sheet, curve

DESCRIPTIONS = (
    "Cuisine collective\u00a0: une hotte d’acier au-dessus de trois chaudrons, un mur de carreaux "
    "blancs, et des légumes sur le comptoir de bois.",
    "Cuisine le soir\u00a0: trois pains sur une planche et un bol d’œufs sous les lampes "
    "allumées, la hotte et des chaudrons de cuivre devant un mur bleu.",
    "Cuisine en hiver\u00a0: trois tartes sur le comptoir, des armoires vertes, des chaudrons "
    "bleus qui fument et une fenêtre sur la neige.",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things stand along the far wall, and their colours."""

    hood: float
    window: tuple[float, float]
    shelf: tuple[float, float]
    tile: Colour
    joint: Colour
    cupboard: Colour
    pot: Colour
    top: Colour


PLANS = (
    Plan(0.0, (-2.85, -1.2), (1.15, 2.75), PAPER, MIST, BLUE, STEEL, PINE),
    Plan(
        -1.1,
        (0.75, 2.85),
        (-2.9, -2.15),
        light(BLUE, 0.16),
        light(BLUE, 0.38),
        NAVY,
        mix(BRICK, OCHRE, 0.4),
        OAK,
    ),
    Plan(
        1.5,
        (-2.3, 0.25),
        (2.45, 2.95),
        CREAM,
        light(ROSE, 0.4),
        mix(SAGE, SPRUCE, 0.3),
        BLUE,
        light(PINE, 0.2),
    ),
)
FINISHES = (
    Finish(wall=PAPER, side=MIST, floor=light(STEEL, 0.4)),
    Finish(wall=mix(BLUE, NAVY, 0.2), floor=light(OAK, 0.1), ceiling=CREAM),
    Finish(wall=CREAM, side=light(ROSE, 0.5), floor=light(BRICK, 0.35)),
)
BACK = 3.6  # metres to the far wall
DEEP = 0.65  # of a counter


def draw(variant: int) -> Sheet:
    """Draw a kitchen."""
    sheet = Sheet(PAPER)
    room = Room(
        sheet,
        Eye(0, 1.68, -2.05, focal=830, horizon=262),
        LIGHTS[variant],
        wide=6.4,
        deep=BACK,
        high=2.85,
        finish=FINISHES[variant],
    )
    room.shell()
    plan = PLANS[variant]
    room.tiles(step=0.6, alpha=0.22)
    _tiled_wall(room, plan)
    x0, x1 = plan.window
    room.back_window(x0, x1, 1.2, 2.45, panes=2 if variant != 1 else 3, seed=31 + variant, height=100)
    room.sun_from([face(x0, x1, 1.2, 2.45, BACK)], (0.35, -1, -1.3), alpha=0.3)
    _counter(room, plan)
    _range(room, plan)
    _hood(room, plan)
    _shelves(room, plan)
    _island(room, plan)
    (food.vegetables, food.bread, food.pies)[variant](room)
    if variant == 1:
        for x in (-1.35, 0.0, 1.35):
            room.pool_of_light(x, 0.95, 0.9, y=0.93, strength=0.5)
            room.pendant(x, 0.95, 1.78, size=0.19, colour=OCHRE)
    return sheet


def _tiled_wall(room: Room, plan: Plan) -> None:
    low, high, z = 0.9, 2.55 if room.moment.snow else 2.85, BACK
    room.sheet.gradient(room.shape(face(-3.2, 3.2, low, high, z)), plan.tile, dark(plan.tile, 0.1))
    y = low
    row = 0
    while y < high - 0.01:
        x = -3.2 + (0.15 if row % 2 else 0)
        room.face(-3.2, 3.2, y, y + 0.012, z, plan.joint)
        while x < 3.2:
            room.face(x, x + 0.012, y, min(high, y + 0.15), z, plan.joint)
            x += 0.3
        y, row = y + 0.15, row + 1


def _counter(room: Room, plan: Plan) -> None:
    z0 = BACK - DEEP
    room.shadow(-3.2, 3.2, z0 - 0.25, z0, NAVY, alpha=0.35, blur=8)
    room.box(-3.2, 3.2, 0.1, 0.88, z0, BACK, plan.cupboard)
    room.face(-3.2, 3.2, 0, 0.1, z0 + 0.05, dark(plan.cupboard, 0.6))
    step = 0.64
    for number in range(10):
        x = -3.2 + number * step
        room.face(x + 0.03, x + step - 0.03, 0.14, 0.66, z0, light(plan.cupboard, 0.08))
        room.face(x + 0.03, x + step - 0.03, 0.69, 0.85, z0, light(plan.cupboard, 0.08))
        room.face(x + step / 2 - 0.1, x + step / 2 + 0.1, 0.6, 0.62, z0, light(STEEL, 0.4))
        room.face(x + step / 2 - 0.1, x + step / 2 + 0.1, 0.76, 0.78, z0, light(STEEL, 0.4))
    room.box(-3.2, 3.2, 0.88, 0.93, z0 - 0.03, BACK, light(STEEL, 0.35), top=light(STEEL, 0.6))
    x = (plan.window[0] + plan.window[1]) / 2  # the tap and the sink stand under the window
    room.flat(x - 0.42, x + 0.42, z0 + 0.12, z0 + 0.48, SLATE, y=0.931)
    foot, bend = room.spot(x, 0.93, z0 + 0.52), room.spot(x, 1.22, z0 + 0.52)
    spout = room.spot(x, 1.1, z0 + 0.3)
    room.sheet.line(
        curve(foot, bend, ((bend[0] + spout[0]) / 2 + 6, bend[1] - 8), (spout[0] + 12, spout[1])), SLATE, 4
    )


def _range(room: Room, plan: Plan) -> None:
    x, z0 = plan.hood, BACK - DEEP - 0.06
    steel = light(STEEL, 0.25)
    room.box(x - 0.78, x + 0.78, 0.06, 0.94, z0, BACK, steel)
    room.sheet.gradient(room.shape(face(x - 0.78, x + 0.78, 0.06, 0.94, z0)), light(steel, 0.3), steel)
    for dx in (-0.39, 0.39):
        room.face(x + dx - 0.33, x + dx + 0.33, 0.16, 0.66, z0, SLATE)
        room.sheet.gradient(
            room.shape(face(x + dx - 0.26, x + dx + 0.26, 0.24, 0.54, z0)), CHARCOAL, light(SLATE, 0.1)
        )
        room.face(x + dx - 0.28, x + dx + 0.28, 0.6, 0.63, z0 - 0.01, PAPER)
    for number in range(6):
        cx, cy = room.spot(x - 0.6 + number * 0.24, 0.79, z0)
        room.sheet.circle(cx, cy, 5, CHARCOAL)
        room.sheet.line([(cx, cy), (cx + 1, cy - 4)], PAPER, 1.2)
    room.flat(x - 0.74, x + 0.74, z0 + 0.05, BACK - 0.06, CHARCOAL, y=0.941)
    for dx, radius, tall, tone in (
        (-0.5, 0.2, 0.34, plan.pot),
        (0.03, 0.17, 0.22, STEEL),
        (0.5, 0.21, 0.27, plan.pot),
    ):
        _pot(room, x + dx, z0 + 0.36, radius, tall, tone)


def _pot(room: Room, x: float, z: float, radius: float, tall: float, colour: Colour) -> None:
    y = 0.95
    sheet = room.sheet
    left, right, top = (
        room.spot(x - radius, y + tall, z),
        room.spot(x + radius, y + tall, z),
        room.spot(x, y + tall, z),
    )
    wide = right[0] - left[0]
    for edge, way in ((left, -1), (right, 1)):
        sheet.rounded(
            min(edge[0], edge[0] + way * wide * 0.14),
            edge[1] + wide * 0.12,
            max(edge[0], edge[0] + way * wide * 0.14),
            edge[1] + wide * 0.2,
            2,
            dark(colour, 0.4),
        )
    room.drum(x, z, radius, y, y + tall, colour)
    foot = room.spot(x, y, z)
    sheet.rectangle(
        left[0] + wide * 0.12, left[1] + 2, left[0] + wide * 0.24, foot[1] - 3, light(colour, 0.35)
    )
    sheet.ellipse(top[0], top[1] - 1, wide * 0.54, wide * 0.1, dark(colour, 0.12))
    sheet.ellipse(top[0], top[1] - 3, wide * 0.46, wide * 0.08, light(colour, 0.2))
    sheet.rounded(top[0] - 5, top[1] - 12, top[0] + 5, top[1] - 5, 3, CHARCOAL)
    for number, drift in enumerate((-7, 5)):
        rise = 46 + number * 14
        steam = curve(
            (top[0] + drift, top[1] - 10),
            (top[0] + drift - 6, top[1] - rise * 0.5),
            (top[0] + drift + 4, top[1] - rise),
        )
        sheet.line(steam, PAPER, 3.4, alpha=0.4)


def _hood(room: Room, plan: Plan) -> None:
    x, steel = plan.hood, light(STEEL, 0.3)
    z0 = BACK - 0.72
    room.box(x - 0.32, x + 0.32, 2.2, room.high, BACK - 0.5, BACK, steel)
    lower = [(x - 0.92, 1.86, z0), (x + 0.92, 1.86, z0)]
    upper = [(x + 0.34, 2.3, BACK - 0.5), (x - 0.34, 2.3, BACK - 0.5)]
    for way in (-1, 1):
        cheek = [
            (x + way * 0.92, 1.86, z0),
            (x + way * 0.92, 1.86, BACK),
            (x + way * 0.34, 2.3, BACK),
            (x + way * 0.34, 2.3, BACK - 0.5),
        ]
        room.sheet.polygon(room.shape(cheek), dark(steel, 0.2))
    room.sheet.gradient(room.shape([*lower, *upper]), light(steel, 0.45), steel)
    room.box(x - 0.94, x + 0.94, 1.76, 1.86, z0, BACK, dark(steel, 0.05))
    if room.moment.night:
        for dx in (-0.5, 0.5):
            cx, cy = room.spot(x + dx, 1.75, BACK - 0.4)
            room.sheet.glow(cx, cy + 20, 130, 110, GLOW, 0.5)
    rail = 1.68
    room.face(x - 0.85, x + 0.85, rail, rail + 0.02, BACK - 0.02, SLATE)
    for number in range(7):
        _utensil(room, x - 0.75 + number * 0.25, rail, number)


def _utensil(room: Room, x: float, y: float, number: int) -> None:
    tone = (SLATE, WALNUT, STEEL)[number % 3]
    long = 0.22 + 0.05 * (number % 3)
    z = BACK - 0.03
    room.face(x - 0.008, x + 0.008, y - long, y, z, tone)
    (cx, cy), size = room.spot(x, y - long, z), room.metre(x, y, z) * 0.045
    if number % 3 == 0:
        room.sheet.ellipse(cx, cy + size * 0.6, size, size * 0.8, tone)
    elif number % 3 == 1:
        room.sheet.rounded(cx - size * 0.7, cy, cx + size * 0.7, cy + size * 2.2, size * 0.6, tone)
    else:
        room.sheet.ring(cx, cy + size, size * 0.75, size * 1.3, tone, 1.4)
        room.sheet.line([(cx, cy), (cx, cy + size * 2.2)], tone, 1.2)


def _shelves(room: Room, plan: Plan) -> None:
    x0, x1 = plan.shelf
    for row, y in enumerate((1.55, 2.05)):
        room.box(x0, x1, y, y + 0.04, BACK - 0.28, BACK, OAK)
        x, number = x0 + 0.14, row
        while x < x1 - 0.06:
            if number % 3 == 0:
                _plates(room, x, y + 0.04)
                x += 0.34
            else:
                tone = (BLUE, OCHRE, BRICK, PAPER, MOSS)[(number * 2 + row) % 5]
                room.drum(
                    x, BACK - 0.14, 0.07, y + 0.04, y + 0.2 + 0.05 * (number % 2), tone, top=dark(tone, 0.3)
                )
                x += 0.22
            number += 1


def _plates(room: Room, x: float, y: float) -> None:
    for layer in range(5):
        room.drum(
            x + 0.03,
            BACK - 0.14,
            0.13,
            y + layer * 0.03,
            y + layer * 0.03 + 0.022,
            PAPER if layer % 2 else MIST,
        )


def _island(room: Room, plan: Plan) -> None:
    room.shadow(-2.1, 2.1, 0.3, 1.6, NAVY, alpha=0.4, blur=12)
    room.box(-2.0, 2.0, 0.0, 0.87, 0.55, 1.4, plan.cupboard)
    for number in range(4):
        x = -2.0 + number
        room.face(x + 0.05, x + 0.95, 0.1, 0.8, 0.55, light(plan.cupboard, 0.1))
        room.face(x + 0.36, x + 0.64, 0.68, 0.705, 0.54, light(STEEL, 0.3))
    room.box(-2.1, 2.1, 0.87, 0.93, 0.45, 1.5, plan.top, front=dark(plan.top, 0.12))
    room.sheet.gradient(
        room.shape(level(-2.1, 2.1, 0.45, 1.5, 0.93)), light(plan.top, 0.35), light(plan.top, 0.08)
    )
