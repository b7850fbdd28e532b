"""Entries as rows of the cache: an outline, and apart from it the rest, which only an entry's own pages need.

What comes in great numbers (places, words, cues) is kept in columns of plain values, which are written and read several
times as fast as an object each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from sys import intern
from typing import Any, NamedTuple

from generator.build.packing import DamagedValueError, pack, unpack
from generator.core.diagnostics import Diagnostic, Span
from generator.model.entry import Entry
from generator.model.outline import Outline
from generator.model.search_text import NOTHING
from generator.model.transcript import Cue, Passage, Transcript

Told = tuple[Diagnostic, ...]
Loaded = tuple[Outline | None, Told]

_SHARED = ("id", "cluster", "kind", "path", "fields", "spans", "files", "media", "words", "digest")
_shared = attrgetter(*_SHARED)
_IN_COLUMNS = ("spans", "words")
_PLAIN = tuple(field.name for field in fields(Outline) if field.name not in _IN_COLUMNS)
_plain = attrgetter(*_PLAIN)
# In a third of the time that the classes' own names for it take.
_span = partial(tuple.__new__, Span)
_cue = partial(tuple.__new__, Cue)


class LoadedRow(NamedTuple):
    """An entry as it is kept, all of it packed. ``rest`` is what its outline does not have, ``text`` the search's."""

    digest: str
    outline: bytes
    problems: bytes
    rest: bytes
    text: bytes


def row_of(digest: str, entry: Entry | None, outline: Outline | None, problems: Told) -> LoadedRow:
    """Return what is kept of an entry."""
    told = pack(problems, key=digest) if problems else b""
    if entry is None or outline is None:
        return LoadedRow(digest, pack(None, key=digest), told, b"", b"")
    spans, words = _flat_spans(outline.spans), tuple(zip(*outline.words, strict=True))
    rest = (entry.body, tuple(map(_flat_transcript, entry.transcripts)), tuple(entry.chapters))
    return LoadedRow(
        digest,
        pack((_plain(outline), spans, words), key=digest),
        told,
        pack(rest, key=digest),
        pack(entry.search, key=digest),
    )


def told_by(row: LoadedRow) -> Loaded:
    """Return the outline of a row, and what is wrong with the entry's files. Raises ``DamagedValueError``."""
    problems = unpack(row.problems, key=row.digest) if row.problems else ()
    found = unpack(row.outline, key=row.digest)
    if found is None:
        return None, problems
    try:
        plain, spans, words = found
        # Thousands of outlines are held at once, and many of their words are the same.
        pairs = tuple(zip(map(intern, words[0]), words[1], strict=True)) if words else ()
        outline = Outline(**dict(zip(_PLAIN, plain, strict=True)), spans=_deep_spans(spans), words=pairs)
    except (TypeError, ValueError, LookupError) as fault:
        raise DamagedValueError(str(fault)) from fault
    return outline, problems


def entry_of(outline: Outline, rest: bytes, digest: str) -> Entry:
    """Return an entry whole, but for what the search has of it. Raises ``DamagedValueError``."""
    try:
        body, transcripts, chapters = unpack(rest, key=digest)
        shared = dict(zip(_SHARED, _shared(outline), strict=True))
        said = tuple(map(_deep_transcript, transcripts))
        return Entry(**shared, body=body, transcripts=said, chapters=chapters, search=NOTHING)
    except (TypeError, ValueError, LookupError) as fault:
        raise DamagedValueError(str(fault)) from fault


def _flat_spans(spans: Mapping[str, Span]) -> tuple[Any, ...]:
    return tuple(spans), *zip(*spans.values(), strict=True)


def _deep_spans(columns: Sequence[Any]) -> dict[str, Span]:
    return dict(zip(map(intern, columns[0]), map(_span, zip(*columns[1:], strict=True)), strict=True))


def _flat_transcript(transcript: Transcript) -> tuple[Any, ...]:
    passages = transcript.passages
    cues = chain.from_iterable([passage.cues for passage in passages])
    return (
        (transcript.path, transcript.language, transcript.timed),
        [passage[:3] for passage in passages],
        [len(passage.cues) for passage in passages],
        tuple(zip(*cues, strict=True)),
    )


def _deep_transcript(flat: tuple[Any, ...]) -> Transcript:
    (path, language, timed), passages, counts, columns = flat
    cues: Iterator[Cue] = map(_cue, zip(*columns, strict=True))
    said = [
        Passage(text, speaker, start, tuple(islice(cues, count)))
        for (text, speaker, start), count in zip(passages, counts, strict=True)
    ]
    return Transcript(path, language, timed, tuple(said))
