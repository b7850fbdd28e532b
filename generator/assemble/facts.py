"""Facts: what pages read of the site, each by its kind and key, with a digest that changes when the fact does.

The kinds and keys are those that :class:`~generator.assemble.site.SiteView` records. A page is stale where any fact it
read has another digest than when it was made, and only there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from generator.assemble.site import Query, Site
from generator.model.config import Portal

Fact = tuple[str, str]


def fact_id(fact: Fact) -> int:
    """Return a number of 64 bits that stands for a fact, whatever it says."""
    return _number(f"{fact[0]} {fact[1]}")


def fact_digest(fact: Fact, portal: Portal, sites: Mapping[str, Site]) -> int:
    """Return a number of 64 bits that stands for what a fact says: another one when it changes, or is gone."""
    kind, key = fact
    try:
        value = _READERS[kind](key, portal, sites)
    except (KeyError, ValueError):
        value = None  # of something that is not there any more
    return _number(repr(value))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _site(entry_id: str, sites: Mapping[str, Site]) -> Site:
    return sites[entry_id.split("/", 1)[0]]


def _config(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    if not key:
        return (portal.config, sorted(sites))
    site = sites[key]
    return (site.cluster.config, site.cluster.tags, site.language, site.video_help, site.logo)


def _route(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    return _site(key, sites).cards[key].address if "/" in key else sites[key].home


def _ids(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, kinds, term, featured, limit = key.split("|")
    taxonomy, _, slug = term.partition("=")
    query = Query(
        kinds=tuple(kinds.split(",")) if kinds else (),
        taxonomy=taxonomy,
        term=slug,
        featured={"None": None, "True": True, "False": False}[featured],
        limit=None if limit == "None" else int(limit),
    )
    return sites[name].answer(query)


def _terms(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, _, taxonomy = key.partition("|")
    return tuple(sites[name].taxonomies[taxonomy].terms.values())


def _term(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, _, term = key.partition("|")
    taxonomy, _, slug = term.partition("=")
    return sites[name].taxonomies[taxonomy].terms[slug]


def _near(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, _, term = key.partition("|")
    taxonomy, _, slug = term.partition("=")
    return sites[name].taxonomies[taxonomy].near.get(slug, ())


def _moments(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, _, term = key.partition("|")
    taxonomy, _, slug = term.partition("=")
    return sites[name].taxonomies[taxonomy].moments.get(slug, ())


def _thread(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    site = _site(key, sites)
    return (site.earlier.get(key, ""), site.later.get(key, ()))


def _tree(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    site = sites[key]
    return (site.parents, site.children, site.roots)


def _place(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, _, target = key.partition("|")
    path, _, fragment = target.partition("\n")  # which no file has in its name
    return sites[name].places.get((path, fragment))


def _quote(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    site = _site(key, sites)
    return tuple(site.quotes.get((key, index)) for index in range(len(site.outlines[key].quotes)))


def _has(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, _, kind = key.partition("|")
    return kind in sites[name].kinds


def _used(key: str, portal: Portal, sites: Mapping[str, Site]) -> Any:
    name, _, taxonomy = key.partition("|")
    return bool(sites[name].taxonomies[taxonomy].members)


_READERS: dict[str, Callable[[str, Portal, Mapping[str, Site]], Any]] = {
    "asset": lambda key, portal, sites: next((site.assets.get(key) for site in sites.values()), None),
    "body": lambda key, portal, sites: _site(key, sites).outlines[key].digest,
    "card": lambda key, portal, sites: _site(key, sites).cards[key].digest,
    "config": _config,
    "has": _has,
    "ids": _ids,
    "moments": _moments,
    "near": _near,
    "place": _place,
    "quote": _quote,
    "redirects": lambda key, portal, sites: sorted(sites[key].redirects.items()),
    "related": lambda key, portal, sites: _site(key, sites).related.get(key, ()),
    "route": _route,
    "segments": lambda key, portal, sites: _site(key, sites).segments.get(key, ()),
    "term": _term,
    "terms": _terms,
    "thread": _thread,
    "ties": lambda key, portal, sites: sites[key].ties,
    "tree": _tree,
    "used": _used,
}
"""How each kind of fact is read. Every kind that a view records is here."""
