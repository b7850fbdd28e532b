"""The files of an index, of the entries of a site."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.core.digest import digest
from generator.core.postings import DIGITS, number
from generator.search.item import Item, Texts
from generator.search.runs import cut
from generator.search.slots import assign_slots, slot_count
from generator.search.table import Part, Table, ToMerge, merge_part

VERSION = 1
ROOT = "index.js"
NAME_LENGTH = 10
NAMES_IN_FILE = 256
FILTERS = ("cluster", "kind", "goal", "school", "level", "area", "phase", "tag", "language", "year")
"""All filters, in the order in which they are shown."""
CARD = ("url", "title", "kind", "date", "duration", "language", "schools", "image", "transcripts", "parts")
"""What the file of an entry holds, in this order."""

Run = Callable[[Callable[[ToMerge, tuple[int, int]], Part], ToMerge, Sequence[tuple[int, int]]], Iterable[Part]]
"""Calls a function with a state and each of several spans, and gives what it returns, in their order."""


def run_here(
    function: Callable[[ToMerge, tuple[int, int]], Part], state: ToMerge, spans: Sequence[tuple[int, int]]
) -> Iterator[Part]:
    """Make all parts in this process, one by one."""
    return (function(state, span) for span in spans)


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
    items: Sequence[Item], texts: Texts, choices: Iterable[Choices], places: Sequence[Place], run: Run = run_here
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an index by their path in ``search/``; the root is last.

    ``run`` makes the parts of its words, perhaps in other processes; ``texts`` is called there, once for each entry.
    ``choices`` have all the values that items have.
    """
    placed = placed_items(items)
    to_merge = ToMerge(placed, texts)
    table = Table(run(merge_part, to_merge, to_merge.spans()), placed[-1][0] + 1 if placed else 0)
    listed: dict[str, list[str | int]] = {}
    spelling = [(word, f'"{word}"') for word in table.spelling()]
    for folder, rows in (("words", list(table.rows())), ("spelling", spelling)):
        listed[folder] = []
        for first, end in cut((key, len(row)) for key, row in rows):
            path, data = run_file(folder, (row for _, row in rows[first:end]))
            yield path, data
            listed[folder] += (rows[first][0] if listed[folder] else "", name_of(path), len(data))
    names, files = names_files(placed, several=len(places) > 1)
    yield from files
    filters, files = filter_files(_slots_of(placed), choices)
    yield from files
    yield ROOT, root_file(placed, listed, names, filters, places)


def placed_items(items: Iterable[Item]) -> list[tuple[int, Item]]:
    """Return items by their slots, ascending."""
    by_id = {item.id: item for item in items}
    slots = assign_slots((item.order, item.id) for item in by_id.values())
    return [(slot, by_id[name]) for name, slot in slots.items()]


def root_file(
    placed: Sequence[tuple[int, Item]],
    words: Mapping[str, list[str | int]],
    names: Sequence[str],
    filters: Sequence[str],
    places: Iterable[Place],
) -> bytes:
    """Return the root. ``words``, ``names`` and ``filters`` are what it says of the other files."""
    usual = bytearray(DIGITS[:1] * (placed[-1][0] + 1 if placed else 0))
    for slot, item in placed:
        usual[slot] = DIGITS[item.usual]
    root: dict[str, Any] = {"version": VERSION, "entries": len(placed), "slots": slot_count(len(placed))}
    root |= {"weights": usual.decode("ascii"), **words, "names": names, "filters": filters, "files": ""}
    return call({**root, "sites": [[place.address, place.title] for place in places]})


def names_files(
    placed: Iterable[tuple[int, Item]], *, several: bool, known: Mapping[int, str] | None = None
) -> tuple[list[str], list[tuple[str, bytes]]]:
    """Return the names of the files that say where the entries are, by slot, and the files; "" is for no file.

    ``known`` are the names of those that need not be made again.
    """
    known = known or {}
    groups: dict[int, list[Any]] = {}
    for slot, item in placed:
        group = slot // NAMES_IN_FILE
        if group not in known:
            offset = slot % NAMES_IN_FILE
            groups.setdefault(group, []).extend((offset, item.name, item.site) if several else (offset, item.name))
    names: list[str] = []
    files: list[tuple[str, bytes]] = []
    for group in range(max((*groups, *known), default=-1) + 1):
        if group in known:
            names.append(known[group])
        elif group in groups:
            files.append(named("names", call(groups[group])))
            names.append(name_of(files[-1][0]))
        else:
            names.append("")
    return names, files


def filter_files(
    slots_of: Mapping[tuple[str, str], str], choices: Iterable[Choices]
) -> tuple[list[str], list[tuple[str, bytes]]]:
    """Return what the root says of the filters, and their files. ``slots_of`` has each value's slots as written."""
    listed: list[str] = []
    files: list[tuple[str, bytes]] = []
    for choice in choices:
        found = [
            (value, label, slots)
            for value, label in choice.labels.items()
            if (slots := slots_of.get((choice.name, value)))
        ]
        if found:
            files.append(named("filters", call(found)))
            listed += (choice.name, name_of(files[-1][0]))
    return listed, files


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


def read_run(data: bytes) -> list[str]:
    """Return the rows of such a file, which are JSON still: lists of strings, or strings that need no escapes."""
    written = data[len(b"portalSearch([") : -len(b"])\n")].decode()
    if written.startswith('"'):
        return written.split(",")
    return [f"[{row}]" for row in written[1:-1].split("],[")]


def _slots_of(placed: Iterable[tuple[int, Item]]) -> dict[tuple[str, str], str]:
    """The slots of the entries that have each value of each filter."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for slot, item in placed:
        for value in item.values:
            found[value].append(slot)
    return {value: write_slots(slots) for value, slots in found.items()}


def write_slots(slots: Sequence[int]) -> str:
    """Return ascending slots as a filter has them: each less the one before it, less 1."""
    return b"".join(number(slot - before - 1) for before, slot in pairwise((-1, *slots))).decode("ascii")
