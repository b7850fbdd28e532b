"""What the site must know of every entry while it is put together: light enough to hold for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.diagnostics import Span
from generator.model.body import QuoteRef, Target
from generator.model.fields import EntryFields


@dataclass(frozen=True, slots=True)
class TranscriptOutline:
    """A transcript without its words: its file, its language ("" for the entry's own), and whether it has cues."""

    path: str
    language: str
    timed: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """An :class:`~generator.model.entry.Entry` without its text. What both have is the same in both.

    ``targets`` are what its body points to, ``linked`` the paths of files that its body links and does not show;
    ``quotes`` its pulled quotes, without their content; ``anchors`` the ids that a ``#fragment`` may name (as
    written → as in the page), ``headings`` the ids of its first headings. ``opening`` is how its text begins, cut to
    what stands in for a summary. ``spoken`` is when its last cue ends, in milliseconds, or ``None``;
    ``has_chapters`` tells of a file with chapters.
    """

    id: str
    cluster: str
    kind: str
    path: str
    fields: EntryFields
    spans: dict[str, Span]
    files: dict[str, Target]
    media: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    targets: tuple[Target, ...]
    linked: tuple[str, ...]
    quotes: tuple[QuoteRef, ...]
    anchors: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    opening: str
    transcripts: tuple[TranscriptOutline, ...]
    spoken: int | None
    has_chapters: bool
    digest: str

    def span(self, field: str) -> Span:
        """Return the place of a front matter value, or of the nearest one around it, or the file."""
        while field:
            if field in self.spans:
                return self.spans[field]
            field = field.rpartition(".")[0]
        return Span(self.path, 1)
