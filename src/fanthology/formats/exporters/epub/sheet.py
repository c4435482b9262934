"""A sheet of paper to draw on in a few inks.

Each point holds the number of a colour, and each ink comes in shades down to the paper's, so that edges are smooth. This
makes small PNG files, ten times as fast as drawing in true colours and reducing them afterwards.
"""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

from fanthology.formats.exporters.epub.faces import Face

SHADES = 12
LEVELS = [(strength * SHADES + 127) // 255 for strength in range(256)]
INKED = [255 if level else 0 for level in LEVELS]
FINER = 2
"""Curves are drawn this many times as large and shrunk, so that their edges are smooth."""
Box = tuple[int, int, int, int]


class Sheet:
    """Paper of a size in pixels; inks are given as `#rrggbb`, at most twenty of them."""

    def __init__(self, size: tuple[int, int], paper: str) -> None:
        self.points = Image.new("L", size, 0)
        self.paper = paper
        self.inks: list[str] = []

    def _before(self, ink: str) -> int:
        """The number before the palest shade of an ink."""
        if ink not in self.inks:
            self.inks.append(ink)
        return self.inks.index(ink) * SHADES

    def block(self, box: Box, ink: str) -> None:
        """Fill a rectangle: left, top, right, bottom."""
        self.points.paste(self._before(ink) + SHADES, box)

    def lay(self, mask: Image.Image, at: tuple[int, int], ink: str) -> None:
        """Put ink on the sheet, as strong as the mask says; where it says nothing, all stays."""
        before = self._before(ink)
        self.points.paste(mask.point([before + level for level in LEVELS]), at, mask.point(INKED))

    def write(self, at: tuple[float, float], text: str, face: Face, size: int, ink: str) -> float:
        """Write one line, its baseline at `at`; the x where it ends."""
        x, y = at
        height = round(size * 1.5)
        for part, font in face.runs(text, size):
            width = font.getlength(part)
            margin = size // 3  # letters may lean out of their line
            mask = Image.new("L", (round(width) + 2 * margin + 1, height), 0)
            ImageDraw.Draw(mask).text((margin + x % 1, size), part, font=font, fill=255, anchor="ls")
            self.lay(mask, (int(x) - margin, round(y) - size), ink)
            x += width
        return x

    def rings(self, inks: Sequence[str], at: tuple[int, int], radius: int) -> None:
        """A chain of rings, one an ink, each over the next below and under it above; `at` is the first one's middle."""
        stroke, apart = radius // 8, ring_step(radius)
        ring = _ring(radius, stroke)
        places = [(at[0] + apart * number - radius, at[1] - radius) for number in range(len(inks))]
        for ink, place in zip(inks, places, strict=True):
            self.lay(ring, place, ink)
        middle = radius - stroke // 2
        x, y = radius + apart // 2, radius + round(math.sqrt(middle**2 - (apart / 2) ** 2))
        crossing = (x - 2 * stroke, y - 2 * stroke, x + 2 * stroke, y + 2 * stroke)
        for ink, place in zip(inks[:-1], places[:-1], strict=True):
            self.lay(ring.crop(crossing), (place[0] + crossing[0], place[1] + crossing[1]), ink)

    def finished(self) -> Image.Image:
        """The sheet as a picture with a palette."""
        paper = _rgb(self.paper)
        palette = list(paper)
        for ink in self.inks:
            target = _rgb(ink)
            for level in range(1, SHADES + 1):
                palette += [
                    round(low + (high - low) * level / SHADES)
                    for low, high in zip(paper, target, strict=True)
                ]
        picture = self.points.copy()
        picture.putpalette(palette)
        return picture


def ring_step(radius: int) -> int:
    """How far the middles of two interlaced rings are apart."""
    return round(radius * 1.24)


def _ring(radius: int, stroke: int) -> Image.Image:
    side = 2 * radius * FINER
    mask = Image.new("L", (side, side), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), outline=255, width=stroke * FINER)
    return mask.reduce(FINER)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
