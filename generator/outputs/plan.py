"""Which files make the portal: everything that is to be in ``output/``, in a fixed order."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from generator.assemble.site import Site
from generator.model.asset import Asset
from generator.model.config import Portal
from generator.model.page import Output, Page
from generator.outputs.calendar import plan_calendars
from generator.outputs.data import plan_data, plan_hub_sitemap, plan_sitemap
from generator.outputs.entries import plan_entries, plan_redirects
from generator.outputs.feeds import plan_feeds, plan_hub_feed
from generator.outputs.filters import plan_filters
from generator.outputs.home import plan_home
from generator.outputs.hub import plan_hub
from generator.outputs.lists import plan_lists
from generator.outputs.search_page import plan_hub_search_page, plan_search_page
from generator.outputs.terms import plan_terms
from generator.outputs.tracks import plan_tracks
from generator.render.mark import hub_mark_file, mark_file
from generator.render.theme_assets import ThemeAssets


def plan_cluster(site: Site, portal: Portal) -> Iterator[Page]:
    """Plan all pages of one cluster's site."""
    drafts = {f"{site.cluster.id}/{card.address}index.html" for card in site.cards.values() if card.draft}
    listed: list[str] = []
    for plan in (plan_home, plan_entries, plan_lists, plan_terms, plan_search_page):
        for page in plan(site):
            listed.append(page.path)
            yield page
    yield from plan_tracks(site)
    yield from plan_redirects(site)
    yield from plan_feeds(site)
    yield from plan_calendars(site)
    yield from plan_data(site)
    yield from plan_filters(site)
    cluster = site.cluster.id
    pages = (path for path in listed if path not in drafts)
    yield from plan_sitemap(cluster, pages, base=site.cluster.config.url or portal.config.url)


def plan_portal(portal: Portal, sites: Mapping[str, Site]) -> Iterator[Page]:
    """Plan the pages of the hub."""
    yield from plan_hub()
    yield from plan_hub_search_page()
    yield from plan_hub_feed()
    yield from plan_hub_sitemap(sorted(sites), base=portal.config.url)


def theme_outputs(assets: ThemeAssets, root: str, colour: str) -> Iterator[Output]:
    """Return the theme's files for one site. ``root`` is "" for the hub, or ``hereora/``."""
    for name, data in sorted(assets.files(colour).items()):
        yield Output.of(root + name, data)


def mark_output(site: Site) -> Output:
    """Return the mark of one cluster."""
    name, mark = mark_file(site.cluster.id, site.ties, site.cluster.config.brand)
    return Output.of(f"{site.cluster.id}/{name}", mark)


def hub_mark_output(sites: Mapping[str, Site]) -> Output:
    """Return the mark of the hub."""
    name, mark = hub_mark_file(tuple((name, sites[name].cluster.config.brand) for name in sorted(sites)))
    return Output.of(name, mark)


def asset_outputs(
    root: str, wanted: Mapping[str, Asset], files: Mapping[str, bytes | Path], *, linked: Container[str] = ()
) -> Iterator[Output]:
    """Return the published files of one cluster: ``wanted`` by source, ``files`` their contents by address.

    Of a picture with variants these are published, and the picture as a whole only where it is ``linked``: where
    readers may take it away.
    """
    published: dict[str, str] = {}
    for source, asset in wanted.items():
        if not asset.variants or source in linked:
            published[asset.address] = asset.digest
        published.update((variant.address, variant.digest) for variant in asset.variants)
    for address, content in sorted(published.items()):
        yield Output(root + address, files[address], content)


def static_outputs() -> Iterator[Output]:
    """Return the files that only some hosts look at: GitHub Pages leaves nothing out where it finds ``.nojekyll``."""
    yield Output.of(".nojekyll", b"")
