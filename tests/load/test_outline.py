"""The outline of an entry: everything that the site must know of it, and none of its text."""

from __future__ import annotations

from dataclasses import fields

from generator.load.outline import outline_of
from generator.model.entry import Entry
from generator.model.outline import Outline
from tests.factories import make_entry, make_transcript
from tests.sites import make_body

BODY = make_body(
    "First words.\n\n## One {#eins}\n\n[a file](plan.pdf), [again](plan.pdf) and ![a picture](a.jpg)\n\n"
    "> Kia ora.\n> — [Mere](../videos/kea.md)\n\n## Two\n\nMore.\n"
)


def entry(**given: object) -> Entry:
    return make_entry("a", body=BODY, **given)  # type: ignore[arg-type]


def test_what_both_have_is_the_same_in_both() -> None:
    whole = entry(date="2026-03-01", tags="Reading", media=("content/hereora/case-studies/a.mp4",))
    outline = outline_of(whole)
    both = {field.name for field in fields(Entry)} & {field.name for field in fields(Outline)}
    assert {"id", "fields", "spans", "files", "media", "words", "digest"} <= both
    different = {name for name in both if getattr(whole, name) != getattr(outline, name)}
    assert different <= {"transcripts", "search"}


def test_links_quotes_and_headings_are_those_of_the_body() -> None:
    outline = outline_of(entry())
    assert [path.rsplit("/", 1)[-1] for path in outline.linked][:1] == ["plan.pdf"]
    assert len(set(outline.linked)) == len(outline.linked)
    assert not any(path.endswith("a.jpg") for path in outline.linked)
    assert {target.path.rsplit("/", 1)[-1] for target in outline.targets} >= {"plan.pdf", "a.jpg", "kea.md"}
    assert len(outline.quotes) == 1
    assert outline.quotes[0].content == ()
    assert len(outline.headings) == 2
    assert len(outline_of(make_entry("b", body=make_body("## x\n\ny\n\n" * 20))).headings) == 8


def test_the_opening_stands_in_for_a_summary_alone() -> None:
    assert outline_of(entry()).opening == "First words."
    assert outline_of(entry(summary="In short.")).opening == ""
    long = outline_of(make_entry("b", body=make_body("word " * 200))).opening
    assert 200 < len(long) <= 241
    spoken = make_entry("kea", kind="video", transcripts=(make_transcript("Kia ora."),))
    assert outline_of(spoken).opening == "Kia ora."
    assert outline_of(make_entry("c")).opening == ""


def test_transcripts_are_named_without_their_words() -> None:
    spoken = make_entry("kea", kind="video", transcripts=(make_transcript("Kia ora.", "Tēnā koe."),), summary="s")
    outline = outline_of(spoken)
    assert [(one.path, one.language, one.timed) for one in outline.transcripts] == [
        ("content/hereora/videos/kea.vtt", "", True)
    ]
    assert outline.spoken == 10_000
    assert not outline.has_chapters
    assert "Tēnā" not in repr(outline)
