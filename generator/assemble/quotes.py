"""Find a pulled quote in a transcript, as readers would: by its words. Knows nothing of entries or pages.

Case, macrons, punctuation, quote marks and white space do not count; borders of cues and passages do not either. An
ellipsis in the quote stands for words left out: what is around it must be there, in this order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

from generator.core.text import fold
from generator.model.transcript import Transcript

_ELLIPSIS = re.compile(r"[\[(]?(?:…|\.{3,}|\. \. \.)[\])]?")
# Apostrophes of every make stand inside words ("we’re", "we‘ve"), so they vanish instead of parting them.
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ´`′"))
_WORD = re.compile(r"[^\W_]+")
# Of a quote whose words are parted otherwise ("well being"), how many places are tried.
_TRIES = 50


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where a quote begins: the index of its passage, the index of the cue in it, and the time in milliseconds.

    ``cue`` is ``None`` in untimed passages; ``start`` is ``None`` where the transcript gives no time. ``language`` is
    the transcript's, or "" for the entry's own.
    """

    passage: int
    cue: int | None
    start: int | None
    language: str = ""


class QuoteFinder:
    """A transcript, folded once, in which many quotes can be looked up. A look-up is one search through its text."""

    def __init__(self, transcript: Transcript) -> None:
        self._places: list[QuoteMatch] = []
        self._words: list[list[str]] = []
        for index, passage in enumerate(transcript.passages):
            before = None
            for number, cue in enumerate(passage.cues):
                # What rolling captions repeat is said once.
                if cue.text != before:
                    self._add(QuoteMatch(index, number, cue.start), cue.text)
                before = cue.text
            if not passage.cues:
                self._add(QuoteMatch(index, None, passage.start), passage.text)
        self._spaced = _Text(self._words, " ")
        self._solid: _Text | None = None
        self._passages_with: dict[str, list[int]] | None = None

    def _add(self, place: QuoteMatch, text: str) -> None:
        self._places.append(place)
        self._words.append(_fold_words(text))

    def find(self, text: str) -> QuoteMatch | None:
        """Return where the quote begins, or ``None`` if its words are not in the transcript."""
        parts = [words for part in _ELLIPSIS.split(text) if (words := _fold_words(part))]
        if not parts:
            return None
        place = self._spaced.find([" ".join(words) for words in parts])
        if place is None:
            if self._solid is None:
                self._solid = _Text(self._words, "")
            place = self._solid.find(["".join(words) for words in parts])
        return self._places[place] if place is not None else None

    def nearest(self, text: str) -> int | None:
        """Return the index of the passage that shares the most words with ``text``, or ``None`` if none shares any.

        Words count for more the fewer passages have them. Among equals it is the first.
        """
        if self._passages_with is None:
            having: defaultdict[str, dict[int, None]] = defaultdict(dict)
            for place, words in zip(self._places, self._words, strict=True):
                for word in words:
                    having[word][place.passage] = None
            self._passages_with = {word: list(passages) for word, passages in having.items()}
        shared: Counter[int] = Counter()
        # Counted in whole numbers, so that no order of adding can tip the scales.
        for word in dict.fromkeys(_fold_words(text)):
            passages = self._passages_with.get(word, [])
            for passage in passages:
                shared[passage] += 1_000_000 // len(passages)
        return min(shared, key=lambda passage: (-shared[passage], passage), default=None)


def find_quote(text: str, transcript: Transcript) -> QuoteMatch | None:
    """Return where ``text`` begins in the transcript, or ``None``. For many quotes make one :class:`QuoteFinder`."""
    return QuoteFinder(transcript).find(text)


def nearest(text: str, transcript: Transcript) -> int | None:
    """Return the index of the passage that shares the most words with ``text``, or ``None``."""
    return QuoteFinder(transcript).nearest(text)


def _fold_words(text: str) -> list[str]:
    # Past the cache of `fold`: it is for names, and would keep whole transcripts.
    return _WORD.findall(fold.__wrapped__(text.translate(_APOSTROPHES)))


class _Text:
    """All words of a transcript in one string, parted by ``gap``, and where in it each cue or passage begins."""

    def __init__(self, units: list[list[str]], gap: str) -> None:
        self._gap = gap
        self._starts: list[int] = []
        self._borders: set[int] = set()
        pieces: list[str] = []
        length = len(gap)
        for words in units:
            self._starts.append(length)
            for word in words:
                pieces.append(word)
                if not gap:
                    self._borders.add(length)
                length += len(word) + len(gap)
        self._borders.add(length)
        self._text = gap + "".join(piece + gap for piece in pieces)

    def find(self, parts: list[str]) -> int | None:
        """Return the unit where the first part is found, if all are there in their order."""
        at = 0
        found: list[int] = []
        for part in parts:
            place = self._next(part, at)
            if place < 0:
                return None
            found.append(place)
            at = place + len(part)
        # Each part was found as early as can be; go back for those nearest to the part after them.
        first = found[-1]
        for part, earliest in zip(reversed(parts[:-1]), reversed(found[:-1]), strict=True):
            first = max(earliest, self._last(part, first))
        return bisect_right(self._starts, first) - 1

    def _next(self, part: str, at: int) -> int:
        if self._gap:
            place = self._text.find(self._gap + part + self._gap, max(at - 1, 0))
            return place + 1 if place >= 0 else -1
        for _ in range(_TRIES):
            at = self._text.find(part, at)
            if at < 0 or (at in self._borders and at + len(part) in self._borders):
                return at
            at += 1
        return -1

    def _last(self, part: str, end: int) -> int:
        """Return the last place where the part stands whole before ``end``, or -1."""
        if not self._gap:
            return -1
        place = self._text.rfind(self._gap + part + self._gap, 0, end)
        return place + 1 if place >= 0 else -1
