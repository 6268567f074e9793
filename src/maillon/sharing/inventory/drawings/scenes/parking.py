"""A parking lot: under the trees, under the lamps, between the banks of snow."""

from maillon.sharing.inventory.drawings.buildings import lamp_post, toned, village
from maillon.sharing.inventory.drawings.lights import DAY, EVENING, WINTER, Light
from maillon.sharing.inventory.drawings.nature import clouds, hills, meadow, sky, snow_ground, snowfall, stars
from maillon.sharing.inventory.drawings.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    GLOW,
    MIST,
    MOSS,
    NAVY,
    OCHRE,
    PAPER,
    SAGE,
    SLATE,
    SNOW,
    STEEL,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.perspective import Eye, View
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, arc, curve
from maillon.sharing.inventory.drawings.trees import maple, spruces

DESCRIPTIONS = (
    "Stationnement de jour\u00a0: des places peintes en blanc, trois voitures garées devant une "
    "haie et des érables, et un panneau bleu marqué d’un P.",
    "Stationnement le soir\u00a0: deux voitures sous deux lampadaires allumés, une borne de "
    "recharge, des places libres et le village au loin.",
    "Stationnement en hiver\u00a0: trois voitures coiffées de neige, des places déneigées entre "
    "des bancs de neige, et des épinettes.",
)
HORIZON = 250


def draw(variant: int) -> Sheet:
    """Draw a parking lot."""
    sheet = Sheet(PAPER)
    moment = (DAY, EVENING, WINTER)[variant]
    sky(sheet, moment, HORIZON, sun=((220, 96), (700, 210), (650, 110))[variant])
    if moment.night:
        stars(sheet, 5, HORIZON)
    clouds(sheet, moment, 121 + variant, 36, HORIZON - 110, count=4)
    hills(sheet, moment, HORIZON, seed=121 + variant * 3, height=105)
    (_under_trees, _under_lamps, _in_snow)[variant](sheet, moment)
    return sheet


def _asphalt(view: View, moment: Light, tone: Colour) -> None:
    ground = view.shape([(-60, 0, -3), (60, 0, -3), (60, 0, 12), (-60, 0, 12)])
    view.sheet.gradient(ground, light(tone, 0.2), tone, dark(tone, 0.12))
    paint = toned(moment, PAPER)
    for number in range(-6, 7):
        x = number * 2.7
        view.stroke([(x, 0, 6.0), (x, 0, 11.2)], paint, 0.12)
    view.stroke([(-20, 0, 11.2), (20, 0, 11.2)], paint, 0.12)
    for x0 in (-4.9, 0.2):  # the arrows of the lane
        view.stroke([(x0, 0, 2.6), (x0 + 1.7, 0, 2.6)], paint, 0.2, alpha=0.85)
        view.sheet.polygon(
            view.shape([(x0 + 1.7, 0, 2.15), (x0 + 2.6, 0, 2.6), (x0 + 1.7, 0, 3.05)]), paint, 0.85
        )


def _under_trees(sheet: Sheet, moment: Light) -> None:
    meadow(sheet, moment, HORIZON)
    village(sheet, moment, 330, 640, HORIZON + 14, 30, seed=21)
    for foot, tall in ((40, 210), (190, 170), (690, 180), (800, 230), (930, 210)):
        maple(sheet, moment, foot, HORIZON + 46, tall, seed=foot)
    view = View(sheet, Eye(0, 2.7, -3.6, focal=760, horizon=HORIZON))
    _asphalt(view, moment, mix(SLATE, STEEL, 0.35))
    view.box(-30, 30, 0, 0.18, 11.5, 12.5, mix(STEEL, PAPER, 0.5), top=SAGE)
    for number in range(30):
        cx, cy = view.spot(-19 + number * 1.35, 0.2, 12.0)
        sheet.ellipse(cx, cy - 6, 34, 24, (MOSS, SAGE)[number % 2])
    for x, tone in ((-4.05, BLUE), (-1.35, BRICK), (4.05, PAPER)):
        car_front(view, moment, x, 6.9, tone)
    for x in (60, 690):  # the shade of trees that stand behind us
        sheet.soft(
            [(x - 120, 560), (x + 60, 536), (x + 220, 566), (x + 150, 640), (x - 160, 640)],
            moment.shade,
            0.3,
            24,
        )
    _sign(sheet, 868, 560, 290)


def car_front(view: View, moment: Light, x: float, z: float, colour: Colour) -> None:
    """Draw a parked car that looks at us, its bumper at (x, z)."""
    sheet, paint, glass = view.sheet, toned(moment, colour), toned(moment, mix(SLATE, MIST, 0.35))
    view.shadow(x - 0.95, x + 1.25, z - 0.25, z + 2.6, moment.shade, alpha=0.5, blur=6)
    for dx in (-0.72, 0.72):
        view.box(x + dx - 0.13, x + dx + 0.13, 0, 0.5, z + 0.1, z + 0.7, CHARCOAL)

    def at(dx: float, y: float, dz: float = 0.0) -> Spot:
        return view.spot(x + dx, y, z + dz)

    roof = [at(-0.58, 1.5, 1.6), at(0.58, 1.5, 1.6)]
    sheet.polygon([at(-0.88, 0.92, 0.9), *roof, at(0.88, 0.92, 0.9)], paint)
    sheet.polygon(
        [at(-0.74, 0.97, 0.9), at(-0.53, 1.42, 1.5), at(0.53, 1.42, 1.5), at(0.74, 0.97, 0.9)], glass
    )
    sheet.polygon(
        [at(0.1, 0.97, 0.9), at(0.3, 1.42, 1.5), at(0.44, 1.42, 1.5), at(0.3, 0.97, 0.9)], light(glass, 0.3)
    )
    sheet.polygon(
        [at(-0.85, 0.7), at(-0.8, 0.94, 0.85), at(0.8, 0.94, 0.85), at(0.85, 0.7)], light(paint, 0.2)
    )
    sheet.polygon(
        [
            *curve(at(-0.92, 0.3), at(-0.92, 0.6), at(-0.84, 0.72)),
            *curve(at(0.84, 0.72), at(0.92, 0.6), at(0.92, 0.3)),
            at(0.86, 0.22),
            at(-0.86, 0.22),
        ],
        paint,
    )
    sheet.polygon([at(-0.88, 0.34), at(0.88, 0.34), at(0.84, 0.22), at(-0.84, 0.22)], dark(paint, 0.4))
    sheet.polygon([at(-0.42, 0.56), at(0.42, 0.56), at(0.36, 0.44), at(-0.36, 0.44)], CHARCOAL)
    metre = view.metre(x, 0.5, z)
    for way in (-1, 1):
        cx, cy = at(way * 0.66, 0.58)
        if moment.night:
            sheet.glow(cx, cy, metre * 0.5, metre * 0.4, GLOW, 0.6)
        sheet.ellipse(cx, cy, metre * 0.16, metre * 0.08, mix(PAPER, GLOW, 0.4))
        mirror = at(way * 0.97, 0.98, 0.9)
        sheet.ellipse(*mirror, metre * 0.09, metre * 0.06, dark(paint, 0.2))
    plate = (*at(-0.17, 0.37), *at(0.17, 0.27))
    sheet.rectangle(*plate, PAPER)
    if moment.snow:
        sheet.polygon(
            [*curve(at(-0.6, 1.48, 1.6), at(-0.4, 1.64, 1.6), at(0.4, 1.64, 1.6), at(0.6, 1.48, 1.6))], SNOW
        )
        sheet.polygon(
            [
                *curve(at(-0.8, 0.9, 0.7), at(0, 0.98, 0.7), at(0.8, 0.9, 0.7)),
                at(0.78, 0.78),
                at(-0.78, 0.78),
            ],
            SNOW,
        )


def _sign(sheet: Sheet, x: float, base: float, tall: float) -> None:
    """Plant the blue sign marked with a P."""
    sheet.soft(
        [(x - 6, base - 3), (x + 10, base - 3), (x + 96, base + 14), (x + 70, base + 20)], NAVY, 0.35, 5
    )
    sheet.rectangle(x - 4, base - tall, x + 4, base, STEEL)
    size = tall * 0.17
    top = base - tall - size
    sheet.rounded(x - size, top, x + size, top + 2 * size, 10, PAPER)
    sheet.rounded(x - size + 4, top + 4, x + size - 4, top + 2 * size - 4, 7, BLUE)
    left, high = x - size * 0.34, top + size * 0.42
    sheet.rectangle(left - 4, high, left + 7, top + size * 1.6, PAPER)
    bowl = [
        (left, high),
        *arc(left + size * 0.42, high + size * 0.36, size * 0.36, size * 0.36, -90, 90),
        (left, high + size * 0.72),
    ]
    hole = [
        (left + 6, high + 10),
        *arc(left + size * 0.4, high + size * 0.36, size * 0.36 - 10, size * 0.36 - 10, -90, 90),
        (left + 6, high + size * 0.72 - 10),
    ]
    sheet.polygon(bowl, PAPER)
    sheet.polygon(hole, BLUE)


def _under_lamps(sheet: Sheet, moment: Light) -> None:
    meadow(sheet, moment, HORIZON)
    village(sheet, moment, 60, 560, HORIZON + 16, 38, seed=33)
    spruces(sheet, moment, 640, 980, HORIZON + 40, 150, seed=18, veil=0.1)
    view = View(sheet, Eye(0.6, 2.7, -3.6, focal=760, horizon=HORIZON, centre=500))
    _asphalt(view, moment, toned(moment, SLATE))
    for x in (-2.7, 4.6):
        cx, cy = view.spot(x, 0, 9.0)
        sheet.glow(cx, cy, 330, 110, GLOW, 0.5)
    _charger(view, 2.75, 10.9)
    car_front(view, moment, -4.05, 6.9, OCHRE)
    car_front(view, moment, 1.35, 6.9, BLUE)
    for x in (-2.7, 4.6):
        cx, cy = view.spot(x, 0, 11.8)
        lamp_post(sheet, moment, cx, cy, 236)
    sheet.glow(500, 560, 460, 110, GLOW, 0.12)


def _charger(view: View, x: float, z: float) -> None:
    view.box(x - 0.3, x + 0.3, 0, 1.7, z, z + 0.3, PAPER, front=light(STEEL, 0.5))
    view.face(x - 0.22, x + 0.22, 1.1, 1.55, z, BLUE)
    cx, cy = view.spot(x, 1.32, z)
    view.sheet.glow(cx, cy, 50, 50, (120, 200, 255), 0.7)
    view.sheet.polygon(
        [(cx + 2, cy - 8), (cx - 5, cy + 2), (cx, cy + 2), (cx - 2, cy + 8), (cx + 5, cy - 2), (cx, cy - 2)],
        PAPER,
    )
    view.sheet.line(
        curve(
            view.spot(x - 0.25, 0.9, z), view.spot(x - 0.5, 0.2, z - 1.0), view.spot(x - 0.55, 0.75, z - 2.6)
        ),
        CHARCOAL,
        2.4,
    )


def _in_snow(sheet: Sheet, moment: Light) -> None:
    snow_ground(sheet, moment, HORIZON, seed=31)
    spruces(sheet, moment, -10, 380, HORIZON + 30, 130, seed=41, veil=0.28)
    village(sheet, moment, 430, 640, HORIZON + 14, 32, seed=44)
    spruces(sheet, moment, 680, 990, HORIZON + 34, 150, seed=47, veil=0.22)
    view = View(sheet, Eye(-0.6, 2.7, -3.6, focal=760, horizon=HORIZON, centre=450))
    _asphalt(view, moment, mix(STEEL, SLATE, 0.25))
    _banks(view, moment)
    lamp_post(sheet, moment, *view.spot(1.35, 0, 11.3), 250)
    for x, tone in ((-4.05, BRICK), (-1.35, BLUE), (4.05, OCHRE)):
        car_front(view, moment, x, 6.9, tone)
    snowfall(sheet, 8, count=80)


def _banks(view: View, moment: Light) -> None:
    """Pile the snow behind the places and at the corner of the lane."""
    sheet = view.sheet
    cool = mix(SNOW, moment.shade, 0.24)
    lumps = [(-22.0 + 1.9 * n, 1.0 + 0.55 * ((n * 7) % 4) / 3) for n in range(25)]
    back = [view.spot(x, high, 12.2) for x, high in lumps]
    sheet.polygon([view.spot(-26, 0, 11.6), *curve(*back, steps=6), view.spot(26, 0, 11.6)], SNOW)
    front = [view.spot(x, high * 0.5, 11.8) for x, high in lumps]
    sheet.polygon([view.spot(-26, 0, 11.4), *curve(*front, steps=6), view.spot(26, 0, 11.4)], cool)
    heap = curve((700, 640), (770, 560), (860, 505), (1000, 470))
    sheet.polygon([*heap, (1000, 640)], SNOW)
    sheet.polygon([*curve((700, 640), (800, 590), (900, 575), (1000, 560)), (1000, 640)], cool)
