"""The parts of the theme contract: what the contexts of pages and sites are made of. See ``render/contract.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform

from markupsafe import Markup

_Context = TypeVar("_Context")


def doc(help_text: str, **options: Any) -> Any:
    """Return a dataclass field that carries its help text."""
    return field(metadata={"help": help_text}, **options)


@dataclass_transform(frozen_default=True, field_specifiers=(doc,))
def context(made: type[_Context]) -> type[_Context]:
    """Make a dataclass of the contract. Nobody may change its fields, as the type checker sees.

    Python itself would make certain only in a way by which thousands of contexts a page take three times as long.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)


@context
class Link:
    """A place to go to."""

    title: str = doc("The words of the link.")
    url: str = doc("The address, relative to the page; empty where the words are not a link.")
    current: bool = doc("Whether it leads to the page at hand or to the part of the site that holds it.", default=False)
    language: str = doc("The language of the words, where it is not the page's; otherwise empty.", default="")


@context
class DateContext:
    """A day, or a moment of a day."""

    iso: str = doc("As ISO 8601, for `<time datetime>`: a date, or a date and time with its offset.")
    text: str = doc("In words, in the page's language.")
    day: str = doc("The day of the month, as a number.")
    month: str = doc("The short name of the month, in the page's language.")


@context
class DurationContext:
    """A length of time."""

    iso: str = doc("As ISO 8601 (`PT2M29S`), for `<time datetime>`.")
    text: str = doc("As a clock shows it: `2:29` or `1:02:03`.")
    seconds: float = doc("In seconds.")


@context
class TermContext:
    """A tag, school, goal, level, learning area or phase, as a link."""

    name: str = doc("The name readers see.")
    url: str = doc("The term's page.")
    count: int = doc("How many published entries have it.")
    taxonomy: str = doc("The taxonomy: `tags`, `schools`, `goals`, `levels`, `areas` or `phase`.")
    slug: str = doc("The term's last part of the address.")


@context
class TermGroup:
    """The terms of one taxonomy."""

    taxonomy: str = doc("`tags`, `schools`, `goals`, `levels`, `areas` or `phase`.")
    label: str = doc("The taxonomy's name in the page's language.")
    url: str = doc("The page that lists all its terms.")
    terms: tuple[TermContext, ...] = doc("The terms.")


@context
class LetterContext:
    """The terms that begin with one letter."""

    letter: str = doc("The letter as a capital without macron; `0–9` for numbers, `…` for anything else.")
    id: str = doc("The id of its place in the page.")
    terms: tuple[TermContext, ...] = doc("The terms, by name.")


@context
class ChoiceContext:
    """One thing that a list can be narrowed down to."""

    name: str = doc("What readers see.")
    value: str = doc("What stands for it in the address: `reading` in `?tag=reading`.")
    url: str = doc("The page of all entries that have it, for lists without a script; empty where there is none.")
    count: int = doc("How many entries of the list have it.")


@context
class FilterContext:
    """What a list can be narrowed down by."""

    name: str = doc("`kind`, `goal`, `school`, `level`, `area`, `phase`, `tag` or `year`, as in the address.")
    label: str = doc("The name in the page's language.")
    url: str = doc("The page that lists all its terms; empty where there is none.")
    choices: tuple[ChoiceContext, ...] = doc("What to choose from: tags and years by use and time, others in order.")


@context
class PictureSource:
    """A picture in one format, in several sizes: what a `<source>` inside of `<picture>` needs."""

    media_type: str = doc("The format, for `<source type>`: `image/avif` or `image/webp`.")
    srcset: str = doc("The addresses of its sizes with their widths, for `<source srcset>`.")


@context
class PictureContext:
    """A published picture."""

    url: str = doc("A file that every browser shows, about 1080 pixels wide: for `<img src>` and a video's `poster`.")
    alt: str = doc("What it shows; empty for a picture that adds nothing.")
    width: int = doc("The width in pixels of its largest size: with `height` it keeps the place until it is loaded.")
    height: int = doc("The height in pixels of its largest size.")
    caption: str = doc("The line under it.", default="")
    credit: str = doc("Who made it.", default="")
    sources: tuple[PictureSource, ...] = doc(
        "Its better compressed formats, the best first; none for small or moving pictures.", default=()
    )
    srcset: str = doc("The sizes of the format that every browser shows, for `<img srcset>`; may be empty.", default="")
    full_url: str = doc("The largest size, in the format that every browser shows.", default="")
    tone: str = doc(
        "The class of the colour that stands for it until it is loaded: `tone-01` to `tone-48`, each with a rule in "
        "the default theme's style sheet. Empty where the picture can be seen through.",
        default="",
    )


@context
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
    mark_url: str = doc("The mark of its cluster, for cards without a picture; may be empty.")


@context
class DownloadContext:
    """A file that readers may take away."""

    url: str = doc("The file.")
    title: str = doc("What it is.")
    name: str = doc("The name it is saved under.")
    size: str = doc("Its size in words, such as `120 KB`.")
    media_type: str = doc("Its media type, such as `application/pdf`.")


@context
class PersonContext:
    """Someone seen or named."""

    name: str = doc("The name; may be empty.")
    role: str = doc("What the person does; may be empty.")


@context
class CueContext:
    """One timed line of a transcript."""

    id: str = doc("The id of its place in the page: `t=83`.")
    url: str = doc("The link to its moment.")
    seconds: float = doc("When it starts.")
    time: str = doc("When it starts, as a clock shows it: `1:23`.")
    text: str = doc("What is said.")
    marks: tuple[str, ...] = doc(
        "Further ids of its place: those of chapters and segments that begin in it.", default=()
    )


@context
class PassageContext:
    """A passage of a transcript."""

    id: str = doc("The id of its place in the page.")
    speaker: str = doc("Who speaks, where known and other than in the passage before.")
    time: str = doc("When it starts, as a clock shows it; empty where not known.")
    text: str = doc("What is said.")
    cues: tuple[CueContext, ...] = doc("Its timed lines; empty where not timed.")
    url: str = doc("The link to its moment, where that is known, or to its place in the page.", default="")
    seconds: float | None = doc("When it starts, in seconds, where that is known.", default=None)
    marks: tuple[str, ...] = doc(
        "Further ids of its place: those of chapters and segments that begin in it.", default=()
    )


@context
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


@context
class MomentContext:
    """A segment of a video, on the page of one of its terms."""

    segment: SegmentContext = doc("The segment.")
    card: CardContext = doc("The video.")


@context
class TranscriptContext:
    """One language's transcript."""

    language: str = doc("The language, as a tag: `en-NZ`.")
    language_name: str = doc("The language's own name.")
    timed: bool = doc("Whether its lines have times.")
    passages: tuple[PassageContext, ...] = doc("Its passages, in order.")
    captions_url: str = doc("The captions as a WebVTT file; empty where not timed.")
    text_url: str = doc("The transcript as a plain text file.")


@context
class TrackContext:
    """What goes along with a video, as a WebVTT file for `<track>`."""

    kind: str = doc("`captions`, `chapters` or `descriptions`.")
    url: str = doc("The file.")
    language: str = doc("Its language, as a tag.")
    label: str = doc("The language's own name.")


@context
class PlayerContext:
    """A video that can be played, or a link to where it can."""

    form: str = doc("`file` (plays here), `youtube`, `vimeo`, `link` (an address to open) or `none`.")
    url: str = doc("The media file, or the address of the video's page at its host.")
    embed_url: str = doc("The host's privacy-friendly player, to be loaded on a click; empty for files.")
    media_type: str = doc("The media type of a file; otherwise empty.")
    title: str = doc("The video's title.")
    poster: PictureContext | None = doc("The picture shown before it plays.")
    tracks: tuple[TrackContext, ...] = doc("Captions, the video's own language first, then chapters and descriptions.")
    cues_url: str = doc("The same cues as a script, for sites that are opened as files; empty where there are none.")


@context
class QuoteContext:
    """A pulled quote, given to `partials/quote.html`."""

    content: Markup = doc("The quoted words.")
    label: str = doc("Who or what is quoted.")
    url: str = doc("The quoted video's page, at the moment where that is known.")
    time: str = doc("The moment as a clock shows it; empty where not known.")


@context
class FigureContext:
    """A picture in a body, given to `partials/figure.html`."""

    picture: PictureContext = doc("The picture.")
    figure: bool = doc("Whether it stands alone, as a figure; otherwise it is part of a line.")
    css: str = doc("The author's class names.")


@context
class EmbedContext:
    """A video embedded in a body, given to `partials/embed.html`."""

    player: PlayerContext = doc("The video.")
    title: str = doc("The words the author gave; the video's title if none.")
    url: str = doc("The video's own page.")
    duration: DurationContext | None = doc("Its length.")
    has_words: bool = doc("Whether the video's own page has what is said.")
