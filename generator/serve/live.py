"""The files of all sites as they are now, in memory: each is made when it is first asked for.

A change of the content gives a new :class:`Live`, which takes over whatever the change has not touched.
"""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from generator.assemble.facts import Fact, fact_id
from generator.build.indexing import Indexes, Remembered, is_of_index, make_indexes
from generator.build.pages import Maker
from generator.build.prepare import Prepared
from generator.build.run import BuildOptions
from generator.build.sites import plan, rendering, statics
from generator.build.tracing import FactRecord, PageRecord, changed_facts, is_stale, task_of
from generator.core.diagnostics import Diagnostic
from generator.model.page import Output, Page
from generator.model.search_text import SearchText
from generator.outputs.entries import entry_page

_HELD = 96 * 1024 * 1024  # bytes of pages that are kept
_SETTLED = 16  # pages that are made anew before a browser asks: the last that it asked for


class Live:
    """All files of the sites of ``prepared``. Threads may ask for them at once."""

    def __init__(self, prepared: Prepared, options: BuildOptions, before: Live | None = None) -> None:
        self.prepared = prepared
        self.rendering = rendering(prepared, options)
        self._options = options
        self._lock = threading.RLock()
        # The search takes long in a large portal, and pages are not to wait for it.
        self._search_lock = threading.Lock()
        self._pages = {page.path: page for page in plan(prepared, None)}
        self._statics = {output.path: output for output in statics(prepared, None)}
        self._maker = Maker.of(prepared, options.settings)
        # What is held of the pages, those asked for last at the end, and what is remembered of all that were made.
        self._made: OrderedDict[str, Output] = OrderedDict()
        self._records: dict[str, PageRecord] = {}
        self._taken = 0
        self._facts: dict[int, FactRecord] = {}
        self._size = 0
        self._indexes: Indexes | None = None
        self._former: Indexes | None = None
        self.stale: tuple[str, ...] = ()
        """The pages that had been made, and have to be made anew or are gone; those asked for last at the end."""
        if before is not None:
            self._take_over(before)

    def patched(self, prepared: Prepared, facts: Iterable[Fact]) -> Live:
        """Return the files where nothing but these facts says something else; no page comes or goes by that."""
        live: Live = copy.copy(self)
        live.prepared = prepared
        live._lock, live._search_lock = threading.RLock(), threading.Lock()
        live._maker = Maker.of(prepared, self._options.settings)
        live._former = self._indexes or self._former
        live._indexes = None
        gone = frozenset(map(fact_id, facts))
        with self._lock:
            made, records = self._made.copy(), self._records.copy()
            live._facts = {number: record for number, record in self._facts.items() if number not in gone}
        live._keep(made, records, frozenset(path for path, record in records.items() if is_stale(record, gone)))
        return live

    def _take_over(self, before: Live) -> None:
        with before._lock:
            self._former = before._indexes or before._former
            made, records, facts = before._made.copy(), before._records.copy(), before._facts.copy()
        changed = changed_facts(facts, self.prepared.portal, self.prepared.sites)
        self._facts = {number: record for number, record in facts.items() if number not in changed}
        self._taken = len(records)
        self._keep(made, records, self._stale_of(records, changed, same=before.rendering == self.rendering))

    def overtook(self, before: Live) -> bool:
        """Tell whether pages have been made of ``before`` since these took over from it that have to be made anew."""
        with before._lock:
            records, facts = before._records.copy(), before._facts.copy()
        if len(records) == self._taken:
            return False
        changed = changed_facts(facts, self.prepared.portal, self.prepared.sites)
        return bool(self._stale_of(records, changed, same=before.rendering == self.rendering))

    def _stale_of(
        self, records: Mapping[str, PageRecord], changed: Mapping[int, FactRecord], *, same: bool
    ) -> frozenset[str]:
        """Return which pages, made before with the same rendering or not, are not the same any more."""
        gone = frozenset(changed)
        return frozenset(
            path
            for path, record in records.items()
            if not same
            or (planned := self._pages.get(path)) is None
            or record.task != task_of(planned)
            or is_stale(record, gone)
        )

    def _keep(self, made: Mapping[str, Output], records: Mapping[str, PageRecord], stale: frozenset[str]) -> None:
        self._records = {path: record for path, record in records.items() if path not in stale}
        self._made, self._size = OrderedDict(), 0
        for path, output in made.items():
            if path not in stale:
                self._hold(path, output)
        self.stale = (*sorted(stale - made.keys()), *(path for path in made if path in stale))

    def __contains__(self, path: str) -> bool:
        return path in self._pages or path in self._statics or (is_of_index(path) and path in self._search())

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
        """Make what a browser may ask for next: of the pages that are stale the last it had, and the search."""
        self.settle_pages()
        if self._former is not None:
            self._search()

    def settle_pages(self) -> list[Diagnostic]:
        """Make anew the last pages that a browser had; return the faults of the theme that prevent any."""
        found = [self.get(path) for path in self.stale[: -_SETTLED - 1 : -1]]
        return [one for one in found if isinstance(one, Diagnostic)]

    @property
    def is_whole(self) -> bool:
        """Whether the files that are kept on the disk are still there."""
        return all(output.content.exists() for output in self._statics.values() if isinstance(output.content, Path))

    def get(self, path: str) -> Output | Diagnostic | None:
        """Return a file by its path, or which fault of the theme prevents it, or ``None`` where there is none."""
        page = self._pages.get(path)
        if page is None:
            found = self._statics.get(path)
            return self._search().get(path) if found is None and is_of_index(path) else found
        with self._lock:
            output = self._make(page)
            if isinstance(output, Output):
                self._made.move_to_end(path)
            return output

    def _make(self, page: Page) -> Output | Diagnostic:
        held = self._made.get(page.path)
        if held is not None:
            return held
        made = self._maker.make(page)
        if isinstance(made, Diagnostic):
            return made
        self._facts.update(made.facts)
        self._records[page.path] = made.record
        self._hold(page.path, made.output)
        return made.output

    def _hold(self, path: str, output: Output) -> None:
        self._made[path] = output
        self._size += _size(output)
        while self._size > _HELD and len(self._made) > 1:
            _, oldest = self._made.popitem(last=False)
            self._size -= _size(oldest)

    def _search(self) -> Mapping[str, Output]:
        """The files of the search; of those that were made before, what the change has not touched."""
        with self._search_lock:
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
        sorts: dict[tuple[object, str], Page] = {}
        for page in self._pages.values():
            kind = ""
            if page.produce is entry_page:
                kind = self.prepared.sites[page.cluster].outlines[page.arguments[1]].kind
            sorts.setdefault((page.produce, kind), page)
        faults: list[Diagnostic] = []
        for page in sorts.values():
            with self._lock:
                output = self._make(page)
            if isinstance(output, Diagnostic):
                faults.append(output)
        return faults


def _size(output: Output) -> int:
    return len(output.content) if isinstance(output.content, bytes) else 0
