"""Tools: the pegboard, the drills under the lamp, the shovels of winter."""

from maillon.sharing.inventory.drawings import handtools as hang
from maillon.sharing.inventory.drawings.lights import LIGHTS
from maillon.sharing.inventory.drawings.nature import outlook
from maillon.sharing.inventory.drawings.palette import (
    BARK,
    BLUE,
    BRICK,
    CHARCOAL,
    CREAM,
    GLOW,
    HONEY,
    MIST,
    NAVY,
    OAK,
    OCHRE,
    PAPER,
    PINE,
    SLATE,
    SPRUCE,
    STEEL,
    WALNUT,
    Colour,
    dark,
    dim,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.sheet import Sheet, curve

DESCRIPTIONS = (
    "Panneau d’outils\u00a0: marteaux, scies, clés, tournevis, pinces, niveau et équerre "
    "au-dessus d’un établi où sont posés un coffre rouge et une perceuse.",
    "Outils le soir\u00a0: quatre perceuses sans fil sur un établi de bois, sous une lampe "
    "allumée, devant un mur bleu d’outils.",
    "Outils d’hiver\u00a0: une bêche, deux pelles à neige, un râteau et un balai au mur, des "
    "bottes et un seau de sable, la neige à la fenêtre.",
)


def draw(variant: int) -> Sheet:
    """Draw tools."""
    sheet = Sheet(PAPER)
    (_pegboard, _drills, _shed)[variant](sheet)
    return sheet


def _window(
    sheet: Sheet, variant: int, box: tuple[float, float, float, float], frame: Colour, seed: int
) -> None:
    x0, y0, x1, y1 = box
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    sheet.soft([(x - 4, y + 12) for x, y in corners], CHARCOAL, 0.2, 8)
    with sheet.through(corners) as outside:
        outlook(
            outside,
            LIGHTS[variant],
            y0 + (y1 - y0) * 0.6,
            seed=seed,
            left=x0,
            right=x1,
            top=y0,
            bottom=y1,
            height=(y1 - y0) * 0.36,
            sun=(x0 + (x1 - x0) * 0.7, y0 + (y1 - y0) * 0.3),
        )
    sheet.line([*corners, corners[0]], frame, 12)
    middle = (x0 + x1) / 2
    sheet.rectangle(middle - 4, y0, middle + 4, y1, frame)
    sheet.rectangle(x0 - 22, y1 + 4, x1 + 22, y1 + 18, light(frame, 0.12))
    sheet.rectangle(x0 - 22, y1 + 18, x1 + 22, y1 + 24, dark(frame, 0.25))


def _holes(sheet: Sheet, box: tuple[float, float, float, float], colour: Colour, frame: Colour) -> None:
    """Hang the perforated panel."""
    x0, y0, x1, y1 = box
    sheet.soft(
        [(x0 + 6, y0 + 12), (x1 + 10, y0 + 12), (x1 + 10, y1 + 14), (x0 + 6, y1 + 14)], CHARCOAL, 0.26, 10
    )
    sheet.rectangle(x0 - 9, y0 - 9, x1 + 9, y1 + 9, frame)
    sheet.gradient([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], light(colour, 0.12), colour)
    tone = dark(colour, 0.24)
    y = y0 + 16
    while y < y1 - 6:
        x = x0 + 16
        while x < x1 - 6:
            sheet.circle(x, y, 2.1, tone)
            x += 22
        y += 22


def _bench(sheet: Sheet, top: float, wood: Colour) -> None:
    sheet.soft([(0, top - 22), (960, top - 22), (960, top + 2), (0, top + 2)], CHARCOAL, 0.22, 14)
    sheet.gradient(
        [(0, top), (960, top), (960, top + 34), (0, top + 34)], light(wood, 0.36), light(wood, 0.1)
    )
    sheet.rectangle(0, top + 34, 960, top + 58, dark(wood, 0.12))
    sheet.gradient([(0, top + 58), (960, top + 58), (960, 640), (0, 640)], dark(wood, 0.4), dark(wood, 0.28))
    for number in range(4):
        x = 18 + number * 240
        sheet.rounded(x, top + 76, x + 204, 660, 5, dark(wood, 0.2))
        sheet.rounded(x + 74, top + 98, x + 130, top + 108, 5, light(STEEL, 0.3))


def _pegboard(sheet: Sheet) -> None:
    sheet.gradient([(0, 0), (960, 0), (960, 640), (0, 640)], light(MIST, 0.4), MIST)
    _window(sheet, 0, (706, 74, 910, 352), PAPER, 191)
    sheet.polygon([(706, 352), (910, 352), (690, 640), (300, 640)], LIGHTS[0].patch, 0.2)
    _holes(sheet, (54, 56, 640, 420), light(PINE, 0.2), WALNUT)
    hang.hammer(sheet, 122, 84, 148)
    hang.hammer(sheet, 198, 84, 122, colour=WALNUT)
    hang.saw(sheet, 262, 88, 210)
    hang.saw(sheet, 276, 172, 180, colour=BRICK)
    for number, size in enumerate((142, 128, 114, 100)):
        hang.wrench(sheet, 506 + number * 34, 88, size, colour=(SLATE, STEEL)[number % 2])
    for number, tone in enumerate((BLUE, BRICK, OCHRE, SPRUCE, BLUE)):
        hang.screwdriver(sheet, 92 + number * 34, 266, 122 - number * 7, colour=tone)
    hang.pliers(sheet, 298, 268, 118)
    hang.pliers(sheet, 366, 268, 104, colour=BLUE)
    hang.square(sheet, 422, 262, 128)
    hang.level(sheet, 424, 386, 196)
    hang.tape(sheet, 556, 302, 58)
    _bench(sheet, 470, OAK)
    _toolbox(sheet, 150, 478)
    hang.drill(sheet, 404, 484, 128, colour=BLUE)
    for number, tone in enumerate((HONEY, BRICK, MIST)):
        x = 560 + number * 52
        sheet.rounded(x, 430, x + 40, 482, 5, mix(MIST, PAPER, 0.4))
        sheet.rectangle(x, 446, x + 40, 482, tone)
        sheet.rounded(x - 3, 424, x + 43, 436, 4, SLATE)


def _toolbox(sheet: Sheet, x: float, base: float) -> None:
    sheet.soft(
        [(x - 80, base - 4), (x + 110, base - 4), (x + 120, base + 12), (x - 84, base + 12)], CHARCOAL, 0.4, 6
    )
    sheet.line(
        [(x - 44, base - 74), (x - 34, base - 102), (x + 34, base - 102), (x + 44, base - 74)], CHARCOAL, 8
    )
    sheet.rounded(x - 92, base - 78, x + 92, base + 4, 8, BRICK)
    sheet.rectangle(x - 92, base - 48, x + 92, base - 42, dark(BRICK, 0.4))
    sheet.rectangle(x - 84, base - 72, x + 84, base - 66, light(BRICK, 0.3))
    for dx in (-46, 46):
        sheet.rounded(x + dx - 10, base - 54, x + dx + 10, base - 32, 3, light(STEEL, 0.3))


def _drills(sheet: Sheet) -> None:
    wall = dim(mix(BLUE, NAVY, 0.25))
    sheet.gradient([(0, 0), (960, 0), (960, 640), (0, 640)], dark(wall, 0.25), wall)
    _window(sheet, 1, (56, 70, 260, 330), mix(STEEL, NAVY, 0.2), 197)
    _holes(sheet, (330, 56, 906, 340), mix(wall, light(BLUE, 0.3), 0.35), dark(wall, 0.4))
    hang.saw(sheet, 668, 212, 200, colour=OCHRE)
    for number, size in enumerate((112, 104, 96, 88, 80)):
        hang.wrench(sheet, 628 + number * 34, 88, size, colour=light(STEEL, 0.1))
    hang.hammer(sheet, 826, 88, 130)
    hang.pliers(sheet, 400, 206, 106, colour=OCHRE)
    hang.pliers(sheet, 464, 206, 96)
    for number, tone in enumerate((BRICK, OCHRE, PAPER, BRICK)):
        hang.screwdriver(sheet, 526 + number * 32, 206, 108 - number * 6, colour=tone)
    hang.level(sheet, 664, 300, 210)
    _bench(sheet, 462, WALNUT)
    sheet.glow(480, 470, 620, 90, GLOW, 0.6)
    sheet.glow(480, 330, 560, 330, GLOW, 0.34)
    for x, tone in ((128, BRICK), (336, light(BLUE, 0.12)), (544, OCHRE), (752, light(BLUE, 0.12))):
        hang.drill(sheet, x, 478, 168, colour=tone)
    _lamp(sheet, 480, 62)
    for number in range(7):
        x = 868 + (number % 4) * 17
        sheet.rectangle(x, 436 - 6 * number, x + 5, 478, light(STEEL, 0.3))
    sheet.rounded(856, 444, 940, 484, 5, BRICK)


def _lamp(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([(x, 0), (x, y)], CHARCOAL, 4)
    sheet.polygon([(x - 18, y), (x + 18, y), (x + 88, y + 70), (x - 88, y + 70)], OCHRE)
    sheet.polygon([(x + 2, y), (x + 18, y), (x + 88, y + 70), (x + 34, y + 70)], light(OCHRE, 0.2))
    sheet.ellipse(x, y + 70, 88, 12, mix(GLOW, PAPER, 0.5))


def _shed(sheet: Sheet) -> None:
    for number in range(16):
        x = number * 62 - 10
        tone = mix(PINE, OAK, 0.15 + 0.2 * ((number * 5) % 4) / 3)
        sheet.gradient([(x, 0), (x + 61, 0), (x + 61, 560), (x, 560)], light(tone, 0.2), tone)
        sheet.rectangle(x + 60, 0, x + 62, 560, dark(tone, 0.35))
    floor = light(STEEL, 0.25)
    sheet.gradient([(0, 552), (960, 552), (960, 640), (0, 640)], dark(floor, 0.12), floor)
    sheet.soft([(0, 548), (960, 548), (960, 566), (0, 566)], BARK, 0.5, 8)
    _window(sheet, 2, (640, 92, 900, 330), PAPER, 203)
    sheet.polygon([(640, 340), (900, 340), (760, 640), (420, 640)], LIGHTS[2].patch, 0.2)
    sheet.rectangle(40, 66, 590, 86, WALNUT)
    sheet.rectangle(40, 84, 590, 90, dark(WALNUT, 0.4))
    tools = (("spade", SLATE), ("scoop", BLUE), ("rake", SLATE), ("broom", STEEL), ("scoop", BRICK))
    for number, (kind, tone) in enumerate(tools):
        x = 92 + number * 110
        sheet.circle(x, 78, 6, CHARCOAL)
        hang.long_tool(sheet, x, 80, 410, kind=kind, colour=tone)
    _boots(sheet, 690, 590)
    _bucket(sheet, 850, 596)


def _boots(sheet: Sheet, x: float, base: float) -> None:
    for dx, tone in ((0, dark(SPRUCE, 0.1)), (66, SPRUCE)):
        left = x + dx
        sheet.soft(
            [(left - 26, base - 4), (left + 60, base - 4), (left + 66, base + 8), (left - 30, base + 8)],
            CHARCOAL,
            0.4,
            5,
        )
        boot = [
            (left - 22, base - 126),
            (left + 20, base - 126),
            (left + 20, base - 40),
            *curve((left + 20, base - 40), (left + 50, base - 30), (left + 58, base - 4)),
            (left - 24, base - 4),
        ]
        sheet.polygon(boot, tone)
        sheet.rectangle(left - 25, base - 140, left + 23, base - 112, CREAM)
        sheet.rounded(left - 26, base - 12, left + 60, base, 4, CHARCOAL)
        sheet.line([(left - 20, base - 62), (left + 18, base - 62)], OCHRE, 5)


def _bucket(sheet: Sheet, x: float, base: float) -> None:
    sheet.soft(
        [(x - 50, base - 4), (x + 62, base - 4), (x + 66, base + 8), (x - 54, base + 8)], CHARCOAL, 0.4, 5
    )
    sheet.ring(x, base - 84, 54, 46, SLATE, 4, (180, 360))
    sheet.polygon(
        [(x - 56, base - 86), (x + 56, base - 86), (x + 44, base), (x - 44, base)], light(STEEL, 0.2)
    )
    sheet.polygon(
        [(x - 40, base - 86), (x - 20, base - 86), (x - 18, base), (x - 32, base)], light(STEEL, 0.6)
    )
    sheet.ellipse(x, base - 86, 56, 10, dark(STEEL, 0.2))
    sheet.ellipse(x, base - 88, 48, 8, HONEY)
