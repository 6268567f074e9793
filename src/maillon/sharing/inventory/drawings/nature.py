"""Skies, hills and rivers of Québec: what a scene stands in, or what its windows show."""

from maillon.sharing.inventory.drawings.dice import Dice, Ridge
from maillon.sharing.inventory.drawings.lights import Light
from maillon.sharing.inventory.drawings.palette import PAPER, SNOW, Colour, mix
from maillon.sharing.inventory.drawings.sheet import HEIGHT, Sheet, Spot, along
from maillon.sharing.inventory.drawings.trees import forest_edge


def sky(
    sheet: Sheet,
    light: Light,
    horizon: float,
    *,
    left: float = 0,
    right: float = 960,
    top: float = 0,
    sun: Spot | None = None,
    disc: float = 30,
) -> None:
    """Fill the sky down to ``horizon``, with the sun and its halo at ``sun``."""
    sheet.gradient([(left, top), (right, top), (right, horizon), (left, horizon)], *light.sky)
    if sun is None:
        return
    x, y = sun
    sheet.glow(x, y, 300, 260, light.sun, 0.75)
    sheet.circle(x, y, disc, mix(light.sun, PAPER, 0.4))


def stars(sheet: Sheet, seed: int, horizon: float, *, left: float = 0, right: float = 960) -> None:
    """Scatter the first stars over the upper sky."""
    dice = Dice(seed)
    for _ in range(26):
        x, y = dice.between(left, right), dice.between(0, horizon * 0.45)
        sheet.circle(x, y, dice.between(0.7, 1.5), PAPER, dice.between(0.35, 0.9))


def cloud(
    sheet: Sheet, light: Light, x: float, y: float, width: float, *, alpha: float = 0.85, seed: int = 1
) -> None:
    """Draw a fair-weather cloud with a flat foot."""
    dice = Dice(seed)
    lumps = [
        (-0.3, 0.2, 0.09),
        (-0.08, 0.2, dice.between(0.15, 0.19)),
        (0.13, 0.17, dice.between(0.11, 0.16)),
        (0.32, 0.17, 0.07),
        (0, 0.5, 0.045),
    ]

    def top(at: float) -> float:
        far = (at - x) / width
        return y - width * max(
            high * max(0.0, 1 - ((far - dx) / half) ** 2) ** 0.5 for dx, half, high in lumps
        )

    sheet.polygon(
        [
            *along(x - width / 2, x + width / 2, width / 40, top),
            (x + width * 0.42, y + width * 0.022),
            (x - width * 0.4, y + width * 0.022),
        ],
        light.cloud,
        alpha,
    )


def clouds(
    sheet: Sheet,
    light: Light,
    seed: int,
    top: float,
    bottom: float,
    *,
    count: int = 4,
    left: float = 0,
    right: float = 960,
) -> None:
    """Spread clouds between two heights, smaller near the horizon."""
    dice = Dice(seed)
    for number in range(count):
        y = top + (bottom - top) * (number + dice.between(0, 0.6)) / count
        x = left + (right - left) * ((number * 0.618 + dice.between(0, 0.25)) % 1)
        cloud(
            sheet,
            light,
            x,
            y,
            dice.between(120, 210) * (1.15 - 0.5 * number / count),
            alpha=0.5 if light.night else 0.75,
            seed=seed + number,
        )


def birds(sheet: Sheet, x: float, y: float, colour: Colour, size: float = 9) -> None:
    """Draw five geese in flight, far away."""
    for dx, dy in ((0, 0), (1.9, 0.9), (3.9, 1.7), (1.6, -1.3), (3.3, -2.5)):
        cx, cy = x + dx * size * 1.3, y + dy * size * 0.8
        sheet.line([(cx - size, cy - size * 0.35), (cx, cy), (cx + size, cy - size * 0.35)], colour, 1.4)


def hill(
    sheet: Sheet,
    base: float,
    height: float,
    colour: Colour,
    foot: Colour,
    *,
    seed: int,
    length: float = 420,
    left: float = 0,
    right: float = 960,
) -> None:
    """Draw one row of hills rising about ``height`` above ``base`` and melting into ``foot``."""
    ridge = Ridge(seed, length)
    top = along(left, right, 6, lambda x: base - height * (0.55 + 0.45 * ridge.at(x)))
    low = base + height * 0.3
    sheet.gradient([*top, (right, low), (left, low)], colour, mix(colour, foot, 0.75))


def hills(
    sheet: Sheet,
    light: Light,
    horizon: float,
    *,
    seed: int = 1,
    height: float = 90,
    left: float = 0,
    right: float = 960,
) -> None:
    """Draw three rows of hills above ``horizon``, the farthest the palest, and the edge of the woods before them."""
    far, middle, near = light.hills
    hill(sheet, horizon, height, far, light.haze, seed=seed, length=520, left=left, right=right)
    hill(sheet, horizon, height * 0.66, middle, light.haze, seed=seed + 7, length=430, left=left, right=right)
    hill(
        sheet,
        horizon,
        height * 0.36,
        near,
        mix(near, light.haze, 0.5),
        seed=seed + 13,
        length=330,
        left=left,
        right=right,
    )
    tone = mix(light.spruce, light.hills[2], 0.45 if not light.snow else 0.35)
    forest_edge(sheet, left, right, horizon + 2, height * 0.2 + 6, tone, seed=seed + 3, ridge=height * 0.07)


def meadow(
    sheet: Sheet, light: Light, horizon: float, bottom: float = HEIGHT, *, left: float = 0, right: float = 960
) -> None:
    """Fill the ground from ``horizon`` to ``bottom``: grass, or snow."""
    sheet.gradient([(left, horizon), (right, horizon), (right, bottom), (left, bottom)], *light.ground)


def river(
    sheet: Sheet,
    light: Light,
    top: float,
    bottom: float,
    *,
    seed: int = 1,
    left: float = 0,
    right: float = 960,
    shine: float | None = None,
) -> None:
    """Fill a stretch of water between two heights, with a few long strokes of light; ``shine`` is under the sun."""
    sheet.gradient([(left, top), (right, top), (right, bottom), (left, bottom)], *light.water)
    dice, deep = Dice(seed), bottom - top
    for number in range(int(10 + deep / 9)):
        share = (number + dice.between(0, 1)) / (10 + deep / 9)
        y, long = top + deep * share, (16 + 110 * share) * dice.between(0.5, 1.2)
        x = (
            dice.between(left, right)
            if shine is None or number % 2
            else shine + dice.between(-1, 1) * (22 + 90 * share)
        )
        tone = light.sun if shine is not None and not number % 2 else mix(light.water[0], PAPER, 0.25)
        sheet.rounded(x - long / 2, y, x + long / 2, y + 1.2 + 2.4 * share, 1.5, tone, 0.5)


def snow_ground(sheet: Sheet, light: Light, top: float, bottom: float = HEIGHT, *, seed: int = 1) -> None:
    """Fill a field of snow with wide soft drifts."""
    sheet.gradient([(0, top), (960, top), (960, bottom), (0, bottom)], mix(SNOW, light.hills[0], 0.35), SNOW)
    deep = bottom - top
    for number, share in enumerate((0.22, 0.5, 0.8)):
        low = top + deep * (share + 0.3)
        edge = _drift(seed + number, top + deep * share, deep * 0.05)
        sheet.gradient([*edge, (960, low), (0, low)], mix(SNOW, light.hills[0], 0.34 - 0.08 * number), SNOW)


def _drift(seed: int, base: float, tall: float) -> list[Spot]:
    """Return the line of a drift of snow, from one side of the sheet to the other."""
    ridge = Ridge(seed, 760)
    return along(0, 960, 12, lambda x: base + tall * ridge.at(x))


def snowfall(
    sheet: Sheet, seed: int, *, left: float = 0, right: float = 960, bottom: float = HEIGHT, count: int = 90
) -> None:
    """Let a light snow fall over everything drawn so far."""
    dice = Dice(seed)
    for _ in range(count):
        sheet.circle(
            dice.between(left, right),
            dice.between(0, bottom),
            dice.between(0.9, 2.6),
            PAPER,
            dice.between(0.45, 0.9),
        )


def outlook(
    sheet: Sheet,
    light: Light,
    horizon: float,
    *,
    seed: int = 1,
    left: float = 0,
    right: float = 960,
    sun: Spot | None = None,
    top: float = 0,
    bottom: float | None = None,
    water: bool = True,
    height: float = 90,
) -> None:
    """Draw the whole view of a window: sky, hills, a river or a meadow down to ``bottom``."""
    low = horizon + 160 if bottom is None else bottom
    sky(sheet, light, horizon + 4, left=left, right=right, top=top, sun=sun, disc=height * 0.2)
    clouds(sheet, light, seed + 2, top + 24, horizon - height * 1.15, count=3, left=left, right=right)
    hills(sheet, light, horizon, seed=seed, height=height, left=left, right=right)
    if water:
        river(sheet, light, horizon, low, seed=seed, left=left, right=right, shine=sun[0] if sun else None)
        bank = mix(light.ground[0], light.shade, 0.15)
        sheet.polygon(
            [
                *along(left, right, 8, lambda x: horizon + 62 + 14 * Ridge(seed + 5, 500).at(x)),
                (right, low),
                (left, low),
            ],
            bank if not light.snow else SNOW,
        )
    else:
        meadow(sheet, light, horizon, low, left=left, right=right)
