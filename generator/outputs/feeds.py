"""Atom feeds (RFC 4287): one for each site, each term, and the whole portal. At most 20 entries each."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

from generator.assemble.site import Query, Site, SiteView
from generator.model.card import Card
from generator.model.page import Page
from generator.outputs.terms import term_address
from generator.render.contexts import Contexts
from generator.render.renderer import Renderer

MOST = 20
_ATOM = "http://www.w3.org/2005/Atom"
_KINDS = ("case-study", "video", "page")
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def plan_feeds(site: Site) -> Iterator[Page]:
    """Plan the feed of a cluster, and of each of its terms that is used."""
    cluster = site.cluster.id
    yield Page(f"{cluster}/feed.xml", cluster, site_feed, (f"{cluster}/feed.xml",))
    for name, taxonomy in site.taxonomies.items():
        for slug, term in taxonomy.terms.items():
            address = term_address(site, term)
            path = f"{cluster}/{address}feed.xml"
            yield Page(path, cluster, term_feed, (path, name, slug, address))


def plan_hub_feed() -> Iterator[Page]:
    """Plan the feed of the whole portal."""
    yield Page("feed.xml", "", hub_feed, ("feed.xml",))


def site_feed(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make a cluster's feed."""
    ids = _newest(view)
    return _feed(Contexts(view, renderer, path), view.cluster_config().config.title, ids, f"{view.cluster}/")


def term_feed(view: SiteView, renderer: Renderer, path: str, name: str, slug: str, address: str) -> bytes:
    """Make a term's feed."""
    ids = _newest(view, name, slug)
    title = f"{view.term(name, slug).name} – {view.cluster_config().config.title}"
    return _feed(Contexts(view, renderer, path), title, ids, f"{view.cluster}/{address}")


def hub_feed(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the portal's feed."""
    return _feed(Contexts(view, renderer, path), view.portal().config.title, newest_of_all(view, MOST), "")


def newest_of_all(view: SiteView, limit: int) -> tuple[str, ...]:
    """Return the newest case studies and videos of all clusters."""
    query = Query(kinds=("case-study", "video"), limit=limit)
    return _by_date(view, (entry_id for cluster in view.clusters() for entry_id in view.ids(query, cluster)))[:limit]


def _newest(view: SiteView, taxonomy: str = "", term: str = "") -> tuple[str, ...]:
    """The newest entries of the page's own cluster. Lists have events by their start; here it counts when they came."""
    found: list[str] = []
    for kinds in (_KINDS, ("event",)):
        found += view.ids(Query(kinds=kinds, taxonomy=taxonomy, term=term, limit=MOST))
    return _by_date(view, found)[:MOST]


def _by_date(view: SiteView, ids: Iterable[str]) -> tuple[str, ...]:
    dates = {entry_id: (view.card(entry_id).date or _NO_DATE).timestamp() for entry_id in ids}
    return tuple(sorted(dates, key=lambda entry_id: (-dates[entry_id], entry_id)))


def _feed(contexts: Contexts, title: str, ids: tuple[str, ...], page_address: str) -> bytes:
    view = contexts.view
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, _XML_LANG: contexts.language})
    cards = [view.card(entry_id) for entry_id in ids]
    _add(feed, "title", title)
    _add(feed, "id", _identifier(contexts, contexts.path))
    _add(feed, "updated", max((_updated(card) for card in cards), default=_NO_DATE).isoformat())
    for relation, address in (("self", contexts.path), ("alternate", page_address)):
        link = contexts.absolute(address) or contexts.url(address)
        kind = "application/atom+xml" if relation == "self" else "text/html"
        ElementTree.SubElement(feed, "link", {"rel": relation, "type": kind, "href": link})
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", view.cluster_config().config.title if view.cluster else view.portal().config.title)
    for entry_id, card in zip(ids, cards, strict=True):
        _add_entry(feed, contexts, entry_id, card)
    ElementTree.indent(feed, " ")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_entry(feed: ElementTree.Element, contexts: Contexts, entry_id: str, card: Card) -> None:
    view = contexts.view
    cluster = entry_id.split("/", 1)[0]
    entry = ElementTree.SubElement(feed, "entry", {_XML_LANG: card.language})
    _add(entry, "title", card.title)
    _add(entry, "id", _identifier(contexts, entry_id))
    _add(entry, "updated", _updated(card).isoformat())
    if card.date is not None:
        _add(entry, "published", card.date.isoformat())
    link = contexts.absolute(view.address(entry_id)) or contexts.entry_url(entry_id)
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": link})
    if card.summary:
        _add(entry, "summary", card.summary)
    for slug in card.terms.get("tags", ()):
        ElementTree.SubElement(
            entry, "category", {"term": slug, "label": _clean(view.term("tags", slug, cluster).name)}
        )
    schools = [view.term("schools", slug, cluster).name for slug in card.terms.get("schools", ())]
    for name in schools or [view.cluster_config(cluster).config.title]:
        _add(ElementTree.SubElement(entry, "author"), "name", name)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return "".join(c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff")


def _updated(card: Card) -> datetime:
    return card.updated or card.date or _NO_DATE


def _identifier(contexts: Contexts, name: str) -> str:
    """An id that stays the same wherever the portal is hosted, as long as its address or title stays."""
    portal = contexts.view.portal().config
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{portal.url or portal.title}#{name}").urn
