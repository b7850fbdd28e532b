"""Load one transcript file, whatever its format: WebVTT, SRT, or plain text. Knows nothing of the entry or the site."""

from __future__ import annotations

from generator.core.codes.media import E507
from generator.core.diagnostics import Diagnostic, Span
from generator.load.captions import is_captions, read_captions
from generator.load.passages import timed_passages
from generator.load.plain_transcript import read_plain
from generator.load.text import decode
from generator.model.source import TranscriptFile
from generator.model.transcript import Cue, Passage, Transcript


def load_transcript(file: TranscriptFile) -> tuple[Transcript | None, list[Diagnostic]]:
    """Return the transcript, or ``None`` where the file has no words that can be read, and what is wrong with it.

    A ``.txt`` file that holds captions is read as captions: people paste what they have.
    """
    text, problems = _text(file.data, file.path)
    if not text.strip():
        return None, problems
    passages: tuple[Passage, ...]
    if file.path.lower().endswith((".vtt", ".srt")) or is_captions(text):
        cues, found = read_captions(text, file.path)
        passages, timed = timed_passages(cues), True
    else:
        passages, found = read_plain(text, file.path)
        timed = False
    problems += found
    if not passages:
        return None, problems or [E507.at(Span(file.path))]
    transcript = Transcript(
        path=file.path,
        language=file.language,
        timed=timed,
        passages=passages,
    )
    return transcript, problems


def load_cues(data: bytes, path: str) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    """Return the cues of a chapters or descriptions file, sorted by their start, and what is wrong with it."""
    text, problems = _text(data, path)
    if not text.strip():
        return (), problems
    cues, found = read_captions(text, path)
    return cues, problems + found


def _text(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Return the file's text, "" where there is none to read, and what is wrong."""
    text, problems = decode(data, path)
    if not text.strip() and not problems:
        problems = [E507.at(Span(path))]
    return text, problems
