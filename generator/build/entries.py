"""The entries of a portal: their outlines at hand, each of them whole only when it is asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from generator.build.reading import Kinds, Reading, load_source, read_source
from generator.build.rows import Loaded, LoadedRow, Told, row_of, told_by
from generator.build.scan import Scan
from generator.build.store import Store
from generator.build.walk import Stamp, is_sure
from generator.build.workers import run_batches
from generator.load.outline import outline_of
from generator.model.entry import Entry
from generator.model.search_text import SearchText
from generator.model.source import Bundle

_HELD = 16  # entries that are held whole, since several files are made of one


class Scanned(NamedTuple):
    """What the last scan found: the stamps of all files of which it could be sure, and what was read of each entry.

    ``known`` maps an entry's path to the digest of its files and to what they are: their paths, a line each.
    """

    stamps: dict[str, Stamp]
    known: dict[str, tuple[str, str]]


class Entries(Mapping[str, Entry]):
    """All entries by id. One is read from the cache when it is asked for, or loaded anew where it is not there.

    ``digests`` name what each entry's files held when it was loaded; ``readings`` say where they are. Both are by id.
    ``loaded`` are outlines that are at hand, by digest: what they say need not be read again.
    """

    def __init__(
        self,
        store: Store,
        digests: Mapping[str, str],
        readings: Mapping[str, Reading],
        kinds: Kinds,
        loaded: Mapping[str, Loaded] = MappingProxyType({}),
    ) -> None:
        self.digests = digests
        self.readings = readings
        self.store = store
        self._kinds = kinds
        self._loaded = loaded
        self._held: OrderedDict[str, Entry] = OrderedDict()

    def reload(self, entry_id: str) -> tuple[Entries, Entry | None, Told]:
        """Read one entry from its files as they are now; return the entries with it, and what is wrong with its files.

        Raises:
            KeyError: There is no such entry.
        """
        source, problems = read_source(self.readings[entry_id])
        entry, told = load_source(self._kinds, source, problems)
        found = Entries(self.store, {**self.digests, entry_id: source.digest}, self.readings, self._kinds, self._loaded)
        if entry is not None:
            outline = outline_of(entry)
            self.store.add([row_of(source.digest, entry, outline, told)])
            found._held[source.digest] = entry
        return found, entry, told

    def __getitem__(self, entry_id: str) -> Entry:
        digest = self.digests[entry_id]
        entry = self._held.get(digest)
        if entry is None:
            entry = self.store.entry(digest, self._loaded.get(digest, (None, ()))[0]) or self._load(entry_id)
            self._held[digest] = entry
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def text(self, entry_id: str) -> SearchText:
        """Return what the search has of an entry."""
        return self.store.text(self.digests[entry_id]) or self._load(entry_id).search

    def _load(self, entry_id: str) -> Entry:
        source, problems = read_source(self.readings[entry_id])
        entry, _ = load_source(self._kinds, source, problems)
        if entry is None:
            raise KeyError(entry_id)  # it was one when it was loaded first
        return entry

    # Another process that is given the outlines at all has them of its site, too: they are not sent twice.
    def __getstate__(self) -> tuple[Store, Mapping[str, str], Mapping[str, Reading], Kinds]:
        return self.store, self.digests, self.readings, self._kinds

    def __setstate__(self, state: tuple[Store, Mapping[str, str], Mapping[str, Reading], Kinds]) -> None:
        self.store, self.digests, self.readings, self._kinds = state
        self._loaded = {}
        self._held = OrderedDict()


def readings_of(found: Scan) -> dict[str, Reading]:
    """Return by the path of each entry what is to be read of it. Two may have the same id, which is told later on."""
    return {bundle.path: Reading(bundle, tuple(found.files[path] for path in bundle.files)) for bundle in found.bundles}


def identify(found: Scan, before: Scanned) -> dict[str, str]:
    """Return the digests, by path, of the entries whose files are those of the last scan, without reading them."""
    result: dict[str, str] = {}
    stamps = before.stamps
    for bundle in found.bundles:
        digest, paths = before.known.get(bundle.path, ("", ""))
        if paths == _paths_of(bundle) and all(stamps.get(path) == found.stamps[path] for path in bundle.files):
            result[bundle.path] = digest
    return result


def scanned(found: Scan, digests: Mapping[str, str], began: int) -> Scanned:
    """Return what the next scan may go by. ``began`` is when this one did, in nanoseconds since 1970."""
    stamps = {path: stamp for path, stamp in found.stamps.items() if is_sure(stamp, began)}
    known = {bundle.path: (digests[bundle.path], _paths_of(bundle)) for bundle in found.bundles}
    return Scanned(stamps, known)


def _paths_of(bundle: Bundle) -> str:
    return "\n".join((*bundle.files, *bundle.media))


def load_all(
    readings: Mapping[str, Reading],
    digests: Mapping[str, str],
    store: Store,
    kinds: Kinds,
    *,
    jobs: int,
    tell: Callable[[int, int], None],
    held: Mapping[str, Loaded] = MappingProxyType({}),
) -> dict[str, tuple[str, Loaded]]:
    """Return by path, in the order of ``readings``, the digest of each entry, its outline and what is wrong with it.

    Those with known ``digests`` are taken from what is ``held`` of earlier, by digest, or from the cache; of the others
    the files are read, and loaded where the cache does not know what they hold.
    """
    cached = store.outlines(digest for digest in digests.values() if digest not in held)
    cached |= {digest: held[digest] for digest in digests.values() if digest in held}
    missing = [reading for path, reading in readings.items() if digests.get(path) not in cached]
    made: dict[str, tuple[str, Loaded]] = {}
    done = len(readings) - len(missing)
    at = iter(missing)
    for rows, damaged in run_batches(_load_some, (kinds, store), missing, jobs=jobs):
        store.damaged |= damaged
        for row, reading in zip(rows, at, strict=False):
            made[reading.bundle.path] = (row.digest, told_by(row))
        done += len(rows)
        tell(done, len(readings))
    return {path: made[path] if path in made else (digests[path], cached[digests[path]]) for path in readings}


def _load_some(state: tuple[Kinds, Store], readings: Sequence[Reading]) -> tuple[list[LoadedRow], bool]:
    """Load entries and write them down; return what is to be told of them, and whether the cache is damaged.

    Whoever loads an entry keeps it, so that it need not go through a process that has no use for it as a whole.
    """
    store = state[1]
    loaded = [_load_one(state, reading) for reading in readings]
    store.add(row for row, is_new in loaded if is_new)
    return [row._replace(rest=b"", text=b"") for row, _ in loaded], store.damaged


def _load_one(state: tuple[Kinds, Store], reading: Reading) -> tuple[LoadedRow, bool]:
    kinds, store = state
    source, problems = read_source(reading)
    if not store.was_empty and (row := store.row(source.digest)) is not None:
        return row, False
    entry, problems = load_source(kinds, source, problems)
    return row_of(source.digest, entry, outline_of(entry) if entry is not None else None, problems), True
