"""The theme contract: everything a template may use, as dataclasses with a help text for every field.

Templates receive three values: ``site`` (:class:`SiteContext`), ``page`` (a subclass of :class:`PageContext`, by
template) and ``theme`` (:class:`ThemeContext`). They never see entries, the site's inner tables or configuration.
``docs/theme-contract.md`` is generated from this module; ``render/check.py`` checks every template against it.

All ``url`` fields are ready to be put into an attribute of the page at hand: relative, checked and percent-encoded.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.render.contract_parts import (
    CardContext,
    ChoiceContext,
    CueContext,
    DateContext,
    DownloadContext,
    DurationContext,
    EmbedContext,
    FigureContext,
    FilterContext,
    LetterContext,
    Link,
    MomentContext,
    PassageContext,
    PersonContext,
    PictureContext,
    PictureSource,
    PlayerContext,
    QuoteContext,
    SegmentContext,
    TermContext,
    TermGroup,
    TrackContext,
    TranscriptContext,
    context,
    doc,
)

__all__ = [
    "PARTIALS",
    "TEMPLATES",
    "CardContext",
    "CaseStudyPage",
    "ChoiceContext",
    "ClusterContext",
    "CueContext",
    "DateContext",
    "DownloadContext",
    "DurationContext",
    "EmbedContext",
    "EntryPage",
    "EventPage",
    "FigureContext",
    "FilterContext",
    "HomePage",
    "HubPage",
    "LetterContext",
    "Link",
    "ListPage",
    "MissingPage",
    "MomentContext",
    "PageContext",
    "PagePage",
    "PassageContext",
    "PersonContext",
    "PictureContext",
    "PictureSource",
    "PlayerContext",
    "QuoteContext",
    "RedirectPage",
    "SchoolPage",
    "SearchPage",
    "SegmentContext",
    "SiteContext",
    "TermContext",
    "TermGroup",
    "TermIndexPage",
    "TermPage",
    "ThemeContext",
    "TrackContext",
    "TranscriptContext",
    "VideoPage",
]


@context
class SiteContext:
    """The site that the page belongs to: a cluster's, or the hub."""

    title: str = doc("The cluster's or the portal's name.")
    language: str = doc("Its language, as a tag.")
    region: str = doc("Where the cluster's schools are.")
    vision: str = doc("The vision of the cluster.")
    summary: str = doc("One or two sentences about it.")
    notice: str = doc("A line for the top of every page; may be empty.")
    home_url: str = doc("The site's front page.")
    hub_url: str = doc("The front page of the whole portal; empty on the hub itself.")
    portal_title: str = doc("The portal's name.")
    navigation: tuple[Link, ...] = doc("The main places of the site.")
    video_help_url: str = doc("The page behind “Video Help”; empty where the cluster names none.")
    brand: str = doc("The cluster's colour, as `#rrggbb`; empty where it names none.")
    logo: PictureContext | None = doc("The cluster's logo.")
    mark_url: str = doc("The mark of the cluster, drawn from its schools: an SVG picture without words.")
    licence: str = doc("The licence in words; may be empty.")
    licence_url: str = doc("The licence's text, where it is a known one; otherwise empty.")
    feed_url: str = doc("The site's Atom feed.")
    calendar_url: str = doc("The calendar of its events; empty where there are none.")
    search_url: str = doc(
        "The search page. The index lies in the same folder; a form that sends `q` there needs no script."
    )


@context
class ThemeContext:
    """What the theme itself brings."""

    name: str = doc("The theme's name.")
    style_url: str = doc("The style sheet: `assets/site.css`, and after it the site's own colours.")
    script_url: str = doc("The script; empty where the theme has none.")
    icon_url: str = doc("The icon: the theme's own, or the site's mark.")
    assets: dict[str, str] = doc(
        'All other files of the theme by name, with their addresses: `theme.assets["lists.js"]`.'
    )
    policy: str = doc("The content security policy, for the meta tag.")


@context
class PageContext:
    """What every page has."""

    title: str = doc("The page's title.")
    url: str = doc("Its absolute address, where that of the portal is known; otherwise empty.")
    language: str = doc("The language of its words, as a tag: the site's, or that of an entry in another language.")
    description: str = doc("A sentence or two, for search engines and previews.")
    breadcrumb: tuple[Link, ...] = doc(
        "“You are here”: from the front page to this page, the last, without an address."
    )
    image_url: str = doc("A picture for previews, absolute; empty where there is none.")
    json_ld: Markup = doc("The page's JSON-LD, ready for its script element; empty where there is none.")
    feed_url: str = doc("The feed of what this page lists; empty where there is none.")
    indexed: bool = doc("Whether search engines should list it.")
    preview: bool = doc("Whether the page is shown by `portal serve`.")
    needs_player: bool = doc("Whether it has a video that plays or a transcript, for which a theme may load a script.")


@context
class EntryPage(PageContext):
    """What the page of every entry has (`entry.html` and the kinds' own templates)."""

    entry_language: str = doc("The entry's own language, where the page speaks another; otherwise empty.")
    kind: str = doc("`case-study`, `video`, `page`, `event` or `school`.")
    kind_label: str = doc("The kind in the page's language.")
    summary: str = doc("The summary the author gave; may be empty.")
    content: Markup = doc("The body.")
    date: DateContext | None = doc("When it was published.")
    updated: DateContext | None = doc("When it last changed.")
    picture: PictureContext | None = doc("Its picture.")
    taxonomies: tuple[TermGroup, ...] = doc("Its terms, a group for each taxonomy it has any of; tags are last.")
    people: tuple[PersonContext, ...] = doc("Who is seen or named.")
    related: tuple[CardContext, ...] = doc("Entries that one may also like; those chosen by hand are first.")
    earlier: CardContext | None = doc("The entry that this one follows in the same inquiry.")
    later: tuple[CardContext, ...] = doc("The entries that follow this one.")
    downloads: tuple[DownloadContext, ...] = doc("Files to take away.")
    licence: str = doc("Its licence in words; may be empty.")
    licence_url: str = doc("The licence's text; may be empty.")
    citation: str = doc("How to cite it, as plain text.")
    draft: bool = doc("Whether it is a draft.")


@context
class CaseStudyPage(EntryPage):
    """`case-study.html`."""


@context
class VideoPage(EntryPage):
    """`video.html`."""

    player: PlayerContext = doc("The video.")
    duration: DurationContext | None = doc("Its length.")
    transcripts: tuple[TranscriptContext, ...] = doc("Its transcripts, the page's own language first.")
    chapters: tuple[CueContext, ...] = doc("Its chapters.")
    segments: tuple[SegmentContext, ...] = doc("The passages its author marked, by their start.")


@context
class PagePage(EntryPage):
    """`page.html`."""

    children: tuple[Link, ...] = doc("The pages below this one, in order.")
    siblings: tuple[Link, ...] = doc("The pages beside this one, this one included, in order.")


@context
class EventPage(EntryPage):
    """`event.html`."""

    start: DateContext = doc("When it begins.")
    end: DateContext | None = doc("When it ends.")
    location: str = doc("Where it is; may be empty.")
    online_url: str = doc("Where to join it online; may be empty.")
    calendar_url: str = doc("The event as an `.ics` file.")


@context
class SchoolPage(EntryPage):
    """`school.html`."""

    entries: tuple[CardContext, ...] = doc("What the school shares, newest first; the rest is on further pages.")
    count: int = doc("How many entries the school shares.")
    next_url: str = doc("The page with the next entries; empty where all are here.")


@context
class HomePage(PageContext):
    """`home.html`: a cluster's front page."""

    content: Markup = doc("The body of `index.md`; may be empty.")
    goals: tuple[TermContext, ...] = doc("The goals of the cluster.")
    featured: tuple[CardContext, ...] = doc("Entries that the authors feature.")
    newest: tuple[CardContext, ...] = doc("The newest entries that are not featured.")
    events: tuple[CardContext, ...] = doc("The newest events, by their start.")
    lists: tuple[Link, ...] = doc("The lists: case studies, videos, events.")
    browse: tuple[TermGroup, ...] = doc("The terms that are used most, a group for each taxonomy.")


@context
class ListPage(PageContext):
    """`list.html`: a list of entries, or one page of it."""

    cards: tuple[CardContext, ...] = doc("The entries on this page.")
    count: int = doc("How many entries the whole list has.")
    number: int = doc("This page's number, from 1.")
    pages: tuple[Link, ...] = doc("All pages of the list, titled by number; empty for a list of one page.")
    previous_url: str = doc("The page before; empty on the first.")
    next_url: str = doc("The page after; empty on the last.")
    filters: tuple[FilterContext, ...] = doc("What the list can be narrowed down by; on its first page only.")
    filtered_url: str = doc("The list's first page, where the filters are, on its further pages; otherwise empty.")
    entries_url: str = doc("The list as a script, for filters; empty where it is too long, or has no filters.")
    entries_with: str = doc("What the entries of this list have, where the script has others too: `tag=reading`.")


@context
class TermPage(ListPage):
    """`term.html`: a term and its entries, or one page of them."""

    taxonomy: str = doc("`tags`, `schools`, `goals`, `levels`, `areas` or `phase`.")
    taxonomy_label: str = doc("The taxonomy's name in the page's language.")
    summary: str = doc("The term's description; may be empty.")
    aliases: tuple[str, ...] = doc("Other words for it.")
    broader: TermContext | None = doc("The wider term.")
    narrower: tuple[TermContext, ...] = doc("The terms below it.")
    moments: tuple[MomentContext, ...] = doc("Passages of videos about it; on the first page only.")
    related: tuple[TermContext, ...] = doc("Terms that often stand beside it, most often first.")


@context
class TermIndexPage(PageContext):
    """`terms.html`: all terms of a taxonomy."""

    taxonomy: str = doc("`tags`, `schools`, `goals`, `levels`, `areas` or `phase`.")
    terms: tuple[TermContext, ...] = doc("The terms: by name, or as the cluster orders its goals and phases.")
    letters: tuple[LetterContext, ...] = doc("The same by their first letter; empty where they have an order, or few.")
    most_used: tuple[TermContext, ...] = doc("The same, those with most entries first; empty where `letters` is.")


@context
class ClusterContext:
    """A cluster, as the hub shows it."""

    title: str = doc("Its name.")
    url: str = doc("Its front page.")
    language: str = doc("Its language, where it is not the page's; otherwise empty.")
    region: str = doc("Where its schools are.")
    summary: str = doc("Its summary, or its vision.")
    brand: str = doc("Its colour, as `#rrggbb`; may be empty.")
    mark_url: str = doc("Its mark: an SVG picture without words.")
    count: int = doc("How many entries it has published.")
    newest: tuple[CardContext, ...] = doc("Its newest entries.")


@context
class HubPage(PageContext):
    """`hub.html`: the portal's front page over all clusters."""

    clusters: tuple[ClusterContext, ...] = doc("The clusters.")
    newest: tuple[CardContext, ...] = doc("The newest entries of all clusters.")


@context
class SearchPage(PageContext):
    """`search.html`: the search, and all of the site by its kinds and terms, for readers without a script."""

    browse: tuple[FilterContext, ...] = doc("The kinds and the terms that are used most; on the hub the clusters.")
    filters: tuple[FilterContext, ...] = doc(
        "What results can be narrowed down by, without choices: a script adds them."
    )


@context
class MissingPage(PageContext):
    """`404.html`: what a server shows for an address that is not there."""

    lists: tuple[Link, ...] = doc("Places to go on from.")


@context
class RedirectPage(PageContext):
    """`redirect.html`: an old address that leads to a new one."""

    target_url: str = doc("Where it leads, relative.")
    target_title: str = doc("The title of the page it leads to.")


TEMPLATES: tuple[tuple[str, type], ...] = (
    ("case-study.html", CaseStudyPage),
    ("video.html", VideoPage),
    ("page.html", PagePage),
    ("event.html", EventPage),
    ("school.html", SchoolPage),
    ("home.html", HomePage),
    ("list.html", ListPage),
    ("term.html", TermPage),
    ("terms.html", TermIndexPage),
    ("hub.html", HubPage),
    ("search.html", SearchPage),
    ("404.html", MissingPage),
    ("redirect.html", RedirectPage),
)
# Partials that the generator itself renders, for what stands in a body: the template, and the type of `item`.
PARTIALS: tuple[tuple[str, type], ...] = (
    ("partials/figure.html", FigureContext),
    ("partials/embed.html", EmbedContext),
    ("partials/quote.html", QuoteContext),
)
