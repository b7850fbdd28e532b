"""All entries' words as one table: each form with the entries that have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.core.postings import number, posting, read_posting, weigh
from generator.core.words import fold_form, forms, key_of, utf16
from generator.model.search_text import SearchText

TERM = 20
"""What a word of a term counts for."""

_SIZES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one entry: its slot, the forms, and of each the weight and passages as written."""

    slot: int
    forms: Sequence[str]
    postings: Sequence[bytes]


def words_of(slot: int, text: SearchText, terms: Iterable[str]) -> Words:
    """Return the words of an entry: those that loading counted, and those of its ``terms``."""
    names = text.forms.split("\n") if text.forms else []
    postings = text.postings.split(b" ") if text.postings else []
    for form, count in Counter(form for term in terms for form in forms(term)).items():
        if form not in names:
            names.append(form)
            postings.append(posting(weigh(TERM * count), (0,), text.usual))
        else:
            at = names.index(form)
            weight, passages, _ = read_posting(postings[at], 0, text.usual)
            head = passages if passages[0] == 0 else (0, *passages)
            postings[at] = posting(weigh(2 ** (weight / 4) + TERM * count), head, text.usual)
    return Words(slot, names, postings)


class Table:
    """The postings of all forms. Entries are added by ascending slot; ``slots`` is greater than any of them."""

    def __init__(self, slots: int) -> None:
        self._gaps = [number(gap) for gap in range(slots)]
        # Of each form: the latest slot, in how many entries it stands, the postings.
        self._rows: dict[str, tuple[list[int], bytearray]] = {}

    def add(self, words: Words) -> None:
        """Add the words of the entry with the next slot."""
        rows, gaps, slot = self._rows, self._gaps, words.slot
        for form, written in zip(words.forms, words.postings, strict=True):
            row = rows.get(form)
            if row is None:
                rows[form] = ([slot, 1], bytearray(gaps[slot] + written))
            else:
                facts, postings = row
                postings += gaps[slot - facts[0] - 1] + written
                facts[0] = slot
                facts[1] += 1

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield each key and its row, by key."""
        by_key: dict[str, list[str]] = {}
        for form in self._rows:
            if key := key_of(form):
                by_key.setdefault(key, []).append(form)
        for key in sorted(by_key, key=utf16):
            yield key, row_of(key, {form: self._rows[form][1].decode("ascii") for form in by_key[key]})

    def spelling(self) -> Iterator[str]:
        """Yield the words for “did you mean”, sorted: of each key the most frequent folded form, and how frequent."""
        by_key: dict[str, dict[str, int]] = {}
        for form, ((_, count), _) in self._rows.items():
            by_key.setdefault(key_of(form), {})[form] = count
        return iter(sorted(word for counts in by_key.values() if (word := spelt(counts))))


def row_of(key: str, postings: Mapping[str, str]) -> str:
    """Return the row of a key as JSON, from the postings of its forms."""
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
