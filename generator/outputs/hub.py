"""The hub: the portal's own front page over all clusters."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.site import Query, SiteView
from generator.model.page import Page
from generator.outputs.feeds import newest_of_all
from generator.render.contexts import Contexts
from generator.render.contract import ClusterContext, HubPage, MissingPage
from generator.render.renderer import Renderer

_NEWEST = 12
_OF_EACH = 3


def plan_hub() -> Iterator[Page]:
    """Plan the hub's front page and its 404 page."""
    yield Page("index.html", "", hub_page, ("index.html",))
    yield Page("404.html", "", hub_missing_page, ("404.html",))


def hub_page(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the portal's front page."""
    contexts = Contexts(view, renderer, path)
    portal = view.portal().config
    json_ld = {"@type": "WebSite", "name": portal.title, "url": contexts.absolute("")}
    page = HubPage(
        **contexts.base(title=portal.title, description=portal.summary, json_ld=[json_ld], feed="feed.xml"),
        clusters=tuple(_cluster(contexts, name) for name in view.clusters()),
        newest=contexts.cards(newest_of_all(view, _NEWEST)),
    )
    return contexts.page("hub.html", page)


def hub_missing_page(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the page that a server shows for addresses that are not there."""
    contexts = Contexts(view, renderer, path)
    page = MissingPage(**contexts.base(title=contexts.text("missing"), indexed=False), lists=())
    return contexts.page("404.html", page)


def _cluster(contexts: Contexts, name: str) -> ClusterContext:
    view = contexts.view
    config = view.cluster_config(name).config
    newest = view.ids(Query(kinds=("case-study", "video"), limit=_OF_EACH), name)
    return ClusterContext(
        title=config.title,
        url=contexts.url(f"{name}/"),
        language=contexts.foreign(view.language(name)),
        region=config.region,
        summary=config.summary or config.vision,
        brand=config.brand,
        mark_url=contexts.mark_url(name),
        count=len(view.ids(Query(), name)),
        newest=contexts.cards(newest),
    )
