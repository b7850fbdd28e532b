"""Figures of the two engines side by side, with what ours is of the other's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

KINDS = {"s": (1, "s", 2), "MB": (1e6, "MB", 1), "KB": (1e3, "KB", 1), "ms": (1, "ms", 1), "%": (0.01, "%", 0)}


@dataclass(frozen=True)
class Figure:
    """One line. ``kind`` is a unit of KINDS, or "" for a number; None stands for what was not measured.

    Values are seconds, bytes (for MB and KB, of 10^6 and 10^3), milliseconds, or shares between 0 and 1 (for %).
    """

    label: str
    kind: str
    pagefind: float | None
    ours: float | None


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of all are not above (nearest rank). Raises ValueError for no values."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def table(figures: Sequence[Figure], version: str) -> str:
    """Return the lines of a table, ready to be printed."""
    rows = [("", f"Pagefind {version}", "ours", "ratio")]
    rows += [(one.label, shown(one.pagefind, one.kind), shown(one.ours, one.kind), _ratio(one)) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = []
    for label, *cells in rows:
        right = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        lines.append(f"{label.ljust(widths[0])}  {right}".rstrip())
    return "\n".join(lines)


def shown(value: float | None, kind: str) -> str:
    """Return a value with its unit."""
    if value is None or math.isnan(value):
        return "–"
    if not kind:
        return f"{value:,.0f}"
    size, unit, digits = KINDS[kind]
    return f"{value / size:,.{digits}f} {unit}"


def _ratio(one: Figure) -> str:
    if not one.pagefind or one.ours is None or math.isnan(one.ours):
        return ""
    return f"{one.ours / one.pagefind:.2f}"
