"""A site: everything that pages may ask of one cluster, and the view through which they ask.

A page reads the site only through :class:`SiteView`, which records what was read; so a change knows whom it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from generator.assemble.quotes import QuoteMatch
from generator.assemble.references import Place
from generator.assemble.related import Related
from generator.assemble.segments import PlacedSegment
from generator.assemble.taxonomy import Taxonomy, Term
from generator.assemble.ties import Ties
from generator.model.asset import Asset
from generator.model.body import Target
from generator.model.card import Card
from generator.model.config import Cluster, Portal
from generator.model.entry import Entry
from generator.model.outline import Outline
from generator.model.settings import Settings

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Query:
    """A question for entries, newest first: of these kinds (all if empty), with this term, featured or not."""

    kinds: tuple[str, ...] = ()
    taxonomy: str = ""
    term: str = ""
    featured: bool | None = None
    limit: int | None = None

    def __str__(self) -> str:
        return f"{','.join(self.kinds)}|{self.taxonomy}={self.term}|{self.featured}|{self.limit}"


@dataclass(frozen=True, slots=True)
class Site:
    """One cluster, assembled. Ids are those of entries; every tuple of ids is newest first.

    ``home`` is the id of ``index.md``, or "". ``outlines`` and ``cards`` have all its entries; ``entries`` gives
    one whole, and may read it only then. ``listed`` are the ids that lists may show. ``places`` are those of all the
    cluster's entries; ``assets`` maps a file's path to how it is published.
    ``kinds`` are the ids of each kind that has any, ``featured`` those that are shown first.
    ``video_help`` is an entry's id or "", ``logo`` a file's path or ""; ``ties`` are between its schools,
    ``segments`` those of each entry that has any.
    """

    cluster: Cluster
    language: str
    home: str
    outlines: Mapping[str, Outline]
    entries: Mapping[str, Entry]
    cards: Mapping[str, Card]
    listed: tuple[str, ...]
    redirects: dict[str, str]
    taxonomies: dict[str, Taxonomy]
    related: Related
    earlier: dict[str, str]
    later: dict[str, tuple[str, ...]]
    parents: dict[str, str]
    children: dict[str, tuple[str, ...]]
    roots: tuple[str, ...]
    places: dict[tuple[str, str], Place]
    quotes: dict[tuple[str, int], QuoteMatch]
    assets: dict[str, Asset]
    kinds: dict[str, frozenset[str]]
    featured: frozenset[str]
    video_help: str
    logo: str
    ties: Ties
    segments: dict[str, tuple[PlacedSegment, ...]]
    # Answers that were given, since many pages ask the same.
    _answers: dict[Query, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def answer(self, query: Query) -> tuple[str, ...]:
        """Return the ids that answer a query."""
        whole = replace(query, limit=None)
        ids = self._answers.get(whole)
        if ids is None:
            ids = self._answers[whole] = self._find(whole)
        return ids if query.limit is None else ids[: query.limit]

    def _find(self, query: Query) -> tuple[str, ...]:
        ids = self.listed
        if query.taxonomy:
            ids = self.taxonomies[query.taxonomy].members.get(query.term, ())
        if query.kinds:
            wanted = frozenset().union(*(self.kinds.get(kind, frozenset()) for kind in query.kinds))
            ids = tuple(entry_id for entry_id in ids if entry_id in wanted)
        if query.featured is not None:
            ids = tuple(entry_id for entry_id in ids if (entry_id in self.featured) == query.featured)
        return ids


class SiteView:
    """What one page may see of the portal, with a record of what it did see in ``reads``.

    ``cluster`` is the id of the page's own cluster, or "" on the hub. Entry ids begin with their cluster's id, so
    every method that takes one works across clusters. ``shared`` is what was made of the same sites for other pages:
    whoever takes anything of it puts what was read for it into ``reads``.
    """

    def __init__(
        self,
        portal: Portal,
        sites: Mapping[str, Site],
        *,
        cluster: str,
        zone: ZoneInfo,
        settings: Settings,
        shared: dict[Any, Any] | None = None,
    ) -> None:
        self.cluster = cluster
        self.zone = zone
        self.settings = settings
        self.reads: set[tuple[str, str]] = set()
        self.shared: dict[Any, Any] = shared if shared is not None else {}
        self._portal = portal
        self._sites = sites

    def noted(self, make: Callable[[], _Made]) -> tuple[frozenset[tuple[str, str]], _Made]:
        """Return what ``make`` returns, and all that it read, which is in this page's record as well."""
        before, self.reads = self.reads, set()
        try:
            made = make()
        finally:
            own, self.reads = self.reads, before
            before |= own
        return frozenset(own), made

    def portal(self) -> Portal:
        """Return the portal's configuration."""
        self.reads.add(("config", ""))
        return self._portal

    def cluster_config(self, cluster: str = "") -> Cluster:
        """Return the configuration of a cluster: by default the page's own."""
        name = cluster or self.cluster
        self.reads.add(("config", name))
        return self._sites[name].cluster

    def clusters(self) -> tuple[str, ...]:
        """Return the ids of all clusters, sorted."""
        self.reads.add(("config", ""))
        return tuple(sorted(self._sites))

    def language(self, cluster: str = "") -> str:
        """Return the language of a cluster, or of the portal on the hub."""
        name = cluster or self.cluster
        self.reads.add(("config", name))
        return self._sites[name].language if name else self._portal.config.language

    def home(self, cluster: str = "") -> str:
        """Return the id of a cluster's ``index.md``, or ""."""
        name = cluster or self.cluster
        self.reads.add(("route", name))
        return self._sites[name].home

    def entry(self, entry_id: str) -> Entry:
        """Return an entry whole: for its own page, or where its text is embedded."""
        self.reads.add(("body", entry_id))
        return self._site_of(entry_id).entries[entry_id]

    def card(self, entry_id: str) -> Card:
        """Return an entry's card."""
        self.reads.add(("card", entry_id))
        return self._site_of(entry_id).cards[entry_id]

    def address(self, entry_id: str) -> str:
        """Return an entry's address from the portal's root: ``hereora/videos/kea/``."""
        self.reads.add(("route", entry_id))
        return f"{_cluster_of(entry_id)}/{self._site_of(entry_id).cards[entry_id].address}"

    def ids(self, query: Query, cluster: str = "") -> tuple[str, ...]:
        """Return the ids that answer the query in a cluster: by default the page's own."""
        name = cluster or self.cluster
        self.reads.add(("ids", f"{name}|{query}"))
        return self._sites[name].answer(query)

    def taxonomy(self, name: str, cluster: str = "") -> Taxonomy:
        """Return a taxonomy with all its terms."""
        self.reads.add(("terms", f"{cluster or self.cluster}|{name}"))
        return self._sites[cluster or self.cluster].taxonomies[name]

    def term(self, name: str, slug: str, cluster: str = "") -> Term:
        """Return one term."""
        self.reads.add(("term", f"{cluster or self.cluster}|{name}={slug}"))
        return self._sites[cluster or self.cluster].taxonomies[name].terms[slug]

    def near(self, name: str, slug: str) -> tuple[str, ...]:
        """Return the slugs of the terms that often stand beside one."""
        self.reads.add(("near", f"{self.cluster}|{name}={slug}"))
        return self._sites[self.cluster].taxonomies[name].near.get(slug, ())

    def related(self, entry_id: str) -> tuple[str, ...]:
        """Return the ids of related entries, those chosen by hand first."""
        self.reads.add(("related", entry_id))
        return self._site_of(entry_id).related.get(entry_id, ())

    def thread(self, entry_id: str) -> tuple[str, tuple[str, ...]]:
        """Return the id of the entry that this one follows ("" if none), and those that follow it."""
        self.reads.add(("thread", entry_id))
        site = self._site_of(entry_id)
        return site.earlier.get(entry_id, ""), site.later.get(entry_id, ())

    def parent(self, entry_id: str) -> str:
        """Return the id of the page above, or ""."""
        self.reads.add(("tree", _cluster_of(entry_id)))
        return self._site_of(entry_id).parents.get(entry_id, "")

    def children(self, entry_id: str) -> tuple[str, ...]:
        """Return the ids of the pages below, in their order; for "" those at the top of the page's own cluster."""
        name = _cluster_of(entry_id) if entry_id else self.cluster
        self.reads.add(("tree", name))
        site = self._sites[name]
        return site.children.get(entry_id, ()) if entry_id else site.roots

    def place(self, target: Target) -> Place | None:
        """Return where a target of the page's own cluster leads, or ``None``."""
        place = self._sites[self.cluster].places.get((target.path, target.fragment))
        self.reads.add(("place", f"{self.cluster}|{target.path}\n{target.fragment}"))
        return place

    def quote(self, entry_id: str, index: int) -> QuoteMatch | None:
        """Return the moment of an entry's pulled quote, by its number in the body."""
        self.reads.add(("quote", entry_id))
        return self._site_of(entry_id).quotes.get((entry_id, index))

    def asset(self, path: str, cluster: str = "") -> Asset | None:
        """Return how a file is published in a cluster's site: by default the page's own."""
        self.reads.add(("asset", path))
        return self._sites[cluster or self.cluster].assets.get(path)

    def has_kind(self, kind: str) -> bool:
        """Tell whether the page's own cluster has any entry of a kind."""
        self.reads.add(("has", f"{self.cluster}|{kind}"))
        return kind in self._sites[self.cluster].kinds

    def has_terms(self, name: str) -> bool:
        """Tell whether any entry of the page's own cluster has a term of a taxonomy."""
        self.reads.add(("used", f"{self.cluster}|{name}"))
        return bool(self._sites[self.cluster].taxonomies[name].members)

    def video_help(self) -> str:
        """Return the id of the entry behind “Video Help” of the page's own cluster, or ""."""
        self.reads.add(("config", self.cluster))
        return self._sites[self.cluster].video_help

    def logo(self) -> str:
        """Return the path of the logo of the page's own cluster, or ""."""
        self.reads.add(("config", self.cluster))
        return self._sites[self.cluster].logo

    def segments(self, entry_id: str) -> tuple[PlacedSegment, ...]:
        """Return the segments of a video, by their start."""
        self.reads.add(("segments", entry_id))
        return self._site_of(entry_id).segments.get(entry_id, ())

    def moments(self, name: str, slug: str) -> tuple[tuple[str, int], ...]:
        """Return the segments that have a term in the page's own cluster: entry ids and the segments' numbers."""
        self.reads.add(("moments", f"{self.cluster}|{name}={slug}"))
        return self._sites[self.cluster].taxonomies[name].moments.get(slug, ())

    def ties(self, cluster: str = "") -> Ties:
        """Return the schools of a cluster and their ties."""
        name = cluster or self.cluster
        self.reads.add(("ties", name))
        return self._sites[name].ties

    def redirects(self) -> dict[str, str]:
        """Return the old addresses of the page's own cluster, each with the id of the entry it leads to."""
        self.reads.add(("redirects", self.cluster))
        return self._sites[self.cluster].redirects

    def _site_of(self, entry_id: str) -> Site:
        return self._sites[_cluster_of(entry_id)]


def _cluster_of(entry_id: str) -> str:
    return entry_id.split("/", 1)[0]
