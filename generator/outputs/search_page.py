"""The search page of a site: a box, filters that a script fills, and what there is by kind and term, with counts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.site import Query, Site, SiteView
from generator.model.page import Page
from generator.outputs.filters import NAMES, most_used_terms
from generator.render.contexts import LISTS, SEARCH, Contexts
from generator.render.contract import ChoiceContext, FilterContext, SearchPage
from generator.render.renderer import Renderer
from generator.search.index import FILTERS

_LABELS = {"cluster": "clusters", "kind": "filter_kind", "language": "filter_language", "year": "filter_year"}
_LABELS |= {short: f"taxonomy_{name}" for name, short in NAMES.items()}


def plan_search_page(site: Site) -> Iterator[Page]:
    """Plan the search page of a cluster."""
    cluster = site.cluster.id
    yield Page(f"{cluster}/{SEARCH}index.html", cluster, search_page, (f"{cluster}/{SEARCH}index.html",))


def plan_hub_search_page() -> Iterator[Page]:
    """Plan the search page of the hub, which searches all clusters."""
    yield Page(f"{SEARCH}index.html", "", hub_search_page, (f"{SEARCH}index.html",))


def search_page(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the search page of a cluster."""
    contexts = Contexts(view, renderer, path)
    groups = (_kinds(contexts), *(most_used_terms(contexts, name) for name in NAMES))
    return _page(contexts, tuple(group for group in groups if group.choices))


def hub_search_page(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the search page of the hub."""
    contexts = Contexts(view, renderer, path)
    choices = tuple(
        ChoiceContext(view.cluster_config(name).config.title, name, contexts.url(f"{name}/"), count)
        for name in view.clusters()
        if (count := len(view.ids(Query(), name)))
    )
    clusters = FilterContext("cluster", contexts.text("clusters"), "", choices)
    return _page(contexts, (clusters,) if choices else ())


def _page(contexts: Contexts, browse: tuple[FilterContext, ...]) -> bytes:
    title = contexts.text("search")
    site = contexts.view.cluster_config().config.title if contexts.cluster else contexts.view.portal().config.title
    page = SearchPage(
        **contexts.base(
            title=title, description=f"{title}: {site}", breadcrumb=contexts.breadcrumb(title=title), indexed=True
        ),
        browse=browse,
        filters=tuple(FilterContext(name, contexts.text(_LABELS[name]), "", ()) for name in FILTERS),
    )
    return contexts.page("search.html", page)


def _kinds(contexts: Contexts) -> FilterContext:
    """The lists of the site, with how much is in each."""
    choices = tuple(
        ChoiceContext(contexts.text(key), kind, contexts.here(f"{folder}/"), count)
        for kind, folder, key in LISTS
        if (count := len(contexts.view.ids(Query(kinds=(kind,)))))
    )
    return FilterContext("kind", contexts.text("filter_kind"), "", choices)
