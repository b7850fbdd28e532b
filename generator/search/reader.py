"""Read an index back from its files: for tests, and for whoever wants to know what is in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.core.postings import VALUES, read_number, read_posting
from generator.core.words import key_of, utf16
from generator.load.search_text import unpack
from generator.search.index import CARD, NAMES_IN_FILE, ROOT, read_call

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that has a form: its slot, the weight, and the passages that have it (0 is the entry's head)."""

    slot: int
    weight: int
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of an index: the number of its site, its file from that site's root, and what the file holds."""

    site: int
    path: str
    card: dict[str, Any]


class Index:
    """An index. ``read`` returns a file of a site by its path from the root of the index's site (``search/index.js``).

    Raises ``KeyError`` or what ``read`` raises where a file is missing.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self.root: dict[str, Any] = read_call(read(f"search/{ROOT}"))
        self._usual = [VALUES[digit] for digit in self.root["weights"].encode()]
        self.folder = "search/"
        if files := self.root["files"]:
            self.folder = files.removeprefix("../")

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files that the root names, from the root of the site."""
        for folder in ("words", "spelling"):
            yield from (f"{self.folder}{folder}/{name}.js" for name in self.root[folder][1::3])
        yield from (f"{self.folder}names/{name}.js" for name in self.root["names"] if name)
        yield from (f"{self.folder}filters/{name}.js" for name in self.root["filters"][1::2])

    def value(self, path: str) -> Any:
        """Return the value of one file."""
        return read_call(self._read(path))

    def rows(self) -> Iterator[tuple[str, dict[str, tuple[Hit, ...]]]]:
        """Yield each key with its forms and the entries that have each."""
        for name in self.root["words"][1::3]:
            for row in self.value(f"{self.folder}words/{name}.js"):
                yield row[0], self._forms(row)

    def look_up(self, form: str) -> dict[str, tuple[Hit, ...]]:
        """Return the forms that share the key of ``form``, with the entries that have each."""
        key = key_of(form)
        borders = list(zip(self.root["words"][::3], self.root["words"][1::3], strict=True))
        name = next((name for first, name in reversed(borders) if utf16(first) <= utf16(key)), "")
        rows = self.value(f"{self.folder}words/{name}.js") if name else []
        return next((self._forms(row) for row in rows if row[0] == key), {})

    def entries(self) -> dict[int, Found]:
        """Return all entries by slot."""
        places = self.root["sites"]
        found: dict[int, Found] = {}
        for group, name in enumerate(self.root["names"]):
            listed = self.value(f"{self.folder}names/{name}.js") if name else []
            step = 3 if len(places) > 1 else 2
            for at in range(0, len(listed), step):
                site = listed[at + 2] if step == 3 else 0
                path = f"{places[site][0]}search/entries/{listed[at + 1]}.js"
                found[group * NAMES_IN_FILE + listed[at]] = Found(
                    site, path, dict(zip(CARD, self.value(path), strict=True))
                )
        return found

    def part_paths(self, found: Found) -> list[str]:
        """Return the paths of the further parts of an entry."""
        names = found.card["parts"][3::2]
        return [f"{self.root['sites'][found.site][0]}search/parts/{name}.js" for name in names]

    def passages(self, found: Found) -> list[list[Any]]:
        """Return all passages of an entry by number; the first is its summary."""
        texts = [*found.card["parts"][1:2], *(self.value(path) for path in self.part_paths(found))]
        return [passage for text in texts for passage in unpack(text)]

    def filters(self) -> Iterator[tuple[str, list[tuple[str, str, tuple[int, ...]]]]]:
        """Yield each filter with its values, their labels and the slots of the entries that have each."""
        for name, file in zip(self.root["filters"][::2], self.root["filters"][1::2], strict=True):
            rows = self.value(f"{self.folder}filters/{file}.js")
            yield name, [(value, label, _slots(written.encode())) for value, label, written in rows]

    def spelling(self) -> Iterator[str]:
        """Yield the words for “did you mean”, each with the digit of its frequency."""
        for name in self.root["spelling"][1::3]:
            yield from self.value(f"{self.folder}spelling/{name}.js")

    def _forms(self, row: list[str]) -> dict[str, tuple[Hit, ...]]:
        return {
            form or row[0]: self._hits(written.encode()) for form, written in zip(row[1::2], row[2::2], strict=True)
        }

    def _hits(self, written: bytes) -> tuple[Hit, ...]:
        found: list[Hit] = []
        at, slot = 0, -1
        while at < len(written):
            gap, at = read_number(written, at)
            slot += gap + 1
            weight, passages, at = read_posting(written, at, self._usual[slot])
            found.append(Hit(slot, weight, passages))
        return tuple(found)


def _slots(written: bytes) -> tuple[int, ...]:
    found: list[int] = []
    at, slot = 0, -1
    while at < len(written):
        gap, at = read_number(written, at)
        slot += gap + 1
        found.append(slot)
    return tuple(found)
