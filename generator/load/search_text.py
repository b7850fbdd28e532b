"""Count an entry's words for the search, and cut its text into the passages that results quote."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from math import log2
from typing import Any

from generator.core.base85 import b85encode
from generator.core.postings import posting_of_bits, weigh
from generator.core.text import one_line
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
    # The passages of each form, as bits.
    where = dict.fromkeys((*title_forms, *summary_forms), 1)
    headings: Counter[str] = Counter()
    said: list[str] = []
    passages: list[str | list[Any]] = [summary]
    lengths = [len(summary)]

    def add(passage: list[Any], text: str, heading: Sequence[str] = ()) -> None:
        bit = 1 << len(passages)
        passages.append(passage)
        lengths.append(len(text))
        found = forms(text)
        said.extend(found)
        for form in dict.fromkeys((*found, *heading) if heading else found):
            where[form] = where.get(form, 0) | bit

    for section in sections:
        heading = forms(section.title)
        headings.update(heading)
        pieces = paragraphs(section.text) or ([""] if heading else [])
        for index, piece in enumerate(pieces):
            add([piece, section.id, section.title], piece, heading if index == 0 else ())
    for index, transcript in enumerate(transcripts):
        for number, passage in enumerate(transcript.passages, 1):
            add([*_quoted(passage), index, number, passage.speaker], passage.text)

    counts = Counter(said)
    norm = _norm(len(said))
    usual = weigh(TEXT / norm)
    by_count = {count: weigh(TEXT * count / norm) for count in set(counts.values())}
    weights = {form: by_count[count] for form, count in counts.items()}
    marked: dict[str, float] = {}
    for weight, found in ((TITLE, title_forms), (SUMMARY, summary_forms), (HEADINGS, headings.elements())):
        for form in found:
            marked[form] = marked.get(form, TEXT * counts[form] / norm) + weight
    weights.update((form, weigh(units)) for form, units in marked.items())
    written = map(posting_of_bits, map(weights.__getitem__, where), where.values(), repeat(usual))
    counts.update((*title_forms, *summary_forms, *headings.elements()))
    text = SearchText("\n".join(where), b" ".join(written), usual, tuple(_parts(passages, lengths)))
    return text, counts


def _quoted(passage: Passage) -> list[Any]:
    """A passage's text; where it is timed, a line for each cue, and when they start: seconds, each from the last."""
    if passage.cues:
        starts = [cue.start // 1000 for cue in passage.cues]
        text = "\n".join(one_line(cue.text) for cue in passage.cues)
        return [text, [start - before for before, start in pairwise((0, *starts))]]
    return [passage.text, [passage.start // 1000]] if passage.start is not None else [passage.text, 0]


def _norm(length: int) -> float:
    """What the length of body and transcripts, in words, divides by; in steps, so that few edits change it."""
    steps = round(2 * log2(length / _USUAL_LENGTH)) if length else -20
    return 1 - _LENGTH_COUNTS + _LENGTH_COUNTS * 2 ** (steps / 2)


def _parts(passages: Sequence[str | list[Any]], lengths: Sequence[int]) -> Iterable[tuple[int, str]]:
    first = size = 0
    for index, length in enumerate(lengths):
        if index > first and size + length > MOST_IN_PART:
            yield first, pack(passages[first:index])
            first, size = index, 0
        size += length
    yield first, pack(passages[first:])


def pack(passages: Sequence[str | list[Any]]) -> str:
    """Return passages as the text of a part: JSON, deflated, five characters for four bytes."""
    data = json.dumps(passages, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b85encode(deflate.compress(data) + deflate.flush())


def unpack(text: str) -> list[Any]:
    """Return the passages of a part."""
    found: list[Any] = json.loads(zlib.decompress(base64.b85decode(text), -zlib.MAX_WBITS))
    return found
