"""The front page of a cluster, and the page for addresses that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.assemble.site import Query, Site, SiteView
from generator.core.text import shorten
from generator.model.page import Page
from generator.render.body import embeds_video, render_body
from generator.render.contexts import Contexts
from generator.render.contract import HomePage, MissingPage, TermGroup
from generator.render.renderer import Renderer

_NEWEST = 9  # cards on a front page
_EVENTS = 4
_TERMS = 12  # terms of each taxonomy to browse by
_BROWSE = ("tags", "schools", "levels", "areas")


def plan_home(site: Site) -> Iterator[Page]:
    """Plan the front page and the 404 page of a cluster."""
    cluster = site.cluster.id
    yield Page(f"{cluster}/index.html", cluster, home_page, (f"{cluster}/index.html",))
    yield Page(f"{cluster}/404.html", cluster, missing_page, (f"{cluster}/404.html",))


def home_page(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the front page of a cluster."""
    contexts = Contexts(view, renderer, path)
    config = view.cluster_config().config
    content, title, description = Markup(""), config.title, config.summary or config.vision
    embeds = False
    home = view.home()
    if home:
        entry = view.entry(home)
        content = render_body(entry.body, contexts, home)
        embeds = embeds_video(entry.body, contexts)
        title = entry.fields.title or title
        description = entry.fields.summary or description or shorten(entry.body.text, 240)
    shared = ("case-study", "video")
    featured = view.ids(Query(featured=True, limit=6))
    newest = [found for found in view.ids(Query(kinds=shared, limit=_NEWEST + len(featured))) if found not in featured]
    name = view.portal().config.title
    json_ld = {"@type": "WebSite", "name": title, "url": contexts.absolute(contexts.address), "isPartOf": name}
    page = HomePage(
        **contexts.base(title=title, description=description, json_ld=[json_ld], feed="feed.xml", needs_player=embeds),
        content=content,
        goals=contexts.terms("goals", view.taxonomy("goals").terms),
        featured=contexts.cards(featured),
        newest=contexts.cards(newest[:_NEWEST]),
        events=contexts.cards(view.ids(Query(kinds=("event",), limit=_EVENTS))),
        lists=contexts.list_links(),
        browse=tuple(group for group in (_browse(contexts, name) for name in _BROWSE) if group.terms),
    )
    return contexts.page("home.html", page)


def missing_page(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the page that a server shows for addresses that are not there."""
    contexts = Contexts(view, renderer, path)
    page = MissingPage(**contexts.base(title=contexts.text("missing"), indexed=False), lists=contexts.list_links())
    return contexts.page("404.html", page)


def _browse(contexts: Contexts, name: str) -> TermGroup:
    """The terms of a taxonomy that are used most, in the taxonomy's own order."""
    terms = contexts.view.taxonomy(name).terms
    most = sorted((term for term in terms.values() if term.count), key=lambda term: (-term.count, term.slug))[:_TERMS]
    chosen = {term.slug for term in most}
    return contexts.term_group(name, [slug for slug in terms if slug in chosen])
