"""The outline of an entry: what the site must know of it while it is put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.core.text import shorten
from generator.model.body import LinkRef, QuoteRef
from generator.model.entry import Entry
from generator.model.outline import Outline, TranscriptOutline

_SUMMARY = 240  # characters of the text that stand in for a missing summary
_HEADINGS = 8  # that a message names


def outline_of(entry: Entry) -> Outline:
    """Return the entry's outline."""
    return Outline(
        id=entry.id,
        cluster=entry.cluster,
        kind=entry.kind,
        path=entry.path,
        fields=entry.fields,
        spans=entry.spans,
        files=entry.files,
        media=entry.media,
        words=entry.words,
        targets=entry.body.targets,
        linked=tuple(dict.fromkeys(_linked(entry))),
        quotes=tuple(replace(quote, content=()) for quote in entry.body.quotes),
        anchors=entry.body.anchors,
        headings=tuple(section.id for section in entry.body.sections if section.id)[:_HEADINGS],
        opening="" if entry.fields.summary else shorten(_first_words(entry), _SUMMARY),
        transcripts=tuple(TranscriptOutline(one.path, one.language, one.timed) for one in entry.transcripts),
        spoken=entry.spoken,
        has_chapters=bool(entry.chapters),
        digest=entry.digest,
    )


def _first_words(entry: Entry) -> str:
    for section in entry.body.sections:
        if section.text:
            return section.text
    return entry.transcripts[0].text if entry.transcripts else ""


def _linked(entry: Entry) -> Iterator[str]:
    for segment in entry.body.segments:
        parts = segment.content if isinstance(segment, QuoteRef) else (segment,)
        yield from (part.target.path for part in parts if isinstance(part, LinkRef))
