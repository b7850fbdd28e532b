"""Everything before the first page: scan → load → media → assemble. What the cache knows is not done again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.assemble.portal import assemble, config_target
from generator.assemble.references import Unpublished, linked_files, wanted_files
from generator.assemble.site import Site
from generator.assemble.visibility import Visible, is_pending, next_change, select_published, soften
from generator.build.entries import Entries, Scanned, identify, load_all, readings_of, scanned
from generator.build.reading import Kinds
from generator.build.rows import Loaded
from generator.build.run import KEPT, Run, UsageProblem
from generator.build.scan import Scan, scan
from generator.build.store import Store
from generator.build.themes import read_theme
from generator.build.walk import CONTENT, Walk
from generator.core.diagnostics import Span
from generator.kinds import kind_specs, other_fields
from generator.load.config import load_portal
from generator.model.asset import Asset
from generator.model.config import Portal
from generator.model.outline import Outline
from generator.model.source import Bundle
from generator.render.renderer import Renderer

# An edit of a text takes no pictures, and theirs take a while to import.
if TYPE_CHECKING:
    from generator.build.assets import AssetCollection

SCANNED = "scanned"  # the name of the last scan in the store


@dataclass(frozen=True, slots=True)
class Ground:
    """What all pages are made from."""

    portal: Portal
    sites: dict[str, Site]
    entries: Entries
    renderer: Renderer
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Prepared(Ground):
    """Everything that is known before the first page is made.

    ``loaded`` are the outlines of all entries by their digests, those that are not published too. ``wanted`` are the
    published files of each cluster by path, ``linked`` those that readers may take away. ``lasts`` is from when and
    until when (seconds since 1970) the same entries are published.
    """

    bundles: tuple[Bundle, ...]
    loaded: dict[str, Loaded]
    assets: AssetCollection
    wanted: dict[str, dict[str, Asset]]
    linked: dict[str, frozenset[str]]
    lasts: tuple[float, float]


def prepare(
    run: Run, walked: Walk, store: Store, now: datetime, held: Mapping[str, Loaded] = MappingProxyType({})
) -> Prepared | None:
    """Load and assemble what lies in ``content/``. Returns ``None`` where there are errors, all of which are told.

    ``held`` is what is at hand of an earlier time, by the digests of entries.

    Raises:
        UsageProblem: There is no such cluster.
    """
    options = run.options
    kinds = kind_specs()
    found = scan(walked, kinds)
    run.problems += found.diagnostics
    run.end_stage("scan")
    portal, problems = load_portal(found.configuration)
    run.problems += problems
    if options.cluster is not None and not any(
        path == f"{CONTENT}/{options.cluster}/cluster.yaml" for path in found.configuration
    ):
        raise UsageProblem(f"There is no cluster `{options.cluster}` in {CONTENT}/.")
    entries, by_digest = _load(
        run, found, store, {name: (kind, other_fields(name)) for name, kind in kinds.items()}, held
    )
    loaded = list(by_digest.values())
    run.end_stage("load")
    if portal is None:
        run.problems += (problem for _, told in loaded for problem in told)
        return None
    theme, theme_problems = read_theme(portal, options.root)
    run.problems += theme_problems
    zone = ZoneInfo(portal.config.timezone)
    outlines = [outline for outline, _ in loaded if outline is not None]
    for outline, told in loaded:
        pending = outline is not None and is_pending(outline, now, zone)
        # Where drafts are shown, their author is at work on them and wants to know.
        run.problems += soften(told) if pending and not options.drafts else told
    visible = select_published(outlines, portal.clusters, now=now, zone=zone, drafts=options.drafts)
    run.problems += visible.diagnostics
    assets = _collect(run, portal, visible, found)
    run.problems += assets.diagnostics
    run.end_stage("media")
    assembled = assemble(
        portal, visible, entries=entries, kinds=kinds, assets=assets.assets, files=found.files, now=now, zone=zone
    )
    run.problems += assembled.diagnostics
    run.end_stage("assemble")
    if theme is None or run.failed():
        return None
    own = {
        cluster.id: [outline for outline in visible.published if outline.cluster == cluster.id]
        for cluster in portal.clusters
    }
    return Prepared(
        portal=portal,
        sites=assembled.sites,
        entries=entries,
        renderer=Renderer(theme),
        zone=zone,
        bundles=found.bundles,
        loaded=by_digest,
        assets=assets,
        wanted={name: _wanted_of(some, portal, name, assets.assets) for name, some in own.items()},
        linked={name: frozenset(path for one in some for path in linked_files(one)) for name, some in own.items()},
        lasts=next_change(outlines, portal.clusters, now, zone),
    )


def _load(
    run: Run, found: Scan, store: Store, kinds: Kinds, held: Mapping[str, Loaded]
) -> tuple[Entries, dict[str, Loaded]]:
    before = store.state(SCANNED)
    digests = identify(found, before) if isinstance(before, Scanned) else {}
    readings = readings_of(found)
    result = load_all(
        readings,
        digests,
        store,
        kinds,
        jobs=run.jobs,
        tell=lambda done, total: run.tell("load", done, total),
        held=held,
    )
    digests = {path: digest for path, (digest, _) in result.items()}
    now_known = scanned(found, digests, run.started)
    if now_known != before:
        store.put_states({SCANNED: now_known})
        store.prune(digests.values())
    by_id = {reading.bundle.id: reading for reading in readings.values()}
    own = {entry_id: digests[reading.bundle.path] for entry_id, reading in by_id.items()}
    loaded = dict(result.values())
    return Entries(store, own, by_id, kinds, loaded), loaded


def _collect(run: Run, portal: Portal, visible: Visible, found: Scan) -> AssetCollection:
    """Read the files that published entries and clusters name."""
    from generator.build.assets import collect_assets
    from generator.build.media_store import MediaStore, prune_store

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
    outlines: Iterable[Outline], portal: Portal, cluster_id: str, assets: Mapping[str, Asset]
) -> dict[str, Asset]:
    """The published files of one cluster's own site."""
    paths = {path for outline in outlines for path in outline.media}
    paths |= {target.path for outline in outlines for _, target in wanted_files(outline)}
    for cluster in portal.clusters:
        if cluster.id == cluster_id:
            logo, _ = config_target(cluster, "logo", cluster.config.logo)
            if logo is not None:
                paths.add(logo.path)
    return {path: assets[path] for path in sorted(paths) if path in assets}
