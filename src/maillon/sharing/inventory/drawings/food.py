"""What is being prepared on the counter of a kitchen, 0.93 m from the floor."""

from maillon.sharing.inventory.drawings.interior import Room
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    HONEY,
    MOSS,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    SPRUCE,
    STEEL,
    WALNUT,
    Colour,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.sheet import Spot, curve


def vegetables(room: Room) -> None:
    """Lay carrots on a board, leeks, tomatoes and a bowl of fruit."""
    y, sheet = 0.935, room.sheet
    room.box(-0.55, 0.45, y, y + 0.03, 0.62, 1.15, OAK, top=light(OAK, 0.2))
    for number in range(4):
        x, z = -0.42 + number * 0.15, 0.75 + 0.07 * (number % 2)
        tip, head = room.spot(x, y + 0.05, z), room.spot(x + 0.06, y + 0.05, z + 0.3)
        sheet.polygon([tip, (head[0] - 8, head[1]), (head[0] + 9, head[1] + 2)], mix(BRICK, OCHRE, 0.55))
        for dx in (-6, 0, 6):
            sheet.line([head, (head[0] + dx, head[1] - 14)], MOSS, 2.4)
    room.stroke([(0.25, y + 0.035, 0.75), (0.36, y + 0.035, 1.0)], light(STEEL, 0.4), 0.05)
    room.stroke([(0.2, y + 0.036, 0.63), (0.25, y + 0.036, 0.75)], CHARCOAL, 0.035)
    _bowl(room, 1.2, 1.0, 0.27, BLUE, (BRICK, BRICK, MOSS, OCHRE, BRICK))
    for x, z in ((0.72, 0.78), (0.86, 0.66), (0.64, 1.1)):
        cx, cy, size = room.ball(x, y + 0.07, z, 0.075, BRICK)
        sheet.line([(cx - size * 0.3, cy - size * 0.95), (cx + size * 0.3, cy - size * 0.85)], MOSS, 3)
    _leek(room)
    _jar(room, -0.95, 1.2, HONEY)
    _jar(room, 1.75, 1.15, CREAM)


def _leek(room: Room) -> None:
    y = 0.95
    for number in range(3):
        x, z = -1.75 + number * 0.17, 0.75
        room.stroke([(x, y, z), (x + 0.12, y, z + 0.22)], PAPER, 0.055)
        for fan in (-0.07, 0.0, 0.07):
            room.stroke(
                [(x + 0.12, y, z + 0.22), (x + 0.24 + fan, y, z + 0.5)],
                mix(MOSS, SPRUCE, 0.3 + fan * 3),
                0.04,
            )


def _bowl(room: Room, x: float, z: float, radius: float, colour: Colour, fruit: tuple[Colour, ...]) -> None:
    y = 0.935
    room.shadow(
        x - radius, x + radius * 1.1, z - radius * 0.8, z + radius * 0.6, NAVY, alpha=0.3, blur=5, y=y
    )
    for number, tone in enumerate(fruit):
        share = number / (len(fruit) - 1) * 2 - 1
        room.ball(
            x + share * radius * 0.62, y + radius * 0.72 + 0.05 * (1 - share * share), z, radius * 0.33, tone
        )
    (left, top), (right, _) = (
        room.spot(x - radius, y + radius * 0.75, z),
        room.spot(x + radius, y + radius * 0.75, z),
    )
    wide, base = right - left, room.spot(x, y, z)[1]
    rim: list[Spot] = [(left, top), (right, top)]
    room.sheet.polygon(
        [
            *rim,
            *curve((right, top), (right - wide * 0.1, (top + base) / 2 + 6), (right - wide * 0.3, base)),
            *curve((left + wide * 0.3, base), (left + wide * 0.1, (top + base) / 2 + 6), (left, top)),
        ],
        colour,
    )
    room.sheet.line(rim, light(colour, 0.35), 3)


def _jar(room: Room, x: float, z: float, colour: Colour) -> None:
    y = 0.935
    room.drum(x, z, 0.085, y, y + 0.22, colour)
    room.drum(x, z, 0.09, y + 0.22, y + 0.26, CHARCOAL)


def bread(room: Room) -> None:
    """Lay three loaves on a board, a bowl of eggs and two jars."""
    y, sheet, crust = 0.935, room.sheet, mix(OAK, BRICK, 0.25)
    room.box(-1.0, 0.75, y, y + 0.025, 0.6, 1.2, WALNUT)
    for number in range(3):
        x, z = -0.7 + number * 0.58, 0.9
        cx, cy = room.spot(x, y + 0.02, z - 0.12)
        room.shadow(x - 0.24, x + 0.26, z - 0.2, z + 0.1, NAVY, alpha=0.35, blur=4, y=y + 0.03)
        sheet.polygon(
            curve(
                (cx - 62, cy + 4), (cx - 54, cy - 36), (cx, cy - 58), (cx + 54, cy - 36), (cx + 62, cy + 4)
            ),
            crust,
        )
        sheet.polygon(
            curve(
                (cx - 48, cy - 18),
                (cx - 40, cy - 40),
                (cx, cy - 54),
                (cx + 34, cy - 42),
                (cx, cy - 34),
                (cx - 48, cy - 18),
            ),
            light(crust, 0.3),
        )
        for slash in (-24, 2, 28):
            sheet.line([(cx + slash - 8, cy - 26), (cx + slash + 8, cy - 44)], CREAM, 4)
    _bowl(room, 1.45, 0.95, 0.26, CREAM, (PAPER, PAPER, PAPER))
    _jar(room, -1.7, 1.15, BRICK)
    _jar(room, -1.45, 1.2, MOSS)
    pin = 0.98
    room.stroke([(-1.75, pin, 0.72), (-1.2, pin, 0.8)], PINE, 0.07)


def pies(room: Room) -> None:
    """Set three latticed pies and a bowl of apples."""
    y, sheet = 0.935, room.sheet
    for x, tone in ((-1.25, BRICK), (-0.25, mix(BLUE, BRICK, 0.35)), (0.75, OCHRE)):
        room.shadow(x - 0.36, x + 0.38, 0.65, 1.15, NAVY, alpha=0.3, blur=5, y=y)
        room.drum(x, 0.92, 0.34, y, y + 0.07, STEEL, neck=1.1, top=OAK)
        room.disc(x, y + 0.075, 0.92, 0.31, tone)
        for number in range(-2, 3):
            reach = (0.31**2 - (number * 0.115) ** 2) ** 0.5
            room.stroke(
                [(x + number * 0.115, y + 0.08, 0.92 - reach), (x + number * 0.115, y + 0.08, 0.92 + reach)],
                HONEY,
                0.04,
            )
        for number in range(-2, 3):
            reach = (0.31**2 - (number * 0.115) ** 2) ** 0.5
            room.stroke(
                [
                    (x - reach, y + 0.081, 0.92 + number * 0.115),
                    (x + reach, y + 0.081, 0.92 + number * 0.115),
                ],
                HONEY,
                0.04,
            )
    _bowl(room, 1.6, 1.05, 0.24, BLUE, (BRICK, MOSS, BRICK))
    _jar(room, -1.85, 1.25, PAPER)
    sheet.glow(*room.spot(0, 1.2, 0.9), 300, 60, PAPER, 0.18)
