"""Atom feeds (RFC 4287): one for each site, each term, and the whole portal. At most 20 entries each."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

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
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\r\n\t]')
_IN_VALUES = str.maketrans({'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})


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
    cards = [view.card(entry_id) for entry_id in ids]
    lines = [
        "<?xml version='1.0' encoding='utf-8'?>",
        f'<feed xmlns="{_ATOM}" xml:lang="{_quoted(contexts.language)}">',
        _element("title", title),
        _element("id", _identifier(contexts, contexts.path)),
        _element("updated", max((_updated(card) for card in cards), default=_NO_DATE).isoformat()),
    ]
    for relation, address in (("self", contexts.path), ("alternate", page_address)):
        link = contexts.absolute(address) or contexts.url(address)
        kind = "application/atom+xml" if relation == "self" else "text/html"
        lines.append(f' <link rel="{relation}" type="{kind}" href="{_quoted(link)}" />')
    name = view.cluster_config().config.title if view.cluster else view.portal().config.title
    lines += [" <author>", _element("name", name, "  "), " </author>"]
    for entry_id, card in zip(ids, cards, strict=True):
        _add_entry(lines, contexts, entry_id, card)
    lines.append("</feed>\n")
    return "\n".join(lines).encode("utf-8", "xmlcharrefreplace")


def _add_entry(lines: list[str], contexts: Contexts, entry_id: str, card: Card) -> None:
    view = contexts.view
    cluster = entry_id.split("/", 1)[0]
    lines.append(f' <entry xml:lang="{_quoted(card.language)}">')
    lines.append(_element("title", card.title, "  "))
    lines.append(_element("id", _identifier(contexts, entry_id), "  "))
    lines.append(_element("updated", _updated(card).isoformat(), "  "))
    if card.date is not None:
        lines.append(_element("published", card.date.isoformat(), "  "))
    address = view.address(entry_id)
    link = contexts.absolute(address) or contexts.url(address)
    lines.append(f'  <link rel="alternate" type="text/html" href="{_quoted(link)}" />')
    if card.summary:
        lines.append(_element("summary", card.summary, "  "))
    for slug in card.terms.get("tags", ()):
        label = _quoted(_clean(view.term("tags", slug, cluster).name))
        lines.append(f'  <category term="{_quoted(slug)}" label="{label}" />')
    schools = [view.term("schools", slug, cluster).name for slug in card.terms.get("schools", ())]
    for name in schools or [view.cluster_config(cluster).config.title]:
        lines += ["  <author>", _element("name", name, "   "), "  </author>"]
    lines.append(" </entry>")


def _element(name: str, text: str, indent: str = " ") -> str:
    text = _clean(text)
    text = escape(text, quote=False) if _SPECIAL.search(text) else text
    return f"{indent}<{name}>{text}</{name}>" if text else f"{indent}<{name} />"


def _quoted(text: str) -> str:
    """Return the text as the value of an attribute; the ends of lines and tabs would become spaces as they are."""
    return escape(text, quote=False).translate(_IN_VALUES) if _SPECIAL.search(text) else text


def _clean(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)


def _updated(card: Card) -> datetime:
    return card.updated or card.date or _NO_DATE


def _identifier(contexts: Contexts, name: str) -> str:
    """An id that stays the same wherever the portal is hosted, as long as its address or title stays."""
    portal = contexts.view.portal().config
    return _urn(f"{portal.url or portal.title}#{name}")


# An entry is in the feeds of all its terms.
@lru_cache(maxsize=1 << 14)
def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
