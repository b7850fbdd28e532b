"""A build after an edit of texts: the sites of the build before, with the edited entries put in.

Only what the edit needs is read of what is remembered; the other entries and cards stay in the cache. Where more than
texts changed, there is no short way, and the sites are built from all entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from generator.assemble.facts import Fact, fact_id
from generator.assemble.patch import is_patchable, patch_site
from generator.assemble.site import Site
from generator.build.entries import Entries, readings_of
from generator.build.faults import PublishError
from generator.build.indexing import is_of_index
from generator.build.memory import Head, Memory
from generator.build.pages import Maker, make_pages
from generator.build.prepare import Ground
from generator.build.publish import Publisher
from generator.build.run import BuildResult, Run
from generator.build.scan import scan
from generator.build.site_memory import Cards, PortalRecord, SiteRecord, site_record
from generator.build.sites import index
from generator.build.store import Store
from generator.build.themes import read_theme
from generator.build.tracing import Cause, PageRecord, is_stale, page_of, stale_reads
from generator.build.walk import Walk
from generator.kinds import kind_specs, other_fields
from generator.load.outline import outline_of
from generator.model.outline import Outline
from generator.render.renderer import Renderer

_MOST = 16  # entries that are put in one by one


class _Outlines(Mapping[str, Outline]):
    """The outlines of a site, read when they are asked for."""

    def __init__(self, store: Store, digests: Mapping[str, str], ids: Mapping[str, Any]) -> None:
        self._store = store
        self._digests = digests
        self._ids = ids
        self._read: dict[str, Outline] = {}

    def __getitem__(self, entry_id: str) -> Outline:
        if entry_id not in self._ids:
            raise KeyError(entry_id)
        if entry_id not in self._read:
            digest = self._digests[entry_id]
            outline, _ = self._store.outlines([digest])[digest]
            assert outline is not None
            self._read[entry_id] = outline
        return self._read[entry_id]

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


@dataclass(frozen=True, slots=True)
class _Patched:
    """The sites after an edit, and what says something else in them."""

    ground: Ground
    facts: frozenset[Fact]
    edited: tuple[str, ...]


def build_edit(run: Run, head: Head, walked: Walk, memory: Memory, changed: Iterable[str]) -> BuildResult | None:
    """Build the sites in which the files of these entries changed; return ``None`` where it takes more than that."""
    changed = sorted(changed)
    if len(changed) > _MOST:
        return None
    try:
        patched = _patch(run, head, walked, memory, changed)
        run.end_stage("load")
        return _publish(run, head, walked, memory, patched) if patched is not None else None
    except LookupError:
        return None  # what should be remembered is not there


def _patch(run: Run, head: Head, walked: Walk, memory: Memory, changed: list[str]) -> _Patched | None:
    record = memory.part("portal")
    names = ("published", "pages", "pages since", "facts", "facts since", "search", "search since")
    if not isinstance(record, PortalRecord) or not memory.is_whole(*names):
        return None
    kinds = kind_specs()
    readings = {reading.bundle.id: reading for reading in readings_of(scan(walked, kinds)).values()}
    store, zone = memory.store, ZoneInfo(record.zone)
    entries = Entries(store, head.digests, readings, {name: (kind, other_fields(name)) for name, kind in kinds.items()})
    sites: dict[str, Site] = {}
    for name in record.sites:
        found: SiteRecord = memory.part(f"site {name}")
        if found is None:
            return None
        cards = Cards(memory, name, found.ids)
        sites[name] = replace(found.site, cards=cards, outlines=_Outlines(store, head.digests, cards))
    facts: set[Fact] = set()
    edited: list[str] = []
    told = {problem.span.path for problem in head.told}
    for entry_id in changed:
        entries, entry, problems = entries.reload(entry_id)
        if entries.digests[entry_id] == head.digests[entry_id]:
            continue
        site = sites[entry_id.split("/", 1)[0]]
        if entry is None or problems or entry_id not in site.outlines:
            return None
        if not told.isdisjoint(readings[entry_id].bundle.files):
            return None
        beside = readings[entry_id].bundle.files[1:]
        if any(head.stamps.get(path) != walked.stamps[path] for path in beside):
            return None  # others may quote what is said in it
        before, after = site.outlines[entry_id], outline_of(entry)
        # A message about another file may name this one's title.
        if not is_patchable(before, after) or (told and before.fields.title != after.fields.title):
            return None
        sites[site.cluster.id], new = patch_site(site, before, after, kinds[after.kind], zone)
        facts |= new
        edited.append(entry_id)
    sites = {name: replace(site, entries=entries) for name, site in sites.items()}
    theme, _ = read_theme(record.portal, run.options.root, check=False)
    if theme is None:
        return None
    return _Patched(Ground(record.portal, sites, entries, Renderer(theme), zone), frozenset(facts), tuple(edited))


def _publish(run: Run, head: Head, walked: Walk, memory: Memory, patched: _Patched) -> BuildResult | None:
    ground, published = patched.ground, memory.published
    gone = frozenset(map(fact_id, patched.facts))
    before = memory.pages
    stale = [path for path, record in before.items() if is_stale(record, gone)]
    pages: dict[str, PageRecord] = {}
    facts: dict[int, Any] = {}
    try:
        with Publisher(run.options.output, seen=published) as publisher:
            again = frozenset(stale)
            for path, (name, _) in published.files.items():
                is_kept = path not in again and (path in before or not is_of_index(path))
                if is_kept and not publisher.keep(path, name):
                    return None
            tasks = [page_of(path, before[path].task) for path in stale]
            for made in make_pages(run, Maker.of(ground, run.options.settings), tasks):
                publisher.stage(made.output)
                pages[made.output.path] = made.record
                facts.update(made.facts)
            run.end_stage("render")
            records = index(run, ground, memory, publisher, frozenset(patched.edited))
            run.end_stage("search")
            if run.failed():
                run.problems += head.told
                return run.result(ok=False, pages=head.pages)
            report = publisher.commit()
            seen = publisher.kept()
    except PublishError as error:
        run.problems += (*head.told, *error.diagnostics)
        return run.result(ok=False, pages=head.pages)
    by_number = {fact_id(fact): fact for fact in patched.facts}
    causes = {
        path: Cause("facts", tuple(by_number[number] for number in stale_reads(before[path], gone))) for path in stale
    }
    _remember(run, head, walked, memory, patched, {"published": seen, "causes": causes}, pages, facts, records)
    run.problems += (*head.told, *report.diagnostics)
    run.end_stage("publish")
    return run.result(
        ok=True,
        pages=head.pages,
        made=len(stale),
        written=report.written,
        unchanged=report.unchanged,
        removed=report.removed,
    )


def _remember(
    run: Run,
    head: Head,
    walked: Walk,
    memory: Memory,
    patched: _Patched,
    parts: dict[str, Any],
    pages: dict[str, PageRecord],
    facts: dict[int, Any],
    records: Any,
) -> None:
    parts["head"] = head._replace(
        digests=dict(patched.ground.entries.digests),
        stamps=run.sure(walked.stamps),
        themes=run.sure(run.themes),
        young=run.young,
    )
    clusters = {entry_id.split("/", 1)[0] for entry_id in patched.edited}
    for name in sorted(clusters):
        site = patched.ground.sites[name]
        parts[f"site {name}"] = site_record(site, tuple(site.cards))
        cards = {entry_id: site.cards[entry_id] for entry_id in patched.edited if entry_id in site.cards}
        found: SiteRecord = memory.part(f"site {name}")
        parts.update(Cards(memory, name, found.ids).changed(cards))
    edited = {
        name: {entry_id: own[entry_id] for entry_id in patched.edited if entry_id in own}
        for name, own in records.items()
    }
    memory.keep({**parts, **memory.since(pages, facts, edited)})
