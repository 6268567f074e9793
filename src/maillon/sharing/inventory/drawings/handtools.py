"""Hand tools, laid flat before the eye: each hangs from (x, y) and is about ``size`` pixels tall."""

import math

from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    HONEY,
    OAK,
    OCHRE,
    PAPER,
    SLATE,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
)
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, arc, curve


def cast(sheet: Sheet, spots: list[Spot]) -> None:
    """Lay the shadow of a tool on the wall behind it."""
    sheet.soft([(x + 5, y + 7) for x, y in spots], CHARCOAL, 0.26, 4)


def hammer(sheet: Sheet, x: float, y: float, size: float, *, colour: Colour = OAK) -> None:
    """Draw a claw hammer hanging by its head."""
    wide = size * 0.05
    handle = [
        (x - wide, y + size * 0.12),
        (x + wide, y + size * 0.12),
        (x + wide * 1.3, y + size),
        (x - wide * 1.3, y + size),
    ]
    cast(sheet, handle)
    sheet.polygon(handle, colour)
    sheet.polygon(
        [
            (x - wide * 1.4, y + size * 0.66),
            (x + wide * 1.4, y + size * 0.66),
            (x + wide * 1.6, y + size),
            (x - wide * 1.6, y + size),
        ],
        BRICK,
    )
    head = [
        (x + size * 0.2, y),
        (x + size * 0.2, y + size * 0.16),
        (x + size * 0.05, y + size * 0.14),
        (x - size * 0.06, y + size * 0.14),
        *curve(
            (x - size * 0.06, y + size * 0.14),
            (x - size * 0.16, y + size * 0.12),
            (x - size * 0.26, y + size * 0.2),
        ),
        *curve((x - size * 0.26, y + size * 0.2), (x - size * 0.18, y + size * 0.02), (x - size * 0.04, y)),
    ]
    sheet.polygon(head, SLATE)
    sheet.rectangle(x + size * 0.14, y - size * 0.01, x + size * 0.21, y + size * 0.17, CHARCOAL)


def saw(sheet: Sheet, x: float, y: float, size: float, *, colour: Colour = WALNUT) -> None:
    """Draw a hand saw lying along the wall, its handle to the left."""
    blade = [
        (x + size * 0.2, y),
        (x + size, y + size * 0.1),
        (x + size, y + size * 0.16),
        (x + size * 0.2, y + size * 0.3),
    ]
    cast(sheet, blade)
    sheet.gradient(blade, light(STEEL, 0.6), STEEL)
    for number in range(18):
        share = number / 18
        left, right = x + size * (0.2 + 0.8 * share), x + size * (0.2 + 0.8 * (share + 1 / 18))
        low = y + size * (0.3 - 0.14 * share)
        sheet.polygon([(left, low - 1), (right, low - size * 0.008), (left + 2, low + size * 0.018)], STEEL)
    grip = curve(
        (x + size * 0.22, y - size * 0.02),
        (x + size * 0.06, y + size * 0.02),
        (x, y + size * 0.16),
        (x + size * 0.06, y + size * 0.32),
        (x + size * 0.22, y + size * 0.31),
    )
    sheet.polygon(grip, colour)
    sheet.ellipse(x + size * 0.11, y + size * 0.16, size * 0.045, size * 0.09, light(OAK, 0.35))


def wrench(sheet: Sheet, x: float, y: float, size: float, *, colour: Colour = STEEL) -> None:
    """Draw an open-ended wrench."""
    wide = size * 0.055
    shaft = [
        (x - wide, y + size * 0.16),
        (x + wide, y + size * 0.16),
        (x + wide, y + size * 0.86),
        (x - wide, y + size * 0.86),
    ]
    cast(sheet, shaft)
    sheet.polygon(shaft, colour)
    for cy, turn in ((y + size * 0.1, -90), (y + size * 0.9, 90)):
        radius = size * 0.12
        jaw = arc(x, cy, radius, radius, turn + 38, turn + 322)
        mouth = [
            (
                x + radius * 0.42 * math.cos(math.radians(turn + way)),
                cy + radius * 0.42 * math.sin(math.radians(turn + way)),
            )
            for way in (-70, 180, 70)
        ]
        sheet.polygon([*jaw, *mouth], colour)
    sheet.line([(x, y + size * 0.3), (x, y + size * 0.7)], light(colour, 0.4), wide * 0.5)


def screwdriver(sheet: Sheet, x: float, y: float, size: float, *, colour: Colour = BLUE) -> None:
    """Draw a screwdriver, its handle up."""
    wide = size * 0.075
    cast(sheet, [(x - wide, y), (x + wide, y), (x + wide, y + size * 0.42), (x - wide, y + size * 0.42)])
    sheet.rounded(x - wide, y, x + wide, y + size * 0.42, wide * 0.7, colour)
    sheet.rectangle(x - wide * 0.35, y + size * 0.05, x + wide * 0.1, y + size * 0.36, light(colour, 0.35))
    sheet.rectangle(x - wide * 0.32, y + size * 0.42, x + wide * 0.32, y + size * 0.94, light(STEEL, 0.2))
    sheet.polygon(
        [
            (x - wide * 0.5, y + size * 0.92),
            (x + wide * 0.5, y + size * 0.92),
            (x + wide * 0.3, y + size),
            (x - wide * 0.3, y + size),
        ],
        SLATE,
    )


def pliers(sheet: Sheet, x: float, y: float, size: float, *, colour: Colour = BRICK) -> None:
    """Draw a pair of pliers, its jaws up."""
    for way in (-1, 1):
        handle = curve(
            (x - way * size * 0.02, y + size * 0.34),
            (x + way * size * 0.13, y + size * 0.55),
            (x + way * size * 0.12, y + size * 0.8),
            (x + way * size * 0.08, y + size),
        )
        cast(sheet, [*handle, (x, y + size * 0.4)])
        sheet.line(handle, colour, size * 0.075)
        sheet.polygon(
            [
                (x, y + size * 0.38),
                (x + way * size * 0.1, y + size * 0.26),
                (x + way * size * 0.05, y),
                (x + way * size * 0.008, y),
            ],
            SLATE,
        )
    sheet.circle(x, y + size * 0.32, size * 0.085, STEEL)
    sheet.circle(x, y + size * 0.32, size * 0.03, CHARCOAL)


def level(sheet: Sheet, x: float, y: float, size: float, *, colour: Colour = OCHRE) -> None:
    """Draw a spirit level lying along the wall."""
    tall = size * 0.09
    cast(sheet, [(x, y), (x + size, y), (x + size, y + tall), (x, y + tall)])
    sheet.rounded(x, y, x + size, y + tall, 3, colour)
    sheet.rectangle(x, y, x + size, y + tall * 0.2, light(colour, 0.35))
    for share in (0.12, 0.5, 0.88):
        cx, half = x + size * share, size * 0.055
        sheet.rounded(cx - half, y + tall * 0.25, cx + half, y + tall * 0.8, 2, light(STEEL, 0.7))
        sheet.ellipse(cx, y + tall * 0.5, half * 0.4, tall * 0.16, (140, 190, 90))


def square(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw a carpenter's square."""
    blade = [(x, y), (x + size * 0.12, y), (x + size * 0.12, y + size), (x, y + size)]
    cast(sheet, blade)
    sheet.polygon(blade, light(STEEL, 0.35))
    sheet.rectangle(x, y, x + size * 0.66, y + size * 0.14, WALNUT)
    for number in range(1, 12):
        sheet.rectangle(
            x + size * 0.06,
            y + size * (0.16 + number * 0.066),
            x + size * 0.12,
            y + size * (0.165 + number * 0.066),
            SLATE,
        )


def tape(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw a measuring tape, a little pulled out."""
    sheet.rectangle(x + size * 0.3, y + size * 0.3, x + size * 0.95, y + size * 0.4, HONEY)
    sheet.rectangle(x + size * 0.93, y + size * 0.28, x + size * 0.97, y + size * 0.46, SLATE)
    sheet.rounded(x - size * 0.4, y - size * 0.4, x + size * 0.42, y + size * 0.42, size * 0.2, OCHRE)
    sheet.circle(x, y, size * 0.27, CHARCOAL)
    sheet.circle(x, y, size * 0.19, PAPER)


def drill(sheet: Sheet, x: float, y: float, size: float, *, colour: Colour = BLUE) -> None:
    """Draw a cordless drill standing on its battery, its bit to the right; (x, y) is under the battery."""
    sheet.soft(
        [(x - size * 0.3, y - 4), (x + size * 0.5, y - 4), (x + size * 0.55, y + 6), (x - size * 0.3, y + 6)],
        CHARCOAL,
        0.4,
        4,
    )
    sheet.polygon(
        [
            (x - size * 0.1, y - size * 0.55),
            (x + size * 0.1, y - size * 0.55),
            (x + size * 0.13, y - size * 0.14),
            (x - size * 0.1, y - size * 0.14),
        ],
        CHARCOAL,
    )
    sheet.rounded(x - size * 0.2, y - size * 0.18, x + size * 0.24, y, size * 0.04, dark(colour, 0.45))
    sheet.rectangle(x - size * 0.18, y - size * 0.19, x + size * 0.22, y - size * 0.13, colour)
    sheet.rounded(x - size * 0.3, y - size * 0.82, x + size * 0.3, y - size * 0.52, size * 0.1, colour)
    sheet.rectangle(x - size * 0.2, y - size * 0.79, x + size * 0.2, y - size * 0.73, light(colour, 0.4))
    sheet.polygon(
        [
            (x + size * 0.28, y - size * 0.8),
            (x + size * 0.44, y - size * 0.74),
            (x + size * 0.44, y - size * 0.6),
            (x + size * 0.28, y - size * 0.54),
        ],
        CHARCOAL,
    )
    sheet.rectangle(x + size * 0.44, y - size * 0.69, x + size * 0.8, y - size * 0.65, STEEL)
    sheet.polygon(
        [
            (x + size * 0.1, y - size * 0.52),
            (x + size * 0.19, y - size * 0.5),
            (x + size * 0.11, y - size * 0.38),
        ],
        BRICK,
    )


def long_tool(sheet: Sheet, x: float, y: float, size: float, *, kind: str, colour: Colour = STEEL) -> None:
    """Draw a long-handled tool hung by its handle: a ``spade``, a ``rake``, a ``broom``, or a snow ``scoop``."""
    wide, low = size * 0.013, y + size * 0.72
    cast(sheet, [(x - wide, y), (x + wide, y), (x + wide, low), (x - wide, low)])
    sheet.line([(x, y + size * 0.03), (x, low)], OAK, wide * 2.2)
    if kind == "spade":
        sheet.ring(x, y + size * 0.02, size * 0.04, size * 0.035, OAK, wide * 2)
        blade = [
            (x - size * 0.09, low - 4),
            (x + size * 0.09, low - 4),
            *curve(
                (x + size * 0.09, low - 4),
                (x + size * 0.085, y + size * 0.9),
                (x, y + size),
                (x - size * 0.085, y + size * 0.9),
                (x - size * 0.09, low - 4),
            ),
        ]
        cast(sheet, blade)
        sheet.polygon(blade, colour)
        sheet.line([(x, low), (x, y + size * 0.94)], light(colour, 0.35), 2.4)
    elif kind == "rake":
        sheet.line([(x - size * 0.13, low + 8), (x + size * 0.13, low + 8)], colour, wide * 2.4)
        for number in range(9):
            tooth = x + size * (-0.13 + 0.0325 * number)
            sheet.line([(tooth, low + 8), (tooth, low + size * 0.08)], colour, 2.6)
        for way in (-1, 1):
            sheet.line([(x, low - size * 0.07), (x + way * size * 0.1, low + 6)], colour, 2.2)
    elif kind == "broom":
        sheet.rounded(x - size * 0.1, low - 4, x + size * 0.1, low + size * 0.05, 3, BRICK)
        sheet.polygon(
            [
                (x - size * 0.095, low + size * 0.05),
                (x + size * 0.095, low + size * 0.05),
                (x + size * 0.13, y + size),
                (x - size * 0.13, y + size),
            ],
            HONEY,
        )
        for number in range(-3, 4):
            sheet.line(
                [
                    (x + number * size * 0.026, low + size * 0.06),
                    (x + number * size * 0.035, y + size * 0.99),
                ],
                dark(HONEY, 0.25),
                1.4,
            )
    else:
        sheet.ring(x, y + size * 0.02, size * 0.04, size * 0.035, OAK, wide * 2)
        scoop = [
            (x - size * 0.115, low),
            (x + size * 0.115, low),
            (x + size * 0.135, y + size),
            (x - size * 0.135, y + size),
        ]
        cast(sheet, scoop)
        sheet.polygon(scoop, colour)
        for number in range(-2, 3):
            sheet.line(
                [(x + number * size * 0.045, low + 8), (x + number * size * 0.052, y + size - 8)],
                light(colour, 0.25),
                2.6,
            )
        sheet.rectangle(x - size * 0.135, y + size - 6, x + size * 0.135, y + size, light(STEEL, 0.4))
