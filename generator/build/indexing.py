"""Make the indexes of the search: what an entry brings is kept while it stays as it is, and so are files of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generator.assemble.site import Site
from generator.build.entries import Entries
from generator.build.prepare import Ground
from generator.build.run import BuildOptions
from generator.build.workers import run_all
from generator.model.page import Output
from generator.model.search_text import SearchText
from generator.outputs.search import (
    Before,
    hub_index,
    hub_items,
    item_key,
    search_item,
    site_index,
    sole_search_output,
)
from generator.render.contexts import SEARCH
from generator.search.item import Item

Files = tuple[tuple[str, str], ...]
"""Paths of files, each with the digest of its bytes."""


class ItemRecord(NamedTuple):
    """What is remembered of an entry in the search: what it was made of, its item, its own files, its text's digest."""

    key: str
    item: Item
    files: Files
    text: str


Records = dict[str, dict[str, ItemRecord]]
"""What is remembered of all entries, by cluster and by entry id."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The indexes that were made before. ``digests`` are those of their files by path.

    ``read`` returns such a file; it raises ``LookupError`` where it is not there any more as it was. ``text`` returns
    what the search had of an entry by its digest, or raises ``LookupError``. ``edited`` are the only entries that may
    have changed since; ``None`` is for all.
    """

    records: Records
    digests: Mapping[str, str]
    read: Callable[[str], bytes]
    text: Callable[[str], SearchText]
    edited: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Indexes:
    """The files of all indexes: those that are new, and those that stay as they are, by path with their digests."""

    records: Records
    made: dict[str, Output]
    kept: dict[str, str]


def make_indexes(ground: Ground, options: BuildOptions, *, jobs: int, before: Remembered | None = None) -> Indexes:
    """Return the indexes of the clusters and of the hub."""
    if before is not None:
        try:
            return _Indexing(ground, options, jobs, before).make()
        except LookupError:
            pass  # Something of the old files is not there any more: they are of no use.
    return _Indexing(ground, options, jobs, None).make()


def is_of_index(path: str) -> bool:
    """Tell whether a file lies where indexes do. The page of the search lies there, too."""
    return SEARCH.rstrip("/") in path.split("/")[:-1]


class _Indexing:
    def __init__(self, ground: Ground, options: BuildOptions, jobs: int, before: Remembered | None) -> None:
        self._ground = ground
        self._entries = ground.entries
        self._explicit = options.explicit_links
        self._scope = options.cluster
        self._before = before
        self._jobs = jobs
        # A part of a merge takes long enough for a process of its own.
        self._run = partial(run_all, jobs=jobs, worth=2, batch=1)
        self._records: Records = {}
        self._made: dict[str, Output] = {}
        self._kept: dict[str, str] = {}

    def make(self) -> Indexes:
        sites, renderer = self._ground.sites, self._ground.renderer
        items: dict[str, list[Item]] = {}
        root: Output | None = None
        for name, site in sites.items():
            if self._scope in (None, name):
                records = self._records[name] = self._items(site)
                items[name] = [record.item for record in records.values()]
                before = self._before_of(f"{name}/{SEARCH}", {name: site})
                outputs, kept = site_index(
                    site, items[name], self._entries.text, renderer, before=before, run=self._run
                )
                self._take(outputs, kept)
                root = outputs[-1]
        if self._scope is None and root is not None:
            if len(sites) == 1:
                (site,) = sites.values()
                self._take([sole_search_output(site, root)], set())
            else:
                language = self._ground.portal.config.language
                before = self._before_of(SEARCH, sites)
                outputs, kept = hub_index(
                    sites, hub_items(items), self._entries.text, renderer, language, before=before, run=self._run
                )
                self._take(outputs, kept)
        return Indexes(self._records, self._made, self._kept)

    def _take(self, outputs: list[Output], kept: set[str]) -> None:
        self._made.update((output.path, output) for output in outputs)
        if kept:
            assert self._before is not None
            self._kept.update((path, self._before.digests[path]) for path in sorted(kept))

    def _items(self, site: Site) -> dict[str, ItemRecord]:
        """What each entry of a site brings, in the order of its cards."""
        known = self._before.records.get(site.cluster.id, {}) if self._before is not None else {}
        edited = self._before.edited if self._before is not None else None
        digests = self._entries.digests
        keys: dict[str, str] = {}
        for entry_id in site.cards:
            if edited is not None and entry_id not in edited and entry_id in known:
                keys[entry_id] = known[entry_id].key
            elif entry_id != site.home:
                keys[entry_id] = item_key(site.cards[entry_id], site, digests[entry_id], explicit_links=self._explicit)
        records = {entry_id: record for entry_id in keys if (record := known.get(entry_id)) is not None}
        fresh = [entry_id for entry_id, key in keys.items() if entry_id not in records or records[entry_id].key != key]
        state = (site, self._entries, self._explicit)
        for entry_id, (item, files) in zip(fresh, run_all(_make_item, state, fresh, jobs=self._jobs), strict=True):
            named = tuple((file.path, file.digest) for file in files)
            records[entry_id] = ItemRecord(keys[entry_id], item, named, digests[entry_id])
            self._made.update((file.path, file) for file in files)
        found = {entry_id: records[entry_id] for entry_id in keys}
        for record in found.values():
            self._kept.update(file for file in record.files if file[0] not in self._made)
        return found

    def _before_of(self, root: str, sites: Mapping[str, Site]) -> Before | None:
        before = self._before
        if before is None or not all(name in before.records for name in sites):
            return None
        if root == SEARCH and before.records.keys() != sites.keys():
            return None
        records = {name: before.records[name] for name in sites}
        own = {name: [record.item for record in found.values()] for name, found in records.items()}
        texts = {entry_id: record.text for found in records.values() for entry_id, record in found.items()}
        items = hub_items(own) if root == SEARCH else own[next(iter(sites))]
        return Before(items, lambda entry_id: before.text(texts[entry_id]), lambda path: before.read(root + path))


def _make_item(state: tuple[Site, Entries, bool], entry_id: str) -> tuple[Item, tuple[Output, ...]]:
    site, entries, explicit = state
    text = entries.text(entry_id)
    return search_item(site.outlines[entry_id], text, site.cards[entry_id], site, explicit_links=explicit)
