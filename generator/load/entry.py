"""Load one bundle: a source becomes an entry and its diagnostics. Knows nothing of the site.

A pure function of the source's bytes and its kind, so that it can be cached and sent to another process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.core.codes.front_matter import E114
from generator.core.diagnostics import Diagnostic, Span
from generator.core.digest import digest_all
from generator.load.body import load_body
from generator.load.front_matter import split_front_matter
from generator.load.links import resolve_target
from generator.load.search_text import count_words
from generator.load.text import decode
from generator.load.transcript import load_cues, load_transcript
from generator.load.validate import validate
from generator.load.words import telling_words
from generator.load.yaml import read_yaml
from generator.model.body import Target
from generator.model.entry import Entry
from generator.model.fields import EntryFields
from generator.model.kind import KindSpec
from generator.model.source import CHAPTERS, Source
from generator.model.transcript import Cue, Transcript


def load_entry(
    source: Source, kind: KindSpec, other_fields: Mapping[str, str] | None = None
) -> tuple[Entry | None, tuple[Diagnostic, ...]]:
    """Return the entry, as far as it can be understood, and everything that is wrong with its files.

    ``other_fields`` maps the fields that only other kinds have to the words for those kinds. The entry is ``None``
    only where the file is no text at all.
    """
    text, problems = decode(source.data, source.path)
    if problems and not text:
        return None, tuple(problems)
    matter, found = split_front_matter(text, source.path)
    problems += found
    document = read_yaml(matter.yaml, source.path, first_line=matter.first_line)
    problems += document.diagnostics
    fields, found = validate(
        kind.fields,
        document,
        path=source.path,
        other_fields=other_fields or {},
        fallback={"title": source.slug.replace("-", " ")},
    )
    problems += found
    body, found = load_body(matter.body, path=source.path, first_line=matter.body_line)
    problems += found
    transcripts, chapters, found = _load_transcripts(source)
    problems += found
    files, found = _resolve_files(fields, source.path, document.spans)
    problems += found
    if kind.asks_summary and not fields.summary:
        problems.append(E114.at(document.spans.get("title", Span(source.path, 1)), kind=kind.name.replace("-", " ")))
    search, counts = count_words(fields.title, fields.summary, body.sections, transcripts)
    entry = Entry(
        id=source.id,
        cluster=source.cluster,
        kind=kind.name,
        path=source.path,
        fields=fields,
        spans=document.spans,
        body=body,
        transcripts=transcripts,
        chapters=chapters,
        files=files,
        media=source.media,
        words=telling_words(counts),
        search=search,
        digest=digest_all([source.digest, kind.name, source.path]),
    )
    return entry, tuple(problems)


def _load_transcripts(source: Source) -> tuple[tuple[Transcript, ...], tuple[Cue, ...], list[Diagnostic]]:
    transcripts: list[Transcript] = []
    chapters: tuple[Cue, ...] = ()
    problems: list[Diagnostic] = []
    for file in source.transcripts:
        if file.language == CHAPTERS:
            chapters, found = load_cues(file.data, file.path)
        else:
            transcript, found = load_transcript(file)
            if transcript is not None:
                transcripts.append(transcript)
        problems += found
    return tuple(transcripts), chapters, problems


def _written_files(fields: EntryFields) -> Iterator[tuple[str, str]]:
    """All front matter values that name a file, as dotted path and value."""
    if fields.image:
        yield "image.src", fields.image.src
    for index, download in enumerate(fields.downloads):
        yield f"downloads.{index}.file", download.file
    for index, related in enumerate(fields.related):
        yield f"related.{index}", related
    for name in ("video", "poster", "descriptions", "parent", "follows"):
        value = getattr(fields, name, "")
        if value:
            yield name, value


def _resolve_files(
    fields: EntryFields, path: str, spans: Mapping[str, Span]
) -> tuple[dict[str, Target], list[Diagnostic]]:
    files: dict[str, Target] = {}
    problems: list[Diagnostic] = []
    for name, written in _written_files(fields):
        around = name.rsplit(".", 1)[0]
        span = spans.get(name) or spans.get(around) or spans.get(name.split(".")[0]) or Span(path, 1)
        target, found = resolve_target(written, path, span)
        problems += found
        if target is not None:
            files[name] = target
    return files, problems
