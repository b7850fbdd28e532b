"""An outline knows where each value of its entry stands."""

from __future__ import annotations

from dataclasses import replace

from generator.core.diagnostics import Span
from tests.factories import make_outline

PATH = "content/hereora/videos/kea.md"
SPANS = {"title": Span(PATH, 2, 8, 3), "image": Span(PATH, 4, 1, 5), "image.src": Span(PATH, 5, 8, 7)}
OUTLINE = replace(make_outline("kea", kind="video"), spans=SPANS)


def test_a_value_has_its_place() -> None:
    assert OUTLINE.span("image.src") == SPANS["image.src"]


def test_a_missing_value_has_the_place_around_it() -> None:
    assert OUTLINE.span("image.alt") == SPANS["image"]
    assert OUTLINE.span("summary") == Span(PATH, 1)
