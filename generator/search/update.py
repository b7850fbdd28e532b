"""An index for changed entries, from the files of the index before: what did not change is not made again.

The result is that of :func:`~generator.search.index.index_files` for all entries, byte for byte.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.core.words import key_of, utf16
from generator.search.index import (
    NAMES_IN_FILE,
    ROOT,
    Choices,
    Place,
    Run,
    filter_files,
    index_files,
    name_of,
    names_files,
    placed_items,
    read_call,
    read_run,
    root_file,
    run_file,
    run_here,
)
from generator.search.item import Item, Texts
from generator.search.runs import is_border
from generator.search.slots import slot_count
from generator.search.splice import splice_postings, splice_slots, split_postings
from generator.search.table import row_of, spelt, words_of

Read = Callable[[str], bytes]
# What becomes of a form's postings: by slot what is written there now, or nothing.
_Changes = dict[str, dict[int, bytes | None]]


class _Touched(NamedTuple):
    """An entry that changes: what it was, and its slot; what it becomes, and its slot. ``None`` is for no entry."""

    was: tuple[int, Item] | None
    becomes: tuple[int, Item] | None

    def has_same_words(self) -> bool:
        """Tell whether the entry leaves all files of words as they are."""
        was, becomes = self
        return bool(was and becomes and was[0] == becomes[0] and was[1].digest == becomes[1].digest)


def update_files(
    read: Read,
    before: Sequence[Item],
    after: Sequence[Item],
    old_texts: Texts,
    new_texts: Texts,
    choices: Iterable[Choices],
    places: Sequence[Place],
    run: Run = run_here,
) -> tuple[dict[str, bytes], set[str]]:
    """Return the files of the index of ``after`` that may be new, and the paths of those that stay as they are.

    ``read`` returns a file of the index of ``before`` by its path in ``search/``. ``old_texts`` and ``new_texts`` are
    called for entries whose words change, each at most once; the latter is called for all, perhaps in other processes
    that ``run`` has, where an index is to be made anew. ``choices`` have all the values that items have.
    """
    if not before or slot_count(len(before)) != slot_count(len(after)):
        return dict(index_files(after, new_texts, choices, places, run)), set()
    root = read_call(read(ROOT))
    placed, touched = _compare(before, after)
    words = _Runs("words", root["words"], read, _key_of_row)
    spelling = _Runs("spelling", root["spelling"], read, lambda row: row[1:-1])
    by_key: dict[str, _Changes] = defaultdict(dict)
    for form, changed in _changes(touched, old_texts, new_texts).items():
        if key := key_of(form):
            by_key[key][form] = changed
    for key, changes in by_key.items():
        _change_key(key, changes, words, spelling)
    made: dict[str, bytes] = {}
    listed: dict[str, list[str | int]] = {}
    for runs in (words, spelling):
        listed[runs.folder], files = runs.finish()
        made |= files
    several = len(places) > 1
    same_shape = several == (len(root["sites"]) > 1)
    names, named_files = names_files(placed, several=several, known=_same_names(root, touched) if same_shape else None)
    made.update(named_files)
    filters, named_files = filter_files(_slots_of(root, read, touched), choices)
    made.update(named_files)
    paths = {f"{folder}/{name}.js" for folder in listed for name in listed[folder][1::3]}
    paths |= {f"names/{name}.js" for name in names if name}
    kept = paths - made.keys()
    made[ROOT] = root_file(placed, listed, names, filters, places)
    return made, kept


def _compare(before: Sequence[Item], after: Sequence[Item]) -> tuple[list[tuple[int, Item]], list[_Touched]]:
    """Return the new items by their slots, and the entries that change."""
    placed = placed_items(after)
    by_id = {item.id: item for item in before}
    if len(by_id) == len(placed) and all(item.id in by_id for _, item in placed):  # so have all the slot they had
        old = {item.id: (slot, by_id[item.id]) for slot, item in placed if by_id[item.id] != item}
        return placed, [_Touched(old[each[1].id], each) for each in placed if each[1].id in old]
    old = {each[1].id: each for each in placed_items(before)}
    touched: list[_Touched] = []
    for each in placed:
        was = old.pop(each[1].id, None)
        if was != each:
            touched.append(_Touched(was, each))
    touched += (_Touched(was, None) for was in old.values())
    return placed, touched


def _changes(touched: Sequence[_Touched], old_texts: Texts, new_texts: Texts) -> _Changes:
    """What changes in the postings, by form."""
    changes: _Changes = defaultdict(dict)
    written: dict[int, dict[str, bytes]] = {}
    rewritten = [each for each in touched if not each.has_same_words()]
    for was, _ in rewritten:
        if was:
            slot, item = was
            written[slot] = words_of(old_texts(item.id), item.terms)
            for form in written[slot]:
                changes[form][slot] = None
    for _, becomes in rewritten:
        if becomes:
            slot, item = becomes
            earlier = written.get(slot, {})
            for form, posting in words_of(new_texts(item.id), item.terms).items():
                if earlier.get(form) == posting:
                    del changes[form][slot]
                else:
                    changes[form][slot] = posting
    return {form: changed for form, changed in changes.items() if changed}


def _change_key(key: str, changes: _Changes, words: _Runs, spelling: _Runs) -> None:
    """Change the postings of a key's forms, and the word that stands for it in the spelling."""
    row = words.row(key).split('"')[3::2]
    postings = {form or key: written for form, written in zip(row[::2], row[1::2], strict=True)}
    counts: dict[str, tuple[int, int]] = {}
    for form, changed in changes.items():
        written, *count = splice_postings(postings.get(form, "").encode(), changed)
        counts[form] = (count[0], count[1])
        if written:
            postings[form] = written.decode("ascii")
        else:
            postings.pop(form, None)
    words.put(key, row_of(key, postings) if postings else "")
    if all(before == after for before, after in counts.values()):
        return
    same = {form: len(split_postings(postings[form].encode())) for form in postings.keys() - counts.keys()}
    before, after = (
        spelt({**same, **{form: count[at] for form, count in counts.items() if count[at]}}) for at in (0, 1)
    )
    if before != after:
        if before:
            spelling.put(before, "")
        if after:
            spelling.put(after, f'"{after}"')


def _same_names(root: Mapping[str, Any], touched: Iterable[_Touched]) -> dict[int, str]:
    """The files of names that need not be made again."""
    changed = {
        each[0] // NAMES_IN_FILE
        for was, becomes in touched
        for each in (was, becomes)
        if each and not (was and becomes and was[0] == becomes[0] and _where(was[1]) == _where(becomes[1]))
    }
    return {group: name for group, name in enumerate(root["names"]) if name and group not in changed}


def _where(item: Item) -> tuple[str, int]:
    return item.name, item.site


def _slots_of(root: Mapping[str, Any], read: Read, touched: Iterable[_Touched]) -> dict[tuple[str, str], str]:
    """The slots of each value of each filter as written: as the index before has them, with what changes."""
    slots_of = {
        (name, value): written
        for name, file in zip(root["filters"][::2], root["filters"][1::2], strict=True)
        for value, _, written in read_call(read(f"filters/{file}.js"))
    }
    gone: dict[tuple[str, str], set[int]] = defaultdict(set)
    come: dict[tuple[str, str], set[int]] = defaultdict(set)
    for each in touched:
        for found, changes in ((each.was, gone), (each.becomes, come)):
            if found:
                for value in found[1].values:
                    changes[value].add(found[0])
    for value in gone.keys() | come.keys():
        if gone[value] != come[value]:
            slots_of[value] = splice_slots(
                slots_of.get(value, ""), gone[value] - come[value], come[value] - gone[value]
            )
    return slots_of


class _Runs:
    """The files of a sorted run of rows, some of which change. Rows are JSON; no key needs escapes in there."""

    def __init__(self, folder: str, listed: Sequence[Any], read: Read, key: Callable[[str], str]) -> None:
        self.folder = folder
        self._listed = listed
        self._read = read
        self._key = key
        self._borders = [utf16(first) for first in listed[::3]]
        # By file: its rows by key, in their order but for new ones.
        self._rows: dict[int, dict[str, str]] = {}
        self._changed: set[int] = set()
        self._unsorted: set[int] = set()

    def _place(self, key: str) -> int:
        return max(0, bisect_right(self._borders, utf16(key)) - 1)

    def _open(self, file: int) -> dict[str, str]:
        if file not in self._rows:
            rows: list[str] = []
            if self._listed:
                rows = read_run(self._read(f"{self.folder}/{self._listed[file * 3 + 1]}.js"))
            self._rows[file] = dict(zip(map(self._key, rows), rows, strict=True))
        return self._rows[file]

    def row(self, key: str) -> str:
        """Return the row of a key, or ""."""
        return self._open(self._place(key)).get(key, "")

    def put(self, key: str, row: str) -> None:
        """Put a row in place, or take it out where it is ""."""
        file = self._place(key)
        rows = self._open(file)
        before = rows.get(key, "")
        if before == row:
            return
        self._changed.add(file)
        if not row:
            del rows[key]
        else:
            rows[key] = row
            if not before:
                self._unsorted.add(file)

    def _sorted(self, file: int) -> Iterable[tuple[str, str]]:
        rows = self._open(file).items()
        return sorted(rows, key=lambda item: utf16(item[0])) if file in self._unsorted else rows

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
            for key, row in self._sorted(file):
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


def _key_of_row(row: str) -> str:
    return row[2 : row.index('"', 2)]
