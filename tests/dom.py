"""A page as a tree of elements: strict enough to notice a tag that is left open, small enough to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(eq=False)
class Element:
    """An element; ``parts`` are its texts and elements in order, ``line`` its line in the file."""

    tag: str
    attributes: dict[str, str]
    line: int
    parts: list[str | Element] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """Yield this element and all below it, in document order."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(part for part in reversed(element.parts) if isinstance(part, Element))

    def find(self, *tags: str, **attributes: str) -> list[Element]:
        """Return the elements with one of these tags (any, if none) and these attributes (``rel="icon"``)."""
        return [
            element
            for element in self.all()
            if (not tags or element.tag in tags)
            and all(element.attributes.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]

    def with_class(self, name: str) -> list[Element]:
        """Return the elements that have this class."""
        return [element for element in self.all() if name in element.attributes.get("class", "").split()]

    @property
    def raw_text(self) -> str:
        """All text in it, as in the file."""
        pieces: list[str] = []
        stack: list[str | Element] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, str):
                pieces.append(part)
            else:
                stack.extend(reversed(part.parts))
        return "".join(pieces)

    @property
    def text(self) -> str:
        """All text in it, with each run of white space as one space."""
        return " ".join(self.raw_text.split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, 0)
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"line {self.getpos()[0]}: <{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"line {self.getpos()[0]}: </{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def parse(text: str, name: str = "the page") -> Element:
    """Return a page, or a part of one. A tag that is not closed, or closed out of order, is an assertion error."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.open == [builder.root], f"{name}: <{builder.open[-1].tag}> is not closed"
    return builder.root


@lru_cache(maxsize=512)
def read_page(path: Path) -> Element:
    """Return the page in a file."""
    return parse(path.read_text(encoding="utf-8"), str(path))


def pages_of(site: Path) -> list[Path]:
    """Return all HTML files of a built site, sorted."""
    return sorted(path for path in site.rglob("*.html") if ".portal" not in path.parts)
