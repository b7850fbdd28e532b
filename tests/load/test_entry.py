"""Loading one bundle: everything of it, in one go, and nothing raises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic
from generator.kinds import other_fields
from generator.kinds.video import VideoFields
from generator.load.entry import load_entry
from generator.model.entry import Entry
from generator.model.source import Source, TranscriptFile
from tests.factories import KINDS

VTT = b"WEBVTT\n\n00:01.000 --> 00:03.000\n<v Mere>Kia ora koutou.\n\n00:03.000 --> 00:06.000\nThe kea asked.\n"
CHAPTERS = b"WEBVTT\n\n00:00.000 --> 00:03.000\nHello\n\n00:03.000 --> 00:06.000\nQuestions\n"
VIDEO = """\
---
title: Kea and questions
summary: Year 6 ask why.
date: 2026-03-05
tags: [reading, whānau]
video: kea.mp4
poster: ../pictures/kea.jpg
image:
  src: kea-and-pupils.jpg
  alt: Pupils and a kea
descriptions: kea.descriptions.vtt
follows: before.md
related: [other.md, ../case-studies/study/index.md]
downloads:
  - file: sheet.pdf
    title: Our sheet
---

We began with [the plan](plan.md#steps).

> Kia ora koutou.
> — [Mere](kea.md)
"""


def load(
    text: str | bytes, *, kind: str = "video", name: str = "kea", transcripts: tuple[TranscriptFile, ...] = ()
) -> tuple[Entry | None, tuple[Diagnostic, ...]]:
    data = text.encode() if isinstance(text, str) else text
    path = f"content/hereora/{KINDS[kind].folder}/{name}.md"
    source = Source(
        id=f"hereora/{KINDS[kind].folder}/{name}",
        cluster="hereora",
        kind=kind,
        path=path,
        data=data,
        transcripts=transcripts,
        media=(path.replace(".md", ".mp4"),) if kind == "video" else (),
        digest="of the files",
    )
    return load_entry(source, KINDS[kind], other_fields(kind))


def transcript(name: str, data: bytes, language: str = "") -> TranscriptFile:
    return TranscriptFile(f"content/hereora/videos/{name}", data, language)


def loaded(text: str, **options: object) -> Entry:
    entry, problems = load(text, **options)  # type: ignore[arg-type]
    assert problems == ()
    assert entry is not None
    return entry


def test_an_entry_has_what_its_files_say() -> None:
    files = (
        transcript("kea.vtt", VTT),
        transcript("kea.chapters.vtt", CHAPTERS, "chapters"),
        transcript("kea.mi.vtt", VTT, "mi"),
    )
    entry = loaded(VIDEO, transcripts=files)
    assert (entry.id, entry.cluster, entry.kind) == ("hereora/videos/kea", "hereora", "video")
    assert isinstance(entry.fields, VideoFields)
    assert entry.fields.title == "Kea and questions"
    assert entry.fields.date == date(2026, 3, 5)
    assert entry.fields.tags == ("reading", "whānau")
    assert [cue.text for cue in entry.chapters] == ["Hello", "Questions"]
    assert [(t.language, t.timed) for t in entry.transcripts] == [("", True), ("mi", True)]
    assert entry.transcripts[0].passages[0].speaker == "Mere"
    assert "We began with the plan." in entry.body.text
    assert [quote.label for quote in entry.body.quotes] == ["Mere"]
    assert entry.media == ("content/hereora/videos/kea.mp4",)
    assert entry.words[0] == ("kea", 3)


def test_files_are_known_by_the_place_they_are_named_at() -> None:
    entry = loaded(VIDEO)
    assert {name: target.path for name, target in entry.files.items()} == {
        "image.src": "content/hereora/videos/kea-and-pupils.jpg",
        "downloads.0.file": "content/hereora/videos/sheet.pdf",
        "related.0": "content/hereora/videos/other.md",
        "related.1": "content/hereora/case-studies/study/index.md",
        "video": "content/hereora/videos/kea.mp4",
        "poster": "content/hereora/pictures/kea.jpg",
        "descriptions": "content/hereora/videos/kea.descriptions.vtt",
        "follows": "content/hereora/videos/before.md",
    }
    lines = {name: target.span.line for name, target in entry.files.items()}
    assert (lines["image.src"], lines["related.1"], lines["downloads.0.file"]) == (9, 13, 15)


def test_every_value_has_its_place() -> None:
    entry = loaded(VIDEO)
    assert (entry.spans["title"].line, entry.spans["title"].column) == (2, 8)
    assert (entry.spans["tags.1"].line, entry.spans["tags.1"].column) == (5, 17)
    assert entry.spans["image.src"].line == 9
    assert [target.span.line for target in entry.body.targets] == [19, 22]


@pytest.mark.parametrize("image", ["image: kea.jpg", "image:\n  src: kea.jpg", "image: {src: kea.jpg, alt: ''}"])
def test_a_picture_without_words_is_told(image: str) -> None:
    entry, problems = load(f"---\ntitle: Kea\nsummary: A kea.\n{image}\n---\n")
    assert entry is not None
    assert len(problems) == 1
    assert "alt" in problems[0].message + problems[0].hint
    assert 4 <= problems[0].span.line <= 5


def test_a_summary_is_asked_for_where_lists_need_one() -> None:
    for kind, names in (("video", ["missing-summary"]), ("case-study", ["missing-summary"]), ("page", [])):
        _, problems = load("---\ntitle: Kea\n---\n\nText.\n", kind=kind)
        assert [problem.name for problem in problems] == names, kind
        assert all(problem.span.line == 2 for problem in problems)


def test_everything_wrong_with_an_entry_is_told_in_one_go() -> None:
    text = (
        "---\ntitel: Kea\nsummary: A kea.\ndate: 2026-13-45\nstart: 2026-01-01\nimage: C:\\kea.jpg\n---\n\n[x](/a.md)\n"
    )
    entry, problems = load(text, transcripts=(transcript("kea.vtt", b"WEBVTT\n\n00:05.000 --> 00:01.000\nBack.\n"),))
    assert entry is not None
    assert entry.fields.title == "kea"
    assert {problem.span.path.rsplit(".", 1)[-1] for problem in problems} == {"md", "vtt"}
    assert {2, 4, 5, 6, 9} <= {problem.span.line for problem in problems if problem.span.path.endswith(".md")}


def test_drafts_are_loaded_like_any_other() -> None:
    entry = loaded("---\ntitle: Later\nsummary: Soon.\ndraft: yes\n---\n\nText.\n")
    assert entry.fields.draft
    assert entry.body.text == "Text."


def test_what_is_no_text_is_no_entry() -> None:
    entry, problems = load(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert entry is None
    assert len(problems) == 1


def test_an_empty_file_is_an_entry_with_the_name_of_its_file() -> None:
    entry, problems = load("", kind="page", name="about-us")
    assert entry is not None
    assert entry.fields.title == "about us"
    assert problems


def test_the_digest_changes_with_the_files_and_the_kind() -> None:
    one, _ = load("---\ntitle: Kea\n---\n", kind="page", name="a")
    two, _ = load("---\ntitle: Kea\n---\n", kind="case-study", name="a")
    assert one is not None and two is not None
    assert one.digest != two.digest


front_matter = st.lists(
    st.tuples(
        st.sampled_from(sorted({name for kind in KINDS.values() for name in kind.fields.model_fields} | {"x", ""})),
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                ["2026-01-01", "yes", "[a, b]", "{src: a.jpg}", "- a", "{", "&a *a", "!!x", "1:20 Hello", "\t"]
            ),
        ),
    ),
    max_size=8,
).map(lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs))


@given(
    st.one_of(
        st.binary(max_size=400),
        st.tuples(front_matter, st.text(max_size=200)).map(lambda parts: f"---\n{parts[0]}---\n{parts[1]}".encode()),
    ),
    st.binary(max_size=200),
    st.sampled_from(sorted(KINDS)),
)
@settings(deadline=None, max_examples=150)
def test_no_bytes_make_it_raise(data: bytes, captions: bytes, kind: str) -> None:
    files = (transcript("kea.vtt", captions), transcript("kea.chapters.vtt", captions, "chapters"))
    entry, problems = load(data, kind=kind, transcripts=files)
    assert entry is None or isinstance(entry.fields, KINDS[kind].fields)
    assert all(problem.message and problem.span.path for problem in problems)
