"""How far a build has come, on standard error: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

# Called with the stage's name, how much of it is done, and how much there is (0 where that is not known).
Progress = Callable[[str, int, int], None]

_BETWEEN_DRAWINGS = 0.05  # seconds
_WORTH_QUARTERS = 1000  # stages with fewer steps get one plain line


def is_terminal(stream: TextIO) -> bool:
    """Tell whether ``stream`` is a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO) -> bool:
    """Tell whether ``stream`` may be coloured: a terminal, and nobody has set ``NO_COLOR``."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


@contextmanager
def progress_on(stream: TextIO) -> Iterator[Progress]:
    """Give a progress function that shows on ``stream``, and clear the bar at the end."""
    if is_terminal(stream):
        with _bar(stream) as progress:
            yield progress
    else:
        yield plain_lines(stream)


def plain_lines(stream: TextIO) -> Progress:
    """Return a progress function that writes a line for each stage, and for each quarter of a long one."""
    told: dict[str, int] = {}

    def progress(stage: str, done: int, total: int) -> None:
        quarter = done * 4 // total if total >= _WORTH_QUARTERS else 0
        if told.get(stage, -1) >= quarter:
            return
        told[stage] = quarter
        line = stage
        if total > 1:
            line = f"{stage}: {done:,} of {total:,}" if quarter else f"{stage}: {total:,}"
        click.echo(line, file=stream)

    return progress


@contextmanager
def _bar(stream: TextIO) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    # The bar is drawn from here alone: a thread of its own would not survive the forks of a build.
    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(file=stream),
        transient=True,
        auto_refresh=False,
    )
    with bar:
        task = bar.add_task("starting", total=None)
        current, drawn = "", 0.0

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal current, drawn
            now = time.monotonic()
            if stage == current and done < total and now - drawn < _BETWEEN_DRAWINGS:
                return
            current, drawn = stage, now
            bar.update(task, description=stage, completed=done, total=total or None)
            bar.refresh()

        yield progress
