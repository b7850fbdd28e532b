"""The theme contract: everything a template may use, as frozen dataclasses with a help text for every field.

Templates receive three values: ``site`` (:class:`SiteContext`), ``page`` (a subclass of :class:`PageContext`, by
template) and ``theme`` (:class:`ThemeContext`). They never see entries, the site's inner tables or configuration.
``docs/theme-contract.md`` is generated from this module; ``render/check.py`` checks every template against it.

All ``url`` fields are ready to be put into an attribute of the page at hand: relative, checked and percent-encoded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup


def doc(help_text: str, **options: Any) -> Any:
    """Return a dataclass field that carries its help text."""
    return field(metadata={"help": help_text}, **options)


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to."""

    title: str = doc("The words of the link.")
    url: str = doc("The address, relative to the page; empty where the words are not a link.")
    current: bool = doc("Whether it leads to the page at hand or to the part of the site that holds it.", default=False)


@dataclass(frozen=True, slots=True)
class DateContext:
    """A day, or a moment of a day."""

    iso: str = doc("As ISO 8601, for `<time datetime>`: a date, or a date and time with its offset.")
    text: str = doc("In words, in the page's language.")
    day: str = doc("The day of the month, as a number.")
    month: str = doc("The short name of the month, in the page's language.")


@dataclass(frozen=True, slots=True)
class DurationContext:
    """A length of time."""

    iso: str = doc("As ISO 8601 (`PT2M29S`), for `<time datetime>`.")
    text: str = doc("As a clock shows it: `2:29` or `1:02:03`.")
    seconds: float = doc("In seconds.")


@dataclass(frozen=True, slots=True)
class TermContext:
    """A tag, school, goal, level, learning area or phase, as a link."""

    name: str = doc("The name readers see.")
    url: str = doc("The term's page.")
    count: int = doc("How many published entries have it.")
    taxonomy: str = doc("The taxonomy: `tags`, `schools`, `goals`, `levels`, `areas` or `phase`.")
    slug: str = doc("The term's last part of the address.")


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms of one taxonomy."""

    taxonomy: str = doc("`tags`, `schools`, `goals`, `levels`, `areas` or `phase`.")
    label: str = doc("The taxonomy's name in the page's language.")
    url: str = doc("The page that lists all its terms.")
    terms: tuple[TermContext, ...] = doc("The terms.")


@dataclass(frozen=True, slots=True)
class PictureContext:
    """A published picture."""

    url: str = doc("The picture's file.")
    alt: str = doc("What it shows; empty for a picture that adds nothing.")
    width: int = doc("In pixels.")
    height: int = doc("In pixels.")
    caption: str = doc("The line under it.", default="")
    credit: str = doc("Who made it.", default="")


@dataclass(frozen=True, slots=True)
class CardContext:
    """An entry as lists show it."""

    id: str = doc("The entry's id: its path in `content/` without the ending.")
    kind: str = doc("`case-study`, `video`, `page`, `event` or `school`.")
    kind_label: str = doc("The kind in the page's language.")
    url: str = doc("The entry's page.")
    title: str = doc("Its title.")
    summary: str = doc("Its summary, or the beginning of its text.")
    language: str = doc("Its language, where it is not the page's; otherwise empty.")
    date: DateContext | None = doc("When it was published.")
    schools: tuple[TermContext, ...] = doc("Its schools.")
    tags: tuple[TermContext, ...] = doc("Its tags.")
    picture: PictureContext | None = doc("Its picture.")
    duration: DurationContext | None = doc("The length of its video.")
    start: DateContext | None = doc("When the event begins.")
    end: DateContext | None = doc("When the event ends.")
    location: str = doc("Where the event is.")
    draft: bool = doc("Whether it is a draft (seen only with `--drafts` and in `portal serve`).")
    cluster: str = doc("The title of its cluster, on the hub; otherwise empty.")


@dataclass(frozen=True, slots=True)
class DownloadContext:
    """A file that readers may take away."""

    url: str = doc("The file.")
    title: str = doc("What it is.")
    name: str = doc("The name it is saved under.")
    size: str = doc("Its size in words, such as `120 KB`.")
    media_type: str = doc("Its media type, such as `application/pdf`.")


@dataclass(frozen=True, slots=True)
class PersonContext:
    """Someone seen or named."""

    name: str = doc("The name; may be empty.")
    role: str = doc("What the person does; may be empty.")


@dataclass(frozen=True, slots=True)
class CueContext:
    """One timed line of a transcript."""

    id: str = doc("The id of its place in the page: `t=83`.")
    url: str = doc("The link to its moment.")
    seconds: float = doc("When it starts.")
    time: str = doc("When it starts, as a clock shows it: `1:23`.")
    text: str = doc("What is said.")


@dataclass(frozen=True, slots=True)
class PassageContext:
    """A passage of a transcript."""

    id: str = doc("The id of its place in the page.")
    speaker: str = doc("Who speaks, where known and other than in the passage before.")
    time: str = doc("When it starts, as a clock shows it; empty where not known.")
    text: str = doc("What is said.")
    cues: tuple[CueContext, ...] = doc("Its timed lines; empty where not timed.")


@dataclass(frozen=True, slots=True)
class SegmentContext:
    """A passage of a video that its author marked."""

    url: str = doc("The link to its moment, on the video's page.")
    title: str = doc("What it is about; the names of its terms where the author says no more.")
    time: str = doc("When it starts, as a clock shows it.")
    end_time: str = doc("When it ends, as a clock shows it; empty where not known.")
    seconds: float = doc("When it starts, in seconds.")
    end_seconds: float = doc("When it ends, in seconds; the same as its start where not known.")
    share_start: float = doc("Where it starts in the whole video, from 0 to 100; 0 where the length is not known.")
    share_width: float = doc("Its part of the whole video, from 0 to 100; 0 where the length is not known.")
    tone: int = doc("A number from 1 to 6, the same for the same terms: segments alike look alike.")
    terms: tuple[TermContext, ...] = doc("Its tags and goals.")


@dataclass(frozen=True, slots=True)
class MomentContext:
    """A segment of a video, on the page of one of its terms."""

    segment: SegmentContext = doc("The segment.")
    card: CardContext = doc("The video.")


@dataclass(frozen=True, slots=True)
class TranscriptContext:
    """One language's transcript."""

    language: str = doc("The language, as a tag: `en-NZ`.")
    language_name: str = doc("The language's own name.")
    timed: bool = doc("Whether its lines have times.")
    passages: tuple[PassageContext, ...] = doc("Its passages, in order.")
    captions_url: str = doc("The captions as a WebVTT file; empty where not timed.")
    text_url: str = doc("The transcript as a plain text file.")


@dataclass(frozen=True, slots=True)
class PlayerContext:
    """A video that can be played, or a link to where it can."""

    form: str = doc("`file` (plays here), `youtube`, `vimeo`, `link` (an address to open) or `none`.")
    url: str = doc("The media file, or the address of the video's page at its host.")
    embed_url: str = doc("The host's privacy-friendly player, to be loaded on a click; empty for files.")
    media_type: str = doc("The media type of a file; otherwise empty.")
    title: str = doc("The video's title.")
    poster: PictureContext | None = doc("The picture shown before it plays.")
    captions: tuple[TranscriptContext, ...] = doc("The languages that have captions.")


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A pulled quote, given to `partials/quote.html`."""

    content: Markup = doc("The quoted words.")
    label: str = doc("Who or what is quoted.")
    url: str = doc("The quoted video's page, at the moment where that is known.")
    time: str = doc("The moment as a clock shows it; empty where not known.")


@dataclass(frozen=True, slots=True)
class FigureContext:
    """A picture in a body, given to `partials/figure.html`."""

    picture: PictureContext = doc("The picture.")
    figure: bool = doc("Whether it stands alone, as a figure; otherwise it is part of a line.")
    css: str = doc("The author's class names.")


@dataclass(frozen=True, slots=True)
class EmbedContext:
    """A video embedded in a body, given to `partials/embed.html`."""

    player: PlayerContext = doc("The video.")
    title: str = doc("The words the author gave; the video's title if none.")
    url: str = doc("The video's own page.")
    duration: DurationContext | None = doc("Its length.")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ThemeContext:
    """What the theme itself brings."""

    name: str = doc("The theme's name.")
    style_url: str = doc("The style sheet.")
    brand_url: str = doc("The style sheet with the site's own colours; empty where it has none.")
    script_url: str = doc("The script; empty where the theme has none.")
    icon_url: str = doc("The icon: the theme's own, or the site's mark.")
    assets: dict[str, str] = doc("All files of the theme by name, with their addresses: `theme.assets[\"player.js\"]`.")
    policy: str = doc("The content security policy, for the meta tag.")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page has."""

    title: str = doc("The page's title.")
    url: str = doc("Its absolute address, where that of the portal is known; otherwise empty.")
    language: str = doc("Its language, as a tag.")
    description: str = doc("A sentence or two, for search engines and previews.")
    breadcrumb: tuple[Link, ...] = doc(
        "“You are here”: from the front page to this page, the last, without an address."
    )
    image_url: str = doc("A picture for previews, absolute; empty where there is none.")
    json_ld: Markup = doc("The page's JSON-LD, ready for its script element; empty where there is none.")
    feed_url: str = doc("The feed of what this page lists; empty where there is none.")
    indexed: bool = doc("Whether search engines should list it.")
    preview: bool = doc("Whether the page is shown by `portal serve`.")


@dataclass(frozen=True, slots=True)
class EntryPage(PageContext):
    """What the page of every entry has (`entry.html` and the kinds' own templates)."""

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


@dataclass(frozen=True, slots=True)
class CaseStudyPage(EntryPage):
    """`case-study.html`."""


@dataclass(frozen=True, slots=True)
class VideoPage(EntryPage):
    """`video.html`."""

    player: PlayerContext = doc("The video.")
    duration: DurationContext | None = doc("Its length.")
    transcripts: tuple[TranscriptContext, ...] = doc("Its transcripts, the page's own language first.")
    chapters: tuple[CueContext, ...] = doc("Its chapters.")
    segments: tuple[SegmentContext, ...] = doc("The passages its author marked, by their start.")


@dataclass(frozen=True, slots=True)
class PagePage(EntryPage):
    """`page.html`."""

    children: tuple[Link, ...] = doc("The pages below this one, in order.")
    siblings: tuple[Link, ...] = doc("The pages beside this one, this one included, in order.")


@dataclass(frozen=True, slots=True)
class EventPage(EntryPage):
    """`event.html`."""

    start: DateContext = doc("When it begins.")
    end: DateContext | None = doc("When it ends.")
    location: str = doc("Where it is; may be empty.")
    online_url: str = doc("Where to join it online; may be empty.")
    calendar_url: str = doc("The event as an `.ics` file.")


@dataclass(frozen=True, slots=True)
class SchoolPage(EntryPage):
    """`school.html`."""

    entries: tuple[CardContext, ...] = doc("What the school shares, newest first; the rest is on further pages.")
    count: int = doc("How many entries the school shares.")
    next_url: str = doc("The page with the next entries; empty where all are here.")


@dataclass(frozen=True, slots=True)
class HomePage(PageContext):
    """`home.html`: a cluster's front page."""

    content: Markup = doc("The body of `index.md`; may be empty.")
    goals: tuple[TermContext, ...] = doc("The goals of the cluster.")
    featured: tuple[CardContext, ...] = doc("Entries that the authors feature.")
    newest: tuple[CardContext, ...] = doc("The newest entries that are not featured.")
    events: tuple[CardContext, ...] = doc("The newest events, by their start.")
    lists: tuple[Link, ...] = doc("The lists: case studies, videos, events.")
    browse: tuple[TermGroup, ...] = doc("The terms that are used most, a group for each taxonomy.")


@dataclass(frozen=True, slots=True)
class ListPage(PageContext):
    """`list.html`: a list of entries, or one page of it."""

    cards: tuple[CardContext, ...] = doc("The entries on this page.")
    count: int = doc("How many entries the whole list has.")
    number: int = doc("This page's number, from 1.")
    pages: tuple[Link, ...] = doc("All pages of the list, titled by number; empty for a list of one page.")
    previous_url: str = doc("The page before; empty on the first.")
    next_url: str = doc("The page after; empty on the last.")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class TermIndexPage(PageContext):
    """`terms.html`: all terms of a taxonomy."""

    taxonomy: str = doc("`tags`, `schools`, `goals`, `levels`, `areas` or `phase`.")
    terms: tuple[TermContext, ...] = doc("The terms: by name, or as the cluster orders its goals and phases.")


@dataclass(frozen=True, slots=True)
class ClusterContext:
    """A cluster, as the hub shows it."""

    title: str = doc("Its name.")
    url: str = doc("Its front page.")
    region: str = doc("Where its schools are.")
    summary: str = doc("Its summary, or its vision.")
    brand: str = doc("Its colour, as `#rrggbb`; may be empty.")
    mark_url: str = doc("Its mark: an SVG picture without words.")
    count: int = doc("How many entries it has published.")
    newest: tuple[CardContext, ...] = doc("Its newest entries.")


@dataclass(frozen=True, slots=True)
class HubPage(PageContext):
    """`hub.html`: the portal's front page over all clusters."""

    clusters: tuple[ClusterContext, ...] = doc("The clusters.")
    newest: tuple[CardContext, ...] = doc("The newest entries of all clusters.")


@dataclass(frozen=True, slots=True)
class MissingPage(PageContext):
    """`404.html`: what a server shows for an address that is not there."""

    lists: tuple[Link, ...] = doc("Places to go on from.")


@dataclass(frozen=True, slots=True)
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
    ("404.html", MissingPage),
    ("redirect.html", RedirectPage),
)
# Partials that the generator itself renders, for what stands in a body: the template, and the type of `item`.
PARTIALS: tuple[tuple[str, type], ...] = (
    ("partials/figure.html", FigureContext),
    ("partials/embed.html", EmbedContext),
    ("partials/quote.html", QuoteContext),
)
