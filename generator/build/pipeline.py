"""The stages in their order: scan → load → assemble → plan → render → publish."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.assemble.portal import Assembled, assemble, config_target
from generator.assemble.references import Unpublished, linked_files, wanted_files
from generator.assemble.site import Site, SiteView
from generator.assemble.visibility import Visible, is_pending, select_published, soften
from generator.build.assets import AssetCollection, collect_assets
from generator.build.faults import PublishError
from generator.build.media_store import MediaStore, prune_store
from generator.build.publish import Publisher
from generator.build.scan import CONTENT, Scan, scan
from generator.build.themes import read_theme
from generator.build.workers import count_jobs, few_collections, run_all
from generator.core.diagnostics import Diagnostic, Span, has_errors, in_order
from generator.core.digest import digest
from generator.kinds import kind_specs, other_fields
from generator.load.config import load_portal
from generator.load.entry import load_entry
from generator.model.asset import Asset
from generator.model.config import Portal
from generator.model.entry import Entry
from generator.model.kind import KindSpec
from generator.model.page import Output, Page
from generator.model.search_text import SearchText
from generator.model.settings import Settings
from generator.model.source import Source
from generator.outputs.plan import (
    asset_outputs,
    hub_mark_output,
    mark_output,
    plan_cluster,
    plan_portal,
    static_outputs,
    theme_outputs,
)
from generator.outputs.search import hub_index, hub_items, search_item, site_index, sole_search_output
from generator.render.renderer import Renderer, TemplateProblem
from generator.search.item import Item

KEPT = ".portal"  # beside content/: what is kept from build to build; it may be deleted at any time

Progress = Callable[[str, int, int], None]
_MOST_DIGITS = 11  # of a moment in seconds: until the year 5138


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build. ``root`` holds ``content/``; ``jobs`` is a number of processes, 0 for one a core.

    ``cluster`` builds one cluster alone and leaves the rest of ``output`` as it is. ``clean`` ignores what was kept
    from earlier builds. ``explicit_links`` and ``preview`` are those of :class:`~generator.model.settings.Settings`.
    """

    root: Path
    output: Path
    cluster: str | None = None
    drafts: bool = False
    jobs: int = 0
    clean: bool = False
    explicit_links: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of it. ``ok`` is false where nothing was published; ``stages`` are names and seconds, in order."""

    diagnostics: tuple[Diagnostic, ...]
    ok: bool
    pages: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0
    stages: tuple[tuple[str, float], ...] = ()


class UsageProblem(Exception):  # noqa: N818 - it is said to a person in plain words, and is no fault
    """The command was given something that it cannot work on. ``str()`` is what to tell."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Everything that is known before the first page is made."""

    portal: Portal
    sites: dict[str, Site]
    renderer: Renderer
    assets: AssetCollection
    wanted: dict[str, dict[str, Asset]]
    linked: dict[str, frozenset[str]]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class _RenderState:
    """What every worker needs to make any page."""

    portal: Portal
    sites: dict[str, Site]
    renderer: Renderer
    zone: ZoneInfo
    settings: Settings


class _Run:
    """One run: keeps the time of each stage, and tells of progress."""

    def __init__(self, options: BuildOptions, progress: Progress | None) -> None:
        self.options = options
        self.jobs = count_jobs(options.jobs)
        self.settings = Settings(drafts=options.drafts, explicit_links=options.explicit_links, preview=options.preview)
        self.problems: list[Diagnostic] = []
        self.stages: dict[str, float] = {}
        self._progress = progress
        self._began = self._stage_began = time.perf_counter()

    def tell(self, stage: str, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(stage, done, total)

    def end_stage(self, stage: str) -> None:
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._stage_began
        self._stage_began = now

    def result(
        self, *, ok: bool, pages: int = 0, written: int = 0, unchanged: int = 0, removed: int = 0
    ) -> BuildResult:
        return BuildResult(
            in_order(self._of_cluster(self.problems)),
            ok,
            pages,
            written,
            unchanged,
            removed,
            time.perf_counter() - self._began,
            tuple(self.stages.items()),
        )

    def failed(self) -> bool:
        return has_errors(self._of_cluster(self.problems))

    def _of_cluster(self, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Leave out what is wrong with other clusters, where only one is built."""
        if self.options.cluster is None:
            return list(problems)
        own, common = f"{CONTENT}/{self.options.cluster}/", f"{CONTENT}/"
        return [
            problem
            for problem in problems
            if problem.span.path.startswith(own)
            or not problem.span.path.startswith(common)
            or problem.span.path.count("/") == 1
        ]


@few_collections()
def build(options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Build the portal and publish it; with any error nothing is published, and the old output stays.

    ``progress`` is called with a stage's name, how much of it is done, and how much there is.

    Raises:
        UsageProblem: Where there is no portal to build, no such cluster, or ``SOURCE_DATE_EPOCH`` is no moment.
    """
    run = _Run(options, progress)
    prepared = _prepare(run)
    if prepared is None:
        return run.result(ok=False)
    scope = options.cluster
    pages = _plan(prepared, scope)
    run.end_stage("plan")
    try:
        with Publisher(options.output, scope=scope) as publisher:
            for done, output in enumerate(_render(run, prepared, pages), 1):
                publisher.stage(output)
                run.tell("render", done, len(pages))
            run.end_stage("render")
            for output in _search(run, prepared):
                publisher.stage(output)
            run.end_stage("search")
            for output in _static(prepared, scope):
                publisher.stage(output)
            if run.failed():
                return run.result(ok=False, pages=len(pages))
            report = publisher.commit()
    except PublishError as error:
        run.problems += error.diagnostics
        return run.result(ok=False, pages=len(pages))
    run.problems += report.diagnostics
    run.end_stage("publish")
    return run.result(
        ok=True, pages=len(pages), written=report.written, unchanged=report.unchanged, removed=report.removed
    )


@few_collections()
def check(options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Do everything but publish: every diagnostic that a build would give. Raises as :func:`build` does."""
    run = _Run(options, progress)
    prepared = _prepare(run)
    if prepared is None:
        return run.result(ok=False)
    pages = _plan(prepared, options.cluster)
    for done, _ in enumerate(_render(run, prepared, pages), 1):
        run.tell("render", done, len(pages))
    run.end_stage("render")
    return run.result(ok=not run.failed(), pages=len(pages))


def _prepare(run: _Run) -> _Prepared | None:
    """Scan, load and assemble. Returns ``None`` where there are errors, all of which are told."""
    options = run.options
    if not (options.root / CONTENT).is_dir():
        raise UsageProblem(f"There is no `{CONTENT}/` folder in {options.root}. `portal init` makes a new portal.")
    kinds = kind_specs()
    found = scan(options.root, kinds)
    run.problems += found.diagnostics
    run.end_stage("scan")
    portal, problems = load_portal(found.configuration)
    run.problems += problems
    if options.cluster is not None and not any(
        path == f"{CONTENT}/{options.cluster}/cluster.yaml" for path in found.configuration
    ):
        raise UsageProblem(f"There is no cluster `{options.cluster}` in {CONTENT}/.")
    loaded = _load(run, found.sources, kinds)
    run.end_stage("load")
    if portal is None:
        run.problems += (problem for _, found_in_it in loaded for problem in found_in_it)
        return None
    theme, theme_problems = read_theme(portal, options.root)
    run.problems += theme_problems
    zone = ZoneInfo(portal.config.timezone)
    now = _now(options)
    entries = [entry for entry, _ in loaded if entry is not None]
    for entry, found_in_it in loaded:
        pending = entry is not None and is_pending(entry, now, zone)
        # Where drafts are shown, their author is at work on them and wants to know.
        run.problems += soften(found_in_it) if pending and not options.drafts else found_in_it
    visible = select_published(entries, portal.clusters, now=now, zone=zone, drafts=options.drafts)
    run.problems += visible.diagnostics
    assets = _collect(run, portal, visible, found)
    run.problems += assets.diagnostics
    run.end_stage("media")
    assembled: Assembled = assemble(
        portal, visible, kinds=kinds, assets=assets.assets, files=found.files, now=now, zone=zone
    )
    run.problems += assembled.diagnostics
    run.end_stage("assemble")
    if theme is None or run.failed():
        return None
    own = {
        cluster.id: [entry for entry in visible.published if entry.cluster == cluster.id] for cluster in portal.clusters
    }
    wanted = {name: _wanted_of(entries, portal, name, assets.assets) for name, entries in own.items()}
    linked = {name: frozenset(path for entry in own[name] for path in linked_files(entry)) for name in own}
    return _Prepared(portal, assembled.sites, Renderer(theme), assets, wanted, linked, zone)


def _now(options: BuildOptions) -> datetime:
    """The moment of the build: now, or what ``SOURCE_DATE_EPOCH`` says, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    if not (epoch.isascii() and epoch.isdigit()) or len(epoch) > _MOST_DIGITS:
        raise UsageProblem(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, such as 1785542400. It is `{epoch}`."
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def _load(
    run: _Run, sources: tuple[Source, ...], kinds: Mapping[str, KindSpec]
) -> list[tuple[Entry | None, tuple[Diagnostic, ...]]]:
    others = {name: other_fields(name) for name in kinds}
    loaded = []
    for done, result in enumerate(run_all(_load_one, (kinds, others), sources, jobs=run.jobs), 1):
        loaded.append(result)
        run.tell("load", done, len(sources))
    return loaded


def _load_one(
    state: tuple[Mapping[str, KindSpec], Mapping[str, Mapping[str, str]]], source: Source
) -> tuple[Entry | None, tuple[Diagnostic, ...]]:
    kinds, others = state
    return load_entry(source, kinds[source.kind], others[source.kind])


def _collect(run: _Run, portal: Portal, visible: Visible, found: Scan) -> AssetCollection:
    """Read the files that published entries and clusters name."""
    entry_paths = {entry.path for entry in (*visible.published, *visible.withheld)}
    unpublished = Unpublished(visible.published, visible.withheld)
    wanted: dict[str, Span] = {}
    for entry in visible.published:
        for path in entry.media:
            wanted.setdefault(path, entry.span("video"))
        for _, target in wanted_files(entry):
            if target.path in found.files and target.path not in entry_paths and target.path not in unpublished:
                wanted.setdefault(target.path, target.span)
    for cluster in portal.clusters:
        logo, problems = config_target(cluster, "logo", cluster.config.logo)
        run.problems += problems
        if logo is not None and logo.path:
            wanted.setdefault(logo.path, logo.span)
    store = MediaStore(run.options.root / KEPT / "media", fresh=run.options.clean)
    collection = collect_assets(
        sorted(wanted.items()),
        root=run.options.root,
        found=found.files,
        store=store,
        jobs=run.jobs,
        progress=lambda done, total: run.tell("pictures", done, total),
        now=time.time_ns(),
    )
    prune_store(store.folder, collection.kept, now=time.time())
    return collection


def _wanted_of(
    entries: Iterable[Entry], portal: Portal, cluster_id: str, assets: Mapping[str, Asset]
) -> dict[str, Asset]:
    """The published files of one cluster's own site."""
    paths = {path for entry in entries for path in entry.media}
    paths |= {target.path for entry in entries for _, target in wanted_files(entry)}
    for cluster in portal.clusters:
        if cluster.id == cluster_id:
            logo, _ = config_target(cluster, "logo", cluster.config.logo)
            if logo is not None:
                paths.add(logo.path)
    return {path: assets[path] for path in sorted(paths) if path in assets}


def _plan(prepared: _Prepared, scope: str | None) -> list[Page]:
    pages: list[Page] = []
    for name, site in prepared.sites.items():
        if scope in (None, name):
            pages += plan_cluster(site, prepared.portal)
    if scope is None:
        pages += plan_portal(prepared.portal, prepared.sites)
    return pages


def _render(run: _Run, prepared: _Prepared, pages: list[Page]) -> Iterable[Output]:
    """Make every page; a theme's faults are told, and their pages left out."""
    state = _RenderState(prepared.portal, prepared.sites, prepared.renderer, prepared.zone, run.settings)
    told: dict[str, int] = defaultdict(int)
    for made in run_all(_render_one, state, pages, jobs=run.jobs):
        if isinstance(made, Output):
            yield made
        elif made not in run.problems and told[made.code] < 20:
            told[made.code] += 1
            run.problems.append(made)


def _render_one(state: _RenderState, page: Page) -> Output | Diagnostic:
    view = SiteView(state.portal, state.sites, cluster=page.cluster, zone=state.zone, settings=state.settings)
    try:
        content = page.produce(view, state.renderer, *page.arguments)
    except TemplateProblem as problem:
        return problem.diagnostic
    return Output(page.path, content, digest(content))


def _search(run: _Run, prepared: _Prepared) -> Iterator[Output]:
    """The indexes of the clusters and of the hub."""
    scope, explicit, sites = run.options.cluster, run.options.explicit_links, prepared.sites
    texts = partial(_search_text, {name: site.entries for name, site in sites.items()})
    # A part takes long enough for a process of its own.
    merge = partial(run_all, jobs=run.jobs, worth=2, batch=1)
    items: dict[str, list[Item]] = {}
    outputs: list[Output] = []
    for name, site in sites.items():
        if scope in (None, name):
            own: dict[str, Output] = {}
            items[name] = []
            for entry_id, card in site.cards.items():
                if entry_id != site.home:
                    item, files = search_item(site.entries[entry_id], card, site, explicit_links=explicit)
                    items[name].append(item)
                    # Two of the same content have the same name, and are one file.
                    own.update((file.path, file) for file in files)
            outputs, _ = site_index(site, items[name], texts, prepared.renderer, run=merge)
            yield from (*own.values(), *outputs)
    if scope is None:
        if len(sites) == 1:
            (site,) = sites.values()
            yield sole_search_output(site, outputs[-1])
        else:
            language = prepared.portal.config.language
            yield from hub_index(sites, hub_items(items), texts, prepared.renderer, language, run=merge)[0]


def _search_text(entries: Mapping[str, Mapping[str, Entry]], entry_id: str) -> SearchText:
    return entries[entry_id.split("/", 1)[0]][entry_id].search


def _static(prepared: _Prepared, scope: str | None) -> Iterable[Output]:
    """The theme's files and the published files of every site."""
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
