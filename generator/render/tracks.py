"""What goes along with a video: captions in its languages, chapters and descriptions, and where their files lie."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from generator.assemble.segments import video_length
from generator.assemble.site import SiteView
from generator.model.entry import Entry
from generator.model.outline import Outline, TranscriptOutline
from generator.model.transcript import Transcript
from generator.render.contexts import Contexts
from generator.render.contract import TrackContext
from generator.render.strings import language_name

Spoken = TypeVar("Spoken", Transcript, TranscriptOutline)

CHAPTERS_FILE = "chapters.vtt"
CUES_FILE = "captions.js"
_VTT = "text/vtt"
_DAY = 86_400  # seconds


def transcript_file(entry: Entry | Outline, index: int, ending: str) -> str:
    """Return the name of a transcript's published file beside its page: ``transcript.vtt``, ``transcript.mi.txt``."""
    language = entry.transcripts[index].language
    return f"transcript.{language.lower()}.{ending}" if language else f"transcript.{ending}"


def own_language_first(transcripts: Iterable[Spoken], language: str) -> tuple[Spoken, ...]:
    """Return an entry's transcripts in their order: those in ``language``, the entry's, come first."""
    return tuple(sorted(transcripts, key=lambda t: (t.language not in ("", language), t.language)))


def transcript_suffix(language: str, *, first: bool) -> str:
    """Return what the ids of a transcript's lines end in, so that none comes twice: nothing in the first one."""
    return "" if first else f"-{language.lower()}"


def video_chapters(entry: Entry) -> list[tuple[float, str]]:
    """Return the chapters of a video, each with its start in seconds: the author's own, or those of its file."""
    written: Any = getattr(entry.fields, "chapters", ())
    if written:
        return sorted((chapter.start, chapter.title) for chapter in written)
    return [(cue.start / 1000, cue.text) for cue in entry.chapters]


def chapter_ends(entry: Entry, view: SiteView) -> list[tuple[float, float, str]]:
    """Return the start, the end and the title of each chapter, in seconds: one ends where the next begins.

    The last ends with the video; where its length is not known, after a day. Of two that begin at once, only the last
    is kept: no player can show both.
    """
    chapters = video_chapters(entry)
    if not chapters:
        return []
    last = chapters[-1][0]
    length = video_length(entry, view.card(entry.id).duration) or 0
    ends = [start for start, _ in chapters[1:]] + [length if length > last else last + _DAY]
    return [(start, end, title) for (start, title), end in zip(chapters, ends, strict=True) if end > start]


def make_tracks(entry: Entry, contexts: Contexts) -> tuple[TrackContext, ...]:
    """Return the tracks of a video whose file plays on the page, or is embedded in it."""
    view = contexts.view
    folder = view.address(entry.id)
    language = view.card(entry.id).language
    tracks = []
    for transcript in own_language_first(entry.transcripts, language):
        if transcript.timed:
            tag = transcript.language or language
            name = transcript_file(entry, entry.transcripts.index(transcript), "vtt")
            tracks.append(TrackContext("captions", contexts.url(folder + name), tag, language_name(tag)))
    if video_chapters(entry):
        url = contexts.url(folder + CHAPTERS_FILE)
        tracks.append(TrackContext("chapters", url, language, language_name(language)))
    target = entry.files.get("descriptions")
    asset = view.asset(target.path) if target is not None and target.path else None
    if asset is not None and asset.media_type == _VTT:
        url = contexts.asset_url(asset, entry.cluster)
        tracks.append(TrackContext("descriptions", url, language, language_name(language)))
    return tuple(tracks)


def has_chapters(entry: Entry | Outline) -> bool:
    """Tell whether a video has chapters."""
    return bool(getattr(entry.fields, "chapters", ())) or entry.has_chapters


def has_cues(entry: Entry | Outline) -> bool:
    """Tell whether a video has captions or chapters, which a site opened as files gets from a script."""
    return has_chapters(entry) or any(transcript.timed for transcript in entry.transcripts)
