"""Entries come back from their rows as they were; what is damaged, or is none, does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.build.packing import DamagedValueError, pack
from generator.build.rows import entry_of, row_of, told_by
from generator.core.codes.body import E203
from generator.core.diagnostics import Span
from generator.load.outline import outline_of
from generator.model.body import Body, LinkRef, QuoteRef, Section
from generator.model.entry import Entry
from generator.model.search_text import NOTHING
from generator.model.transcript import Cue, Passage, Transcript
from tests.factories import make_entry, make_transcript, target

CUES = (Cue(0, 1000, "Kia ora.", "Mere"), Cue(1000, 1500, "Hello."), Cue(1500, 2500, "All."))
SAID = (Passage("Kia ora. Hello.", "Mere", 0, CUES[:2]), Passage("All.", "", 1500, CUES[2:]))
TIMED = Transcript("a.vtt", "mi", True, SAID)
UNTIMED = Transcript("a.txt", "", False, (Passage("One."), Passage("Two.", "Tama", 83_500)))
EMPTY = Transcript("b.txt", "", False, ())
LINK = LinkRef(target("content/hereora/case-studies/b.md"))
QUOTE = QuoteRef(("x", LINK), "x", "Kea", LINK.target)
BODY = Body(("<p>", LINK, QUOTE), (Section("a", "A", 2, "x"),), (("a", "a"),))
TOLD = (E203.at(Span("a.md", 3), target="x"),)
ENTRIES = {
    "short": make_entry("kea"),
    "with fields": make_entry("kea", date="2026-03-01 10:00", tags="Reading", people=["Mere"], draft="no"),
    "a video": make_entry("kea", kind="video", transcripts=(TIMED, UNTIMED, EMPTY, make_transcript("Hello."))),
    "all": replace(
        make_entry("kea", kind="video", body=BODY, files={"poster": target("a.jpg")}, words=(("kea", 3), ("tui", 1))),
        chapters=CUES[:1],
        media=("kea.mp4",),
    ),
    "without places": replace(make_entry("kea"), spans={}),
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    row = row_of("d", entry, outline_of(entry), TOLD)
    outline, told = told_by(row)
    assert (outline, told) == (outline_of(entry), TOLD)
    assert outline is not None
    again = entry_of(outline, row.rest, "d")
    assert replace(again, search=entry.search) == entry
    assert again.search == NOTHING
    assert again.fields.model_fields_set == entry.fields.model_fields_set
    assert repr(again.fields) == repr(entry.fields)
    assert {type(span) for span in again.spans.values()} <= {Span}
    assert {type(cue) for transcript in again.transcripts for cue in transcript.cues} <= {Cue}


def test_what_is_no_entry_has_no_outline() -> None:
    row = row_of("d", None, None, TOLD)
    assert told_by(row) == (None, TOLD)
    assert (row.rest, row.text) == (b"", b"")


@pytest.mark.parametrize("value", [5, (1, 2), (1, 2, 3), ((1, 2), (5,), ()), ([], [[], 5], []), "abc"])
def test_other_values_at_its_key_are_refused(value: object) -> None:
    entry = ENTRIES["a video"]
    row = row_of("d", entry, outline_of(entry), ())
    with pytest.raises(DamagedValueError):
        told_by(row._replace(outline=pack(value, key="d")))
    with pytest.raises(DamagedValueError):
        entry_of(outline_of(entry), pack(value, key="d"), "d")
    for damaged in (row.rest[:-1], row.text, b""):
        with pytest.raises(DamagedValueError):
            entry_of(outline_of(entry), damaged, "d")
