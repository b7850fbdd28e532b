"""The files of an index, of the entries of a site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.core.digest import digest
from generator.core.postings import DIGITS, number
from generator.model.search_text import SearchText
from generator.search.runs import cut
from generator.search.slots import assign_slots, slot_count
from generator.search.table import Table, words_of

VERSION = 1
ROOT = "index.js"
NAME_LENGTH = 10
NAMES_IN_FILE = 256
FILTERS = ("cluster", "kind", "goal", "school", "level", "area", "phase", "tag", "language", "year")
"""All filters, in the order in which they are shown."""
CARD = ("url", "title", "kind", "date", "duration", "language", "schools", "image", "transcripts", "parts")
"""What the file of an entry holds, in this order."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry for an index. ``terms`` are names and other words of its terms; ``values`` its values by filter.

    ``site`` is the number of its site among those of the index, ``name`` that of its file in that site.
    """

    id: str
    text: SearchText
    terms: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    name: str
    site: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """One filter: its values with their labels, in the order in which they are shown."""

    name: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A site of an index: where its root lies, seen from that of the index (``""``, ``hereora/``), and its title."""

    address: str
    title: str


def index_files(
    items: Sequence[Item], choices: Iterable[Choices], places: Sequence[Place]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an index by their path in ``search/``; the root is last."""
    slots = assign_slots(item.id for item in items)
    by_slot = sorted(items, key=lambda item: slots[item.id])
    table = Table(max(slots.values(), default=-1) + 1)
    for item in by_slot:
        table.add(words_of(slots[item.id], item.text, item.terms))
    root: dict[str, Any] = {}
    spelling = [(word, f'"{word}"') for word in table.spelling()]
    for folder, rows in (("words", list(table.rows())), ("spelling", spelling)):
        listed: list[str | int] = []
        for first, end in cut((key, len(row)) for key, row in rows):
            path, data = run_file(folder, (row for _, row in rows[first:end]))
            yield path, data
            listed += (rows[first][0] if listed else "", name_of(path), len(data))
        root[folder] = listed
    yield from facts_files(root, by_slot, slots, choices, places)


def facts_files(
    words: dict[str, Any],
    by_slot: Sequence[Item],
    slots: Mapping[str, int],
    choices: Iterable[Choices],
    places: Sequence[Place],
    slots_of: Mapping[tuple[str, str], str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that do not hang on words, and the root. ``words`` is what the root says of the files that do.

    ``slots_of`` are the slots of each value of each filter as written, where they are known.
    """
    usual = bytearray(DIGITS[:1] * (max(slots.values(), default=-1) + 1))
    for item in by_slot:
        usual[slots[item.id]] = DIGITS[item.text.usual]
    root: dict[str, Any] = {"version": VERSION, "entries": len(by_slot), "slots": slot_count(len(by_slot))}
    root |= {"weights": usual.decode("ascii"), **words, "names": []}
    for path, data in _names(by_slot, slots, several=len(places) > 1):
        if data:
            yield path, data
        root["names"].append(name_of(path) if data else "")
    root["filters"] = []
    if slots_of is None:
        slots_of = _slots_of(by_slot, slots)
    for choice in choices:
        found = [
            (value, label, slots_of[choice.name, value])
            for value, label in choice.labels.items()
            if (choice.name, value) in slots_of
        ]
        if found:
            path, data = named("filters", call(found))
            yield path, data
            root["filters"] += (choice.name, name_of(path))
    sites = [[place.address, place.title] for place in places]
    yield ROOT, call({**root, "files": "", "sites": sites})


def call(value: Any) -> bytes:
    """Return a file of the index: one call with one value."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Two characters that end a line in old JavaScript, but not in JSON.
    written = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"portalSearch({written})\n".encode("utf-8", "replace")


def read_call(data: bytes) -> Any:
    """Return the value of a file of the index."""
    return json.loads(data[len(b"portalSearch(") : -len(b")\n")])


def named(folder: str, data: bytes) -> tuple[str, bytes]:
    """Return the path of a file that is named by its content, and the file."""
    return f"{folder}/{digest(data)[:NAME_LENGTH]}.js", data


def name_of(path: str) -> str:
    """Return the name of a file of the index."""
    return path.rpartition("/")[2].removesuffix(".js")


def run_file(folder: str, rows: Iterable[str]) -> tuple[str, bytes]:
    """Return the file of a run of rows, which are JSON already, and its path."""
    return named(folder, f"portalSearch([{','.join(rows)}])\n".encode())


def _names(items: Sequence[Item], slots: Mapping[str, int], *, several: bool) -> Iterator[tuple[str, bytes]]:
    """The files that say where the entries are, by slot; an empty one for slots that none has."""
    groups: dict[int, list[Any]] = {}
    for item in items:
        group, offset = divmod(slots[item.id], NAMES_IN_FILE)
        groups.setdefault(group, []).extend((offset, item.name, item.site) if several else (offset, item.name))
    for group in range(max(groups, default=-1) + 1):
        yield named("names", call(groups[group])) if group in groups else ("", b"")


def _slots_of(items: Sequence[Item], slots: Mapping[str, int]) -> dict[tuple[str, str], str]:
    """The slots of the entries that have each value of each filter."""
    latest: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, str], bytearray] = {}
    for item in items:
        slot = slots[item.id]
        for value in item.values:
            found.setdefault(value, bytearray()).extend(number(slot - latest.get(value, -1) - 1))
            latest[value] = slot
    return {value: written.decode("ascii") for value, written in found.items()}
