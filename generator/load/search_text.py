"""Count an entry's words for the search, and cut its text into the passages that results quote."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, islice, pairwise
from math import log2
from operator import or_
from typing import Any

from generator.core.base85 import b85encode
from generator.core.postings import Postings, passage_bit, weigh
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

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
MOST_IN_PART = 16_000  # characters


def count_words(
    title: str, summary: str, sections: Sequence[Section], transcripts: Sequence[Transcript]
) -> tuple[SearchText, Counter[str]]:
    """Return what the search needs of an entry, and how often each form of its words stands in it."""
    title_forms, summary_forms = forms(title), forms(summary)
    headings = [forms(section.title) for section in sections]
    heading_forms = list(chain.from_iterable(headings))
    # The passages of each form, as bits. The forms that weigh by more than the text come first.
    where = dict.fromkeys(heading_forms, 0) | dict.fromkeys((*title_forms, *summary_forms), passage_bit(0))
    counts = Counter(dict.fromkeys(where, 0))
    marked = list(where)
    said: list[str] = []
    passages: list[str | list[Any]] = [summary]
    lengths = [len(summary)]

    def add(passage: list[Any], text: str, heading: Sequence[str] = ()) -> None:
        bit = passage_bit(len(passages))
        passages.append(passage)
        lengths.append(len(text))
        found = forms(text)
        said.extend(found)
        for form in (*found, *heading):
            where[form] = where.get(form, 0) | bit

    for section, heading in zip(sections, headings, strict=True):
        pieces = paragraphs(section.text) or ([""] if heading else [])
        for index, piece in enumerate(pieces):
            add([piece, section.id, section.title], piece, heading if index == 0 else ())
    for index, transcript in enumerate(transcripts):
        for number, passage in enumerate(transcript.passages, 1):
            add([*_quoted(passage), index, number, passage.speaker], passage.text)

    counts.update(said)
    scale = _scale(len(said))
    units = {form: scale.units(counts[form]) for form in marked}
    for weight, found in ((TITLE, title_forms), (SUMMARY, summary_forms), (HEADINGS, heading_forms)):
        for form in found:
            units[form] += weight
    # Both hold the marked forms first, and then all others as the text has them.
    weights = chain(map(weigh, units.values()), map(scale.__getitem__, islice(counts.values(), len(units), None)))
    written = map(scale.postings.__getitem__, map(or_, where.values(), weights))
    counts.update((*title_forms, *summary_forms, *heading_forms))
    text = SearchText("\n".join(where), b" ".join(written), scale.usual, tuple(_parts(passages, lengths)))
    return text, counts


class _Scale(dict[int, int]):
    """The weight of a word by how often body and transcripts have it, of those of about the same length."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._norm = 1 - _LENGTH_COUNTS + _LENGTH_COUNTS * 2 ** (steps / 2)
        self.usual = self[1]
        self.postings = Postings(self.usual)

    def __missing__(self, count: int) -> int:
        weight = self[count] = weigh(self.units(count))
        return weight

    def units(self, count: int) -> float:
        """What a word counts for that stands so often there."""
        return TEXT * count / self._norm


def _scale(length: int) -> _Scale:
    """The scale for body and transcripts of so many words; in steps, so that few edits change it."""
    return _scale_of(round(2 * log2(length / _USUAL_LENGTH)) if length else -20)


_scale_of = cache(_Scale)


def _quoted(passage: Passage) -> list[Any]:
    """A passage's text; where it is timed, a line for each cue, and when they start: seconds, each from the last."""
    if passage.cues:
        starts = [cue.start // 1000 for cue in passage.cues]
        lines = [cue.text for cue in passage.cues]
        if " ".join(lines) != passage.text:  # which has each on one line already
            lines = list(map(one_line, lines))
        return ["\n".join(lines), [start - before for before, start in pairwise((0, *starts))]]
    return [passage.text, [passage.start // 1000]] if passage.start is not None else [passage.text, 0]


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
    data = _JSON.encode(passages).encode("utf-8", "replace")
    return b85encode(zlib.compress(data, 9, -zlib.MAX_WBITS))


def unpack(text: str) -> list[Any]:
    """Return the passages of a part."""
    found: list[Any] = json.loads(zlib.decompress(base64.b85decode(text), -zlib.MAX_WBITS))
    return found
