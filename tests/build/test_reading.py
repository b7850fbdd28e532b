"""The files of an entry, and the digest that names what they hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.reading import Reading, load_source, read_source
from generator.core.codes.site import E310
from generator.core.diagnostics import Span
from generator.kinds import kind_specs, other_fields
from generator.model.source import Bundle

BUNDLE = Bundle(
    id="kowhai/videos/kea",
    cluster="kowhai",
    kind="video",
    path="content/kowhai/videos/kea.md",
    transcripts=(("content/kowhai/videos/kea.vtt", ""), ("content/kowhai/videos/kea.mi.vtt", "mi")),
    media=("content/kowhai/videos/kea.mp4",),
)
KINDS = {name: (kind, other_fields(name)) for name, kind in kind_specs().items()}


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    places = tuple(tmp_path / path.rsplit("/", 1)[-1] for path in BUNDLE.files)
    for place, text in zip(places, ("---\ntitle: Kea\n---\n", "WEBVTT\n", "WEBVTT\n\n"), strict=True):
        place.write_text(text)
    return Reading(BUNDLE, places)


def test_a_source_has_all_files_with_their_bytes(reading: Reading) -> None:
    source, problems = read_source(reading)
    assert problems == ()
    assert (source.id, source.data, source.media) == (BUNDLE.id, b"---\ntitle: Kea\n---\n", BUNDLE.media)
    assert [(file.path, file.data, file.language) for file in source.transcripts] == [
        ("content/kowhai/videos/kea.vtt", b"WEBVTT\n", ""),
        ("content/kowhai/videos/kea.mi.vtt", b"WEBVTT\n\n", "mi"),
    ]


def test_the_digest_is_another_for_other_files(reading: Reading) -> None:
    known = {read_source(reading)[0].digest}
    assert {read_source(reading)[0].digest} == known
    for bundle in (
        replace(BUNDLE, path="content/kowhai/videos/other.md"),
        replace(BUNDLE, media=()),
        replace(BUNDLE, media=(*BUNDLE.media, "content/kowhai/videos/kea.webm")),
        replace(BUNDLE, transcripts=((BUNDLE.transcripts[0][0], "mi"), ("content/kowhai/videos/x.vtt", ""))),
    ):
        known.add(read_source(Reading(bundle, reading.places))[0].digest)
    for place in reading.places:
        text = place.read_text()
        place.write_text(text + "x")
        known.add(read_source(reading)[0].digest)
        place.write_text(text)
    # The same bytes, parted in another way.
    reading.places[1].write_text("WEBVTT\n\n")
    reading.places[2].write_text("WEBVTT\n")
    known.add(read_source(reading)[0].digest)
    assert len(known) == 9


def test_what_cannot_be_read_is_told_and_is_no_empty_file(reading: Reading) -> None:
    reading.places[1].write_text("")
    empty, _ = read_source(reading)
    reading.places[1].unlink()
    gone, problems = read_source(reading)
    assert [(problem.name, problem.span.path) for problem in problems] == [("closed-file", BUNDLE.files[1])]
    assert gone.digest != empty.digest


def test_problems_of_reading_are_told_before_those_of_loading(reading: Reading) -> None:
    reading.places[0].write_text("---\ntitle: Kea\ndate: 2026-13-45\n---\n")
    source, _ = read_source(reading)
    unread = E310.at(Span(BUNDLE.path), name=BUNDLE.path, reason="test")
    entry, told = load_source(KINDS, source, (unread,))
    assert told[0] == unread
    assert "bad-date" in [problem.name for problem in told[1:]]
    assert entry is not None
