"""A converted body: trusted HTML with gaps, where addresses and embedded media are put in at render.

One conversion serves every cluster and any cache, because no address of the built site is in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Target:
    """What a link or picture points to, as written and as understood.

    ``path`` is the file below the portal's folder that is meant (``content/hereora/videos/kea.md``), NFC; it is ""
    for addresses of other hosts and for places in the same entry. ``fragment`` has no ``#``. ``url`` is the safe
    address of another host, or "".
    """

    written: str
    span: Span
    path: str = ""
    fragment: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class LinkRef:
    """The place of an ``<a>``'s ``href`` attribute: rendered as `` href="…"``, or as nothing where it leads nowhere."""

    target: Target


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A picture, or an embedded video: a whole element, figure and caption included.

    ``figure`` says that it stands alone in its paragraph. ``caption`` is plain text. ``css`` holds the author's
    class names.
    """

    target: Target
    alt: str
    caption: str = ""
    figure: bool = False
    css: str = ""


@dataclass(frozen=True, slots=True)
class QuoteRef:
    """A pulled quote: a blockquote whose last line is ``— [label](video.md)``.

    ``content`` is the quote's HTML without that line; ``text`` its plain words, to be looked up in the transcript.
    """

    content: tuple[str | LinkRef | MediaRef, ...]
    text: str
    label: str
    target: Target


Segment = str | LinkRef | MediaRef | QuoteRef


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the plain text below it. The text before the first heading has id, title "" and level 0."""

    id: str
    title: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """An entry's body. ``anchors`` are all ids that a ``#fragment`` may name: as written → as in the page."""

    segments: tuple[Segment, ...]
    sections: tuple[Section, ...]
    anchors: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The words of the body without markup, headings included."""
        return "\n".join(part for section in self.sections for part in (section.title, section.text) if part)

    @property
    def quotes(self) -> tuple[QuoteRef, ...]:
        """The pulled quotes, in order."""
        return tuple(segment for segment in self.segments if isinstance(segment, QuoteRef))

    @property
    def targets(self) -> tuple[Target, ...]:
        """Everything the body points to, in order."""
        found: list[Target] = []
        for segment in self.segments:
            if isinstance(segment, QuoteRef):
                found.extend(part.target for part in segment.content if not isinstance(part, str))
            if not isinstance(segment, str):
                found.append(segment.target)
        return tuple(found)


EMPTY_BODY = Body(segments=(), sections=(), anchors=())
