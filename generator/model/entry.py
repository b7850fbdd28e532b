"""One thing an author wrote, loaded and checked by itself. Knows nothing of the site."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.diagnostics import Span
from generator.model.body import Body, Target
from generator.model.fields import EntryFields
from generator.model.search_text import SearchText
from generator.model.transcript import Cue, Transcript


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. ``id`` and ``path`` are those of its :class:`~generator.model.source.Source`.

    ``spans`` give the place of every front matter value, by dotted path (``title``, ``tags.0``, ``image.src``), for
    diagnostics that need the whole site. ``files`` are the files its front matter names (``image.src``, ``poster``,
    ``downloads.0`` …), by the same dotted paths. ``media`` are the audio and video files that share its stem.
    ``chapters`` come from a ``.chapters.vtt`` file beside it. ``words`` are its most telling folded
    words with their counts, most frequent first, for related entries; ``search`` is what the search needs. ``digest``
    covers everything that was read.
    """

    id: str
    cluster: str
    kind: str
    path: str
    fields: EntryFields
    spans: dict[str, Span]
    body: Body
    transcripts: tuple[Transcript, ...]
    chapters: tuple[Cue, ...]
    files: dict[str, Target]
    media: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    search: SearchText
    digest: str

    @property
    def has_chapters(self) -> bool:
        """Whether it has a file with chapters."""
        return bool(self.chapters)

    @property
    def spoken(self) -> int | None:
        """When the last cue of any transcript ends, in milliseconds, or ``None`` where there is none."""
        return max((cue.end for transcript in self.transcripts for cue in transcript.cues), default=None)
