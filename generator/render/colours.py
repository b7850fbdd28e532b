"""Colours: contrast as the Web Content Accessibility Guidelines measure it, and tints that stay readable."""

from __future__ import annotations

import math
import re

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 100


def read_colour(text: str) -> str | None:
    """Return a colour as ``#rrggbb`` in lower case, or ``None`` for anything that is not ``#rgb`` or ``#rrggbb``."""
    trimmed = text.strip()
    if not _HEX.fullmatch(trimmed):
        return None
    if len(trimmed) == 4:
        trimmed = "#" + "".join(digit * 2 for digit in trimmed[1:])
    return trimmed.lower()


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21. Text needs 4.5, large text and controls 3."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return ``one`` with ``share`` (0 to 1) of it replaced by ``other``."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def readable_on(colour: str, *papers: str, wanted: float = 4.5) -> str:
    """Return ``colour``, made darker or lighter until it can be read on all ``papers``.

    The nearer of black and white that can be read better is moved to in small steps; where not even that is enough,
    it is what is returned.
    """
    goal = ink_on(*papers)
    for step in range(_STEPS + 1):
        mixed = mix(colour, goal, step / _STEPS)
        if all(contrast(mixed, paper) >= wanted for paper in papers):
            return mixed
    return goal


def ink_on(*papers: str) -> str:
    """Return black or white: whichever can be read better on all ``papers``."""
    return max(("#ffffff", "#000000"), key=lambda ink: min(contrast(ink, paper) for paper in papers))


def difference(one: str, other: str) -> float:
    """Return how different two colours look, from 0 to 1: their distance in Oklab. 0.02 can just be seen."""
    return math.dist(_oklab(one), _oklab(other))


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(part) for part in _parts(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
