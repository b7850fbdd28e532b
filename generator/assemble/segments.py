"""Segments: passages of a video that its author marked with terms, with their ends worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.core.codes.media import E509
from generator.core.diagnostics import Diagnostic
from generator.model.entry import Entry
from generator.model.kind import Segment
from generator.model.outline import Outline


@dataclass(frozen=True, slots=True)
class PlacedSegment:
    """A segment in its video. ``start`` and ``end`` are in seconds; ``terms`` are slugs by taxonomy.

    ``number`` is its place in the author's list, from 0. ``end`` is ``None`` where the video's length is not known.
    """

    number: int
    start: float
    end: float | None
    title: str
    terms: dict[str, tuple[str, ...]]


def video_length(entry: Entry | Outline, duration: float | None) -> float | None:
    """Return a video's length in seconds: ``duration`` where it is known, else the end of its last cue, or ``None``."""
    if duration is not None:
        return duration
    return entry.spoken / 1000 if entry.spoken is not None else None


def place_segments(
    entry: Outline,
    segments: Sequence[Segment],
    terms: Mapping[tuple[str, int], dict[str, tuple[str, ...]]],
    length: float | None,
) -> tuple[tuple[PlacedSegment, ...], list[Diagnostic]]:
    """Return an entry's segments by their start, and what is wrong with their times.

    ``terms`` are the term slugs of segments by entry id and number; ``length`` is the video's, in seconds. A segment
    without an end goes on until the next one begins; one that is wrong is left out.
    """
    problems: list[Diagnostic] = []
    starts = sorted(segment.start for segment in segments)
    placed: list[PlacedSegment] = []
    for number, segment in enumerate(segments):
        end = segment.end
        if end is None:
            end = next((start for start in starts if start > segment.start), length)
        if segment.end is not None and segment.end <= segment.start:
            span = entry.span(f"segments.{number}.end")
            problems.append(E509.at(span, problem="it ends before it begins"))
        elif length is not None and segment.start >= length:
            span = entry.span(f"segments.{number}.start")
            problems.append(E509.at(span, problem="it begins after the video has ended"))
        else:
            shown = min(end, length) if end is not None and length is not None else end
            placed.append(PlacedSegment(number, segment.start, shown, segment.title, terms.get((entry.id, number), {})))
    return tuple(sorted(placed, key=lambda segment: (segment.start, segment.number))), problems
