"""Label papers commonly sold in Québec: their dimensions, as data.

Sources: the dimensions announced by the makers, and the tables of the gLabels project
(https://github.com/jimevins/glabels-qt/tree/master/templates, avery-us-templates.xml and avery-iso-templates.xml).
Where only the size and the number of labels are announced, the grid is centred on the sheet. The calibration page
tells how far a given printer is from them.
"""

from maillon.sharing.labels.rules.sheets import Paper

INCH = 25.4
LETTER = (8.5 * INCH, 11 * INCH)
A4 = (210.0, 297.0)
MAKERS = "Avery, dimensions annoncées; gLabels, avery-us-templates.xml"
ISO = "Avery, dimensions annoncées; gLabels, avery-iso-templates.xml"
CENTRED = "Avery, 12 carrés de 2 po par feuille; grille centrée, à vérifier par la page de calibrage"
ROLL_EDGE = 1.5  # millimetres that a roll printer leaves white


def _letter(
    code: str, name: str, grid: tuple[int, int], inches: tuple[float, ...], source: str = MAKERS
) -> Paper:
    left, top, width, height, pitch_x, pitch_y = (value * INCH for value in inches)
    return Paper(code, name, *LETTER, left, top, width, height, pitch_x, pitch_y, *grid, source)


PAPERS: tuple[Paper, ...] = (
    _letter(
        "avery-5160", "Avery 5160, 30 × 2⅝ po × 1 po (Lettre)", (3, 10), (0.1875, 0.5, 2.625, 1, 2.75, 1)
    ),
    _letter("avery-5163", "Avery 5163, 10 × 4 po × 2 po (Lettre)", (2, 5), (0.15625, 0.5, 4, 2, 4.1875, 2)),
    _letter(
        "avery-5167",
        "Avery 5167, 80 × 1¾ po × ½ po (Lettre)",
        (4, 20),
        (0.28125, 0.5, 1.75, 0.5, 2.0625, 0.5),
    ),
    _letter(
        "avery-22806",
        "Avery 22806, 12 carrés de 2 po (Lettre)",
        (3, 4),
        (0.625, 0.625, 2, 2, 2.625, 31 / 12),
        CENTRED,
    ),
    Paper(
        "avery-l7160",
        "Avery L7160, 21 × 63,5 mm × 38,1 mm (A4)",
        *A4,
        7.21,
        15.15,
        63.5,
        38.1,
        66.04,
        38.1,
        3,
        7,
        ISO,
    ),
    Paper(
        "avery-l7651",
        "Avery L7651, 65 × 38,1 mm × 21,2 mm (A4)",
        *A4,
        4.75,
        10.7,
        38.1,
        21.2,
        40.6,
        21.2,
        5,
        13,
        ISO,
    ),
    Paper(
        "rouleau-62",
        "Rouleau continu de 62 mm, coupé à 29 mm",
        62,
        29,
        ROLL_EDGE,
        ROLL_EDGE,
        62 - 2 * ROLL_EDGE,
        29 - 2 * ROLL_EDGE,
        62,
        29,
        1,
        1,
        "Rouleau de 62 mm (Brother DK-22205); longueur choisie par Maillon",
    ),
)
BY_CODE = {paper.code: paper for paper in PAPERS}
CHOICES = [(paper.code, paper.name) for paper in PAPERS]
