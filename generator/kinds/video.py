"""Video: a recording with its transcript. The transcript is worth the page even where the recording is gone."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from generator.kinds.entry_page import entry_page, iso_duration
from generator.kinds.kind import Kind
from generator.model.entry import Entry
from generator.model.fields import EntryFields, Written
from generator.model.kind import Facts, KindSpec, Segment
from generator.model.transcript import Transcript
from generator.model.values import ListOf, Names, Seconds, Text
from generator.render.contexts import Contexts
from generator.render.contract import (
    CueContext,
    PassageContext,
    PlayerContext,
    TranscriptContext,
    VideoPage,
)
from generator.render.dates import clock, duration_context
from generator.render.links import join_relative
from generator.render.player import PLAYABLE, make_player
from generator.render.strings import language_name
from generator.render.tracks import own_language_first, transcript_file, transcript_suffix, video_chapters


def _chapter(value: Any) -> Any:
    """``0:15 Planting`` stands for ``{start: 0:15, title: Planting}``."""
    if isinstance(value, str):
        start, _, title = value.strip().partition(" ")
        return {"start": start, "title": title.strip()}
    return value


class Chapter(Written):
    """A part of a video."""

    start: Seconds = Field(description="When it begins.", examples=["1:05"])
    title: Text = Field(description="What it is about.", examples=["What changed"])


class SegmentFields(Written):
    """A passage of a video about something, marked by its author."""

    start: Seconds = Field(description="When it begins.", examples=["0:45"])
    end: Seconds | None = Field(None, description="When it ends; where the next one begins, if left out.")
    title: Text = Field("", description="What it is about, where its terms do not say it.")
    tags: Names = Field((), description="Its tags.")
    goals: Names = Field((), description="The cluster goals it serves.")


class VideoFields(EntryFields):
    """The front matter of a video."""

    video: Text = Field(
        "", description="The video: a file beside this one, or its address.", examples=["https://vimeo.com/123456789"]
    )
    duration: Seconds | None = Field(None, description="How long it is; read from a file beside it.", examples=["2:29"])
    poster: Text = Field("", description="The picture shown before it plays: a file.", examples=["kea.jpg"])
    chapters: Annotated[tuple[Annotated[Chapter, BeforeValidator(_chapter)], ...], ListOf] = Field(
        (),
        description="Its parts, each with the time at which it begins.",
        examples=["[0:00 Hello, 1:05 What changed]"],
    )
    descriptions: Text = Field("", description="What is seen, for people who cannot see it: a .vtt file.")
    segments: Annotated[tuple[SegmentFields, ...], ListOf] = Field(
        (), description="Passages about one thing, each with its start and its tags or goals: they show on those pages."
    )
    follows: Text = Field("", description="The earlier entry of the same inquiry: the path of its file.")


def video_facts(fields: EntryFields) -> Facts:
    """Return the length and the segments that the author gave."""
    if not isinstance(fields, VideoFields):
        return Facts()
    segments = tuple(
        Segment(segment.start, segment.end, segment.title, {"tags": segment.tags, "goals": segment.goals})
        for segment in fields.segments
    )
    return Facts(duration=fields.duration, segments=segments)


def video_context(entry: Entry, contexts: Contexts) -> VideoPage:
    """Return what ``video.html`` receives."""
    card = contexts.view.card(entry.id)
    chapters = video_chapters(entry)
    segments = contexts.segments(entry.id)
    marks = [start for start, _ in chapters] + [segment.seconds for segment in segments]
    transcripts = tuple(
        _transcript(transcript, entry, contexts, marks if index == 0 else [], first=index == 0)
        for index, transcript in enumerate(own_language_first(entry.transcripts, card.language))
    )
    player = make_player(entry, contexts)
    json_ld = _json_ld(entry, contexts, player, chapters, card.duration)
    needs_player = bool(transcripts) or player.form in PLAYABLE
    return VideoPage(
        **entry_page(entry, contexts, json_ld=json_ld, needs_player=needs_player),
        player=player,
        duration=duration_context(card.duration) if card.duration is not None else None,
        transcripts=transcripts,
        chapters=tuple(_chapter_cue(start, title) for start, title in chapters),
        segments=segments,
    )


def transcript_language(transcript: Transcript, entry: Entry, contexts: Contexts) -> str:
    """Return a transcript's language: its own, or its entry's."""
    return transcript.language or contexts.view.card(entry.id).language


def _transcript(
    transcript: Transcript, entry: Entry, contexts: Contexts, marks: list[float], *, first: bool
) -> TranscriptContext:
    language = transcript_language(transcript, entry, contexts)
    index = entry.transcripts.index(transcript)
    # Ids of times belong to the first transcript; the others carry their language, so that none comes twice.
    suffix = transcript_suffix(language, first=first)
    passages = []
    taken: set[str] = set()
    further = _further_ids(transcript, marks)
    speaker = ""
    for number, passage in enumerate(transcript.passages, 1):
        cues = []
        for cue in passage.cues:
            mark, place, time = _second(cue.start // 1000)
            mark = _free(mark + suffix, taken)
            marks_of = further.pop(cue.start, ()) if further else ()
            cues.append(CueContext(mark, place, cue.start / 1000, time, cue.text, marks_of))
        name = f"passage-{number}{suffix}"
        url = f"#{name}"
        if passage.start is not None and not cues:
            # Without cues the passage itself is the moment that links lead to.
            name = _free(f"t={passage.start // 1000}{suffix}", taken) or name
        if passage.start is not None:
            url = f"#t={passage.start // 1000}"
        passages.append(
            PassageContext(
                id=name,
                speaker=passage.speaker if passage.speaker != speaker else "",
                time=clock(passage.start / 1000) if passage.start is not None else "",
                text=passage.text,
                cues=tuple(cues),
                url=url,
                seconds=passage.start / 1000 if passage.start is not None else None,
                marks=further.pop(passage.start, ()) if passage.start is not None else (),
            )
        )
        speaker = passage.speaker
    return TranscriptContext(
        language=language,
        language_name=language_name(language),
        timed=transcript.timed,
        passages=tuple(passages),
        captions_url=contexts.url(contexts.address + transcript_file(entry, index, "vtt")) if transcript.timed else "",
        text_url=contexts.url(contexts.address + transcript_file(entry, index, "txt")),
    )


def _further_ids(transcript: Transcript, marks: list[float]) -> dict[int, tuple[str, ...]]:
    """The ids that chapters and segments need and no line has, by the start of the line that is said at that time.

    That is the line that is not over yet; after the last one, the last.
    """
    if not marks:
        return {}
    lines = [(cue.start, cue.end) for cue in transcript.cues]
    if not transcript.timed:
        starts = sorted(passage.start for passage in transcript.passages if passage.start is not None)
        lines = list(pairwise([*starts, starts[-1] + 1])) if starts else []
    own = {start // 1000 for start, _ in lines}
    ends = list(accumulate((end for _, end in lines), max))
    found: dict[int, list[str]] = {}
    for second in sorted({int(mark) for mark in marks} - own) if lines else ():
        start, _ = lines[min(bisect_right(ends, second * 1000), len(lines) - 1)]
        found.setdefault(start, []).append(f"t={second}")
    return {start: tuple(names) for start, names in found.items()}


def _chapter_cue(start: float, title: str) -> CueContext:
    name, url, time = _second(int(start))
    return CueContext(name, url, start, time, title)


@lru_cache(maxsize=1 << 16)
def _second(second: int) -> tuple[str, str, str]:
    """The id of a second, the link to it, and how a clock shows it."""
    return f"t={second}", f"#t={second}", clock(second)


def _free(name: str, taken: set[str]) -> str:
    """The id of a moment. Two that begin in one second cannot both have it: the first one has it, the other ""."""
    if name in taken:
        return ""
    taken.add(name)
    return name


def _json_ld(
    entry: Entry, contexts: Contexts, player: PlayerContext, chapters: list[tuple[float, str]], duration: float | None
) -> dict[str, Any]:
    absolute = contexts.absolute(contexts.address)
    ends = [start for start, _ in chapters[1:]] + [duration]
    clips = [
        {
            "@type": "Clip",
            "name": title,
            "startOffset": start,
            "endOffset": end,
            "url": f"{absolute}#t={int(start)}",
        }
        for (start, title), end in zip(chapters, ends, strict=False)
    ]
    return {
        "@type": ["VideoObject", "LearningResource"],
        "uploadDate": entry.fields.date.isoformat() if entry.fields.date is not None else None,
        "duration": iso_duration(duration) if duration is not None else None,
        "contentUrl": join_relative(absolute, player.url) if player.form == "file" else None,
        "embedUrl": player.embed_url,
        "transcript": entry.transcripts[0].text if entry.transcripts else None,
        "thumbnailUrl": join_relative(absolute, player.poster.url) if player.poster is not None else None,
        "hasPart": clips if absolute else [],
    }


VIDEO = Kind(
    spec=KindSpec(
        name="video",
        folder="videos",
        prefix="videos/",
        fields=VideoFields,
        timed_media=True,
        asks_summary=True,
        facts=video_facts,
    ),
    template="video.html",
    context=video_context,
)
