"""An index for changed entries, from the files of the index before: what did not change is not made again.

The result is that of :func:`~generator.search.index.index_files` for all entries, byte for byte.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from generator.core.postings import number, posting_end, read_number
from generator.core.words import key_of, utf16
from generator.search.index import ROOT, Choices, Item, Place, facts_files, index_files, name_of, read_call, run_file
from generator.search.runs import is_border
from generator.search.slots import assign_slots, slot_count
from generator.search.table import row_of, spelt, words_of

Read = Callable[[str], bytes]
# What becomes of a form's postings: by slot what is written there now, or nothing.
_Changes = dict[str, dict[int, bytes | None]]


def update_files(
    read: Read, before: Sequence[Item], after: Sequence[Item], choices: Iterable[Choices], places: Sequence[Place]
) -> tuple[dict[str, bytes], set[str]]:
    """Return the files of the index of ``after`` that may be new, and the paths of those that stay as they are.

    ``read`` returns a file of the index of ``before`` by its path in ``search/``.
    """
    if not before or slot_count(len(before)) != slot_count(len(after)):
        return dict(index_files(after, choices, places)), set()
    root = read_call(read(ROOT))
    old_slots, slots = (assign_slots(item.id for item in items) for items in (before, after))
    words = _Runs("words", root["words"], read, lambda row: str(row[0]))
    spelling = _Runs("spelling", root["spelling"], read, str)
    by_key: dict[str, _Changes] = defaultdict(dict)
    for form, changed in _changes(before, old_slots, after, slots).items():
        if key := key_of(form):
            by_key[key][form] = changed
    for key, changes in by_key.items():
        _change_key(key, changes, words, spelling)
    made: dict[str, bytes] = {}
    kept: set[str] = set()
    listed: dict[str, list[str | int]] = {}
    for runs in (words, spelling):
        listed[runs.folder], files = runs.finish()
        made |= files
        kept |= {f"{runs.folder}/{name}.js" for name in listed[runs.folder][1::3]} - files.keys()
    by_slot = sorted(after, key=lambda item: slots[item.id])
    values = _values(before, old_slots) == _values(after, slots)
    made |= facts_files(listed, by_slot, slots, choices, places, _written_slots(root, read) if values else None)
    return made, kept


def _values(items: Iterable[Item], slots: Mapping[str, int]) -> dict[int, tuple[tuple[str, str], ...]]:
    return {slots[item.id]: item.values for item in items}


def _written_slots(root: Mapping[str, Any], read: Read) -> dict[tuple[str, str], str]:
    """The slots of each value of each filter, as the index before has them."""
    return {
        (name, value): written
        for name, file in zip(root["filters"][::2], root["filters"][1::2], strict=True)
        for value, _, written in read_call(read(f"filters/{file}.js"))
    }


def _changes(
    before: Sequence[Item], old_slots: Mapping[str, int], after: Sequence[Item], slots: Mapping[str, int]
) -> _Changes:
    """What changes in the postings, by form."""
    old = {item.id: item for item in before}
    new = {item.id: item for item in after}
    touched = [
        name
        for name in {**old, **new}
        if old_slots.get(name) != slots.get(name)
        or old[name].text != new[name].text
        or old[name].terms != new[name].terms
    ]
    written: dict[str, dict[int, bytes]] = defaultdict(dict)
    changes: _Changes = defaultdict(dict)
    for name in touched:
        if name in old:
            words = words_of(old_slots[name], old[name].text, old[name].terms)
            for form, posting in zip(words.forms, words.postings, strict=True):
                written[form][words.slot] = posting
                changes[form][words.slot] = None
    for name in touched:
        if name in new:
            words = words_of(slots[name], new[name].text, new[name].terms)
            for form, posting in zip(words.forms, words.postings, strict=True):
                changes[form][words.slot] = posting
                if written[form].get(words.slot) == posting:
                    del changes[form][words.slot]
    return {form: changed for form, changed in changes.items() if changed}


def _change_key(key: str, changes: _Changes, words: _Runs, spelling: _Runs) -> None:
    """Change the postings of a key's forms, and the word that stands for it in the spelling."""
    row = words.row(key) or [key]
    postings = {form or key: written for form, written in zip(row[1::2], row[2::2], strict=True)}
    before = spelt({form: _count(written.encode()) for form, written in postings.items()})
    for form, changed in changes.items():
        written = _splice(postings.get(form, "").encode(), changed).decode("ascii")
        if written:
            postings[form] = written
        else:
            postings.pop(form, None)
    words.put(key, row_of(key, postings) if postings else "")
    after = spelt({form: _count(written.encode()) for form, written in postings.items()})
    if before != after:
        if before:
            spelling.put(before, "")
        if after:
            spelling.put(after, f'"{after}"')


def _count(written: bytes) -> int:
    count = at = 0
    while at < len(written):
        at = posting_end(written, read_number(written, at)[1])
        count += 1
    return count


def _splice(written: bytes, changes: Mapping[int, bytes | None]) -> bytes:
    """Return postings with those of some slots put in, changed or taken out."""
    found: dict[int, bytes | None] = {}
    at, slot = 0, -1
    while at < len(written):
        gap, begin = read_number(written, at)
        slot += gap + 1
        at = posting_end(written, begin)
        found[slot] = written[begin:at]
    found.update(changes)
    result = bytearray()
    before = -1
    for slot in sorted(found):
        posting = found[slot]
        if posting is not None:
            result += number(slot - before - 1) + posting
            before = slot
    return bytes(result)


class _Runs:
    """The files of a sorted run of rows, some of which change."""

    def __init__(self, folder: str, listed: Sequence[Any], read: Read, key: Callable[[Any], str]) -> None:
        self.folder = folder
        self._listed = listed
        self._read = read
        self._key = key
        self._borders = [utf16(first) for first in listed[::3]]
        # By file: its rows as JSON, by key. Rows are taken apart only where one is asked for.
        self._rows: dict[int, dict[str, str]] = {}
        self._changed: set[int] = set()

    def _place(self, key: str) -> int:
        return max(0, bisect_right(self._borders, utf16(key)) - 1)

    def _open(self, file: int) -> dict[str, str]:
        if file not in self._rows:
            path = f"{self.folder}/{self._listed[file * 3 + 1]}.js"
            rows = read_call(self._read(path)) if self._listed else []
            self._rows[file] = {self._key(row): _json(row) for row in rows}
        return self._rows[file]

    def row(self, key: str) -> list[str] | None:
        """Return the row of a key, if there is one."""
        written = self._open(self._place(key)).get(key)
        return list(json.loads(written)) if written else None

    def put(self, key: str, row: str) -> None:
        """Put a row in place, or take it out where it is ""."""
        file = self._place(key)
        rows = self._open(file)
        if rows.get(key, "") == row:
            return
        self._changed.add(file)
        if row:
            rows[key] = row
        else:
            del rows[key]

    def finish(self) -> tuple[list[str | int], dict[str, bytes]]:
        """Return what the root says of the files, and those files that are new."""
        listed: list[str | int] = []
        made: dict[str, bytes] = {}
        run: list[tuple[str, str]] = []
        size = 0

        def close() -> None:
            nonlocal run, size
            if run:
                path, data = run_file(self.folder, (row for _, row in run))
                made[path] = data
                listed.extend((run[0][0] if listed else "", name_of(path), len(data)))
                run, size = [], 0

        for file in range(max(1, len(self._listed) // 3)):
            # A file stays where it begins as before, and so does the next one.
            stays = file not in self._changed and file + 1 not in self._changed
            if stays and run and self._begins(file, size, run):
                close()
            if stays and not run:
                listed.extend(self._listed[file * 3 : file * 3 + 3])
                continue
            for key, row in sorted(self._open(file).items(), key=lambda item: utf16(item[0])):
                if is_border(size, len(run[-1][1]) if run else 0, key, len(row)):
                    close()
                run.append((key, row))
                size += len(row)
        close()
        if listed:
            listed[0] = ""
        return listed, made

    def _begins(self, file: int, size: int, run: Sequence[tuple[str, str]]) -> bool:
        """Tell whether a border lies before a file that did not change, after this run."""
        key, row = next(iter(self._open(file).items()))
        return is_border(size, len(run[-1][1]), key, len(row))


def _json(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
