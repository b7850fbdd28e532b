"""All entries' words as one table: each form with the entries that have it.

Entries are merged in parts, each by a pure function that any process may run; the parts are then joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import sub
from typing import Any, NamedTuple

from generator.core.postings import number, posting, read_posting, weigh
from generator.core.words import fold_form, forms, key_of, utf16
from generator.model.search_text import SearchText
from generator.search.item import Item, Texts

TERM = 20
"""What a word of a term counts for."""
ENTRIES_IN_PART = 1_000
"""So many entries are merged at once. It is a matter of memory: each takes some tens of kilobytes meanwhile."""

_SIZES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ToMerge(NamedTuple):
    """What parts are made of: the entries by ascending slot, each with its slot, and what reads their words."""

    entries: Sequence[tuple[int, Item]]
    texts: Texts

    def spans(self) -> list[tuple[int, int]]:
        """Return the spans of the entries that are to be merged one by one: the first of each, and the one after."""
        count = len(self.entries)
        return [(at, min(at + ENTRIES_IN_PART, count)) for at in range(0, count, ENTRIES_IN_PART)]


class Part(NamedTuple):
    """The postings of some entries that stand side by side, by form. Plain values: it is sent between processes.

    ``forms`` has one a line. The others are in that order: the first slot of each, its last, how many there are, and
    its postings as written (without the first slot), separated by spaces.
    """

    forms: str
    first: list[int]
    last: list[int]
    counts: list[int]
    postings: bytes


def merge_part(state: ToMerge, span: tuple[int, int]) -> Part:
    """Return the part of a span of the entries."""
    # Of each form, slots and postings by turns. Inner loops are left to functions written in C.
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    row_of_form = rows.__getitem__
    for slot, item in state.entries[span[0] : span[1]]:
        text = state.texts(item.id)
        names, postings = _words(text)
        deque(map(list.extend, map(row_of_form, names), zip(repeat(slot), postings, strict=False)), maxlen=0)
        for form, count in _count_forms(item.terms):
            row = rows[form]
            if row and row[-2] == slot:
                row[-1] = _with_term(row[-1], count, text.usual)
            else:
                row += (slot, _with_term(b"", count, text.usual))
    latest = state.entries[span[1] - 1][0] if rows else 0
    gaps = [b"", *map(number, range(latest))]
    first, last, counts, written = [], [], [], []
    for row in rows.values():
        slots = row[::2]
        row[2::2] = map(gaps.__getitem__, map(sub, slots[1:], slots))
        first.append(slots[0])
        last.append(slots[-1])
        counts.append(len(slots))
        del row[0]
        written.append(b"".join(row))
    return Part("\n".join(rows), first, last, counts, b" ".join(written))


def words_of(text: SearchText, terms: Iterable[str]) -> dict[str, bytes]:
    """Return the words of an entry, those that loading counted and those of its ``terms``: forms and their postings."""
    words = dict(zip(*_words(text), strict=True))
    for form, count in _count_forms(terms):
        words[form] = _with_term(words.get(form, b""), count, text.usual)
    return words


def _words(text: SearchText) -> tuple[list[str], list[bytes]]:
    return (text.forms.split("\n"), text.postings.split(b" ")) if text.forms else ([], [])


def _count_forms(terms: Iterable[str]) -> Iterable[tuple[str, int]]:
    return Counter(form for term in terms for form in _forms_of_term(term)).items()


@lru_cache(maxsize=1 << 14)
def _forms_of_term(term: str) -> tuple[str, ...]:
    return tuple(forms(term))


@lru_cache(maxsize=1 << 16)
def _with_term(written: bytes, count: int, usual: int) -> bytes:
    """Add a form of terms to what is written of it; b"" where the entry has it nowhere else."""
    if not written:
        return posting(weigh(TERM * count), (0,), usual)
    weight, passages, _ = read_posting(written, 0, usual)
    head = passages if passages[0] == 0 else (0, *passages)
    return posting(weigh(2 ** (weight / 4) + TERM * count), head, usual)


class Table:
    """The postings of all forms, of parts by ascending slot; ``slots`` is greater than any of them."""

    def __init__(self, parts: Iterable[Part], slots: int) -> None:
        gaps = [number(gap) for gap in range(slots)]
        # Of each form: the latest slot, in how many entries it stands, the postings.
        self._rows: dict[str, tuple[int, int, bytearray]] = {}
        rows = self._rows
        for part in parts:
            names, postings = (part.forms.split("\n"), part.postings.split(b" ")) if part.forms else ([], [])
            for form, first, last, count, written in zip(
                names, part.first, part.last, part.counts, postings, strict=True
            ):
                row = rows.get(form)
                if row is None:
                    rows[form] = (last, count, bytearray(gaps[first] + written))
                else:
                    before, sum_before, joined = row
                    joined += gaps[first - before - 1] + written
                    rows[form] = (last, sum_before + count, joined)
        self._by_key: dict[str, list[str]] = {}
        for form in rows:
            if key := key_of(form):
                self._by_key.setdefault(key, []).append(form)

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield each key and its row, by key."""
        for key in sorted(self._by_key, key=utf16):
            yield key, row_of(key, {form: self._rows[form][2].decode("ascii") for form in self._by_key[key]})

    def spelling(self) -> Iterator[str]:
        """Yield the words for “did you mean”, sorted: of each key the most frequent folded form, and how frequent."""
        counts = ({form: self._rows[form][1] for form in found} for found in self._by_key.values())
        return iter(sorted(filter(None, map(spelt, counts))))


def row_of(key: str, postings: Mapping[str, str]) -> str:
    """Return the row of a key as JSON, from the postings of its forms."""
    if len(postings) == 1:  # as most have
        ((form, written),) = postings.items()
        return f'["{key}","{form if form != key else ""}","{written}"]'
    row = ['["', key, '"']
    for form in sorted((form if form != key else "" for form in postings), key=utf16):
        row += (',"', form, '","', postings[form or key], '"')
    row.append("]")
    return "".join(row)


def spelt(counts: Mapping[str, int]) -> str:
    """Return what stands for a key among the words for “did you mean”, or "".

    ``counts`` says how many entries have each of its forms.
    """
    ranks = [
        (-count, folded)
        for form, count in counts.items()
        for folded in [fold_form(form)]
        if len(folded) >= 3 and folded.isascii() and folded.isalpha()
    ]
    if not ranks:
        return ""
    count, word = min(ranks)
    return word + _SIZES[(-count).bit_length() - 1]
