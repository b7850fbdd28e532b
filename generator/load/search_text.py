"""Count an entry's words for the search, and cut its text into the passages that results quote."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2
from typing import Any

from generator.core.postings import posting, weigh
from generator.core.words import forms
from generator.load.passages import paragraphs
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.model.transcript import Passage, Transcript

# What a word counts for in each field; of body and transcripts by their length in words.
TITLE, SUMMARY, HEADINGS, TEXT = 24, 12, 12, 4
_USUAL_LENGTH = 700
_LENGTH_COUNTS = 0.6

MOST_IN_PART = 16_000  # characters


def count_words(
    title: str, summary: str, sections: Iterable[Section], transcripts: Sequence[Transcript]
) -> tuple[SearchText, Counter[str]]:
    """Return what the search needs of an entry, and how often each form of its words stands in it."""
    title_forms, summary_forms = forms(title), forms(summary)
    where: dict[str, list[int]] = {form: [0] for form in (*title_forms, *summary_forms)}
    headings: Counter[str] = Counter()
    said: list[str] = []
    passages: list[list[Any]] = []
    lengths: list[int] = []

    def add(passage: list[Any], text: str, heading: Sequence[str] = ()) -> None:
        passages.append(passage)
        lengths.append(len(text))
        found = forms(text)
        said.extend(found)
        number = len(passages)
        for form in {*found, *heading} if heading else set(found):
            if form in where:
                where[form].append(number)
            else:
                where[form] = [number]

    for section in sections:
        heading = forms(section.title)
        headings.update(heading)
        pieces = paragraphs(section.text) or ([""] if heading else [])
        for index, piece in enumerate(pieces):
            add([piece, section.id, section.title], piece, heading if index == 0 else ())
    for index, transcript in enumerate(transcripts):
        for number, passage in enumerate(transcript.passages, 1):
            add([_quoted(passage), index, number, passage.speaker], passage.text)

    counts = Counter(said)
    norm = _norm(len(said))
    units = {form: TEXT * count / norm for form, count in counts.items()}
    for weight, found in ((TITLE, title_forms), (SUMMARY, summary_forms), (HEADINGS, headings.elements())):
        for form in found:
            units[form] = units.get(form, 0) + weight
            counts[form] += 1
    weights: dict[float, int] = {}
    written = []
    ordered = sorted(where)
    for form in ordered:
        unit = units[form]
        if unit not in weights:
            weights[unit] = weigh(unit)
        written.append(posting(weights[unit], tuple(where[form])))
    return SearchText("\n".join(ordered), b" ".join(written), len(passages), tuple(_parts(passages, lengths))), counts


def _quoted(passage: Passage) -> str | list[str | int]:
    """A passage's text, or its texts with their times."""
    if passage.cues:
        return [part for cue in passage.cues for part in (cue.text, cue.start)]
    return [passage.text, passage.start] if passage.start is not None else passage.text


def _norm(length: int) -> float:
    """What the length of body and transcripts, in words, divides by; in steps, so that few edits change it."""
    steps = round(2 * log2(length / _USUAL_LENGTH)) if length else -20
    return 1 - _LENGTH_COUNTS + _LENGTH_COUNTS * 2 ** (steps / 2)


def _parts(passages: list[list[Any]], lengths: list[int]) -> Iterable[tuple[int, str]]:
    first = size = 0
    for index, length in enumerate(lengths):
        if index > first and size + length > MOST_IN_PART:
            yield first + 1, pack(passages[first:index])
            first, size = index, 0
        size += length
    if passages:
        yield first + 1, pack(passages[first:])


def pack(passages: list[list[Any]]) -> str:
    """Return passages as the text of a part: JSON, deflated, in base64."""
    data = json.dumps(passages, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(deflate.compress(data) + deflate.flush()).decode("ascii")


def unpack(text: str) -> list[list[Any]]:
    """Return the passages of a part."""
    found: list[list[Any]] = json.loads(zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS))
    return found
