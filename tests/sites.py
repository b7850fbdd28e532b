"""Whole sites in memory: entries assembled into clusters, and the contexts of their pages, without a disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from generator.assemble.portal import assemble
from generator.assemble.site import Site, SiteView
from generator.assemble.visibility import Visible, select_published
from generator.build.themes import read_theme
from generator.core.diagnostics import Diagnostic
from generator.load.body import load_body
from generator.load.outline import outline_of
from generator.model.asset import Asset, AssetKind
from generator.model.body import Body
from generator.model.config import Cluster, Portal, PortalConfig
from generator.model.entry import Entry
from generator.model.page import Page
from generator.model.settings import Settings
from generator.outputs.plan import plan_cluster, plan_portal
from generator.render.contexts import Contexts
from generator.render.renderer import Renderer
from tests.factories import KINDS, make_cluster

NOW = datetime(2026, 8, 1, 0, 0, tzinfo=UTC)
ZONE = ZoneInfo("Pacific/Auckland")


@dataclass(frozen=True)
class Sites:
    """All sites of a portal, and what is wrong with how they fit together."""

    portal: Portal
    sites: dict[str, Site]
    diagnostics: tuple[Diagnostic, ...]
    visible: Visible

    @property
    def hereora(self) -> Site:
        return self.sites["hereora"]

    @property
    def names(self) -> list[str]:
        """The names of the diagnostics."""
        return [diagnostic.name for diagnostic in self.diagnostics]

    @property
    def renderer(self) -> Renderer:
        return default_renderer()

    def view(self, cluster: str = "hereora", **settings: bool) -> SiteView:
        return SiteView(self.portal, self.sites, cluster=cluster, zone=ZONE, settings=Settings(**settings))

    def contexts(self, path: str = "hereora/index.html", **settings: bool) -> Contexts:
        """The contexts of the page whose file is ``path``; a path without a folder is the hub's."""
        cluster = path.split("/")[0] if "/" in path else ""
        return Contexts(self.view(cluster, **settings), self.renderer, path)

    def page_of(self, name: str, **settings: bool) -> Any:
        """The context of an entry's page, as its template receives it."""
        from generator.kinds import find_kind

        entry = self.sites[name.split("/")[0]].entries[name]
        card = self.sites[entry.cluster].cards[name]
        path = f"{entry.cluster}/{card.address}index.html"
        contexts = Contexts(self.view(entry.cluster, **settings), self.renderer, path, card.language)
        return find_kind(entry.kind).context(entry, contexts)

    @property
    def planned(self) -> list[Page]:
        """All pages of all sites and of the hub, in the order in which they are planned."""
        pages = [page for site in self.sites.values() for page in plan_cluster(site, self.portal)]
        return [*pages, *plan_portal(self.portal, self.sites)]

    @property
    def paths(self) -> list[str]:
        """The paths of all planned pages."""
        return [page.path for page in self.planned]

    def made(self, path: str, **settings: bool) -> bytes:
        """The bytes of the page whose file is ``path``."""
        page = next(page for page in self.planned if page.path == path)
        return page.produce(self.view(page.cluster, **settings), self.renderer, *page.arguments)


@cache
def default_renderer() -> Renderer:
    """Return a renderer with the default theme."""
    portal = Portal(path="content/portal.yaml", config=PortalConfig(title="Portal"), clusters=(), spans={})
    theme, problems = read_theme(portal, Path("nowhere"))
    assert theme is not None, problems
    return Renderer(theme)


def make_sites(
    *entries: Entry,
    clusters: Iterable[Cluster] = (),
    assets: Iterable[Asset] = (),
    drafts: bool = False,
    **config: object,
) -> Sites:
    """Assemble the entries. ``config`` is that of ``portal.yaml``; files that are no assets are missing."""
    clusters = tuple(clusters) or (make_cluster(),)
    portal = Portal(
        path="content/portal.yaml",
        config=PortalConfig.model_validate({"title": "Learning together", **config}),
        clusters=clusters,
        spans={},
    )
    published = {asset.source: asset for asset in assets}
    outlines = [outline_of(entry) for entry in entries]
    visible = select_published(outlines, clusters, now=NOW, zone=ZONE, drafts=drafts)
    found = assemble(
        portal,
        visible,
        entries={entry.id: entry for entry in entries},
        kinds=KINDS,
        assets=published,
        files=[*published, *(entry.path for entry in entries)],
        now=NOW,
        zone=ZONE,
    )
    return Sites(portal, found.sites, (*visible.diagnostics, *found.diagnostics), visible)


def make_body(text: str, path: str = "content/hereora/case-studies/a.md") -> Body:
    """Convert Markdown as it is converted for the entry at ``path``."""
    body, _ = load_body(text, path=path, first_line=1)
    return body


def make_asset(path: str, kind: AssetKind = AssetKind.PICTURE, **values: Any) -> Asset:
    """Return a published file; pictures are 400 by 300 pixels."""
    name = path.rsplit("/", 1)[-1]
    stem, _, ending = name.rpartition(".")
    size = {"width": 400, "height": 300} if kind is AssetKind.PICTURE else {}
    known: dict[str, Any] = {
        "source": path,
        "address": f"media/{stem}.0a1b2c3d.{ending}",
        "name": name,
        "kind": kind,
        "media_type": {"picture": "image/jpeg", "video": "video/mp4", "audio": "audio/mpeg"}.get(
            kind, "application/pdf"
        ),
        "size": 120_000,
        "digest": path,
        **size,
        **values,
    }
    return Asset(**known)
