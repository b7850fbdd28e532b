"""A body can be asked for its words, its quotes, and what it points to."""

from __future__ import annotations

from generator.core.diagnostics import Span
from generator.model.body import EMPTY_BODY, Body, LinkRef, MediaRef, QuoteRef, Section, Target


def _target(written: str) -> Target:
    return Target(written=written, span=Span("content/kowhai/index.md", 1), path=f"content/kowhai/{written}")


LINK, PICTURE = LinkRef(_target("a.md")), MediaRef(_target("b.jpg"), alt="B")
INNER, QUOTED = LinkRef(_target("c.md")), _target("d.md")
QUOTE = QuoteRef(content=("<p>", INNER, "</p>"), text="Kia ora", label="D", target=QUOTED)
BODY = Body(
    segments=("<p>", LINK, PICTURE, QUOTE),
    sections=(Section("", "", 0, "Before."), Section("part", "Part", 2, "")),
    anchors=(("part", "part"),),
)


def test_the_words_are_those_of_all_sections() -> None:
    assert BODY.text == "Before.\nPart"
    assert EMPTY_BODY.text == ""


def test_the_quotes_are_found() -> None:
    assert BODY.quotes == (QUOTE,)


def test_targets_are_in_order_and_those_inside_quotes_count() -> None:
    assert BODY.targets == (LINK.target, PICTURE.target, INNER.target, QUOTED)
