"""From what a page may see of the site to what its template receives: links, cards, terms, dates, pictures.

One :class:`Contexts` serves one page. It knows the page's address, so every address it gives is relative to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from generator.assemble.segments import PlacedSegment, video_length
from generator.assemble.site import SiteView
from generator.assemble.taxonomy import Term
from generator.core.digest import digest
from generator.core.urls import relative_url
from generator.model.asset import Asset
from generator.model.card import Card
from generator.model.fields import TAXONOMIES
from generator.render.contract import (
    CardContext,
    DateContext,
    DurationContext,
    Link,
    MomentContext,
    PageContext,
    PictureContext,
    SegmentContext,
    SiteContext,
    TermContext,
    TermGroup,
    ThemeContext,
)
from generator.render.dates import clock, date_context, duration_context
from generator.render.json_ld import breadcrumb_list, to_markup
from generator.render.links import Links, join_root
from generator.render.mark import hub_mark_file, mark_file
from generator.render.pictures import CARD_WIDTH, picture_context, preview_address
from generator.render.renderer import Renderer
from generator.render.site_context import site_context, theme_context

FOLDERS = dict(TAXONOMIES)
# The lists of a site: the kind, its folder, and the key of its title.
LISTS = (
    ("case-study", "case-studies", "list_case_studies"),
    ("video", "videos", "list_videos"),
    ("event", "events", "list_events"),
)
SEARCH = "search/"
"""The address of the search page in each site."""
PAGE_SIZE = 24  # entries on one page of a list
_MOST_FACES = 1 << 14
# Terms by their slugs, each with what was read for it.
_Shelf = dict[str, tuple[frozenset[tuple[str, str]], TermContext]]


class _Face(NamedTuple):
    """What a card shows on all pages of one language, with what was read for it."""

    reads: frozenset[tuple[str, str]]
    card: Card
    cluster: str
    address: str
    kind_label: str
    language: str
    date: DateContext | None
    schools: tuple[str, ...]
    tags: tuple[str, ...]
    duration: DurationContext | None
    start: DateContext | None
    end: DateContext | None


class Contexts:
    """Makes the contexts of one page.

    ``path`` is the page's file in ``output/`` (``hereora/videos/kea/index.html``). A page speaks the site's language;
    that of an entry in another ``language`` speaks that one, where the theme has words in it.
    """

    def __init__(self, view: SiteView, renderer: Renderer, path: str, language: str = "") -> None:
        self.view = view
        self.renderer = renderer
        self.path = path
        self.address = path.removesuffix("index.html")
        self.cluster = view.cluster
        self.language = language if language and renderer.speaks(language) else view.language()
        self.root = f"{self.cluster}/" if self.cluster else ""
        # What many parts of a page ask for is made once. What is read for it is in the page's record from then on.
        self._marks: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._shelves: dict[tuple[str, str], tuple[_Shelf, str]] = {}
        self._urls: dict[str, str] = {}
        self._terms: dict[tuple[str, str, str], TermContext] = {}
        self._faces: dict[str, _Face] = view.shared.setdefault(("faces", self.language), {})
        self._site: SiteContext | None = None
        self._theme: ThemeContext | None = None
        self._links = Links(self.address, explicit=view.settings.explicit_links)
        # A page for addresses that are not there is shown at any depth, so its links begin at the host's root.
        self._rooted = ""
        if path.endswith("404.html"):
            base = self.absolute(self.root)
            self._rooted = urlsplit(base).path if base else ""

    @property
    def is_rooted(self) -> bool:
        """Whether links begin at the host's root."""
        return bool(self._rooted)

    def text(self, key: str, **values: object) -> str:
        """Return a string of the interface in the page's language."""
        return self.renderer.text(key, self.language, **values)

    def url(self, address: str) -> str:
        """Return the link to an address from the portal's root, with an optional ``#fragment``.

        It is relative, but for the site of a cluster with an address of its own, which may not lie beside this one.
        """
        found = self._urls.get(address)
        if found is None:
            found = self._urls[address] = self._url(address)
        return found

    def _url(self, address: str) -> str:
        if not address.startswith(self.root):
            cluster = address.split("/", 1)[0]
            if cluster in self.view.clusters() and self.is_elsewhere(cluster):
                return self.absolute(address)
        if self._rooted:
            explicit = self.view.settings.explicit_links
            return urljoin(self._rooted, relative_url(self.root, address, explicit=explicit))
        return self._links.to(address)

    def is_elsewhere(self, cluster: str) -> bool:
        """Tell whether a cluster's site has an address of its own, and is not this one.

        The hub lies beside all of them. Nothing of such a site may be loaded, only linked.
        """
        return self.cluster not in ("", cluster) and bool(self.view.cluster_config(cluster).config.url)

    def here(self, address: str) -> str:
        """Return the link to an address of the page's own site."""
        return self.url(self.root + address)

    def absolute(self, address: str) -> str:
        """Return the address with scheme and host, or "" where the portal's is not known."""
        cluster = address.split("/", 1)[0]
        if cluster and cluster in self.view.clusters():
            own = self.view.cluster_config(cluster).config.url
            if own:
                return join_root(own.rstrip("/") + "/", address.removeprefix(f"{cluster}/"))
        base = self.view.portal().config.url
        return join_root(base.rstrip("/") + "/", address) if base else ""

    def entry_url(self, entry_id: str, fragment: str = "") -> str:
        """Return the link to an entry, or to a place in it."""
        return self.url(self.view.address(entry_id) + (f"#{fragment}" if fragment else ""))

    def asset_url(self, asset: Asset, cluster: str = "") -> str:
        """Return the link to a published file in a cluster's site: by default the page's own."""
        return self.url(f"{cluster or self.cluster}/{asset.address}")

    def picture(
        self,
        asset: Asset | None,
        alt: str = "",
        *,
        caption: str = "",
        credit: str = "",
        cluster: str = "",
        widest: int | None = None,
    ) -> PictureContext | None:
        """Return the context of a picture in a cluster's site (the page's own, if ""), or ``None`` for no picture.

        Sizes wider than ``widest`` pixels are left out.
        """
        if asset is None or not asset.width or (cluster and self.is_elsewhere(cluster)):
            return None
        root = f"{cluster or self.cluster}/"
        return picture_context(
            asset, lambda address: self.url(root + address), alt=alt, caption=caption, credit=credit, widest=widest
        )

    def kind_label(self, kind: str) -> str:
        """Return a kind's name in the page's language."""
        found = self._kinds.get(kind)
        if found is None:
            found = self._kinds[kind] = self.text("kind_" + kind.replace("-", "_"))
        return found

    def term(self, taxonomy: str, slug: str, cluster: str = "") -> TermContext:
        """Return a term's link. A school that has a page of its own is linked there."""
        return self.terms(taxonomy, (slug,), cluster)[0]

    def terms(self, taxonomy: str, slugs: Iterable[str], cluster: str = "") -> tuple[TermContext, ...]:
        """Return the links of several terms."""
        shelf, own = self._shelves.get((taxonomy, cluster)) or self._shelf(taxonomy, cluster)
        reads = self.view.reads
        found = []
        for slug in slugs:
            known = shelf.get(slug)
            if known is None or slug == own:
                found.append(self._term(taxonomy, slug, cluster))
            else:
                reads |= known[0]
                found.append(known[1])
        return tuple(found)

    def _shelf(self, taxonomy: str, cluster: str) -> tuple[_Shelf, str]:
        """Return the terms that all pages share from which the way to a taxonomy is the same, and the page's own."""
        if self._rooted or cluster not in ("", self.cluster):
            found: tuple[_Shelf, str] = ({}, "")
        else:
            way, own = self._links.way(f"{self.root}{FOLDERS[taxonomy]}/")
            found = self.view.shared.setdefault(("terms", self.cluster, taxonomy, way), {}), own
        self._shelves[taxonomy, cluster] = found
        return found

    def _term(self, taxonomy: str, slug: str, cluster: str) -> TermContext:
        found = self._terms.get((taxonomy, slug, cluster))
        if found is None:
            usual = f"{cluster or self.cluster}/{FOLDERS[taxonomy]}/{slug}/"

            def read() -> tuple[Term, str]:
                term = self.view.term(taxonomy, slug, cluster)
                return term, self.view.address(term.school) if term.school else usual

            reads, (term, address) = self.view.noted(read)
            found = TermContext(term.name, self.url(address), term.count, taxonomy, slug)
            self._terms[taxonomy, slug, cluster] = found
            shelf, own = self._shelves[taxonomy, cluster]
            # A school's own page may lie anywhere.
            if slug != own and address == usual:
                shelf[slug] = reads, found
        return found

    def term_group(self, taxonomy: str, slugs: Iterable[str]) -> TermGroup:
        """Return a taxonomy with some of its terms."""
        return TermGroup(
            taxonomy=taxonomy,
            label=self.text(f"taxonomy_{taxonomy}"),
            url=self.here(f"{FOLDERS[taxonomy]}/"),
            terms=self.terms(taxonomy, slugs),
        )

    def card(self, entry_id: str) -> CardContext:
        """Return an entry's card."""
        faces = self._faces
        face = faces.get(entry_id)
        if face is None:
            if len(faces) >= _MOST_FACES:
                faces.clear()
            face = faces[entry_id] = self._face(entry_id)
        self.view.reads |= face.reads
        card, cluster = face.card, face.cluster
        return CardContext(
            id=entry_id,
            kind=card.kind,
            kind_label=face.kind_label,
            url=self.url(face.address),
            title=card.title,
            summary=card.summary,
            language=face.language,
            date=face.date,
            schools=self.terms("schools", face.schools, cluster) if face.schools else (),
            tags=self.terms("tags", face.tags, cluster) if face.tags else (),
            # A picture of another cluster's entry lies in that cluster's site.
            picture=self.picture(card.image, card.image_alt, cluster=cluster, widest=CARD_WIDTH),
            duration=face.duration,
            start=face.start,
            end=face.end,
            location=card.location,
            draft=card.draft,
            cluster="" if self.cluster else self.view.cluster_config(cluster).config.title,
            # Nothing of a site elsewhere may be loaded.
            mark_url="" if self.is_elsewhere(cluster) else self.mark_url(cluster),
        )

    def _face(self, entry_id: str) -> _Face:
        """Return what an entry's card shows wherever it stands, but for its language."""
        reads, (card, address) = self.view.noted(lambda: (self.view.card(entry_id), self.view.address(entry_id)))
        return _Face(
            reads=reads,
            card=card,
            cluster=entry_id.split("/", 1)[0],
            address=address,
            kind_label=self.kind_label(card.kind),
            language=self.foreign(card.language),
            date=date_context(card.date, self.language, date_only=True) if card.date else None,
            schools=card.terms.get("schools", ()),
            tags=card.terms.get("tags", ()),
            duration=duration_context(card.duration) if card.duration is not None else None,
            start=date_context(card.start, self.language, date_only=card.start_is_day) if card.start else None,
            end=date_context(card.end, self.language, date_only=card.end_is_day) if card.end else None,
        )

    def segments(self, entry_id: str) -> tuple[SegmentContext, ...]:
        """Return the segments of a video, by their start."""
        length = video_length(self.view.entry(entry_id), self.view.card(entry_id).duration) or 0.0
        return tuple(self._segment(entry_id, segment, length) for segment in self.view.segments(entry_id))

    def moments(self, taxonomy: str, slug: str) -> tuple[MomentContext, ...]:
        """Return the segments of all videos that have a term."""
        found = []
        for entry_id, number in self.view.moments(taxonomy, slug):
            length = video_length(self.view.entry(entry_id), self.view.card(entry_id).duration) or 0.0
            found += [
                MomentContext(self._segment(entry_id, segment, length), self.card(entry_id))
                for segment in self.view.segments(entry_id)
                if segment.number == number
            ]
        return tuple(found)

    def _segment(self, entry_id: str, segment: PlacedSegment, length: float) -> SegmentContext:
        terms = tuple(term for name, slugs in segment.terms.items() for term in self.terms(name, slugs))
        end = segment.end if segment.end is not None else segment.start
        first = terms[0].slug if terms else segment.title
        return SegmentContext(
            url=self.entry_url(entry_id, f"t={int(segment.start)}"),
            title=segment.title or ", ".join(term.name for term in terms),
            time=clock(segment.start),
            end_time=clock(end) if segment.end is not None else "",
            seconds=segment.start,
            end_seconds=end,
            share_start=round(100 * segment.start / length, 2) if length else 0,
            share_width=round(100 * (end - segment.start) / length, 2) if length else 0,
            tone=int(digest(first.encode())[:4], 16) % 6 + 1,
            terms=terms,
        )

    def cards(self, ids: Iterable[str]) -> tuple[CardContext, ...]:
        """Return the cards of several entries."""
        return tuple(self.card(entry_id) for entry_id in ids)

    def list_links(self) -> tuple[Link, ...]:
        """Return the links of the lists that hold anything."""
        return tuple(self.place_link(folder, key) for folder, key in self.lists())

    def lists(self) -> tuple[tuple[str, str], ...]:
        """Return the folders of the lists that hold anything, and the keys of their titles."""
        return tuple((folder, key) for kind, folder, key in LISTS if self.view.has_kind(kind))

    def search_url(self) -> str:
        """Return the link to the site's search page."""
        return self.here(SEARCH)

    def place_link(self, folder: str, key: str) -> Link:
        """Return the link of one of the main places of a site; ``key`` is that of its title."""
        return Link(self.text(key), self.here(f"{folder}/"), self.address.startswith(f"{self.root}{folder}/"))

    def breadcrumb(self, *above: Link, title: str, language: str = "") -> tuple[Link, ...]:
        """Return “You are here”: the front page, the places above, and the page itself, which is no link.

        ``language`` is that of the page's title, where it is not the page's.
        """
        return (Link(self.text("home"), self.here("")), *above, Link(title, "", current=True, language=language))

    def foreign(self, language: str) -> str:
        """Return a language where it is not the page's, and "" where it is."""
        return language if language != self.language else ""

    def page_link(self, entry_id: str) -> Link:
        """Return the link to a page."""
        card = self.view.card(entry_id)
        current = self.view.address(entry_id) == self.address
        return Link(card.title, self.entry_url(entry_id), current, self.foreign(card.language))

    def base(
        self,
        *,
        title: str,
        description: str = "",
        breadcrumb: tuple[Link, ...] = (),
        json_ld: Iterable[dict[str, Any]] = (),
        image: Asset | None = None,
        feed: str = "",
        indexed: bool = True,
        needs_player: bool = False,
    ) -> dict[str, Any]:
        """Return what every page has, as keyword arguments of a page's context.

        ``feed`` is the address of the page's own feed in its site, ``image`` the picture for previews.
        """
        absolute = "" if self.path.endswith("404.html") else self.absolute(self.address)
        preview = preview_address(image)
        data = list(json_ld)
        if len(breadcrumb) > 1:
            data.insert(0, breadcrumb_list(breadcrumb, base=absolute, own=absolute))
        return {
            "title": title,
            "url": absolute,
            "language": self.language,
            "description": description,
            "breadcrumb": breadcrumb,
            "image_url": self.absolute(self.root + preview) if preview else "",
            "json_ld": to_markup(data) if data else Markup(""),
            "feed_url": self.here(feed) if feed else "",
            "indexed": indexed,
            "preview": self.view.settings.preview,
            "needs_player": needs_player,
        }

    def site(self) -> SiteContext:
        """Return the site's own context."""
        if self._site is None:
            self._site = site_context(self)
        return self._site

    def theme(self) -> ThemeContext:
        """Return what the theme brings to this page."""
        if self._theme is None:
            self._theme = theme_context(self)
        return self._theme

    def mark_url(self, cluster: str = "") -> str:
        """Return the link to a cluster's mark; for "" to the hub's."""
        return self.url(self.mark_address(cluster))

    def mark_address(self, cluster: str) -> str:
        """Return the address of a cluster's mark; for "" that of the hub's."""
        found = self._marks.get(cluster)
        if found is None:
            found = self._marks[cluster] = self._mark_address(cluster)
        return found

    def _mark_address(self, cluster: str) -> str:
        if not cluster:
            return hub_mark_file(hub_clusters(self.view))[0]
        made_from = self.view.ties(cluster), self.view.cluster_config(cluster).config.brand
        # To look for ties by what they hold takes as long as a few cards.
        kept = self.renderer.kept.get(("mark", cluster))
        if kept is None or kept[0] != made_from:
            kept = made_from, f"{cluster}/{mark_file(cluster, *made_from)[0]}"
            self.renderer.keep(("mark", cluster), kept)
        return str(kept[1])

    def page(self, template: str, context: PageContext) -> bytes:
        """Return the finished page."""
        return self.renderer.page(template, site=self.site(), page=context, theme=self.theme())

    def partial(self, template: str, item: object) -> Markup:
        """Return a part of a body."""
        return self.renderer.partial(template, item=item, site=self.site(), theme=self.theme(), language=self.language)


def hub_clusters(view: SiteView) -> tuple[tuple[str, str], ...]:
    """Return the ids and colours of all clusters, from which the hub's mark is drawn."""
    return tuple((name, view.cluster_config(name).config.brand) for name in view.clusters())
