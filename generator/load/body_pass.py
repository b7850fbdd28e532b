"""The one pass over a body's clean HTML: it leaves gaps where addresses, pictures and quotes are put in at render.

The HTML comes from ``sanitise`` and is canonical: every ``<`` begins a tag, attributes are in double quotes. The pass
only takes out or renames attributes and takes out whole elements, so what was safe stays safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape

from generator.core.codes.body import E204, E217, E220
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import did_you_mean, one_line
from generator.load.anchors import Anchors
from generator.load.links import VIDEO_ENDINGS, picture_target, resolve_target, shown
from generator.load.places import Places
from generator.model.body import LinkRef, MediaRef, QuoteRef, Section, Segment, Target

_ATTRIBUTES = r'([^">]*(?:"[^"]*"[^">]*)*)'
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*){_ATTRIBUTES}>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_LONE_IMAGE = re.compile(rf"<p{_ATTRIBUTES}>\s*<img{_ATTRIBUTES}>\s*</p>")
_LINK_END = re.compile(rf"{_ATTRIBUTES}>(.*?)</a>\s*</p>\s*", re.DOTALL)

_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIGHEST, _LOWEST = 2, 6  # the page's title is its only h1
# Tags that the pass may change, or at whose end it looks back.
_CHANGED = _HEADINGS | {"a", "blockquote", "img"}
# Tags that do not end a word.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "rp"}
    | {"rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
# For how many unknown headings of one body the nearest is looked for: it takes a while where there are thousands.
_MAX_GUESSES = 20
_DASHES = ("—", "–", "―", "--")
_DECORATIVE = "decorative"
_FOOTNOTE_LINKS = ("footnote-ref", "footnote-backref")


@dataclass(frozen=True, slots=True)
class _Inside:
    """A link to a place in the same body, which is known only when all of it has been read."""

    target: Target


@dataclass(frozen=True, slots=True)
class _Quote:
    """A pulled quote whose own links are still to be found."""

    content: tuple[str | LinkRef | MediaRef | _Inside, ...]
    label: str
    target: Target


_Settled = str | LinkRef | MediaRef | _Quote
_Piece = _Settled | _Inside


@dataclass(slots=True)
class _Open:
    """An element that is open: where it begins in the pieces and in the words, and how deep it is."""

    piece: int
    word: int
    depth: int
    attributes: dict[str, str] = field(default_factory=dict)
    target: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a body's HTML holds.

    ``addresses`` are those of its links and pictures; ``lost`` says that a link or picture had none.
    """

    segments: tuple[Segment, ...]
    sections: tuple[Section, ...]
    anchors: tuple[tuple[str, str], ...]
    addresses: frozenset[str]
    lost: bool
    problems: tuple[Diagnostic, ...]


def read_html(html: str, *, path: str, places: Places) -> Read:
    """Return the segments, sections and anchors of clean ``html``; ``path`` is the file it was written in."""
    reader = _Reader(path, places)
    reader.read(html)
    return reader.result()


def plain(html: str) -> str:
    """Return the words of a piece of clean HTML, on one line."""
    return one_line(unescape(_TAG.sub(_as_space, html)))


def _as_space(tag: re.Match[str]) -> str:
    return "" if tag[2] in _INLINE else " "


class _Reader:
    def __init__(self, path: str, places: Places) -> None:
        self._path = path
        self._places = places
        self._anchors = Anchors()
        self._pieces: list[_Piece] = []
        self._words: list[str] = []
        self._depth = 0
        self._heading: _Open | None = None
        self._quote: _Open | None = None
        self._link: _Open | None = None
        self._silent = False  # inside the number of a footnote
        self._sections: list[tuple[str, str, int, int, int]] = []  # id, title, level, first word, word after the title
        self._addresses: set[str] = set()
        self._lost = False
        self._problems: list[Diagnostic] = []
        self._guesses = 0

    def read(self, html: str) -> None:
        pieces, words = self._pieces, self._words
        done = 0  # html before this is in the pieces
        end = 0
        parted = False  # the last of the words is a space
        parts = iter(_TAG.split(html))
        for text, closing, name, attributes in zip(parts, parts, parts, parts, strict=False):
            start = end + len(text)
            end = start + len(closing) + len(name) + len(attributes) + 2
            if start < done:
                continue
            # The line break between two blocks parts no more words than their tags do.
            if text and not self._silent and not (parted and text == "\n"):
                words.append(text)
                parted = False
            if not parted and name not in _INLINE:
                words.append(" ")
                parted = True
            if closing:
                self._depth -= 1
                if name in _CHANGED:
                    pieces.append(html[done:start])
                    done = end
                    self._close(name)
                continue
            if name == "p" and html.startswith(("<img", "\n", " "), end) and (lone := _LONE_IMAGE.match(html, start)):
                pieces.append(html[done:start])
                done = lone.end()
                around = _attributes(lone[1])
                css = around.pop("class", "")
                self._picture({"id": around.get("id", ""), **_attributes(lone[2])}, figure=True, css=css)
                parted = False
                continue
            if name in _CHANGED or ' id="' in attributes:
                pieces.append(html[done:start])
                done = end
                self._open(name, attributes)
                parted = False
            if name not in _VOID:
                self._depth += 1
        pieces.append(html[done:])
        words.append(html[end:])

    def _open(self, name: str, written: str) -> None:
        if name == "img":
            self._picture(_attributes(written))
        elif name == "a":
            self._open_link(_attributes(written))
        elif name in _HEADINGS and self._heading is None:
            self._heading = _Open(len(self._pieces), len(self._words), self._depth, _attributes(written))
            self._pieces.append("")
        else:
            if name == "blockquote" and not written and self._depth == 0:
                self._quote = _Open(len(self._pieces), len(self._words), 0)
            shown_name = _clipped(name) if name in _HEADINGS else name
            self._pieces.append(f"<{shown_name}{_written(self._with_id(_attributes(written)))}>")

    def _close(self, name: str) -> None:
        if name in _HEADINGS:
            if self._heading is not None and self._heading.depth == self._depth:
                self._close_heading(name, self._heading)
                self._heading = None
            self._pieces.append(f"</{_clipped(name)}>")
            return
        self._pieces.append(f"</{name}>")
        if name == "a":
            self._close_link()
        elif name == "blockquote" and self._depth == 0 and self._quote is not None:
            self._close_quote(self._quote)
            self._quote = None

    def _with_id(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes with the id as it is in the page, in the place of the author's id or name."""
        written = attributes.pop("id", "") or attributes.get("name", "")
        attributes.pop("name", None)
        if written and (page := self._anchors.other(unescape(written))):
            return {"id": page, **attributes}
        return attributes

    # --- headings ---------------------------------------------------------------------------------------------------

    def _close_heading(self, name: str, heading: _Open) -> None:
        title = self._text(heading.word, len(self._words))
        page = self._anchors.heading(title, unescape(heading.attributes.pop("id", "")))
        level = _clipped(name)
        self._pieces[heading.piece] = f'<{level} id="{page}"{_written(heading.attributes)}>'
        self._sections.append((page, title, int(level[1]), heading.word, len(self._words)))

    # --- links ------------------------------------------------------------------------------------------------------

    def _open_link(self, attributes: dict[str, str]) -> None:
        href = attributes.pop("href", None)
        classes = attributes.get("class", "")
        if href is None and not attributes.keys() & {"id", "name"}:
            self._lost = True
        attributes = self._with_id(attributes)
        self._link = _Open(len(self._pieces), len(self._words), self._depth)
        if href is None:
            self._pieces.append(f"<a{_written(attributes)}>")
            return
        address = unescape(href)
        if address.startswith("#fn") and classes in _FOOTNOTE_LINKS:
            self._silent = True
            self._addresses.add(address)
            target: Target | None = Target(written=address, span=self._places.beginning, fragment=address[1:])
        else:
            self._addresses.add(address)
            span = self._places.address(address)
            self._link.target, self._link.span = address, span
            target, problems = resolve_target(address, self._path, span)
            self._problems += problems
        self._pieces.append("<a")
        if target is not None:
            if target.url:
                self._pieces.append(f' href="{escape(target.url)}"')
            elif target.fragment and target.path in ("", self._path):
                self._pieces.append(_Inside(target))
            else:
                self._pieces.append(LinkRef(target))
        self._pieces.append(f"{_written(attributes)}>")

    def _close_link(self) -> None:
        link, self._link = self._link, None
        self._silent = False
        if link is None or link.span is None or not link.target.strip():
            return
        seen = any(isinstance(piece, MediaRef) for piece in self._pieces[link.piece :])
        if not seen and not self._text(link.word, len(self._words)):
            self._problems.append(E217.at(link.span, target=link.target))

    # --- pictures ---------------------------------------------------------------------------------------------------

    def _picture(self, attributes: dict[str, str], *, figure: bool = False, css: str = "") -> None:
        source = attributes.get("src")
        alt = one_line(unescape(attributes.get("alt", "")))
        caption = one_line(unescape(attributes.get("title", "")))
        classes = " ".join(f"{css} {attributes.get('class', '')}".split())
        if page := self._with_id(attributes).get("id"):
            # The element that takes the picture's place is the theme's, so what links lead to stands before it.
            self._pieces.append(f'<div id="{page}"></div>' if figure else f'<span id="{page}"></span>')
        target = self._picture_target(unescape(source)) if source is not None else None
        if source is None:
            self._lost = True
        if target is None:
            self._pieces.append(f"<p>{escape(alt)}</p>" if figure else escape(alt))
            return
        is_video = target.path.lower().endswith((".md", *VIDEO_ENDINGS))
        if not alt and not is_video and _DECORATIVE not in classes.split():
            self._problems.append(E220.at(target.span, target=target.written))
        self._pieces.append(MediaRef(target=target, alt=alt, caption=caption, figure=figure, css=unescape(classes)))
        if caption:
            self._words.append(f" {escape(caption)} ")

    def _picture_target(self, source: str) -> Target | None:
        self._addresses.add(source)
        span = self._places.address(source)
        target, problems = picture_target(source, self._path, span)
        self._problems += problems
        return target

    # --- quotes -----------------------------------------------------------------------------------------------------

    def _close_quote(self, quote: _Open) -> None:
        """Replace a quote whose last line is ``— [label](video.md)`` by a piece of its own."""
        parts = _joined(self._pieces[quote.piece + 1 : -1])
        if len(parts) < 3 or isinstance(parts[-1], LinkRef):
            return
        before, link, after = parts[-3:]
        if not (isinstance(before, str) and isinstance(link, LinkRef) and isinstance(after, str)):
            return
        end = _LINK_END.fullmatch(after)
        beginning = _without_dash(before)
        if end is None or beginning is None or not link.target.path.lower().endswith((".md", *VIDEO_ENDINGS)):
            return
        content = [*(part for part in parts[:-3] if not isinstance(part, _Quote)), beginning]
        if isinstance(content[0], str):
            content[0] = content[0].lstrip()
        if not plain("".join(part for part in content if isinstance(part, str))):
            return
        self._pieces[quote.piece :] = [_Quote(content=tuple(content), label=plain(end[2]), target=link.target)]

    # --- the end ----------------------------------------------------------------------------------------------------

    def result(self) -> Read:
        return Read(
            segments=tuple(self._segment(piece) for piece in self._settled(self._pieces)),
            sections=self._read_sections(),
            anchors=self._anchors.pairs(),
            addresses=frozenset(self._addresses),
            lost=self._lost,
            problems=tuple(self._problems),
        )

    def _segment(self, piece: _Settled) -> Segment:
        if not isinstance(piece, _Quote):
            return piece
        content = tuple(part for part in self._settled(piece.content) if not isinstance(part, _Quote))
        text = plain("".join(part for part in content if isinstance(part, str)))
        return QuoteRef(content=content, text=text, label=piece.label, target=piece.target)

    def _settled(self, pieces: Iterable[_Piece]) -> list[_Settled]:
        """The pieces with links within the body as HTML, now that all its ids are known."""
        joined = _joined(self._href(piece) if isinstance(piece, _Inside) else piece for piece in pieces)
        return [piece for piece in joined if piece != "" and not isinstance(piece, _Inside)]

    def _href(self, link: _Inside) -> str:
        target = link.target
        page = self._anchors.find(target.fragment)
        if page is not None:
            return f' href="#{page}"'
        self._guesses += 1
        known = self._anchors.pairs() if self._guesses <= _MAX_GUESSES else ()
        guess = did_you_mean(target.fragment, (written for written, _ in known))
        hint = f"Did you mean `#{shown(guess)}`?" if guess else None
        self._problems.append(E204.at(target.span, hint=hint, heading=target.fragment, place="this text"))
        return ""

    def _read_sections(self) -> tuple[Section, ...]:
        starts = [*(section[3] for section in self._sections), len(self._words)]
        found = []
        if first := self._text(0, starts[0]):
            found.append(Section(id="", title="", level=0, text=first))
        for (page, title, level, _, after), end in zip(self._sections, starts[1:], strict=True):
            found.append(Section(id=page, title=title, level=level, text=self._text(after, end)))
        return tuple(found)

    def _text(self, start: int, end: int) -> str:
        return one_line(unescape("".join(self._words[start:end])))


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, still escaped."""
    return dict(_ATTRIBUTE.findall(written))


def _written(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def _clipped(heading: str) -> str:
    return f"h{min(_LOWEST, max(_HIGHEST, int(heading[1])))}"


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces with neighbouring strings as one."""
    joined: list[_Piece] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            joined.append("".join(run))
            run = []
        joined.append(piece)
    if run:
        joined.append("".join(run))
    return joined


def _without_dash(html: str) -> str | None:
    """``html`` up to the line that consists of a dash and an open ``<a``; ``None`` where it does not end so.

    The paragraph is closed where the line was its last; a paragraph of that line alone is taken away.
    """
    if not html.endswith("<a"):
        return None
    line = html[:-2].rstrip().removesuffix("&nbsp;").rstrip()
    dash = next((dash for dash in _DASHES if line.endswith(dash)), None)
    if dash is None:
        return None
    kept = line.removesuffix(dash)
    if dash == "--":
        kept = kept.rstrip("-")
    kept = kept.rstrip(" ")
    if kept.endswith("<p>"):
        return kept[:-3].rstrip()
    if kept.endswith(("\n", "<br>")):
        return kept.rstrip().removesuffix("<br>").rstrip() + "</p>"
    return None
