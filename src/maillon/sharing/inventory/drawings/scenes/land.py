"""Land: an open lot in the grass, garden plots at dusk, a gravel lot in winter."""

from maillon.sharing.inventory.drawings.buildings import house, lamp_post, toned, village
from maillon.sharing.inventory.drawings.dice import Dice
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER, Light
from maillon.sharing.inventory.drawings.nature import (
    birds,
    clouds,
    hills,
    meadow,
    sky,
    snow_ground,
    snowfall,
    stars,
)
from maillon.sharing.inventory.drawings.palette import (
    BARK,
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    GLOW,
    HONEY,
    MOSS,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    SLATE,
    SNOW,
    SPRUCE,
    STEEL,
    WALNUT,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, View
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, curve
from maillon.sharing.inventory.drawings.trees import birch, maple, spruces

DESCRIPTIONS = (
    "Terrain vacant un jour d’été\u00a0: un grand carré d’herbe délimité par des piquets et une corde, "
    "une clôture, un panneau avec son plan et des maisons derrière.",
    "Jardin communautaire le soir\u00a0: des bacs de légumes en bois, des tuteurs de haricots, "
    "des tournesols et un cabanon à la fenêtre allumée.",
    "Terrain de gravier en hiver\u00a0: une cour déneigée derrière une barrière rouge et blanche, "
    "des blocs de béton et un tas de gravier coiffé de neige.",
)
HORIZON = (268, 236, 254)


def draw(variant: int) -> Sheet:
    """Draw a piece of land."""
    sheet = Sheet(PAPER)
    moment, horizon = (DAY, EVENING, WINTER)[variant], HORIZON[variant]
    sky(sheet, moment, horizon, sun=((640, 104), (214, 196), (330, 108))[variant])
    if moment.night:
        stars(sheet, 17, horizon)
    clouds(sheet, moment, 141 + variant, 36, horizon - 110, count=4)
    hills(sheet, moment, horizon, seed=141 + variant * 5, height=100)
    (_open_lot, _garden, _gravel)[variant](sheet, moment)
    return sheet


# The open lot


def _open_lot(sheet: Sheet, moment: Light) -> None:
    horizon = HORIZON[0]
    birds(sheet, 250, 96, moment.hills[2])
    meadow(sheet, moment, horizon)
    for x, wide, wall, roof in ((150, 74, CREAM, BLUE), (330, 66, PAPER, BRICK), (700, 72, PAPER, SLATE)):
        house(sheet, moment, x, horizon + 34, wide, wall=wall, roof=roof, side=1 if x < 400 else -1)
    for x, tall in ((30, 190), (488, 120), (560, 100), (880, 230)):
        maple(sheet, moment, x, horizon + 44, tall, seed=x)
    view = View(sheet, Eye(0.4, 2.6, -4.2, focal=760, horizon=horizon, centre=470))
    _wire_fence(view, moment, 15.0)
    lot = [(-5.6, 0.0, 2.2), (6.2, 0.0, 2.2), (6.2, 0.0, 12.4), (-5.6, 0.0, 12.4)]
    sheet.gradient(view.shape(lot), mix(HONEY, MOSS, 0.45), mix(HONEY, MOSS, 0.62))
    _tufts(view, moment)
    rope = mix(PAPER, OCHRE, 0.3)
    for one, other in zip(lot, [*lot[1:], lot[0]], strict=True):
        sheet.line([view.spot(one[0], 0.62, one[2]), view.spot(other[0], 0.62, other[2])], rope, 1.8)
    for at, _, z in sorted((*lot, (0.3, 0.0, 2.2), (0.3, 0.0, 12.4)), key=lambda stake: -stake[2]):
        view.round_shadow(at + 0.25, z, 0.2, moment.shade, alpha=0.4, blur=4)
        view.bar((at, 0, z), (at, 0.9, z), 0.1, OAK)
        view.bar((at, 0.72, z), (at, 0.9, z), 0.12, BRICK)
    _plan_sign(view, moment, 3.0, 1.9)


def _wire_fence(view: View, moment: Light, z: float) -> None:
    """Run a wire fence across the far side."""
    steel = mix(STEEL, SLATE, 0.3)
    for y in (0.25, 0.6, 0.95, 1.3):
        view.sheet.line([view.spot(-26, y, z), view.spot(26, y, z)], steel, 1.1)
    for number in range(-13, 14):
        view.bar((number * 2.0, 0, z), (number * 2.0, 1.4, z), 0.11, toned(moment, WALNUT))


def _tufts(view: View, moment: Light) -> None:
    """Let tall grass and a few flowers stand here and there in the lot."""
    dice = Dice(23)
    found = sorted(
        ((dice.between(-5.2, 5.8), dice.between(2.6, 12.0)) for _ in range(46)), key=lambda at: -at[1]
    )
    for number, (x, z) in enumerate(found):
        (cx, cy), metre = view.spot(x, 0, z), view.metre(x, 0, z)
        tone = mix(MOSS, moment.ground[1], 0.3 + 0.4 * (number % 2))
        for blade in (-2, -1, 0, 1, 2):
            tip = (cx + blade * metre * 0.09, cy - metre * (0.34 - 0.05 * abs(blade)))
            view.sheet.polygon([(cx + blade * 2 - 2, cy), (cx + blade * 2 + 2, cy), tip], tone)
        if number % 3 == 0:
            flower = (PAPER, OCHRE, light(BLUE, 0.45))[number % 9 // 3]
            view.sheet.circle(cx + metre * 0.05, cy - metre * 0.36, max(1.8, metre * 0.04), flower)


def _plan_sign(view: View, moment: Light, x: float, z: float) -> None:
    """Plant a sign that shows the plan of the lot, without a word."""
    sheet = view.sheet
    view.shadow(x - 0.5, x + 2.6, z - 0.15, z + 0.2, moment.shade, alpha=0.4, blur=6)
    for dx in (-0.75, 0.75):
        view.bar((x + dx, 0, z), (x + dx, 2.2, z), 0.1, WALNUT)
    view.box(x - 0.98, x + 0.98, 1.02, 2.3, z - 0.06, z, WALNUT, front=PAPER)
    view.face(x - 0.9, x + 0.9, 2.0, 2.22, z - 0.07, BLUE)
    view.face(x - 0.82, x + 0.1, 2.08, 2.14, z - 0.07, PAPER)
    view.face(x - 0.86, x + 0.86, 1.1, 1.94, z - 0.07, light(MOSS, 0.6))
    plan = [(-0.5, 1.22), (0.42, 1.22), (0.56, 1.8), (-0.5, 1.8)]
    outline = [view.spot(x + dx, y, z - 0.07) for dx, y in plan]
    sheet.polygon(outline, HONEY)
    sheet.line([*outline, outline[0]], BRICK, 2.6)
    view.face(x - 0.86, x - 0.64, 1.1, 1.94, z - 0.07, light(STEEL, 0.3))
    cx, cy = view.spot(x + 0.72, 1.74, z - 0.07)
    sheet.polygon([(cx, cy - 13), (cx + 7, cy + 8), (cx, cy + 3), (cx - 7, cy + 8)], BLUE)


# The garden at dusk


def _garden(sheet: Sheet, moment: Light) -> None:
    horizon = HORIZON[1]
    meadow(sheet, moment, horizon)
    village(sheet, moment, 300, 560, horizon + 14, 32, seed=12)
    spruces(sheet, moment, -10, 150, horizon + 34, 130, seed=21, veil=0.15)
    birch(sheet, moment, 912, horizon + 74, 260)
    view = View(sheet, Eye(0.2, 2.9, -4.0, focal=760, horizon=horizon, centre=470))
    path = toned(moment, light(PINE, 0.1))
    sheet.gradient(
        view.shape([(-60, 0, -3.5), (60, 0, -3.5), (60, 0, 10.5), (-60, 0, 10.5)]), *_grass(moment)
    )
    for x0, x1, z0, z1 in ((-0.75, 0.95, -3.5, 10.4), (-6.4, 6.4, 3.5, 4.5), (-6.4, 6.4, 7.2, 7.9)):
        view.flat(x0, x1, z0, z1, path)
    _shed(view, moment, 4.1, 8.2)
    for row, z in enumerate((8.1, 4.9, 1.3)):
        for column, x in enumerate((-5.6, -2.6, 1.2, 4.2)):
            if (row, column) != (0, 3):
                _bed(view, moment, x, z, (row * 2 + column) % 4)
    for x in (-3.2, -2.2):
        _sunflower(view, moment, x, 10.0)
    _watering_can(view, moment, 0.15, 1.5)
    cx, cy = view.spot(4.6, 0.9, 8.0)
    sheet.glow(cx, cy, 330, 190, GLOW, 0.42)


def _grass(moment: Light) -> tuple[Colour, Colour]:
    green = toned(moment, mix(MOSS, OCHRE, 0.25))
    return light(green, 0.12), dark(green, 0.14)


def _bed(view: View, moment: Light, x: float, z: float, crop: int) -> None:
    """Draw a raised bed of wood: earth, and one of four crops."""
    wide, deep, high = 2.2, 1.8, 0.42
    wood = toned(moment, light(OAK, 0.3))
    view.shadow(x, x + wide + 0.4, z - 0.2, z + deep, moment.shade, alpha=0.45, blur=7)
    view.box(x, x + wide, 0, high, z, z + deep, wood, front=dark(wood, 0.06))
    view.face(x, x + wide, 0.2, 0.22, z, dark(wood, 0.35))
    view.flat(x + 0.1, x + wide - 0.1, z + 0.1, z + deep - 0.1, toned(moment, BARK), y=high + 0.002)
    leaf = toned(moment, (light(MOSS, 0.25), light(SPRUCE, 0.3), MOSS, light(MOSS, 0.1))[crop])
    for row in range(3):
        for number in range(5):
            px, pz = x + 0.3 + number * 0.4, z + deep - 0.35 - row * 0.52
            _crop(view, moment, px, pz, high, crop, leaf)
    if crop == 2:
        _bean_poles(view, moment, x, z + 0.9, wide)


def _crop(view: View, moment: Light, x: float, z: float, y: float, crop: int, leaf: Colour) -> None:
    """Draw one plant: a lettuce, a leek, a bean or a tomato."""
    (cx, cy), metre = view.spot(x, y, z), view.metre(x, y, z)
    if crop == 1:
        for lean in (-0.12, -0.04, 0.05, 0.13):
            tip = (cx + lean * metre, cy - metre * (0.42 - abs(lean)))
            view.sheet.polygon([(cx - 3, cy), (cx + 3, cy), tip], leaf)
        return
    tall = (0.14, 0, 0.2, 0.32)[crop]
    view.sheet.ellipse(cx, cy - metre * tall * 0.5, metre * 0.2, metre * (0.1 + tall * 0.5), dark(leaf, 0.14))
    view.sheet.ellipse(
        cx + metre * 0.03, cy - metre * tall * 0.65, metre * 0.14, metre * (0.06 + tall * 0.4), leaf
    )
    if crop == 3:
        for dx, dy in ((-0.1, 0.16), (0.09, 0.3), (0.02, 0.06)):
            view.sheet.circle(
                cx + dx * metre, cy - dy * metre, max(1.6, metre * 0.042), toned(moment, light(BRICK, 0.1))
            )


def _bean_poles(view: View, moment: Light, x: float, z: float, wide: float) -> None:
    """Set crossed poles over a bed, with the beans that climb on them."""
    pole, leaf = toned(moment, light(PINE, 0.1)), toned(moment, light(MOSS, 0.22))
    for number in range(4):
        at = x + 0.3 + number * (wide - 0.6) / 3
        for foot in (-0.35, 0.35):
            view.bar((at, 0.4, z + foot), (at, 1.75, z - foot * 0.15), 0.045, pole)
        for step in range(5):
            cx, cy = view.spot(at + 0.07 * (-1) ** step, 0.6 + step * 0.23, z - 0.2 + step * 0.04)
            view.sheet.circle(cx, cy, view.metre(at, 1, z) * (0.13 - 0.012 * step), leaf)
    view.bar((x + 0.2, 1.7, z), (x + wide - 0.2, 1.7, z), 0.05, pole)


def _sunflower(view: View, moment: Light, x: float, z: float) -> None:
    stem = toned(moment, MOSS)
    view.bar((x, 0, z), (x + 0.08, 2.1, z), 0.07, stem)
    (cx, cy), metre = view.spot(x + 0.08, 2.15, z), view.metre(x, 2, z)
    for y in (0.8, 1.3):
        lx, ly = view.spot(x + 0.25, y, z)
        view.sheet.ellipse(lx, ly, metre * 0.24, metre * 0.09, stem)
    view.sheet.circle(cx, cy, metre * 0.34, mix(OCHRE, BRICK, 0.12))
    view.sheet.circle(cx, cy, metre * 0.28, HONEY)
    view.sheet.circle(cx, cy, metre * 0.15, BARK)


def _shed(view: View, moment: Light, x: float, z: float) -> None:
    """Draw a garden shed with a lit window, tools against its wall and a rain barrel."""
    wall, trim = toned(moment, BLUE), toned(moment, PAPER)
    wide, deep, high = 2.9, 2.2, 2.1
    view.shadow(x - 0.2, x + wide + 0.8, z - 0.3, z + deep, moment.shade, alpha=0.5, blur=9)
    view.box(x, x + wide, 0, high, z, z + deep, wall)
    for number in range(1, 8):
        at = x + wide * number / 8
        view.face(at - 0.015, at + 0.015, 0, high, z, dark(wall, 0.3))
    front: list[Spot] = [
        view.spot(x - 0.2, high, z - 0.1),
        view.spot(x + wide / 2, high + 1.0, z - 0.1),
        view.spot(x + wide + 0.2, high, z - 0.1),
    ]
    back = view.spot(x + wide / 2, high + 1.0, z + deep)
    eave = view.spot(x - 0.2, high, z + deep)
    view.sheet.polygon([front[0], front[1], back, eave], toned(moment, dark(BRICK, 0.2)))
    view.sheet.polygon(front, wall)
    view.sheet.line(front, toned(moment, BRICK), 6)
    view.face(x + 1.75, x + 2.6, 0, 1.85, z - 0.01, trim)
    view.face(x + 1.82, x + 2.53, 0, 1.78, z - 0.02, dark(wall, 0.2))
    view.face(x + 0.4, x + 1.4, 0.95, 1.75, z - 0.01, trim)
    view.face(x + 0.47, x + 1.33, 1.02, 1.68, z - 0.02, mix(GLOW, PAPER, 0.25))
    view.face(x + 0.87, x + 0.93, 1.0, 1.7, z - 0.03, trim)
    view.drum(
        x - 0.5, z + 0.3, 0.36, 0, 1.0, toned(moment, light(SLATE, 0.2)), top=toned(moment, light(BLUE, 0.5))
    )
    view.bar((x + 1.52, 0, z - 0.3), (x + 1.6, 1.5, z - 0.02), 0.05, toned(moment, PINE))


def _watering_can(view: View, moment: Light, x: float, z: float) -> None:
    tin = toned(moment, light(STEEL, 0.25))
    view.round_shadow(x + 0.08, z, 0.3, moment.shade, alpha=0.45)
    view.bar((x - 0.15, 0.12, z), (x - 0.52, 0.5, z), 0.07, tin)
    cx, cy = view.spot(x + 0.2, 0.36, z)
    metre = view.metre(x, 0, z)
    view.sheet.ring(cx, cy, metre * 0.2, metre * 0.2, dark(tin, 0.2), 4, (-110, 110))
    view.drum(x, z, 0.2, 0, 0.42, tin, top=dark(tin, 0.5))
    view.sheet.ellipse(*view.spot(x - 0.54, 0.53, z), metre * 0.09, metre * 0.06, dark(tin, 0.25))


# The gravel lot in winter


def _gravel(sheet: Sheet, moment: Light) -> None:
    horizon = HORIZON[2]
    snow_ground(sheet, moment, horizon, seed=37)
    spruces(sheet, moment, -10, 300, horizon + 30, 150, seed=51, veil=0.22)
    village(sheet, moment, 380, 560, horizon + 14, 30, seed=52)
    spruces(sheet, moment, 610, 990, horizon + 34, 170, seed=55, veil=0.18)
    view = View(sheet, Eye(-0.3, 2.6, -4.0, focal=760, horizon=horizon, centre=470))
    _stones(view, moment)
    _bank(view, moment, 13.4, 1.3, -30, 30)
    _heap(view, moment, 4.9, 8.6)
    lamp_post(sheet, moment, *view.spot(-5.4, 0, 12.6), 240)
    for number in range(4):
        _block(view, moment, -5.6 + number * 1.75, 7.8)
    _barrier(view, moment, 1.6)
    snowfall(sheet, 29, count=70)


def _stones(view: View, moment: Light) -> None:
    """Lay the cleared ground, the tracks of wheels and the gravel that shows."""
    sheet, tone = view.sheet, mix(CREAM, SLATE, 0.5)
    yard = view.shape([(-7.6, 0, -3.2), (7.8, 0, -3.2), (8.6, 0, 13.2), (-8.4, 0, 13.2)])
    sheet.gradient(yard, light(tone, 0.3), tone, dark(tone, 0.08))
    for x in (-0.9, 0.75):
        view.stroke(
            [(x, 0, -3), (x + 0.3, 0, 4), (x + 1.5, 0, 9), (x + 2.4, 0, 12)], dark(tone, 0.2), 0.5, alpha=0.5
        )
    dice = Dice(41)
    for number in range(240):
        x, z = dice.between(-7.4, 7.6), 12.6 - 14.4 * (dice.between(0, 1) ** 0.7)
        (cx, cy), metre = view.spot(x, 0, z), view.metre(x, 0, z)
        size = max(0.9, metre * dice.between(0.018, 0.034))
        sheet.ellipse(cx, cy, size * 1.3, size, (dark(tone, 0.3), light(tone, 0.5), SLATE)[number % 3])
    for way in (-1, 1):
        edge = [view.spot(way * (7.5 + 0.35 * (n % 2)), 0, -3.0 + n * 2.3) for n in range(8)]
        crest = [view.spot(way * 8.6, 0.95 + 0.3 * (n % 3), -2.6 + n * 2.3) for n in range(8)]
        sheet.polygon(
            [*curve(*edge, steps=5), *reversed(curve(*crest, steps=5))], mix(SNOW, moment.shade, 0.2)
        )
        far = [view.spot(way * 18, 0.6, -2.6 + n * 2.3) for n in range(8)]
        sheet.polygon([*curve(*crest, steps=5), *reversed(far)], SNOW)


def _bank(view: View, moment: Light, z: float, high: float, left: float, right: float) -> None:
    """Pile a bank of snow across the view."""
    count = round((right - left) / 2)
    lumps = [(left + 2.0 * n, high * (0.62 + 0.38 * ((n * 5) % 4) / 3)) for n in range(count + 1)]
    top = curve(*(view.spot(x, y, z) for x, y in lumps), steps=5)
    view.sheet.polygon([*top, view.spot(right, 0, z), view.spot(left, 0, z)], SNOW)
    low = curve(*(view.spot(x, y * 0.45, z) for x, y in lumps), steps=5)
    view.sheet.polygon([*low, view.spot(right, 0, z), view.spot(left, 0, z)], mix(SNOW, moment.shade, 0.22))


def _heap(view: View, moment: Light, x: float, z: float) -> None:
    """Draw a heap of gravel with its cap of snow."""
    stone = mix(CREAM, SLATE, 0.62)
    view.round_shadow(x - 0.8, z - 0.6, 3.2, moment.shade, alpha=0.35, squash=0.4)

    def line(*spots: Spot) -> list[Spot]:
        return curve(*(view.spot(x + dx, y, z) for dx, y in spots))

    body = line((-2.9, 0), (-1.7, 1.0), (-0.5, 2.1), (0.2, 2.3), (0.9, 1.9), (1.9, 0.9), (2.9, 0))
    view.sheet.polygon(body, light(stone, 0.1))
    view.sheet.polygon(
        [*line((0.2, 2.3), (0.9, 1.9), (1.9, 0.9), (2.9, 0)), *line((1.0, 0), (0.5, 1.1))], dark(stone, 0.18)
    )
    dice = Dice(7)
    for number in range(60):
        dx, share = dice.between(-1.9, 1.9), dice.between(0.05, 0.6)
        cx, cy = view.spot(x + dx, share * (2.2 - abs(dx)), z)
        view.sheet.ellipse(cx, cy, 3.2, 2.2, (dark(stone, 0.3), light(stone, 0.45))[number % 2])
    cap = line((-1.35, 1.28), (-0.5, 2.16), (0.2, 2.38), (0.9, 1.98), (1.4, 1.42))
    view.sheet.polygon(
        [*cap, *line((1.4, 1.42), (0.8, 1.55), (0.4, 1.35), (-0.2, 1.6), (-0.8, 1.3), (-1.35, 1.28))], SNOW
    )


def _block(view: View, moment: Light, x: float, z: float) -> None:
    grey = toned(moment, light(STEEL, 0.3))
    view.shadow(x - 0.5, x + 1.5, z - 0.4, z + 0.5, moment.shade, alpha=0.35, blur=6)
    view.box(x, x + 1.45, 0, 0.75, z, z + 0.75, grey)
    view.box(
        x - 0.02,
        x + 1.47,
        0.75,
        0.87,
        z - 0.02,
        z + 0.75,
        SNOW,
        top=SNOW,
        front=mix(SNOW, moment.shade, 0.12),
    )


def _barrier(view: View, moment: Light, z: float) -> None:
    """Close the entrance with a striped bar between two posts."""
    for x in (-3.3, 2.9):
        view.round_shadow(x + 0.15, z, 0.4, moment.shade, alpha=0.4)
        view.drum(x, z, 0.14, 0, 1.25, toned(moment, CHARCOAL))
        view.sheet.ellipse(
            *view.spot(x, 1.28, z), view.metre(x, 1, z) * 0.18, view.metre(x, 1, z) * 0.08, SNOW
        )
    length, parts = 6.2, 9
    for number in range(parts):
        x0, x1 = -3.3 + length * number / parts, -3.3 + length * (number + 1) / parts
        tone = toned(moment, BRICK if number % 2 == 0 else PAPER)
        view.bar((x0, 1.02, z - 0.12), (x1, 1.02, z - 0.12), 0.17, tone)
    view.bar((-3.2, 1.11, z - 0.12), (2.8, 1.11, z - 0.12), 0.05, SNOW)
