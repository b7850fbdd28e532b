"""Read the files of an entry, and load it: what is done for each entry that no cache knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.build.scan import read_file
from generator.core.diagnostics import Diagnostic
from generator.core.digest import digest_all
from generator.load.entry import load_entry
from generator.model.entry import Entry
from generator.model.kind import KindSpec
from generator.model.source import Bundle, Source, TranscriptFile

Kinds = Mapping[str, tuple[KindSpec, Mapping[str, str]]]
"""By the name of each kind: the kind, and the fields that only other kinds have, as ``load_entry`` takes them."""


class Reading(NamedTuple):
    """The files of an entry: what they are, and where on this disk each of them lies."""

    bundle: Bundle
    places: tuple[Path, ...]


def read_source(reading: Reading) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return the entry's files with their bytes, and which of them could not be read."""
    bundle = reading.bundle
    problems: list[Diagnostic] = []
    contents: list[bytes] = []
    for path, place in zip(bundle.files, reading.places, strict=True):
        data, found = read_file(path, place)
        contents.append(data)
        problems += found
    transcripts = tuple(
        TranscriptFile(path, data, language)
        for (path, language), data in zip(bundle.transcripts, contents[1:], strict=True)
    )
    parts = [bundle.path, contents[0], *(part for file in transcripts for part in (file.path, file.data))]
    source = Source(
        id=bundle.id,
        cluster=bundle.cluster,
        kind=bundle.kind,
        path=bundle.path,
        data=contents[0],
        transcripts=transcripts,
        media=bundle.media,
        bundle=bundle.bundle,
        # What could not be read is not the empty file that it looks like.
        digest=digest_all([*parts, *bundle.media, *(problem.message for problem in problems)]),
    )
    return source, tuple(problems)


def load_source(
    kinds: Kinds, source: Source, problems: tuple[Diagnostic, ...]
) -> tuple[Entry | None, tuple[Diagnostic, ...]]:
    """Return the entry, as far as it can be understood, and what is wrong: ``problems`` of reading it come first."""
    kind, others = kinds[source.kind]
    entry, found = load_entry(source, kind, others)
    return entry, (*problems, *found)
