"""The colours of the drawings, mixed from Québec's blue, paper white, spruce, wood and ochre."""

from functools import lru_cache

Colour = tuple[int, int, int]


@lru_cache(maxsize=1024)
def ink(code: str) -> Colour:
    """Return the colour written « #rrggbb »."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return ``one`` with a ``share`` (0 to 1) of ``other`` in it."""
    return (
        round(one[0] + (other[0] - one[0]) * share),
        round(one[1] + (other[1] - one[1]) * share),
        round(one[2] + (other[2] - one[2]) * share),
    )


PAPER = ink("#fbf8f1")
SNOW = ink("#f3f7fa")
BLUE = ink("#095797")  # the blue of Québec's public sites
NAVY = ink("#12304f")
SKY = ink("#b9d7ea")
MIST = ink("#dae6f0")
STEEL = ink("#9fb3c2")
SLATE = ink("#4d6579")
CHARCOAL = ink("#263746")
SPRUCE = ink("#1f5450")
SAGE = ink("#8fb09a")
MOSS = ink("#5f8f72")
OCHRE = ink("#e3a93f")
HONEY = ink("#f3c66b")
GLOW = ink("#ffdf9e")
BRICK = ink("#c4623f")
ROSE = ink("#e9b8a2")
CREAM = ink("#f5ead6")
PINE = ink("#e2ba84")
OAK = ink("#c9965c")
WALNUT = ink("#8a5a3a")
BARK = ink("#5b3f31")


def light(colour: Colour, share: float) -> Colour:
    """Return the colour as a soft, slightly warm light shows it."""
    return mix(colour, PAPER, share)


def dark(colour: Colour, share: float) -> Colour:
    """Return the colour as it is in the shade: towards a deep blue, never towards black."""
    return mix(colour, NAVY, share)


def dim(colour: Colour) -> Colour:
    """Return the colour as a lamp-lit evening shows it: lower, and as warm as it was."""
    return round(colour[0] * 0.82), round(colour[1] * 0.78), round(colour[2] * 0.82)
