"""The colour that stands for a picture until it is there: one of a few, since pages hold no styles of their own.

A theme's style sheet has a class for each of :data:`TONES`. Nearness is measured in OKLab, where equal distances look
equally large.
"""

from __future__ import annotations

import math
from functools import cache

from PIL import Image

TONES = (
    *("#060606", "#222222", "#424242", "#636363", "#868686", "#ababab", "#d1d1d1", "#f2f2f2"),  # greys, dark to light
    # Muted colours, as the averages of photographs are: red, orange, yellow, green, teal, blue, violet, pink.
    *("#50312f", "#4b3621", "#3e3c1f", "#2b412c", "#1b423e", "#223e4f", "#383751", "#493244"),  # dark
    *("#805753", "#795d41", "#686540", "#506c50", "#3c6e67", "#43697e", "#605f82", "#775770"),  # half dark
    *("#af837e", "#a7896c", "#94916a", "#7b987b", "#689a93", "#6e95ac", "#8b8bb0", "#a5839d"),  # half light
    *("#dcb2ae", "#d5b89d", "#c2c09b", "#aac7aa", "#9ac9c2", "#9fc4da", "#babadd", "#d3b2cb"),  # light
    *("#f5dad7", "#f0decd", "#e4e3cc", "#d6e7d5", "#cce8e4", "#cfe5f3", "#dfdff5", "#efdae9"),  # pale
)
"""The colours, as ``#rrggbb``; the class of the first is ``tone-01``."""
_SIDE = 16  # pixels of the tiny picture that is averaged


def tone_class(number: int) -> str:
    """Return the class name of the tone at ``number`` in :data:`TONES`."""
    return f"tone-{number + 1:02}"


def tone_of(image: Image.Image) -> str:
    """Return the class name of the tone nearest to a picture's average colour. Transparency counts for nothing."""
    # Boxes first: whatever the size, all of it is looked at once.
    tiny = image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    data = tiny.tobytes()
    places = [oklab(*data[at : at + 3]) for at in range(0, len(data), 3)]
    average = tuple(math.fsum(place[axis] for place in places) / len(places) for axis in range(3))
    number = min(range(len(TONES)), key=lambda number: (math.dist(average, _places()[number]), number))
    return tone_class(number)


@cache
def _places() -> tuple[tuple[float, float, float], ...]:
    return tuple(oklab(*bytes.fromhex(colour[1:])) for colour in TONES)


@cache
def _linear(value: int) -> float:
    """Return the light that a byte of sRGB stands for, from 0 to 1."""
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def oklab(red: int, green: int, blue: int) -> tuple[float, float, float]:
    """Return the place of an sRGB colour (bytes) in OKLab: lightness, green to red, blue to yellow."""
    r, g, b = _linear(red), _linear(green), _linear(blue)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
