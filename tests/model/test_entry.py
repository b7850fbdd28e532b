"""An entry knows how long is spoken in it, and whether it has chapters."""

from __future__ import annotations

from dataclasses import replace

from generator.model.transcript import Cue
from tests.factories import make_entry, make_transcript


def test_it_is_spoken_until_the_last_cue_of_any_transcript_ends() -> None:
    entry = make_entry("kea", kind="video", transcripts=(make_transcript("A.", "B."), make_transcript("C.")))
    assert entry.spoken == 10_000
    assert make_entry("kea", kind="video").spoken is None


def test_chapters_are_those_of_a_file() -> None:
    entry = make_entry("kea", kind="video")
    assert not entry.has_chapters
    assert replace(entry, chapters=(Cue(0, 1000, "Hello"),)).has_chapters
