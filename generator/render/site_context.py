"""What a site and its theme are to a page: the same on every page but for the links, which begin where the page is.

Both are kept from page to page, together with all that they were made from: a page reads it anew, so that its record is
complete, and takes what is kept only where that is still the same.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from generator.assemble.site import SiteView
from generator.assemble.ties import Ties
from generator.core.urls import is_external, safe_url
from generator.model.asset import Asset
from generator.model.card import Card
from generator.model.config import ClusterConfig, PortalConfig
from generator.render.contract import Link, PictureContext, SiteContext, ThemeContext
from generator.render.licences import licence_url
from generator.render.pictures import LOGO_WIDTH
from generator.render.renderer import Renderer

_MOST_PAGES = 6  # pages without an order that the navigation shows
_ASSETS = "assets"


class _Page(Protocol):
    """What is asked of the page at hand, mostly links: :class:`~generator.render.contexts.Contexts` has it."""

    view: SiteView
    renderer: Renderer
    address: str
    cluster: str
    language: str
    root: str

    @property
    def is_rooted(self) -> bool: ...
    def url(self, address: str) -> str: ...
    def here(self, address: str) -> str: ...
    def search_url(self) -> str: ...
    def mark_url(self, cluster: str = "") -> str: ...
    def mark_address(self, cluster: str) -> str: ...
    def lists(self) -> tuple[tuple[str, str], ...]: ...
    def place_link(self, folder: str, key: str) -> Link: ...
    def foreign(self, language: str) -> str: ...
    def picture(self, asset: Asset | None, *, widest: int | None = None) -> PictureContext | None: ...


class _Facts(NamedTuple):
    """All that a cluster's context is made from, but for the page's own place and language."""

    portal: PortalConfig
    config: ClusterConfig
    language: str
    lists: tuple[tuple[str, str], ...]
    has_events: bool
    has_tags: bool
    pages: tuple[tuple[str, Card], ...]
    help_address: str
    logo: Asset | None
    ties: Ties


def site_context(contexts: _Page) -> SiteContext:
    """Return the context of the site that a page belongs to."""
    if not contexts.cluster:
        return _hub(contexts)
    facts = _read(contexts)
    deep = {_ASSETS, *(_top(contexts, address) for address, _ in facts.pages), _top(contexts, facts.help_address)}
    key = _place(contexts, deep)
    if key is None:
        return _cluster(contexts, facts)
    kept = contexts.renderer.kept.get(("site", contexts.language, *key))
    if kept is None or kept[0] != facts:
        kept = facts, _cluster(contexts, facts)
        contexts.renderer.keep(("site", contexts.language, *key), kept)
    made: SiteContext = kept[1]
    return made


def theme_context(contexts: _Page) -> ThemeContext:
    """Return what the theme brings to a page."""
    assets = contexts.renderer.assets
    style, _ = assets.style(contexts.view.cluster_config().config.brand if contexts.cluster else "")
    mark = contexts.mark_address(contexts.cluster)
    key = _place(contexts, {_ASSETS}) if contexts.cluster else None
    if key is None:
        return _theme(contexts, style, mark)
    kept = contexts.renderer.kept.get(("theme", *key))
    if kept is None or kept[0] != (style, mark):
        kept = (style, mark), _theme(contexts, style, mark)
        contexts.renderer.keep(("theme", *key), kept)
    made: ThemeContext = kept[1]
    return made


def _place(contexts: _Page, deep: set[str]) -> tuple[Any, ...] | None:
    """Return what links to the places of a site depend on, or ``None`` where that is not known.

    They are the same for all pages of one depth in one of the site's folders. Only where a link leads deeper into
    that folder (``deep``) each page has its own.
    """
    if contexts.is_rooted or not contexts.address.startswith(contexts.root):
        return None
    top = _top(contexts, contexts.address)
    own = contexts.address if top in deep else ""
    explicit = contexts.view.settings.explicit_links
    return contexts.cluster, explicit, contexts.address.count("/"), top, own


def _top(contexts: _Page, address: str) -> str:
    """The folder of a site that an address lies in, or is the name of."""
    return address.removeprefix(contexts.root).split("/", 1)[0]


def _read(contexts: _Page) -> _Facts:
    view = contexts.view
    config = view.cluster_config().config
    top = view.children("")
    cards = [view.card(entry_id) for entry_id in top]
    ordered = [card for card in cards if card.order]
    help_id = "" if is_external(config.video_help) or not config.video_help else view.video_help()
    logo = view.logo()
    return _Facts(
        portal=view.portal().config,
        config=config,
        language=view.language(),
        lists=contexts.lists(),
        has_events=view.has_kind("event"),
        has_tags=view.has_terms("tags"),
        pages=tuple((view.address(card.id), card) for card in ordered or cards[:_MOST_PAGES]),
        help_address=view.address(help_id) if help_id else "",
        logo=view.asset(logo) if logo else None,
        ties=view.ties(),
    )


def _cluster(contexts: _Page, facts: _Facts) -> SiteContext:
    """Make the context from the facts alone."""
    portal, config = facts.portal, facts.config
    licence = config.licence or portal.licence
    written = config.video_help
    help_url = contexts.url(facts.help_address) if facts.help_address else ""
    return SiteContext(
        title=config.title,
        language=facts.language,
        region=config.region,
        vision=config.vision,
        summary=config.summary,
        notice=config.notice,
        home_url=contexts.here(""),
        hub_url="" if config.url else contexts.url(""),
        portal_title=portal.title,
        navigation=_navigation(contexts, facts),
        video_help_url=safe_url(written) or "" if is_external(written) else help_url,
        brand=config.brand,
        logo=contexts.picture(facts.logo, widest=LOGO_WIDTH),
        mark_url=contexts.mark_url(contexts.cluster),
        licence=licence,
        licence_url=licence_url(licence),
        feed_url=contexts.here("feed.xml"),
        calendar_url=contexts.here("events.ics") if facts.has_events else "",
        search_url=contexts.search_url(),
    )


def _navigation(contexts: _Page, facts: _Facts) -> tuple[Link, ...]:
    places = [*facts.lists, *([("tags", "taxonomy_tags")] if facts.has_tags else [])]
    return (
        *(contexts.place_link(folder, key) for folder, key in places),
        *(
            Link(card.title, contexts.url(address), address == contexts.address, contexts.foreign(card.language))
            for address, card in facts.pages
        ),
    )


def _hub(contexts: _Page) -> SiteContext:
    view = contexts.view
    portal = view.portal().config
    clusters = view.clusters()
    return SiteContext(
        title=portal.title,
        language=view.language(),
        region="",
        vision="",
        summary=portal.summary,
        notice="",
        home_url=contexts.url(""),
        hub_url="",
        portal_title=portal.title,
        navigation=tuple(Link(view.cluster_config(name).config.title, contexts.url(f"{name}/")) for name in clusters),
        video_help_url="",
        brand="",
        logo=None,
        mark_url=contexts.mark_url(),
        licence=portal.licence,
        licence_url=licence_url(portal.licence),
        feed_url=contexts.url("feed.xml"),
        calendar_url="",
        search_url=contexts.search_url(),
    )


def _theme(contexts: _Page, style: str, mark: str) -> ThemeContext:
    renderer = contexts.renderer
    names = renderer.assets.names

    def published(path: str) -> str:
        return contexts.here(names[path]) if path in names else ""

    return ThemeContext(
        name=renderer.theme.name,
        style_url=contexts.here(style) if style else "",
        script_url=published("assets/site.js"),
        icon_url=next(
            (published(path) for path in ("assets/icon.png", "assets/icon.svg") if path in names), contexts.url(mark)
        ),
        assets={path.removeprefix("assets/"): contexts.here(name) for path, name in names.items()},
        policy=renderer.policy,
    )
