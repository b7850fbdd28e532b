"""The files of all sites as they are now, in memory: each is made when it is first asked for.

A change of the content gives a new :class:`Live`, which takes over whatever the change has not touched.
"""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.assemble.facts import Fact, fact_id
from generator.build.indexing import Indexes, Remembered, make_indexes
from generator.build.pages import Made, Maker
from generator.build.prepare import Prepared
from generator.build.run import BuildOptions
from generator.build.sites import plan, rendering, statics
from generator.build.tracing import FactRecord, changed_facts, is_stale, task_of
from generator.core.diagnostics import Diagnostic
from generator.model.page import Output
from generator.model.search_text import SearchText
from generator.outputs.entries import entry_page

_HELD = 96 * 1024 * 1024  # bytes of pages that are kept
_SEARCH = "search"


class Live:
    """All files of the sites of ``prepared``. Threads may ask for them at once."""

    def __init__(self, prepared: Prepared, options: BuildOptions, before: Live | None = None) -> None:
        self.prepared = prepared
        self.rendering = rendering(prepared, options)
        self._options = options
        self._lock = threading.RLock()
        self._pages = {page.path: page for page in plan(prepared, None)}
        self._statics = {output.path: output for output in statics(prepared, None)}
        self._maker = Maker.of(prepared, options.settings)
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._facts: dict[int, FactRecord] = {}
        self._size = 0
        self._indexes: Indexes | None = None
        self._former: Indexes | None = None
        self.stale: tuple[str, ...] = ()
        """The pages that had been made, and have to be made anew or are gone."""
        if before is not None:
            self._take_over(before)

    def patched(self, prepared: Prepared, facts: Iterable[Fact]) -> Live:
        """Return the files where nothing but these facts says something else; no page comes or goes by that."""
        live: Live = copy.copy(self)
        live.prepared = prepared
        live._lock = threading.RLock()
        live._maker = Maker.of(prepared, self._options.settings)
        live._made, live._size = OrderedDict(), 0
        live._former = self._indexes or self._former
        live._indexes = None
        gone = frozenset(map(fact_id, facts))
        with self._lock:
            made = list(self._made.items())
            live._facts = {number: record for number, record in self._facts.items() if number not in gone}
        stale = {path for path, page in made if is_stale(page.record, gone)}
        for path, page in made:
            if path not in stale:
                live._hold(path, page)
        live.stale = tuple(sorted(stale))
        return live

    def _take_over(self, before: Live) -> None:
        with before._lock:
            self._former = before._indexes or before._former
            made, facts = list(before._made.items()), dict(before._facts)
        stale: list[str] = []
        same_rendering = before.rendering == self.rendering
        changed = changed_facts(facts, self.prepared.portal, self.prepared.sites)
        gone = frozenset(changed)
        self._facts = {number: record for number, record in facts.items() if number not in changed}
        for path, page in made:
            planned = self._pages.get(path)
            if (
                same_rendering
                and planned is not None
                and page.record.task == task_of(planned)
                and not is_stale(page.record, gone)
            ):
                self._hold(path, page)
            else:
                stale.append(path)
        self.stale = tuple(stale)

    def __contains__(self, path: str) -> bool:
        return path in self._pages or path in self._statics or (_is_index(path) and path in self._search())

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def made_of(self) -> tuple[object, ...]:
        """What the files are made of; another one where any of them may differ."""
        prepared = self.prepared
        statics = {path: output.digest for path, output in self._statics.items()}
        configs = [prepared.portal.config, *((one.config, one.tags) for one in prepared.portal.clusters)]
        return (self.rendering, prepared.entries.digests, statics, configs, prepared.lasts)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders of the sites, without a slash at their end."""
        paths = (*self._pages, *self._statics)
        return frozenset(path[:at] for path in paths for at, letter in enumerate(path) if letter == "/")

    def settle(self) -> None:
        """Make what a browser may ask for next: the pages that were made before and are stale, and the search."""
        for path in self.stale:
            self.get(path)
        if self._former is not None:
            self._search()

    def get(self, path: str) -> Output | Diagnostic | None:
        """Return a file by its path, or which fault of the theme prevents it, or ``None`` where there is none."""
        page = self._pages.get(path)
        if page is None:
            found = self._statics.get(path)
            return self._search().get(path) if found is None and _is_index(path) else found
        with self._lock:
            made = self._made.get(path)
            if made is None:
                result = self._maker.make(page)
                if isinstance(result, Diagnostic):
                    return result
                made = result
                self._facts.update(made.facts)
                self._hold(path, made)
            return made.output

    def _hold(self, path: str, made: Made) -> None:
        self._made[path] = made
        self._size += len(made.output.content) if isinstance(made.output.content, bytes) else 0
        while self._size > _HELD and len(self._made) > 1:
            _, oldest = self._made.popitem(last=False)
            self._size -= len(oldest.output.content) if isinstance(oldest.output.content, bytes) else 0

    def _search(self) -> Mapping[str, Output]:
        """The files of the search; of those that were made before, what the change has not touched."""
        with self._lock:
            if self._indexes is None:
                self._indexes = self._make_indexes()
                self._former = None
            return self._indexes.made

    def _make_indexes(self) -> Indexes:
        former, store = self._former, self.prepared.entries.store
        if former is None:
            return make_indexes(self.prepared, self._options, jobs=1)

        def read(path: str) -> bytes:
            content = former.made[path].content
            assert isinstance(content, bytes)
            return content

        def text(digest: str) -> SearchText:
            found = store.text(digest)
            if found is None:
                raise LookupError(digest)
            return found

        digests = {path: output.digest for path, output in former.made.items()}
        before = Remembered(former.records, digests, read, text)
        indexes = make_indexes(self.prepared, self._options, jobs=1, before=before)
        kept = {path: former.made[path] for path in indexes.kept}
        return Indexes(indexes.records, {**kept, **indexes.made}, {})

    def try_out(self) -> list[Diagnostic]:
        """Make one page of each sort, so that the faults of a theme show at once; return them."""
        sorts: dict[tuple[object, str], str] = {}
        for path, page in self._pages.items():
            kind = ""
            if page.produce is entry_page:
                kind = self.prepared.sites[page.cluster].outlines[page.arguments[1]].kind
            sorts.setdefault((page.produce, kind), path)
        return [found for path in sorts.values() if isinstance(found := self.get(path), Diagnostic)]


def _is_index(path: str) -> bool:
    return _SEARCH in path.split("/")[:-1]
