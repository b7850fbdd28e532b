"""What the search needs of one entry, counted when it was loaded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchText:
    """The words of one entry and the text that results quote, as ``docs/search-format.md`` has them.

    ``forms`` are its words as written, one a line; ``postings`` are, in the same order and separated by
    spaces, the weight and the passages of each. ``usual`` is the weight of a word that the text has once.
    ``parts`` are the passages' texts, ready for a file: the number of the first passage of each part, and its text.
    """

    forms: str
    postings: bytes
    usual: int
    parts: tuple[tuple[int, str], ...]


NOTHING = SearchText(forms="", postings=b"", usual=0, parts=())
