"""An entry knows where each of its values stands."""

from __future__ import annotations

from generator.core.diagnostics import Span
from generator.model.body import EMPTY_BODY
from generator.model.entry import Entry
from generator.model.fields import EntryFields
from generator.model.search_text import SearchText

PATH = "content/kowhai/videos/kea.md"
SPANS = {"title": Span(PATH, 2, 8, 3), "image": Span(PATH, 4, 1, 5), "image.src": Span(PATH, 5, 8, 7)}


def _entry() -> Entry:
    return Entry(
        id="kowhai/videos/kea",
        cluster="kowhai",
        kind="video",
        path=PATH,
        fields=EntryFields(title="Kea"),
        spans=SPANS,
        body=EMPTY_BODY,
        transcripts=(),
        chapters=(),
        files={},
        media=(),
        words=(),
        search=SearchText("", b"", 0, ()),
        digest="x",
    )


def test_a_value_has_its_place() -> None:
    assert _entry().span("image.src") == SPANS["image.src"]


def test_a_missing_value_has_the_place_around_it() -> None:
    assert _entry().span("image.alt") == SPANS["image"]
    assert _entry().span("summary") == Span(PATH, 1)
