"""Lists of a kind, newest first, in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from generator.assemble.site import Query, Site, SiteView
from generator.model.page import Page
from generator.outputs.filters import list_filters
from generator.render.contexts import LISTS, PAGE_SIZE, Contexts
from generator.render.contract import Link, ListPage
from generator.render.links import Links
from generator.render.renderer import Renderer


def plan_lists(site: Site) -> Iterator[Page]:
    """Plan the lists of the kinds that have entries."""
    cluster = site.cluster.id
    for kind, folder, key in LISTS:
        count = sum(1 for entry_id in site.listed if site.cards[entry_id].kind == kind)
        for number in range(1, page_count(count) + 1) if count else ():
            path = f"{cluster}/{folder}/{page_folder(number)}index.html"
            yield Page(path, cluster, list_page, (path, kind, folder, key, number))


def page_count(count: int) -> int:
    """Return how many pages a list of ``count`` entries has; an empty list has one."""
    return max(1, -(-count // PAGE_SIZE))


def page_folder(number: int) -> str:
    """Return where page ``number`` of a list is below its first page: ``page/2/``, or "" for the first."""
    return f"page/{number}/" if number > 1 else ""


def list_page(view: SiteView, renderer: Renderer, path: str, kind: str, folder: str, key: str, number: int) -> bytes:
    """Make one page of a kind's list."""
    contexts = Contexts(view, renderer, path)
    ids = view.ids(Query(kinds=(kind,)))
    title = contexts.text(key)
    site_title = view.cluster_config().config.title
    first = Link(title, contexts.here(f"{folder}/"))
    values = paged(contexts, ids, f"{folder}/", number, first=first, description=f"{title}: {site_title}")
    filters = list_filters(contexts, ids, kind) if number == 1 else {}
    return contexts.page("list.html", ListPage(**{**values, **filters}))


def paged(
    contexts: Contexts,
    ids: tuple[str, ...],
    address: str,
    number: int,
    *,
    first: Link,
    above: tuple[Link, ...] = (),
    description: str = "",
    feed: str = "",
) -> dict[str, Any]:
    """Return what one page of any list has, as keyword arguments of its context.

    ``address`` is the first page's, in the site; ``first`` its link, ``above`` the places above it.
    """
    pages = page_count(len(ids))
    label = contexts.text("page_of", number=number, count=pages)
    crumbs = (
        contexts.breadcrumb(*above, title=first.title)
        if number == 1
        else contexts.breadcrumb(*above, first, title=label)
    )

    def link(page: int) -> str:
        return contexts.here(address + page_folder(page)) if 1 <= page <= pages else ""

    return {
        **contexts.base(
            title=first.title if number == 1 else f"{first.title} ({label})",
            description=description,
            breadcrumb=crumbs,
            feed=feed,
        ),
        "cards": contexts.cards(ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]),
        "count": len(ids),
        "number": number,
        "pages": _pager(contexts, link, pages, number) if pages > 1 else (),
        "previous_url": link(number - 1),
        "next_url": link(number + 1),
        "filters": (),
        "filtered_url": link(1) if number > 1 else "",
        "entries_url": "",
        "entries_with": "",
    }


def _pager(contexts: Contexts, link: Callable[[int], str], pages: int, number: int) -> tuple[Link, ...]:
    """The links to all pages of a list. Those to the others are the same on all but its first page.

    All further pages lie beside one another, so that the links between them are those of any list.
    """
    if number == 1:
        return tuple(Link(str(page), link(page), page == 1) for page in range(1, pages + 1))
    beside = _beside(pages, contexts.view.settings.explicit_links)
    own = Link(str(number), link(number), current=True)
    return (Link("1", link(1)), *beside[: number - 2], own, *beside[number - 1 :])


@lru_cache(maxsize=1024)
def _beside(pages: int, explicit: bool) -> tuple[Link, ...]:
    """The links from a further page of a list to its second one and all that come after it."""
    links = Links(page_folder(pages + 1), explicit=explicit)
    return tuple(Link(str(page), links.to(page_folder(page))) for page in range(2, pages + 1))
