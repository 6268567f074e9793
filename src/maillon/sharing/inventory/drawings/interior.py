"""A room: floor, walls, ceiling, the windows and what they show, the light that comes in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from maillon.sharing.inventory.drawings.lights import Light
from maillon.sharing.inventory.drawings.nature import outlook, stars
from maillon.sharing.inventory.drawings.palette import GLOW, PAPER, Colour, dark, dim, light, mix
from maillon.sharing.inventory.drawings.perspective import Eye, Point, View, face, level, side
from maillon.sharing.inventory.drawings.sheet import Sheet, Spot


@dataclass(frozen=True, slots=True)
class Finish:
    """What a room is painted with."""

    wall: Colour
    floor: Colour
    ceiling: Colour = PAPER
    side: Colour | None = None  # the side walls, when they differ from the far one
    frame: Colour = PAPER


class Outside(TypedDict, total=False):
    """What a window shows: see ``Room.windows``."""

    seed: int
    water: bool
    sun: Spot | None
    height: float
    lift: float


class Room(View):
    """A room ``wide`` metres across and ``deep`` metres long: x from -wide/2 to wide/2, z from 0 to ``deep``."""

    def __init__(
        self, sheet: Sheet, eye: Eye, moment: Light, *, wide: float, deep: float, high: float, finish: Finish
    ) -> None:
        super().__init__(sheet, eye)
        self.moment, self.finish = moment, finish
        self.half, self.deep, self.high = wide / 2, deep, high
        self.front = eye.z - 1

    def shell(self) -> None:
        """Draw the floor, the walls and the ceiling."""
        finish, half = self.finish, self.half
        wall, floor, ceiling, flank = (
            dim(one) if self.moment.night else one
            for one in (finish.wall, finish.floor, finish.ceiling, finish.side or finish.wall)
        )
        gradient = self.sheet.gradient
        gradient(
            self.shape(level(-half, half, self.front, self.deep, self.high)),
            dark(ceiling, 0.1),
            dark(ceiling, 0.04),
        )
        gradient(
            self.shape(level(-half, half, self.front, self.deep)),
            light(floor, 0.22),
            floor,
            dark(floor, 0.14),
        )
        gradient(
            self.shape(face(-half, half, 0, self.high, self.deep)), light(wall, 0.1), wall, dark(wall, 0.06)
        )
        for x, tones in (
            (-half, (dark(flank, 0.26), dark(flank, 0.1))),
            (half, (dark(flank, 0.08), dark(flank, 0.22))),
        ):
            gradient(self.shape(side(x, 0, self.high, self.front, self.deep)), *tones, across=True)
        self._skirting(dark(flank, 0.3))

    def _skirting(self, colour: Colour) -> None:
        half = self.half
        self.face(-half, half, 0, 0.1, self.deep, colour)
        for x in (-half, half):
            self.side(x, 0, 0.1, self.front, self.deep, dark(colour, 0.12))

    def planks(self, *, step: float = 0.45, strength: float = 0.1) -> None:
        """Rule the floor in boards going away."""
        count = round(2 * self.half / step)
        tone = dark(self.finish.floor, 0.5)
        for number in range(1, count):
            x = -self.half + number * step
            self.stroke([(x, 0, self.front + 0.3), (x, 0, self.deep)], tone, 0.018, alpha=strength * 2)
            if number % 2:
                self.flat(x, x + step, self.front, self.deep, dark(self.finish.floor, 0.3), alpha=strength)

    def tiles(self, *, step: float = 0.6, tone: Colour | None = None, alpha: float = 0.2) -> None:
        """Rule the floor in squares."""
        colour = tone or dark(self.finish.floor, 0.4)
        x = -self.half
        while x < self.half:
            self.stroke([(x, 0, self.front + 0.3), (x, 0, self.deep)], colour, 0.02, alpha=alpha)
            x += step
        z = self.deep
        while z > self.front:
            self.flat(-self.half, self.half, z - 0.012, z + 0.012, colour, alpha=alpha)
            z -= step

    # Windows

    def windows(
        self,
        openings: Sequence[Sequence[Point]],
        *,
        seed: int = 1,
        water: bool = True,
        sun: Spot | None = None,
        height: float = 90,
        lift: float = 0,
    ) -> None:
        """Open windows on the landscape, whose horizon stands ``lift`` pixels above the eye's."""
        moment = self.moment
        shapes = [self.shape(opening) for opening in openings]
        spots = [spot for shape in shapes for spot in shape]
        left, right = min(x for x, _ in spots), max(x for x, _ in spots)
        top, bottom = min(y for _, y in spots), max(y for _, y in spots)
        with self.sheet.through(*shapes) as outside:
            outlook(
                outside,
                moment,
                self.eye.horizon - lift,
                seed=seed,
                left=left,
                right=right,
                top=top,
                bottom=bottom,
                water=water,
                sun=sun,
                height=height,
            )
            if moment.night:
                stars(outside, seed, self.eye.horizon, left=left, right=right)

    def back_window(
        self,
        x0: float,
        x1: float,
        y0: float,
        y1: float,
        *,
        panes: int = 2,
        rows: int = 1,
        **view: Unpack[Outside],
    ) -> None:
        """Open a window in the far wall and frame it."""
        self.windows([face(x0, x1, y0, y1, self.deep)], **view)
        self.back_frame(x0, x1, y0, y1, panes=panes, rows=rows)

    def back_frame(
        self, x0: float, x1: float, y0: float, y1: float, *, panes: int = 2, rows: int = 1
    ) -> None:
        """Draw the frame, the bars and the sill of a window of the far wall."""
        frame = dark(self.finish.frame, 0.4 if self.moment.night else 0.06)
        z, thick = self.deep, 0.07
        for number in range(panes + 1):
            x = x0 + (x1 - x0) * number / panes
            wide = thick if number in (0, panes) else thick * 0.7
            self.face(x - wide / 2, x + wide / 2, y0, y1, z, frame)
        for number in range(rows + 1):
            y = y0 + (y1 - y0) * number / rows
            self.face(x0 - thick / 2, x1 + thick / 2, y - thick / 2, y + thick / 2, z, frame)
        self.box(x0 - 0.12, x1 + 0.12, y0 - 0.1, y0 - 0.03, z - 0.16, z, frame)

    def side_windows(
        self,
        x: float,
        spans: Sequence[tuple[float, float]],
        y0: float,
        y1: float,
        *,
        panes: int = 2,
        rows: int = 1,
        **view: Unpack[Outside],
    ) -> None:
        """Open windows in a side wall, one for each span of depth, and frame them."""
        self.windows([side(x, y0, y1, z0, z1) for z0, z1 in spans], **view)
        frame = dark(self.finish.frame, 0.45 if self.moment.night else 0.12)
        inward = -0.14 if x > 0 else 0.14
        for z0, z1 in spans:
            self.box(
                min(x, x + inward), max(x, x + inward), y0 - 0.08, y0, z0 - 0.06, z1 + 0.06, light(frame, 0.2)
            )
            for number in range(panes + 1):
                z = z0 + (z1 - z0) * number / panes
                self.side(x, y0, y1, z - 0.035, z + 0.035, frame)
            for number in range(rows + 1):
                y = y0 + (y1 - y0) * number / rows
                self.side(x, y - 0.035, y + 0.035, z0 - 0.035, z1 + 0.035, frame)

    def sun_from(
        self,
        openings: Sequence[Sequence[Point]],
        ray: Point,
        *,
        alpha: float = 0.34,
        panes: int = 2,
        y: float = 0,
    ) -> None:
        """Lay the light of each window on the floor, pane by pane, and a faint shaft in the air."""
        tone = self.moment.patch
        for opening in openings:
            low_a, low_b, high_b, high_a = opening
            for number in range(panes):
                one, other = (number + 0.05) / panes, (number + 0.95) / panes
                self.sunlight(
                    [
                        _part(low_a, low_b, one),
                        _part(low_a, low_b, other),
                        _part(high_a, high_b, other),
                        _part(high_a, high_b, one),
                    ],
                    ray,
                    tone,
                    alpha=alpha,
                    y=y,
                )

    # Lamps

    def pendant(
        self, x: float, z: float, y: float, *, size: float = 0.3, colour: Colour, lit: bool | None = None
    ) -> None:
        """Hang a lamp from the ceiling, its foot at the height ``y``."""
        bright = self.moment.night if lit is None else lit
        self.bar((x, self.high, z), (x, y + size * 0.7, z), 0.018, dark(colour, 0.5))
        (cx, cy), metre = self.spot(x, y, z), self.metre(x, y, z)
        wide, tall = size * metre, size * 0.75 * metre
        if bright:
            self.sheet.glow(cx, cy + tall * 0.2, wide * 6, wide * 6, GLOW, 0.62)
        self.sheet.polygon(
            [(cx - wide * 0.16, cy - tall), (cx + wide * 0.16, cy - tall), (cx + wide, cy), (cx - wide, cy)],
            colour,
        )
        self.sheet.polygon(
            [
                (cx + wide * 0.02, cy - tall),
                (cx + wide * 0.16, cy - tall),
                (cx + wide, cy),
                (cx + wide * 0.4, cy),
            ],
            light(colour, 0.18),
        )
        self.sheet.ellipse(cx, cy, wide, wide * 0.13, mix(GLOW, PAPER, 0.4) if bright else dark(colour, 0.3))

    def strip_light(self, x0: float, x1: float, z0: float, z1: float) -> None:
        """Set a flat luminous panel in the ceiling."""
        lit = mix(GLOW, PAPER, 0.45) if self.moment.night else PAPER
        self.flat(x0 - 0.04, x1 + 0.04, z0, z1, dark(self.finish.ceiling, 0.25), y=self.high - 0.01)
        self.flat(x0, x1, z0 + 0.03, z1 - 0.03, lit, y=self.high - 0.02)

    def pool_of_light(
        self, x: float, z: float, radius: float, *, y: float = 0, strength: float = 0.4
    ) -> None:
        """Light a round of the floor or of a table."""
        (cx, cy), metre = self.spot(x, y, z), self.metre(x, y, z)
        tilt = abs(self.eye.y - y) / max(1.0, self.eye.before((x, y, z))[2])
        self.sheet.glow(cx, cy, radius * metre, radius * metre * max(0.12, tilt), GLOW, strength)


def _part(one: Point, other: Point, share: float) -> Point:
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )
