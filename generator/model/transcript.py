"""Transcripts: cues as the author gave them, and the passages that readers see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """One timed line. ``start`` and ``end`` are in milliseconds from the video's beginning; ``text`` is plain."""

    start: int
    end: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of cues by one speaker, or an untimed paragraph.

    ``start`` is in milliseconds, or ``None`` where the transcript gives no time: times are never invented.
    ``cues`` are the cues of the passage; untimed passages have none.
    """

    text: str
    speaker: str = ""
    start: int | None = None
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """One language's transcript of a video. ``language`` is a BCP 47 tag, or "" for the entry's own language.

    ``path`` is the file it was read from. ``timed`` says whether every passage has cues that can be captions.
    """

    path: str
    language: str
    timed: bool
    passages: tuple[Passage, ...]

    @property
    def cues(self) -> tuple[Cue, ...]:
        """All cues in the order of their start."""
        return tuple(cue for passage in self.passages for cue in passage.cues)

    @property
    def text(self) -> str:
        """The spoken words, one line a passage, without speakers and times."""
        return "\n".join(passage.text for passage in self.passages)
