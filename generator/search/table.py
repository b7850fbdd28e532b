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
_GAPS = tuple(number(gap) for gap in range(4096))


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
    extra = Counter(form for term in terms for form in forms(term))
    if extra:
        places = {form: at for at, form in enumerate(names)} if len(extra) > 3 else None
        for form, count in extra.items():
            at = _find(form, names, places)
            if at < 0:
                names.append(form)
                postings.append(posting(weigh(TERM * count), (0,)))
            else:
                weight, passages, _ = read_posting(postings[at])
                head = passages if passages[0] == 0 else (0, *passages)
                postings[at] = posting(weigh(2 ** (weight / 4) + TERM * count), head)
    return Words(slot, names, postings)


def _find(form: str, names: Sequence[str], places: Mapping[str, int] | None) -> int:
    if places is not None:
        return places.get(form, -1)
    return names.index(form) if form in names else -1


class Table:
    """The postings of all forms. Entries are added by ascending slot."""

    def __init__(self) -> None:
        self.postings: dict[str, bytearray] = {}
        self.counts: Counter[str] = Counter()
        self._latest: dict[str, int] = {}

    def add(self, words: Words) -> None:
        """Add the words of the entry with the next slot."""
        all_postings, latest, slot = self.postings, self._latest, words.slot
        self.counts.update(words.forms)
        for form, written in zip(words.forms, words.postings, strict=True):
            if form in latest:
                gap = slot - latest[form] - 1
                all_postings[form] += (_GAPS[gap] if gap < 4096 else number(gap)) + written
            else:
                all_postings[form] = bytearray(number(slot) + written)
            latest[form] = slot

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield each key and its row, by key."""
        by_key: dict[str, list[str]] = {}
        for form in self.postings:
            if key := key_of(form):
                by_key.setdefault(key, []).append(form)
        for key in sorted(by_key, key=utf16):
            row = ['["', key, '"']
            for form in sorted((form if form != key else "" for form in by_key[key]), key=utf16):
                row += (',"', form, '","', self.postings[form or key].decode("ascii"), '"')
            row.append("]")
            yield key, "".join(row)

    def spelling(self) -> Iterator[str]:
        """Yield the words for “did you mean”, sorted: of each key the most frequent folded form, and how frequent."""
        best: dict[str, tuple[int, str]] = {}
        for form, count in self.counts.items():
            folded = fold_form(form)
            if len(folded) >= 3 and folded.isascii() and folded.isalpha():
                key = key_of(form)
                rank = (-count, folded)
                if key not in best or rank < best[key]:
                    best[key] = rank
        for count, word in sorted(best.values(), key=lambda item: item[1]):
            yield word + _SIZES[(-count).bit_length() - 1]
