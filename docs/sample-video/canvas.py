"""Paper, pens and type for the drawings of the sample video. Lengths are in pixels of a sheet of 960 by 540."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 960, 540
SCALE = 3  # drawn three times as large and then made smaller, which gives smooth edges

PAPER, RAISED, INK, MUTED, LINE, EDGE = "#fbfaf7", "#ffffff", "#1d2321", "#59625d", "#dedad0", "#7d837c"
BRAND, DEEP, TINT, MARK = "#5a4a8a", "#43366b", "#eae7f1", "#ffe8a3"

FONTS = Path("/usr/share/fonts")
FACES = {
    "sans": "truetype/open-sans/OpenSans-Regular.ttf",
    "semi": "truetype/open-sans/OpenSans-Semibold.ttf",
    "bold": "truetype/open-sans/OpenSans-Bold.ttf",
    "serif": "opentype/urw-base35/P052-Roman.otf",
    "mono": "truetype/dejavu/DejaVuSansMono.ttf",
}


@cache
def face(name: str, size: float) -> ImageFont.FreeTypeFont:
    """Return a typeface; the size is in pixels of the sheet."""
    return ImageFont.truetype(str(FONTS / FACES[name]), round(size * SCALE), layout_engine=ImageFont.Layout.BASIC)


class Canvas:
    """One sheet, drawn on from back to front."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        line: str | None = None,
        radius: float = 0,
        thick: float = 1,
    ) -> None:
        """Draw a rectangle, filled or outlined, with round corners where wished."""
        corners = [round(x * SCALE), round(y * SCALE), round((x + width) * SCALE) - 1, round((y + height) * SCALE) - 1]
        self.pen.rounded_rectangle(corners, round(radius * SCALE), fill, line, round(thick * SCALE) if line else 0)

    def line(self, *points: tuple[float, float], colour: str = LINE, thick: float = 1) -> None:
        """Draw straight lines from point to point, with round ends where they are thick."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, colour, round(thick * SCALE), joint="curve")
        if thick > 1:
            for x, y in points:
                self.dot(x, y, thick / 2, colour)

    def dot(
        self, x: float, y: float, radius: float, fill: str | None, line: str | None = None, thick: float = 1
    ) -> None:
        """Draw a disc or a ring."""
        corners = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self.pen.ellipse(corners, fill, line, round(thick * SCALE) if line else 0)

    def half(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw the upper half of a disc."""
        corners = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self.pen.pieslice(corners, 180, 360, fill)

    def shape(self, *points: tuple[float, float], fill: str) -> None:
        """Draw a filled polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def text(
        self, x: float, y: float, words: str, font: str = "sans", size: float = 20, fill: str = INK, align: str = "l"
    ) -> float:
        """Write one line on the base line ``y`` (``align``: l, m or r of ``x``) and return where it ends."""
        width = self.width(words, font, size)
        left = x - {"l": 0.0, "m": width / 2, "r": width}[align]
        self.pen.text((left * SCALE, y * SCALE), words, fill, face(font, size), anchor="ls")
        return left + width

    def width(self, words: str, font: str = "sans", size: float = 20) -> float:
        """Return how wide a line is."""
        return float(face(font, size).getlength(words)) / SCALE

    def link(self, x: float, y: float, words: str, font: str = "sans", size: float = 20, fill: str = BRAND) -> float:
        """Write a link, with its line below, and return where it ends."""
        end = self.text(x, y, words, font, size, fill)
        self.line((x, y + size * 0.2), (end, y + size * 0.2), colour=fill)
        return end

    def grey(self, x: float, y: float, *widths: float, pitch: float = 22, height: float = 7) -> None:
        """Draw lines of text that nobody needs to read."""
        for row, width in enumerate(widths):
            self.box(x, y + row * pitch, width, height, fill="#e3e0d8", radius=height / 2)

    def cluster_mark(self, x: float, y: float, radius: float, dots: int = 7) -> None:
        """Draw a ring of dots, one for each school, some of them joined."""
        places = [(x + radius * sin(2 * pi * n / dots), y - radius * cos(2 * pi * n / dots)) for n in range(dots)]
        self.dot(x, y, radius, None, LINE, max(1.0, radius / 40))
        for one, other in ((0, 3), (3, 5), (5, 1), (1, 2), (6, 2), (0, 6)):
            self.line(places[one], places[other], colour="#b9b0d3", thick=max(1.0, radius / 32))
        for number, (dot_x, dot_y) in enumerate(places):
            self.dot(dot_x, dot_y, radius * (0.17 if number in (0, 2, 5) else 0.12), BRAND)

    def arrow(self, x: float, y: float, length: float) -> None:
        """Draw an arrow to the right."""
        self.line((x, y), (x + length, y), colour=BRAND, thick=4)
        self.line((x + length - 14, y - 14), (x + length, y), (x + length - 14, y + 14), colour=BRAND, thick=4)

    def pointer(self, x: float, y: float, ring: bool) -> None:
        """Draw the mouse's arrow with its tip at a point; a ring around it while it is pressed."""
        if ring:
            self.dot(x, y, 17, None, BRAND, 3)
        outline = [(0, 0), (0, 25), (6, 19.5), (10.5, 29), (15, 27), (10.5, 17.8), (18.5, 17.5)]
        points = [(x + dx, y + dy) for dx, dy in outline]
        self.line(*points, points[0], colour=RAISED, thick=5)
        self.shape(*points, fill=INK)

    def finished(self, width: int, height: int) -> Image.Image:
        """Return the sheet in its final size."""
        return self.image.resize((width, height), Image.Resampling.LANCZOS)
