"""Vehicles seen from their side, looking to the right: one body, its windows, its wheels, its light."""

from collections.abc import Sequence

from maillon.sharing.inventory.drawings.lights import Light
from maillon.sharing.inventory.drawings.palette import (
    BRICK,
    CHARCOAL,
    GLOW,
    MIST,
    NAVY,
    PAPER,
    SLATE,
    SNOW,
    STEEL,
    Colour,
    dark,
    light,
    mix,
)
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot, arc, curve


class Profile:
    """A vehicle ``long`` pixels long whose tail is at ``x`` and whose wheels stand on ``base``.

    Places on it are given in shares of its length: (0, 0) is under the tail, (1, 0) under the nose.
    """

    def __init__(self, sheet: Sheet, moment: Light, x: float, base: float, long: float) -> None:
        self.sheet, self.moment, self.x, self.base, self.long = sheet, moment, x, base, long

    def at(self, u: float, v: float) -> Spot:
        """Return the place on the sheet of a place of the vehicle."""
        return self.x + u * self.long, self.base - v * self.long

    def tone(self, colour: Colour) -> Colour:
        """Return a paint as this moment shows it, shinier than a wall."""
        return mix(colour, NAVY, 0.22) if self.moment.night else colour

    def shape(
        self, places: Sequence[Spot], colour: Colour, *, smooth: bool = False, alpha: float = 1
    ) -> None:
        """Fill a shape; ``smooth`` rounds its corners off."""
        spots = [self.at(*place) for place in places]
        self.sheet.polygon(curve(*spots, spots[0]) if smooth else spots, self.tone(colour), alpha)

    def body(self, places: Sequence[Spot], colour: Colour) -> None:
        """Fill a painted body: lighter towards the sky, darker towards the road."""
        paint = self.tone(colour)
        self.sheet.gradient(
            [self.at(*place) for place in places], light(paint, 0.22), paint, dark(paint, 0.2)
        )

    def glass(self, places: Sequence[Spot]) -> None:
        """Fill a window, with the sky in it."""
        spots = [self.at(*place) for place in places]
        top = mix(self.moment.sky[1], SLATE, 0.35)
        self.sheet.gradient(spots, top, mix(top, CHARCOAL, 0.45))
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        wide, tall = max(xs) - min(xs), max(ys) - min(ys)
        with_light = [
            (min(xs) + wide * 0.5, min(ys)),
            (min(xs) + wide * 0.66, min(ys)),
            (min(xs) + wide * 0.4, min(ys) + tall),
            (min(xs) + wide * 0.24, min(ys) + tall),
        ]
        with self.sheet.through(spots) as pane:
            pane.gradient(spots, top, mix(top, CHARCOAL, 0.45))
            pane.polygon(with_light, PAPER, 0.28)

    def line(self, places: Sequence[Spot], colour: Colour, width: float) -> None:
        """Draw a stroke whose width is a share of the length."""
        self.sheet.line([self.at(*place) for place in places], self.tone(colour), max(1, width * self.long))

    def block(
        self, u0: float, u1: float, v0: float, v1: float, colour: Colour, *, radius: float = 0.0
    ) -> None:
        """Fill an upright rectangle, with round corners if asked."""
        (x0, y1), (x1, y0) = self.at(u0, v0), self.at(u1, v1)
        if radius:
            self.sheet.rounded(x0, y0, x1, y1, radius * self.long, self.tone(colour))
        else:
            self.sheet.rectangle(x0, y0, x1, y1, self.tone(colour))

    def wheel(
        self, u: float, radius: float, *, rim: Colour = STEEL, arch: bool = True, v: float | None = None
    ) -> None:
        """Draw a wheel under its arch."""
        size = radius * self.long
        cx, cy = self.at(u, radius if v is None else v)
        if arch:
            low = self.base - 0.05 * self.long
            hollow = arc(cx, cy, size * 1.2, size * 1.2, 180, 360)
            self.sheet.polygon([(hollow[0][0], low), *hollow, (hollow[-1][0], low)], mix(CHARCOAL, NAVY, 0.6))
        self.sheet.circle(cx, cy, size, CHARCOAL)
        self.sheet.circle(cx, cy, size * 0.66, self.tone(light(rim, 0.35)))
        self.sheet.circle(cx, cy, size * 0.54, self.tone(dark(rim, 0.15)))
        for number in range(5):
            for edge in arc(cx, cy, size * 0.56, size * 0.56, number * 72, number * 72, 1)[:1]:
                self.sheet.line([(cx, cy), edge], self.tone(light(rim, 0.4)), size * 0.13)
        self.sheet.circle(cx, cy, size * 0.16, self.tone(light(rim, 0.5)))

    def shadow(self, u0: float = -0.02, u1: float = 1.04) -> None:
        """Lay the shadow of the vehicle on the road."""
        (x0, y), (x1, _) = self.at(u0, 0), self.at(u1, 0)
        tall = self.long * 0.025
        self.sheet.soft(
            [(x0, y - tall), (x1, y - tall), (x1 + tall, y + tall), (x0 + tall, y + tall)],
            mix(NAVY, CHARCOAL, 0.4),
            0.55,
            tall * 0.8,
        )

    def lamp(self, u: float, v: float, size: float, *, rear: bool = False) -> None:
        """Draw a headlight (or a rear light), lit in the evening, with its beam on the road."""
        (cx, cy), radius = self.at(u, v), size * self.long
        colour = BRICK if rear else mix(PAPER, GLOW, 0.4)
        if self.moment.night:
            self.sheet.glow(cx, cy, radius * (4 if rear else 7), radius * (4 if rear else 6), colour, 0.7)
            if not rear:
                far = self.long * 0.6
                self.sheet.soft(
                    [
                        (cx, cy - 2),
                        (cx + far, cy + radius),
                        (cx + far, self.base + radius * 2),
                        (cx, cy + radius),
                    ],
                    GLOW,
                    0.26,
                    12,
                )
                self.sheet.glow(cx + far * 0.55, self.base, far * 0.6, radius * 3, GLOW, 0.4)
        self.sheet.ellipse(cx, cy, radius * 0.75, radius, colour)

    def snow(self, places: Sequence[Spot]) -> None:
        """Lay snow on a roof, in winter."""
        if self.moment.snow:
            self.sheet.polygon(curve(*(self.at(*place) for place in places)), SNOW)


def car(profile: Profile, colour: Colour) -> None:
    """Draw a small five-door car."""
    profile.shadow()
    roof = [
        (0.0, 0.15),
        (0.012, 0.25),
        (0.055, 0.335),
        (0.16, 0.382),
        (0.34, 0.394),
        (0.5, 0.378),
        (0.6, 0.325),
        (0.705, 0.258),
        (0.87, 0.232),
        (0.965, 0.185),
        (0.995, 0.12),
    ]
    body = _smooth(roof)
    profile.body([(0.02, 0.045), *body, (0.985, 0.045)], colour)
    profile.glass([(0.075, 0.255), (0.12, 0.325), (0.19, 0.357), (0.34, 0.366), (0.34, 0.255)])
    profile.glass([(0.365, 0.255), (0.365, 0.366), (0.49, 0.352), (0.565, 0.313), (0.65, 0.262)])
    profile.shape([(0.02, 0.045), (0.985, 0.045), (0.98, 0.092), (0.02, 0.092)], dark(colour, 0.55))
    for u in (0.352, 0.655):
        profile.line([(u, 0.245), (u - 0.01, 0.1)], dark(colour, 0.35), 0.004)
    for u in (0.27, 0.56):
        profile.line([(u, 0.222), (u + 0.045, 0.222)], light(colour, 0.5), 0.009)
    profile.line([(0.03, 0.2), (0.35, 0.205), (0.93, 0.185)], light(colour, 0.28), 0.006)
    profile.shape([(0.63, 0.262), (0.672, 0.285), (0.69, 0.262)], dark(colour, 0.3), smooth=True)
    profile.wheel(0.195, 0.078)
    profile.wheel(0.8, 0.078)
    profile.lamp(0.948, 0.165, 0.018)
    profile.lamp(0.012, 0.215, 0.018, rear=True)
    profile.snow(
        [
            (0.1, 0.352),
            (0.16, 0.4),
            (0.34, 0.417),
            (0.5, 0.397),
            (0.54, 0.36),
            (0.34, 0.392),
            (0.16, 0.38),
            (0.1, 0.352),
        ]
    )


def minivan(profile: Profile, colour: Colour, *, box: Colour | None = None) -> None:
    """Draw a family van of seven seats; ``box`` is the colour of a box on its roof."""
    profile.shadow()
    if box is not None:
        profile.shape(
            [(0.14, 0.452), (0.16, 0.49), (0.3, 0.5), (0.44, 0.492), (0.5, 0.452)], box, smooth=True
        )
        for u in (0.2, 0.42):
            profile.line([(u, 0.43), (u, 0.455)], CHARCOAL, 0.01)
    roof = [
        (0.0, 0.13),
        (0.004, 0.26),
        (0.035, 0.385),
        (0.1, 0.425),
        (0.3, 0.437),
        (0.5, 0.425),
        (0.61, 0.37),
        (0.74, 0.272),
        (0.89, 0.232),
        (0.975, 0.18),
        (0.997, 0.11),
    ]
    profile.body([(0.02, 0.045), *_smooth(roof), (0.985, 0.045)], colour)
    for pane in (
        [(0.05, 0.275), (0.07, 0.375), (0.11, 0.4), (0.2, 0.405), (0.2, 0.275)],
        [(0.22, 0.275), (0.22, 0.406), (0.41, 0.402), (0.41, 0.275)],
        [(0.435, 0.275), (0.435, 0.4), (0.51, 0.39), (0.59, 0.35), (0.69, 0.278)],
    ):
        profile.glass(pane)
    profile.shape([(0.02, 0.045), (0.985, 0.045), (0.98, 0.095), (0.02, 0.095)], dark(colour, 0.55))
    profile.line([(0.05, 0.245), (0.4, 0.245)], dark(colour, 0.35), 0.007)
    for u in (0.21, 0.423, 0.69):
        profile.line([(u, 0.265), (u - 0.006, 0.1)], dark(colour, 0.35), 0.004)
    for u in (0.37, 0.6):
        profile.line([(u, 0.225), (u + 0.045, 0.225)], light(colour, 0.5), 0.009)
    profile.shape([(0.67, 0.28), (0.71, 0.305), (0.73, 0.28)], dark(colour, 0.3), smooth=True)
    profile.wheel(0.185, 0.075)
    profile.wheel(0.81, 0.075)
    profile.lamp(0.957, 0.162, 0.018)
    profile.lamp(0.012, 0.24, 0.022, rear=True)
    if box is None:
        profile.snow(
            [(0.06, 0.41), (0.12, 0.447), (0.3, 0.46), (0.5, 0.444), (0.56, 0.405), (0.3, 0.43), (0.06, 0.41)]
        )


def minibus(profile: Profile, colour: Colour, stripe: Colour) -> None:
    """Draw an adapted minibus with a raised roof, the sign of wheelchair access and its ramp let down."""
    profile.shadow()
    roof = [
        (0.0, 0.1),
        (0.0, 0.36),
        (0.015, 0.435),
        (0.06, 0.455),
        (0.4, 0.462),
        (0.7, 0.455),
        (0.77, 0.42),
        (0.87, 0.29),
        (0.955, 0.235),
        (0.99, 0.17),
        (0.997, 0.1),
    ]
    profile.body([(0.015, 0.045), *_smooth(roof), (0.99, 0.045)], colour)
    profile.shape([(0.0, 0.2), (0.98, 0.2), (0.965, 0.226), (0.0, 0.226)], stripe)
    for u0, u1 in ((0.035, 0.17), (0.185, 0.32), (0.335, 0.47)):
        profile.glass([(u0, 0.265), (u0, 0.4), (u1, 0.4), (u1, 0.265)])
    profile.glass([(0.69, 0.262), (0.69, 0.4), (0.755, 0.4), (0.835, 0.3), (0.835, 0.262)])
    profile.block(0.492, 0.655, 0.07, 0.415, dark(colour, 0.25))
    profile.block(
        0.5, 0.648, 0.075, 0.405, mix(GLOW, PAPER, 0.2) if profile.moment.night else dark(MIST, 0.3)
    )
    profile.block(0.53, 0.62, 0.16, 0.27, SLATE, radius=0.01)
    profile.block(0.52, 0.548, 0.16, 0.34, SLATE, radius=0.01)
    profile.shape([(0.015, 0.045), (0.99, 0.045), (0.985, 0.09), (0.015, 0.09)], dark(colour, 0.55))
    profile.shape([(0.495, 0.075), (0.655, 0.075), (0.72, -0.04), (0.47, -0.04)], STEEL)
    profile.shape([(0.51, 0.07), (0.64, 0.07), (0.69, -0.025), (0.495, -0.025)], light(STEEL, 0.4))
    profile.wheel(0.2, 0.07)
    profile.wheel(0.84, 0.07)
    profile.lamp(0.972, 0.16, 0.019)
    profile.lamp(0.008, 0.25, 0.024, rear=True)
    profile.shape([(0.79, 0.275), (0.845, 0.31), (0.86, 0.28)], CHARCOAL, smooth=True)
    access_sign(profile.sheet, *profile.at(0.405, 0.15), profile.long * 0.04)


def access_sign(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Draw the sign of wheelchair access around (x, y)."""
    sheet.rounded(x - size, y - size, x + size, y + size, size * 0.25, (9, 87, 151))
    width = size * 0.17
    sheet.circle(x - size * 0.18, y - size * 0.62, size * 0.16, PAPER)
    sheet.line(
        [
            (x - size * 0.15, y - size * 0.38),
            (x - size * 0.1, y + size * 0.08),
            (x + size * 0.32, y + size * 0.08),
            (x + size * 0.52, y + size * 0.58),
        ],
        PAPER,
        width,
    )
    sheet.line([(x - size * 0.12, y - size * 0.16), (x + size * 0.26, y - size * 0.16)], PAPER, width * 0.8)
    sheet.line(arc(x - size * 0.02, y + size * 0.25, size * 0.46, size * 0.46, 40, 225), PAPER, width * 0.85)


def _smooth(places: Sequence[Spot]) -> list[Spot]:
    return curve(*places, steps=8)
