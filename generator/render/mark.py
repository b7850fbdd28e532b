"""The cluster mark: a picture of a cluster's own facts, as SVG.

One dot for each school on a quiet ring, joined where schools share an inquiry thread or a goal. How the ring is turned
comes from the cluster's id, so a mark stays the same until the cluster changes.
"""

from __future__ import annotations

import math
from functools import lru_cache

from generator.assemble.ties import Ties
from generator.core.digest import digest
from generator.render.colours import luminance, mix
from generator.render.theme_assets import hashed_name

_SIZE = 64
_CENTRE = _SIZE / 2
_RING = 23.0
_NEUTRAL = "#5b6b66"  # for clusters without a colour
# On these, shapes stand out at 3:1 from light paper as well as from dark.
_DARKEST, _LIGHTEST = 0.14, 0.27


def draw_mark(cluster_id: str, ties: Ties, brand: str) -> bytes:
    """Return the mark of a cluster as an SVG picture that stands out on light and on dark paper."""
    colour = middle_tone(brand or _NEUTRAL)
    count = len(ties.schools)
    turn = int(digest(cluster_id.encode())[:8], 16) / 2**32 * math.tau
    points = [_point(turn + math.tau * place / max(count, 1), _RING) for place in range(max(count, 1))]
    most = max(ties.shared, default=0)
    parts = [f'<circle cx="32" cy="32" r="{_RING:g}" fill="none" stroke="{colour}" stroke-opacity=".35"/>']
    if not count:
        # No school is named: one full dot stands for the cluster, in the middle as well as on its way.
        parts.append(f'<circle cx="32" cy="32" r="9" fill="{colour}"/>')
    thin = min(1.0, 9 / max(count, 1)) ** 0.5
    for pairs, width, opacity in ((ties.goals, 1.1, ".45"), (ties.threads, 2.2, ".9")):
        if pairs:
            path = "".join(_chord(points[a], points[b]) for a, b in pairs)
            parts.append(
                f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width * thin:.2f}" '
                f'stroke-opacity="{opacity}" stroke-linecap="round"/>'
            )
    room = min(6.0, math.tau * _RING / max(count, 1) / 2.6)
    for place, (x, y) in enumerate(points):
        # Schools that share more have larger dots; a school that shares nothing yet is an open one.
        shared = ties.shared[place] if count else 1
        radius = room * (0.62 + 0.38 * (math.sqrt(shared / most) if most and shared else 0))
        fill = colour if shared else "none"
        ring = "" if shared else f' stroke="{colour}" stroke-width="1.4"'
        parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{fill}"{ring}/>')
    return _svg(parts)


@lru_cache(maxsize=256)
def mark_file(cluster_id: str, ties: Ties, brand: str) -> tuple[str, bytes]:
    """Return the name under which a cluster's mark is published in its site, and the mark."""
    mark = draw_mark(cluster_id, ties, brand)
    return hashed_name("assets/mark.svg", mark), mark


@lru_cache(maxsize=8)
def hub_mark_file(clusters: tuple[tuple[str, str], ...]) -> tuple[str, bytes]:
    """Return the name of the hub's mark and the mark; ``clusters`` are ids and colours."""
    mark = draw_hub_mark(clusters)
    return hashed_name("assets/mark.svg", mark), mark


def draw_hub_mark(clusters: tuple[tuple[str, str], ...]) -> bytes:
    """Return the mark of the hub: a dot for each cluster (id and colour), in its own colour, on one ring."""
    count = max(len(clusters), 1)
    parts = [f'<circle cx="32" cy="32" r="{_RING:g}" fill="none" stroke="{_NEUTRAL}" stroke-opacity=".45"/>']
    room = min(9.0, math.tau * _RING / count / 2.6)
    for place, (_, brand) in enumerate(clusters):
        x, y = _point(math.tau * (place / count - 0.25), _RING)
        parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{room:.2f}" fill="{middle_tone(brand or _NEUTRAL)}"/>')
    return _svg(parts)


def middle_tone(colour: str) -> str:
    """Return ``colour`` (``#rrggbb``), made lighter or darker until it stands out on light and on dark paper."""
    for step in range(101):
        lighter, darker = mix(colour, "#ffffff", step / 100), mix(colour, "#000000", step / 100)
        for mixed in (lighter, darker):
            if _DARKEST <= luminance(mixed) <= _LIGHTEST:
                return mixed
    return colour


def _point(angle: float, radius: float) -> tuple[float, float]:
    return (_CENTRE + radius * math.cos(angle), _CENTRE + radius * math.sin(angle))


def _chord(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A line that bends a little towards the middle, so that lines side by side can be told apart."""
    x = (start[0] + end[0]) / 2 * 0.55 + _CENTRE * 0.45
    y = (start[1] + end[1]) / 2 * 0.55 + _CENTRE * 0.45
    return f"M{start[0]:.2f} {start[1]:.2f}Q{x:.2f} {y:.2f} {end[0]:.2f} {end[1]:.2f}"


def _svg(parts: list[str]) -> bytes:
    body = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}">{body}</svg>\n'.encode()
