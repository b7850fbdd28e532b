"""Make the sites: load, assemble, plan, render, index and publish. What is as it was is left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from generator.build.faults import PublishError
from generator.build.indexing import Records, Remembered, make_indexes
from generator.build.memory import Head, Memory
from generator.build.pages import Maker, make_pages
from generator.build.prepare import Ground, Prepared, prepare
from generator.build.publish import Publisher
from generator.build.run import BuildOptions, BuildResult, Run
from generator.build.site_memory import parts_of
from generator.build.store import Store
from generator.build.tracing import Cause, FactRecord, PageRecord, changed_facts, is_stale, stale_reads, task_of
from generator.build.walk import Walk
from generator.core.digest import digest, digest_all
from generator.model.page import Output, Page
from generator.outputs.plan import (
    asset_outputs,
    hub_mark_output,
    mark_output,
    plan_cluster,
    plan_portal,
    static_outputs,
    theme_outputs,
)


def build_sites(run: Run, walked: Walk, memory: Memory, now: datetime) -> BuildResult:
    """Build the sites and publish them; with any error nothing is published."""
    options, scope = run.options, run.options.cluster
    prepared = prepare(run, walked, memory.store, now)
    if prepared is None:
        return run.result(ok=False)
    pages = plan(prepared, scope)
    run.end_stage("plan")
    try:
        with Publisher(options.output, scope=scope, seen=memory.published) as publisher:
            job = _Pages(run, prepared, memory, publisher)
            job.make(pages)
            run.end_stage("render")
            records = index(run, prepared, memory, publisher)
            run.end_stage("search")
            for output in statics(prepared, scope):
                publisher.stage(output)
            if run.failed():
                return run.result(ok=False, pages=len(pages))
            report = publisher.commit()
            published = publisher.kept()
    except PublishError as error:
        run.problems += error.diagnostics
        return run.result(ok=False, pages=len(pages))
    if scope is None:
        head = Head(
            rendering=job.rendering,
            digests=dict(prepared.entries.digests),
            stamps=run.sure(walked.stamps),
            owners={path: bundle.id for bundle in prepared.bundles for path in bundle.files},
            themes=run.sure(run.themes),
            walked=walked.diagnostics,
            lasts=prepared.lasts,
            told=run.told(),
            pages=len(pages),
            young=run.young,
        )
        parts = {"head": head, "published": published, "search": records}
        parts |= {"pages": job.records, "facts": job.facts, "causes": job.causes}
        memory.keep({**parts, **parts_of(prepared)}, alone=True)
    run.problems += report.diagnostics
    run.end_stage("publish")
    return run.result(
        ok=True,
        pages=len(pages),
        made=len(job.causes),
        written=report.written,
        unchanged=report.unchanged,
        removed=report.removed,
    )


def check_sites(run: Run, walked: Walk, store: Store, now: datetime) -> BuildResult:
    """Do everything but publish."""
    prepared = prepare(run, walked, store, now)
    if prepared is None:
        return run.result(ok=False)
    pages = plan(prepared, run.options.cluster)
    for _ in make_pages(run, Maker.of(prepared, run.options.settings), pages):
        pass
    run.end_stage("render")
    return run.result(ok=not run.failed(), pages=len(pages))


def index(
    run: Run, ground: Ground, memory: Memory, publisher: Publisher, edited: frozenset[str] | None = None
) -> Records:
    """Make the indexes of the search, stage what is new of them, and keep the rest.

    ``edited`` are the entries that may have changed since the last time; ``None`` is for all.
    """
    read = partial(_read, run.options.output, memory)
    before = Remembered(memory.search, memory.digests, read, memory.text, edited)
    indexes = make_indexes(ground, run.options, jobs=run.jobs, before=before if before.records else None)
    if not all(publisher.keep(path, name) for path, name in indexes.kept.items()):
        # What is not there any more as it was is made anew, and so is all the rest.
        indexes = make_indexes(ground, run.options, jobs=run.jobs)
    for path, output in indexes.made.items():
        if path not in publisher:
            publisher.stage(output)
    return indexes.records


def _read(output: Path, memory: Memory, path: str) -> bytes:
    """Return a file that was published, as long as it is the one that was."""
    try:
        data = (output / path).read_bytes()
    except OSError as fault:
        raise LookupError(path) from fault
    if digest(data) != memory.digests[path]:
        raise LookupError(path)
    return data


class _Pages:
    """The pages of one build: what is to be remembered of them, and why those were made that were."""

    def __init__(self, run: Run, prepared: Prepared, memory: Memory, publisher: Publisher) -> None:
        self.rendering = rendering(prepared, run.options)
        self.records: dict[str, PageRecord] = {}
        self.facts: dict[int, FactRecord] = {}
        self.causes: dict[str, Cause] = {}
        self._run = run
        self._prepared = prepared
        self._memory = memory
        self._publisher = publisher

    def make(self, pages: list[Page]) -> None:
        """Keep the pages that are as they were, make the others, and stage them."""
        stale = self._keep(pages)
        maker = Maker.of(self._prepared, self._run.options.settings)
        for output, record, facts in make_pages(self._run, maker, stale):
            self._publisher.stage(output)
            self.records[output.path] = record
            self.facts.update(facts)

    def _keep(self, pages: list[Page]) -> list[Page]:
        head = self._memory.head
        if head is None or head.rendering != self.rendering:
            cause = Cause("first" if head is None else "theme")
            self.causes = dict.fromkeys((page.path for page in pages), cause)
            return pages
        before, facts = self._memory.pages, self._memory.facts
        changed = changed_facts(facts, self._prepared.portal, self._prepared.sites)
        # Who read a fact that changed is made anew, and notes anew what it says.
        self.facts = {number: record for number, record in facts.items() if number not in changed}
        gone = frozenset(changed)
        stale: list[Page] = []
        for page in pages:
            record = before.get(page.path)
            if record is None:
                cause = Cause("new")
            elif record.task != task_of(page):
                cause = Cause("task")
            elif is_stale(record, gone):
                cause = Cause("facts", tuple(facts[number].fact for number in stale_reads(record, gone)))
            elif not self._publisher.keep(page.path, record.digest):
                cause = Cause("output")
            else:
                self.records[page.path] = record
                continue
            self.causes[page.path] = cause
            stale.append(page)
        return stale


def rendering(ground: Ground, options: BuildOptions) -> str:
    """Return a digest of what all pages are made with: the theme, and the settings."""
    theme = ground.renderer.theme
    return digest_all([repr(theme), repr(options.settings), str(ground.zone)])


def plan(prepared: Prepared, scope: str | None) -> list[Page]:
    """Return all pages; ``scope`` is the one cluster that is built, or ``None``."""
    pages: list[Page] = []
    for name, site in prepared.sites.items():
        if scope in (None, name):
            pages += plan_cluster(site, prepared.portal)
    if scope is None:
        pages += plan_portal(prepared.portal, prepared.sites)
    return pages


def statics(prepared: Prepared, scope: str | None) -> Iterator[Output]:
    """Return the theme's files and the published files of every site."""
    for cluster in prepared.portal.clusters:
        if scope in (None, cluster.id):
            root = f"{cluster.id}/"
            yield from theme_outputs(prepared.renderer.assets, root, cluster.config.brand)
            yield mark_output(prepared.sites[cluster.id])
            wanted, linked = prepared.wanted[cluster.id], prepared.linked[cluster.id]
            yield from asset_outputs(root, wanted, prepared.assets.files, linked=linked)
    if scope is None:
        yield from theme_outputs(prepared.renderer.assets, "", "")
        yield hub_mark_output(prepared.sites)
        yield from static_outputs()
