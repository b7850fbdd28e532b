"""One transcript file of any format, and what is said of files that have nothing to read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.transcript import load_cues, load_transcript
from generator.model.source import TranscriptFile
from generator.model.transcript import Cue, Transcript

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jane>Kia ora\n\n00:03.000 --> 00:04.000\n<v Tom>Tēnā koe\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nKia ora\n\n2\n00:00:03,000 --> 00:00:04,000\nTēnā koe\n"


def load(text: str | bytes, name: str = "kea.txt", language: str = "") -> tuple[Transcript | None, list[str]]:
    data = text if isinstance(text, bytes) else text.encode()
    transcript, problems = load_transcript(TranscriptFile(f"content/kowhai/videos/{name}", data, language))
    return transcript, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("text", "name", "cues"),
    [
        (VTT, "kea.vtt", 2),
        (SRT, "kea.srt", 2),
        (VTT, "kea.txt", 2),
        (SRT, "kea.txt", 2),
        (VTT, "kea.srt", 2),
        ("\ufeff" + VTT.replace("\n", "\r\n"), "kea.txt", 2),
        ("Kia ora.\n\nTēnā koe.", "kea.txt", 0),
        ("Jane: Kia ora.\nTom: Tēnā koe.", "kea.txt", 0),
    ],
)
def test_every_format_is_read_whatever_its_name(text: str, name: str, cues: int) -> None:
    transcript, problems = load(text, name)
    assert problems == []
    assert transcript is not None
    assert transcript.path == f"content/kowhai/videos/{name}"
    assert transcript.timed is (cues > 0)
    assert len(transcript.cues) == cues
    assert "Tēnā koe" in transcript.text


def test_utf16_and_windows_files_are_read_too() -> None:
    transcript, problems = load(VTT.encode("utf-16"), "kea.vtt")
    assert transcript is not None and transcript.cues[1].text == "Tēnā koe"
    assert len(problems) == 1
    transcript, problems = load("Caf\xe9 at the marae.".encode("cp1252"))
    assert transcript is not None and transcript.text == "Café at the marae."
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["", "\ufeff", " \n\n\t", "[00:12:05]\n"])
def test_a_file_without_words_is_a_warning(text: str) -> None:
    assert load(text) == (None, ["E507"])


def test_captions_without_cues_are_an_error() -> None:
    assert load("WEBVTT\n\nNOTE soon\n", "kea.vtt") == (None, ["E505"])
    assert load("Kia ora koutou", "kea.srt") == (None, ["E508", "E505"])
    assert load("Kia ora koutou", "kea.vtt") == (None, ["E501", "E508", "E505"])


def test_what_is_no_text_is_told_once() -> None:
    transcript, problems = load(b"%PDF-1.7 and so on", "kea.txt")
    assert transcript is None
    assert len(problems) == 1


def test_chapters() -> None:
    cues, problems = load_cues(b"WEBVTT\n\n00:00.000 --> 01:00.000\nWelcome\n", "kea.chapters.vtt")
    assert cues == (Cue(0, 60_000, "Welcome"),)
    assert problems == []
    cues, problems = load_cues(b"", "kea.chapters.vtt")
    assert (cues, [problem.code for problem in problems]) == ((), ["E507"])


@settings(deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    st.sampled_from(["a.vtt", "a.srt", "a.txt"]),
)
def test_no_bytes_break_it(data: bytes, name: str) -> None:
    transcript, problems = load_transcript(TranscriptFile(name, data))
    assert transcript is not None or problems
    if transcript is not None:
        assert all(passage.text.strip() for passage in transcript.passages)
