"""Spruces, maples and birches, and the edge of a forest seen from afar."""

from maillon.sharing.inventory.drawings.dice import Dice, Ridge
from maillon.sharing.inventory.drawings.lights import Light
from maillon.sharing.inventory.drawings.palette import BARK, PAPER, SNOW, Colour, dark, mix
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot

_CROWN = ((0.0, 0.64, 0.29), (-0.22, 0.54, 0.19), (0.22, 0.52, 0.2), (-0.11, 0.8, 0.19), (0.13, 0.77, 0.2))


def spruce(
    sheet: Sheet, light: Light, x: float, base: float, height: float, *, seed: int = 1, veil: float = 0
) -> None:
    """Draw a spruce standing at (x, base); ``veil`` (0 to 1) sinks it in the haze of the distance."""
    dice = Dice(seed)
    tiers = max(4, min(9, int(height / 14)))
    half = height * dice.between(0.19, 0.23)
    body = mix(light.spruce, light.haze, veil)
    lit = mix(body, light.patch, 0.16 if not light.night else 0.1)
    sheet.rectangle(x - height * 0.014, base - height * 0.1, x + height * 0.014, base, dark(BARK, 0.4))
    top = base - height
    left: list[Spot] = [(x, top)]
    right: list[Spot] = [(x, top)]
    caps: list[list[Spot]] = []
    for tier in range(1, tiers + 1):
        share = tier / tiers
        y = top + height * 0.93 * share**0.92
        rise = height * 0.93 / tiers
        for side, edge in ((-1, left), (1, right)):
            reach = half * share**0.9 * dice.between(0.86, 1.1)
            tip = (x + side * reach, y + rise * 0.12 * dice.between(0, 1))
            edge.append(tip)
            edge.append((x + side * reach * 0.52, y - rise * 0.16))
            if light.snow:
                inner = (x + side * reach * 0.2, y - rise * 0.78)
                caps.append(
                    [
                        tip,
                        (x + side * reach * 0.62, y - rise * 0.58),
                        inner,
                        (x + side * reach * 0.45, y - rise * 0.3),
                    ]
                )
    sheet.polygon([*left, (x, base - height * 0.07), *reversed(right)], body)
    sheet.polygon([(x, top), *right[1:], (x + half * 0.1, base - height * 0.07)], lit)
    for cap in caps:
        sheet.polygon(cap, mix(SNOW, light.haze, veil * 0.6))


def spruces(
    sheet: Sheet,
    light: Light,
    left: float,
    right: float,
    base: float,
    height: float,
    *,
    seed: int,
    veil: float = 0,
) -> None:
    """Draw a stand of spruces from ``left`` to ``right``, of uneven heights around ``height``."""
    dice, found, x = Dice(seed), [], left
    while x < right:
        tall = height * dice.between(0.62, 1.12)
        found.append((base + dice.between(-0.02, 0.05) * height, x, tall))
        x += height * dice.between(0.17, 0.34)
    for number, (foot, place, tall) in enumerate(sorted(found)):
        spruce(sheet, light, place, foot, tall, seed=seed * 31 + number, veil=veil)


def maple(
    sheet: Sheet,
    light: Light,
    x: float,
    base: float,
    height: float,
    *,
    seed: int = 1,
    colour: Colour | None = None,
) -> None:
    """Draw a broad tree with a round crown; in winter, its bare branches."""
    dice = Dice(seed)
    trunk = mix(BARK, light.shade, 0.35)
    if light.snow:
        _bare(sheet, x, base, height, mix(BARK, light.hills[2], 0.35), dice)
        return
    crown = colour or light.leaf
    width = height * 0.035
    sheet.polygon(
        [
            (x - width * 1.5, base),
            (x - width, base - height * 0.5),
            (x + width, base - height * 0.5),
            (x + width * 1.5, base),
        ],
        trunk,
    )
    rounds = [
        (x + height * (dx + dice.between(-0.02, 0.02)), base - height * dy, height * size)
        for dx, dy, size in _CROWN
    ]
    _leaves(sheet, light, rounds, crown, height)


def _leaves(
    sheet: Sheet, light: Light, rounds: list[tuple[float, float, float]], crown: Colour, height: float
) -> None:
    """Lay three tones of the same crown, each smaller and closer to the light than the one under it."""
    tones = (mix(crown, light.shade, 0.34), crown, mix(crown, light.patch, 0.2))
    for number, tone in enumerate(tones):
        shift = height * (0, 0.026, 0.07)[number]
        for cx, cy, radius in rounds:
            sheet.circle(cx + shift, cy - shift, radius * (1, 0.9, 0.62)[number], tone)


def _bare(sheet: Sheet, x: float, base: float, height: float, colour: Colour, dice: Dice) -> None:
    def grow(x0: float, y0: float, lean: float, reach: float, width: float, depth: int) -> None:
        x1, y1 = x0 + lean * reach, y0 - reach * (1 - abs(lean) * 0.35)
        sheet.line([(x0, y0), (x1, y1)], colour, width)
        if depth:
            for side in (-1, 0.15, 1):
                turn = lean * 0.6 + side * dice.between(0.3, 0.6)
                grow(x1, y1, turn, reach * dice.between(0.52, 0.72), width * 0.62, depth - 1)

    grow(x, base, 0, height * 0.36, max(1.2, height * 0.035), 3)


def birch(sheet: Sheet, light: Light, x: float, base: float, height: float) -> None:
    """Draw a birch: a white trunk with dark marks, and a light crown of small leaves."""
    trunk = mix(PAPER, light.shade, 0.12 if not light.night else 0.4)
    width = height * 0.018
    for lean in (-0.07, 0.06):
        top = (x + lean * height, base - height * 0.9)
        sheet.polygon(
            [
                (x - width, base),
                (top[0] - width * 0.4, top[1]),
                (top[0] + width * 0.4, top[1]),
                (x + width, base),
            ],
            trunk,
        )
        for mark in range(7):
            share = 0.08 + mark * 0.12
            spot = (x + lean * height * share, base - height * 0.9 * share)
            sheet.line(
                [(spot[0] - width * 0.8, spot[1]), (spot[0] + width * 0.3, spot[1])], dark(BARK, 0.4), 1
            )
    if light.snow:
        return
    rounds = [
        (x + height * dx, base - height * dy, height * size)
        for dx, dy, size in (
            (-0.1, 0.62, 0.1),
            (0.1, 0.58, 0.1),
            (-0.04, 0.76, 0.13),
            (0.09, 0.78, 0.11),
            (0.0, 0.94, 0.1),
            (-0.13, 0.86, 0.07),
        )
    ]
    _leaves(sheet, light, rounds, mix(light.leaf, light.patch, 0.28), height)


def forest_edge(
    sheet: Sheet,
    left: float,
    right: float,
    base: float,
    height: float,
    colour: Colour,
    *,
    seed: int,
    ridge: float = 0,
) -> None:
    """Draw a dark band with pointed tops, down to ``base``: the far edge of the woods."""
    dice, line = Dice(seed), Ridge(seed, 300)
    spots: list[Spot] = [(left, base)]
    x = left
    while x < right:
        tall = height * dice.between(0.45, 1.0) + ridge * (line.at(x) + 1) / 2
        step = height * dice.between(0.16, 0.3)
        spots += [
            (x, base - tall * 0.5 - ridge * 0.2),
            (x + step / 2, base - tall),
            (x + step, base - tall * 0.52 - ridge * 0.2),
        ]
        x += step
    sheet.polygon([*spots, (x, base)], colour)
