"""Chairs, tables, plants and the small things that stand on them, all in metres."""

import math

from maillon.sharing.inventory.drawings.dice import Dice
from maillon.sharing.inventory.drawings.palette import (
    CHARCOAL,
    PAPER,
    SPRUCE,
    STEEL,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import View, circle, face, hull, level
from maillon.sharing.inventory.drawings.sheet import Spot, curve

SEAT = 0.45  # metres from the floor
LOOKS = {"away": (0, 1), "here": (0, -1), "left": (-1, 0), "right": (1, 0)}


def chair(
    view: View,
    x: float,
    z: float,
    colour: Colour,
    *,
    looks: str = "away",
    metal: Colour = STEEL,
    size: float = 0.42,
) -> None:
    """Draw a chair at (x, z) whose sitter looks ``away``, ``here`` (to the reader), ``left`` or ``right``."""
    half = size / 2
    dx, dz = LOOKS[looks]
    view.shadow(x - half, x + half, z - half, z + half, CHARCOAL, alpha=0.22, blur=5)
    back_first = dz < 0 or (dz == 0 and (x - view.eye.x) * dx > 0)
    if back_first:
        _chair_back(view, x, z, colour, looks, metal, half)
    for lx, lz in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        view.bar(
            (x + lx * half * 0.88, SEAT, z + lz * half * 0.88),
            (x + lx * half * 0.98, 0, z + lz * half),
            0.03,
            metal,
        )
    view.box(x - half, x + half, SEAT - 0.045, SEAT, z - half, z + half, colour)
    if not back_first:
        _chair_back(view, x, z, colour, looks, metal, half)


def _chair_back(
    view: View, x: float, z: float, colour: Colour, looks: str, metal: Colour, half: float
) -> None:
    dx, dz = LOOKS[looks]
    bx, bz = x - dx * half, z - dz * half
    for turn in (-1, 1):
        px, pz = bx + (turn * half * 0.8 if dz else 0), bz + (turn * half * 0.8 if dx else 0)
        view.bar((px, SEAT, pz), (px, SEAT + 0.4, pz), 0.03, metal)
    wide_x, wide_z = (half, 0.02) if dz else (0.02, half)
    view.box(bx - wide_x, bx + wide_x, SEAT + 0.16, SEAT + 0.42, bz - wide_z, bz + wide_z, colour)


def table(
    view: View,
    x0: float,
    x1: float,
    z0: float,
    z1: float,
    colour: Colour,
    *,
    y: float = 0.74,
    metal: Colour = STEEL,
    thick: float = 0.05,
) -> None:
    """Draw a table with four legs."""
    view.shadow(x0, x1, z0, z1, CHARCOAL, alpha=0.24, blur=9)
    for x, z in ((x0, z1), (x1, z1), (x0, z0), (x1, z0)):
        inset_x, inset_z = (0.06 if x == x0 else -0.06), (0.06 if z == z0 else -0.06)
        view.bar((x + inset_x, y - thick, z + inset_z), (x + inset_x, 0, z + inset_z), 0.05, metal)
    view.box(x0, x1, y - thick, y, z0, z1, colour, front=dark(colour, 0.2))


def round_table(
    view: View,
    x: float,
    z: float,
    radius: float,
    colour: Colour,
    *,
    y: float = 0.74,
    foot: Colour = CHARCOAL,
    squash: float = 1,
) -> list[Spot]:
    """Draw a round table on one foot; return the outline of its top."""
    view.sheet.soft(view.shape(circle(x, 0, z, radius * 0.95, squash=squash)), CHARCOAL, 0.26, 10)
    view.sheet.polygon(view.shape(circle(x, 0.02, z, radius * 0.42, squash=squash)), foot)
    view.bar((x, 0, z), (x, y, z), 0.12, foot)
    low = view.shape(circle(x, y - 0.05, z, radius, squash=squash))
    high = view.shape(circle(x, y, z, radius, squash=squash))
    view.sheet.polygon(hull([*low, *high]), dark(colour, 0.3))
    view.sheet.gradient(high, light(colour, 0.3), light(colour, 0.08))
    return high


def laptop(
    view: View,
    x: float,
    y: float,
    z: float,
    *,
    looks: str = "away",
    screen: Colour = PAPER,
    body: Colour = STEEL,
) -> None:
    """Draw an open laptop; its user looks ``away`` (we see the screen) or ``here`` (we see the lid)."""
    if looks == "away":
        lid = [
            (x - 0.17, y, z + 0.1),
            (x + 0.17, y, z + 0.1),
            (x + 0.17, y + 0.22, z + 0.16),
            (x - 0.17, y + 0.22, z + 0.16),
        ]
        glass = [
            (x - 0.15, y + 0.02, z + 0.105),
            (x + 0.15, y + 0.02, z + 0.105),
            (x + 0.15, y + 0.2, z + 0.155),
            (x - 0.15, y + 0.2, z + 0.155),
        ]
        view.sheet.polygon(view.shape(lid), CHARCOAL)
        view.sheet.polygon(view.shape(glass), screen)
        view.flat(x - 0.17, x + 0.17, z - 0.13, z + 0.1, body, y=y + 0.005)
        view.flat(x - 0.14, x + 0.14, z - 0.02, z + 0.08, dark(body, 0.35), y=y + 0.006)
        return
    view.flat(x - 0.17, x + 0.17, z - 0.1, z + 0.13, dark(body, 0.2), y=y + 0.005)
    lid = [
        (x - 0.17, y, z - 0.1),
        (x + 0.17, y, z - 0.1),
        (x + 0.17, y + 0.22, z - 0.14),
        (x - 0.17, y + 0.22, z - 0.14),
    ]
    view.sheet.polygon(view.shape(lid), body)
    cx, cy = view.spot(x, y + 0.12, z - 0.12)
    view.sheet.circle(cx, cy, view.metre(x, y, z) * 0.018, light(body, 0.6))


def cup(view: View, x: float, y: float, z: float, colour: Colour) -> None:
    """Draw a cup."""
    view.drum(x, z, 0.04, y, y + 0.1, colour, top=dark(colour, 0.45), neck=1.08)


def sheets(view: View, x: float, y: float, z: float, *, wide: float = 0.21, long: float = 0.28) -> None:
    """Lay a few sheets of paper."""
    view.flat(x, x + wide, z, z + long, light(STEEL, 0.7), y=y + 0.002)
    view.flat(x + 0.02, x + wide + 0.02, z + 0.02, z + long + 0.02, PAPER, y=y + 0.004)
    for row in range(4):
        view.flat(
            x + 0.05,
            x + wide - 0.02,
            z + 0.07 + row * 0.05,
            z + 0.08 + row * 0.05,
            STEEL,
            y=y + 0.005,
            alpha=0.7,
        )


def plant(
    view: View,
    x: float,
    z: float,
    *,
    height: float = 1.5,
    pot: Colour,
    leaf: Colour = SPRUCE,
    y: float = 0,
    seed: int = 1,
) -> None:
    """Draw a potted plant with long arched leaves."""
    dice = Dice(seed)
    radius = height * 0.16
    if y == 0:
        view.shadow(x - radius, x + radius * 1.3, z - radius, z + radius, CHARCOAL, alpha=0.3, blur=6)
    (cx, cy), metre = view.spot(x, y + height * 0.26, z), view.metre(x, y, z)
    count = 13
    for number in range(count):
        lean = (number / (count - 1) - 0.5) * 2
        lean = lean * 0.9 + dice.between(-0.1, 0.1)
        tall = height * 0.74 * metre * dice.between(0.72, 1.0) * (1 - 0.35 * abs(lean))
        reach = lean * height * 0.5 * metre
        tip = (cx + reach, cy - tall)
        bend = (cx + reach * 0.35, cy - tall * 0.72)
        wide = height * 0.042 * metre
        tone = mix(leaf, light(leaf, 0.35) if number % 2 else dark(leaf, 0.25), dice.between(0.2, 0.9))
        one = curve((cx, cy), (bend[0] - wide, bend[1]), tip, steps=8)
        other = curve(tip, (bend[0] + wide, bend[1] + wide * 0.7), (cx, cy), steps=8)
        view.sheet.polygon([*one, *other], tone)
    view.drum(x, z, radius, y, y + height * 0.27, pot, top=dark(pot, 0.45), neck=1.18)


def books(view: View, x: float, y: float, z: float, *, wide: float, seed: int, tall: float = 0.26) -> None:
    """Stand a row of books, their backs to the reader."""
    dice, at = Dice(seed), x
    tones = (SPRUCE, light(STEEL, 0.3), mix(PAPER, STEEL, 0.2), dark(STEEL, 0.5))
    while at < x + wide - 0.06:
        thick = dice.between(0.025, 0.055)
        tone = tones[dice.whole(0, 3)] if dice.between(0, 1) < 0.7 else (9, 87, 151)
        view.face(at, at + thick, y, y + tall * dice.between(0.75, 1), z, tone)
        at += thick + 0.004


def clock(view: View, x: float, y: float, z: float, radius: float, *, hour: float = 10.15) -> None:
    """Hang a clock on a wall that faces the reader."""
    (cx, cy), size = view.spot(x, y, z), view.metre(x, y, z) * radius
    view.sheet.circle(cx, cy, size * 1.14, CHARCOAL)
    view.sheet.circle(cx, cy, size, PAPER)
    for mark in range(12):
        turn = math.radians(mark * 30)
        view.sheet.circle(
            cx + math.sin(turn) * size * 0.8,
            cy - math.cos(turn) * size * 0.8,
            max(0.7, size * 0.05),
            CHARCOAL,
        )
    for turn, reach, width in (
        (math.radians(hour * 30), 0.48, 0.11),
        (math.radians(hour % 1 * 360), 0.72, 0.08),
    ):
        view.sheet.line(
            [(cx, cy), (cx + math.sin(turn) * size * reach, cy - math.cos(turn) * size * reach)],
            CHARCOAL,
            max(1, size * width),
        )


def framed(view: View, x0: float, x1: float, y0: float, y1: float, z: float, frame: Colour) -> list[Spot]:
    """Hang an empty frame on a wall that faces the reader; return the outline of its picture."""
    view.sheet.soft(view.shape(face(x0 + 0.04, x1 + 0.05, y0 - 0.06, y1 - 0.04, z)), CHARCOAL, 0.25, 4)
    view.face(x0, x1, y0, y1, z, frame)
    edge = 0.04
    picture = view.shape(face(x0 + edge, x1 - edge, y0 + edge, y1 - edge, z))
    view.sheet.polygon(picture, PAPER)
    return picture


def rug(view: View, x0: float, x1: float, z0: float, z1: float, colour: Colour, border: Colour) -> None:
    """Lay a rug with a border."""
    view.flat(x0, x1, z0, z1, border, y=0.005)
    view.flat(x0 + 0.12, x1 - 0.12, z0 + 0.12, z1 - 0.12, colour, y=0.006)
    view.sheet.gradient(
        view.shape(level(x0 + 0.12, x1 - 0.12, z0 + 0.12, z1 - 0.12, 0.006)), light(colour, 0.12), colour
    )
