"""Three moments that every scene can be seen in: a summer day, an autumn evening, a winter morning."""

from dataclasses import dataclass, replace

from maillon.sharing.inventory.drawings.palette import Colour, ink


@dataclass(frozen=True, slots=True)
class Light:
    """The colours of the world outside at one moment; ``sky`` goes from the top to the horizon."""

    sky: tuple[Colour, ...]
    sun: Colour
    cloud: Colour
    hills: tuple[Colour, Colour, Colour]  # far, middle, near
    haze: Colour
    ground: tuple[Colour, Colour]  # far, near
    water: tuple[Colour, Colour]  # far, near
    spruce: Colour
    leaf: Colour
    shade: Colour
    patch: Colour  # what the sun lays on a floor
    snow: bool = False
    night: bool = False


DAY = Light(
    sky=(ink("#7db8df"), ink("#b8d9ea"), ink("#e8f0ea"), ink("#fbf1dc")),
    sun=ink("#fff6dd"),
    cloud=ink("#fffdf8"),
    hills=(ink("#a8c8d8"), ink("#7fabb2"), ink("#5c9385")),
    haze=ink("#e6eee6"),
    ground=(ink("#b3cc92"), ink("#7fae78")),
    water=(ink("#c3dfe8"), ink("#5f9fc4")),
    spruce=ink("#24594f"),
    leaf=ink("#6a9f68"),
    shade=ink("#2c5a6e"),
    patch=ink("#fff3cf"),
)
EVENING = Light(
    sky=(ink("#1d4273"), ink("#4f679d"), ink("#c98f9a"), ink("#f7b983"), ink("#ffe0ac")),
    sun=ink("#ffe9bd"),
    cloud=ink("#f3b7a0"),
    hills=(ink("#8f86ab"), ink("#5f6a98"), ink("#3a507c")),
    haze=ink("#eeb096"),
    ground=(ink("#6d7a86"), ink("#364f66")),
    water=(ink("#f6c294"), ink("#566a99")),
    spruce=ink("#1b3452"),
    leaf=ink("#c4703c"),
    shade=ink("#142a4a"),
    patch=ink("#ffbf7d"),
    night=True,
)
WINTER = Light(
    sky=(ink("#9fc3df"), ink("#c9dde9"), ink("#efeeea"), ink("#fbe9dc")),
    sun=ink("#fffaf0"),
    cloud=ink("#fdfdfb"),
    hills=(ink("#c3d4e3"), ink("#a3bdd3"), ink("#83a4bf")),
    haze=ink("#eef2f4"),
    ground=(ink("#eef3f7"), ink("#fbfcfc")),
    water=(ink("#e0ebf1"), ink("#a9cadd")),
    spruce=ink("#2d5a68"),
    leaf=ink("#b9a698"),
    shade=ink("#6f93b8"),
    patch=ink("#fff8ea"),
    snow=True,
)
LIGHTS = (DAY, EVENING, WINTER)
WINTER_EVENING = replace(
    EVENING,
    ground=(ink("#8c9cc0"), ink("#c3cde2")),
    water=(ink("#d9a99c"), ink("#8797bd")),
    leaf=ink("#5b5168"),
    snow=True,
)
