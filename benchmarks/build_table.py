"""The table of the comparison of builds: what each figure is for ours, for the others, and for ours over the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from search_table import shown


@dataclass(frozen=True)
class Row:
    """One line. ``kind`` is a unit of `search_table.KINDS`; None stands for what was not measured.

    Values are seconds (for s) or bytes (for MB). ``goal`` says what ours, or the ratio, is meant to reach.
    """

    label: str
    peer: str
    kind: str
    theirs: float | None
    ours: float | None
    goal: str = ""


def middle(values: Sequence[float]) -> float | None:
    """Return the median, or None for no values."""
    return median(values) if values else None


def totals(*series: Sequence[float]) -> list[float]:
    """Add up what followed each other in each round. Raises ValueError where some have more rounds than others."""
    return [sum(one) for one in zip(*series, strict=True)]


def ratio(row: Row) -> str:
    """Return what ours is of theirs, to three digits that say something; nothing where either is missing."""
    if not row.theirs or row.ours is None:
        return ""
    value = row.ours / row.theirs
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def table(rows: Sequence[Row]) -> str:
    """Return the lines of a table, ready to be printed."""
    cells = [("", "compared with", "theirs", "ours", "ratio", "goal")]
    cells += [
        (one.label, one.peer, shown(one.theirs, one.kind), shown(one.ours, one.kind), ratio(one), one.goal)
        for one in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(6)]
    lines = []
    for row in cells:
        texts = [cell.ljust(width) for cell, width in zip(row[:2], widths, strict=False)]
        numbers = [cell.rjust(width) for cell, width in zip(row[2:5], widths[2:5], strict=True)]
        lines.append("  ".join([*texts, *numbers, row[5]]).rstrip())
    return "\n".join(lines)
