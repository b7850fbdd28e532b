"""One run of ``portal serve``: knows the sites as they are now, how the last change went, and wakes those who listen.

A change that has errors leaves the last good pages where they are. Nothing is written but the load cache.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from generator.assemble.patch import is_patchable, patch_site
from generator.build.fingerprint import theme_stamps
from generator.build.pipeline import begin, open_store
from generator.build.prepare import prepare
from generator.build.reading import Reading
from generator.build.rows import Loaded
from generator.build.run import BuildOptions, BuildResult, Progress, Run, UsageProblem, moment
from generator.build.store import Store
from generator.build.walk import Stamp, stamp_of, walk
from generator.build.workers import few_collections
from generator.core.diagnostics import Diagnostic, has_errors
from generator.kinds import kind_specs
from generator.load.outline import outline_of
from generator.serve.live import Live

_MOST_PATCHED = 8  # entries that are put in one by one; more are assembled together


@dataclass(frozen=True, slots=True)
class State:
    """What a browser needs to know: ``version`` names the pages that are served, ``text`` says what is wrong.

    ``version`` changes with the pages, so a page of another version must be loaded again. It is never the same in
    two runs.
    """

    version: str
    ok: bool
    text: str = ""


class Session:
    """Keeps the sites of a portal as they are on the disk; changes come from one thread, questions from any.

    ``describe`` writes diagnostics for the browser.
    """

    def __init__(self, options: BuildOptions, *, describe: Callable[[tuple[Diagnostic, ...]], str]) -> None:
        self.options = replace(options, drafts=True, preview=True)
        self.state = State(version="", ok=False)
        self.closed = False
        self.live: Live | None = None
        """The sites of the last change that had no errors."""
        self.describe = describe
        self._run = secrets.token_hex(4)
        self._generation = 0
        self._store: Store | None = None
        self._held: dict[str, Loaded] = {}
        self._owners: dict[str, str] = {}
        self._seen: tuple[dict[str, Stamp], dict[str, Stamp]] = ({}, {})
        # Only ever replaced as a whole, so that the building thread may read it while a browser comes or goes.
        self._listeners: tuple[Callable[[], None], ...] = ()

    def update(self, paths: Sequence[str], told: Callable[[BuildResult], None]) -> None:
        """Take in what changed at these paths below the portal's folder, or, without any, whatever changed.

        What was edited is shown first, then all the rest. ``told`` is called with what came of it. Raises as
        :meth:`rebuild` does.
        """
        run, before = Run(self.options, None), self.live
        changed = {path for path in paths if not self._is_passing(path)}
        if not changed and paths:
            return
        if changed and self._patch(run, changed):
            if self.live is not before:
                told(run.result(ok=True))
        else:
            told(self.rebuild())
        self.settle()

    def rescan(self) -> bool:
        """Tell whether the disk holds anything else than was taken in: an event may have been lost."""
        walked, themes = walk(self.options.root), theme_stamps(self.options.root)
        return (walked.stamps, themes) != self._seen or (self.live is not None and not self.live.is_whole)

    def rebuild(self, progress: Progress | None = None) -> BuildResult:
        """Look at everything that is there, and let the browsers know.

        An exception of ours is shown there too before it goes on its way.

        Raises:
            UsageProblem: There is no portal any more.
        """
        try:
            return self._rebuild(progress)
        except UsageProblem as problem:
            self._publish(ok=False, text=str(problem))
            raise
        except Exception as fault:
            self._publish(ok=False, text=f"This is a fault of cluster-portal, not yours: {type(fault).__name__}")
            raise

    def settle(self) -> None:
        """Make the pages anew that a browser may ask for next: those it had."""
        if self.live is not None and not self.closed:
            self.live.settle()

    @property
    def has_pages(self) -> bool:
        """Whether there are any pages to show."""
        return self.live is not None

    @contextmanager
    def listening(self, wake: Callable[[], None]) -> Iterator[None]:
        """Have ``wake`` called, from any thread, after each change and at the end of the session."""
        self._listeners = (*self._listeners, wake)
        try:
            yield
        finally:
            self._listeners = tuple(listener for listener in self._listeners if listener is not wake)

    def close(self) -> None:
        """End the session: listeners are woken a last time."""
        self.closed = True
        self._wake()

    @few_collections()
    def _rebuild(self, progress: Progress | None) -> BuildResult:
        run = Run(self.options, progress)
        themes = theme_stamps(self.options.root)
        self._seen = ({}, themes)  # where there is no portal any more, that is told once
        walked = begin(self.options)
        self._seen = (walked.stamps, themes)
        if self._store is None:
            self._store = open_store(self.options)
        prepared = prepare(run, walked, self._store, moment(), self._held)
        live = Live(prepared, self.options, self.live) if prepared is not None else None
        if live is not None:
            # A fault on a page that a browser shows is told while it still has the last good one.
            faults = dict.fromkeys((*live.try_out(), *live.settle_pages()))
            run.problems += (fault for fault in faults if fault not in run.problems)
        if live is None or prepared is None or run.failed():
            self._publish(ok=False, text=self.describe(run.told()))
            return run.result(ok=False)
        # What is made of the sites before from now on is made again by who asked for it.
        before, self.live = self.live, live
        self._held = prepared.loaded
        self._owners = {path: bundle.id for bundle in prepared.bundles for path in bundle.files}
        if before is None or before.made_of != live.made_of or live.stale or live.overtook(before):
            self._generation += 1
        self._publish(ok=True)
        return run.result(ok=True, pages=live.count, made=len(live.stale))

    def _patch(self, run: Run, paths: set[str]) -> bool:
        """Put edited entries into the sites as they are; return whether nothing is left to be done.

        Where more than an entry's text changed, its own page is right already, and others may not be.
        """
        live = self.live
        if live is None or not self.state.ok or len(paths) > _MOST_PATCHED:
            return False
        if not all(path in self._owners for path in paths):
            return False
        complete = True
        for entry_id in sorted({self._owners[path] for path in paths}):
            reading = live.prepared.entries.readings[entry_id]
            stamps = _stamps(reading)
            if stamps is None:
                return False
            entries, entry, told = live.prepared.entries.reload(entry_id)
            known, digest = live.prepared.entries.digests[entry_id], entries.digests[entry_id]
            if digest != known:
                site = live.prepared.sites[entry_id.split("/", 1)[0]]
                before = site.outlines.get(entry_id)
                if entry is None or before is None or has_errors((*told, *self._held[known][1])):
                    return False
                run.problems += told
                after = outline_of(entry)
                # Transcripts are published as files too, and others may quote them.
                said = any(self._seen[0].get(path) != stamps[path] for path in reading.bundle.files[1:])
                whole = is_patchable(before, after) and not said
                complete = complete and whole
                held = {**self._held, digest: (after, told)}
                try:
                    patched, facts = patch_site(site, before, after, kind_specs()[entry.kind], live.prepared.zone)
                    sites = {**live.prepared.sites, site.cluster.id: patched}
                    sites = {name: replace(one, entries=entries) for name, one in sites.items()}
                    live = live.patched(replace(live.prepared, sites=sites, entries=entries, loaded=held), facts)
                    if not whole and live.settle_pages():
                        return False
                except Exception:
                    if whole:
                        raise
                    return False  # the page speaks of what the sites do not have yet
                self._held = held
            self._seen[0].update(stamps)
        if live is not self.live:
            self.live = live
            self._generation += 1
            self._publish(ok=True)
        return complete

    def _is_passing(self, path: str) -> bool:
        """Tell whether a file came and went again, as those do under whose names some editors write first."""
        place = self.options.root / path
        if place.exists():
            return False
        content, themes = self._seen
        names = ((unicodedata.normalize("NFC", path), content), (str(place), themes))
        return not any(known == name or known.startswith(f"{name}/") for name, stamps in names for known in stamps)

    def _publish(self, *, ok: bool, text: str = "") -> None:
        self.state = State(version=f"{self._run}-{self._generation}", ok=ok, text=text)
        self._wake()

    def _wake(self) -> None:
        for listener in self._listeners:
            listener()


def _stamps(reading: Reading) -> dict[str, Stamp] | None:
    """Return the stamps of an entry's files before they are read, or ``None`` where one of them is gone."""
    try:
        return {path: stamp_of(place.stat()) for path, place in zip(reading.bundle.files, reading.places, strict=True)}
    except OSError:
        return None
