"""Houses, a church, a barn, lamp posts and benches: the village around the scenes."""

from maillon.sharing.inventory.drawings.dice import Dice
from maillon.sharing.inventory.drawings.lights import Light
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    GLOW,
    MIST,
    NAVY,
    OAK,
    PAPER,
    SLATE,
    SNOW,
    STEEL,
    WALNUT,
    Colour,
    dark,
    mix,
)
from maillon.sharing.inventory.drawings.palette import (
    light as pale,
)
from maillon.sharing.inventory.drawings.sheet import Sheet

WALLS = (PAPER, CREAM, MIST, mix(BRICK, CREAM, 0.45))
ROOFS = (BRICK, SLATE, BLUE, mix(WALNUT, BRICK, 0.3))


def toned(moment: Light, colour: Colour) -> Colour:
    """Return the colour of a thing outside as this moment shows it."""
    return mix(colour, NAVY, 0.42) if moment.night else mix(colour, moment.haze, 0.08)


def house(
    sheet: Sheet,
    moment: Light,
    x: float,
    base: float,
    wide: float,
    *,
    wall: Colour = PAPER,
    roof: Colour = BRICK,
    side: int = 1,
) -> None:
    """Draw a country house: its gable in front and its long side, its door and its windows."""
    tall, peak, depth = wide * 0.62, wide * 0.62, wide * 0.85 * side
    front, flank, top = toned(moment, wall), dark(toned(moment, wall), 0.16), toned(moment, roof)
    left, right = x - wide / 2, x + wide / 2
    far = right if side > 0 else left
    near = left if side > 0 else right
    sheet.polygon([(far, base), (far, base - tall), (far + depth, base - tall), (far + depth, base)], flank)
    sheet.polygon(
        [(left, base), (left, base - tall), (x, base - tall - peak), (right, base - tall), (right, base)],
        front,
    )
    over = wide * 0.07
    slope = [
        (x, base - tall - peak - over),
        (x + depth, base - tall - peak - over),
        (far + depth + over * side, base - tall + over),
        (far + over * side, base - tall + over),
    ]
    sheet.polygon(
        slope, SNOW if moment.snow and not moment.night else mix(SNOW, NAVY, 0.25) if moment.snow else top
    )
    sheet.line(
        [(near - over * side, base - tall + over), (x, base - tall - peak - over * 0.6)],
        dark(top, 0.2),
        max(1.2, wide * 0.05),
    )
    sheet.line(
        [(x, base - tall - peak - over * 0.6), (far + over * side, base - tall + over)],
        dark(top, 0.2),
        max(1.2, wide * 0.05),
    )
    pane = mix(GLOW, PAPER, 0.2) if moment.night else dark(MIST, 0.35)
    size = wide * 0.09
    for dx, dy in ((-0.25, 0.36), (0.25, 0.36), (0, 0.82)):
        sheet.rectangle(
            x + dx * wide - size,
            base - dy * wide - size * 1.2,
            x + dx * wide + size,
            base - dy * wide + size * 1.2,
            pane,
        )
    for share in (0.3, 0.7):
        cx = far + depth * share
        sheet.rectangle(
            cx - size, base - 0.36 * wide - size * 1.2, cx + size, base - 0.36 * wide + size * 1.2, pane
        )
    sheet.rectangle(x - size, base - wide * 0.34, x + size, base, dark(top, 0.15))
    if moment.night:
        sheet.glow(x, base - wide * 0.4, wide * 0.9, wide * 0.7, GLOW, 0.3)


def church(sheet: Sheet, moment: Light, x: float, base: float, tall: float) -> None:
    """Draw a village church with its silver steeple, ``tall`` pixels to the cross."""
    wide = tall * 0.26
    stone, tin = toned(moment, mix(CREAM, STEEL, 0.25)), toned(moment, pale(STEEL, 0.35))
    roof = mix(SNOW, NAVY, 0.2) if moment.snow and moment.night else SNOW if moment.snow else tin
    nave = tall * 0.42
    sheet.polygon(
        [(x, base - nave * 0.62), (x + nave, base - nave * 0.62), (x + nave, base), (x, base)],
        dark(stone, 0.14),
    )
    sheet.polygon(
        [
            (x - wide * 0.1, base - nave * 0.98),
            (x + nave - wide * 0.1, base - nave * 0.98),
            (x + nave + wide * 0.14, base - nave * 0.6),
            (x, base - nave * 0.6),
        ],
        roof,
    )
    sheet.polygon(
        [
            (x - wide / 2, base),
            (x - wide / 2, base - nave * 0.7),
            (x, base - nave * 1.05),
            (x + wide / 2, base - nave * 0.7),
            (x + wide / 2, base),
        ],
        stone,
    )
    sheet.rectangle(x - wide * 0.2, base - tall * 0.58, x + wide * 0.2, base - nave * 0.8, stone)
    sheet.rectangle(x - wide * 0.26, base - tall * 0.6, x + wide * 0.26, base - tall * 0.575, tin)
    sheet.polygon(
        [(x - wide * 0.2, base - tall * 0.6), (x, base - tall * 0.93), (x + wide * 0.2, base - tall * 0.6)],
        tin,
    )
    sheet.polygon(
        [(x, base - tall * 0.6), (x, base - tall * 0.93), (x + wide * 0.2, base - tall * 0.6)],
        dark(tin, 0.18),
    )
    sheet.line([(x, base - tall * 0.92), (x, base - tall)], tin, 1.4)
    sheet.line([(x - 3, base - tall * 0.97), (x + 3, base - tall * 0.97)], tin, 1.4)
    pane = mix(GLOW, PAPER, 0.2) if moment.night else dark(MIST, 0.4)
    sheet.rounded(x - wide * 0.09, base - tall * 0.54, x + wide * 0.09, base - tall * 0.46, wide * 0.09, pane)
    sheet.circle(x, base - nave * 0.72, wide * 0.1, pane)
    for number in range(3):
        cx = x + wide * 0.75 + number * nave * 0.24
        sheet.rounded(cx, base - nave * 0.45, cx + wide * 0.16, base - nave * 0.14, wide * 0.08, pane)
    sheet.rectangle(x - wide * 0.13, base - nave * 0.3, x + wide * 0.13, base, toned(moment, WALNUT))


def village(
    sheet: Sheet, moment: Light, left: float, right: float, base: float, size: float, *, seed: int = 1
) -> None:
    """Line up small houses along ``base``, and the church among them."""
    dice, x, number = Dice(seed), left, 0
    middle = left + (right - left) * 0.45
    done = False
    while x < right:
        if not done and x > middle:
            church(sheet, moment, x, base, size * 3.1)
            x, done = x + size * 1.9, True
            continue
        wide = size * dice.between(0.7, 1.0)
        house(
            sheet,
            moment,
            x,
            base + dice.between(-1, 2),
            wide,
            wall=WALLS[number % 4],
            roof=ROOFS[dice.whole(0, 3)],
            side=1 if number % 3 else -1,
        )
        x, number = x + size * dice.between(1.7, 2.4), number + 1


def barn(sheet: Sheet, moment: Light, x: float, base: float, wide: float, *, colour: Colour = BRICK) -> None:
    """Draw a barn with a broken roof."""
    wall, trim = toned(moment, colour), toned(moment, PAPER)
    tall = wide * 0.42
    outline = [
        (x - wide / 2, base),
        (x - wide / 2, base - tall),
        (x - wide * 0.36, base - tall * 1.62),
        (x, base - tall * 2),
        (x + wide * 0.36, base - tall * 1.62),
        (x + wide / 2, base - tall),
        (x + wide / 2, base),
    ]
    long = wide * 1.1
    sheet.polygon(
        [
            (x + wide / 2, base),
            (x + wide / 2, base - tall),
            (x + wide / 2 + long, base - tall),
            (x + wide / 2 + long, base),
        ],
        dark(wall, 0.2),
    )
    roof = SNOW if moment.snow else toned(moment, STEEL)
    sheet.polygon(
        [
            (x, base - tall * 2),
            (x + long, base - tall * 2),
            (x + long + wide * 0.36, base - tall * 1.62),
            (x + long + wide / 2, base - tall),
            (x + wide / 2, base - tall),
            (x + wide * 0.36, base - tall * 1.62),
        ],
        roof,
    )
    sheet.polygon(outline, wall)
    sheet.line(outline[1:-1], trim, max(1.5, wide * 0.03))
    door = wide * 0.2
    sheet.rectangle(x - door, base - tall * 0.85, x + door, base, trim)
    sheet.rectangle(x - door * 0.86, base - tall * 0.79, x + door * 0.86, base, wall)
    sheet.line([(x - door * 0.86, base - tall * 0.79), (x + door * 0.86, base)], trim, 1.6)
    sheet.line([(x + door * 0.86, base - tall * 0.79), (x - door * 0.86, base)], trim, 1.6)
    sheet.rectangle(x - wide * 0.07, base - tall * 1.6, x + wide * 0.07, base - tall * 1.3, trim)


def lamp_post(
    sheet: Sheet, moment: Light, x: float, base: float, tall: float, *, colour: Colour = CHARCOAL
) -> None:
    """Draw a street lamp, lit in the evening."""
    head = base - tall
    if moment.night:
        sheet.glow(x, head, tall * 0.75, tall * 0.75, GLOW, 0.75)
        sheet.glow(x, base, tall * 0.55, tall * 0.13, GLOW, 0.55)
    sheet.line([(x, base), (x, head)], colour, max(1.6, tall * 0.022))
    size = tall * 0.05
    sheet.polygon(
        [
            (x - size, head - size),
            (x + size, head - size),
            (x + size * 0.6, head + size),
            (x - size * 0.6, head + size),
        ],
        mix(GLOW, PAPER, 0.4) if moment.night else PAPER,
    )
    sheet.polygon(
        [(x - size * 1.4, head - size), (x, head - size * 2.2), (x + size * 1.4, head - size)],
        SNOW if moment.snow else colour,
    )


def bench(sheet: Sheet, moment: Light, x: float, base: float, wide: float) -> None:
    """Draw a park bench seen from the front."""
    wood, iron = toned(moment, OAK), toned(moment, CHARCOAL)
    sheet.soft(
        [
            (x - wide / 2, base - 4),
            (x + wide / 2, base - 4),
            (x + wide * 0.56, base + 7),
            (x - wide * 0.44, base + 7),
        ],
        moment.shade,
        0.4,
        5,
    )
    for way in (-0.42, 0.42):
        sheet.line([(x + way * wide, base), (x + way * wide, base - wide * 0.44)], iron, wide * 0.03)
    for number in range(3):
        y = base - wide * (0.42 - number * 0.085)
        sheet.rounded(x - wide / 2, y, x + wide / 2, y + wide * 0.055, 2, wood)
    sheet.rounded(
        x - wide * 0.52, base - wide * 0.18, x + wide * 0.52, base - wide * 0.12, 2, pale(wood, 0.15)
    )
    if moment.snow:
        sheet.rounded(x - wide * 0.52, base - wide * 0.215, x + wide * 0.52, base - wide * 0.165, 5, SNOW)
        sheet.rounded(x - wide * 0.5, base - wide * 0.45, x + wide * 0.5, base - wide * 0.41, 4, SNOW)
