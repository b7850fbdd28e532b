"""Captions and text files say what the transcript says, and are read back as the same transcript."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.transcript import load_transcript
from generator.model.source import TranscriptFile
from generator.model.transcript import Cue, Passage, Transcript
from generator.render.captions import captions_vtt, chapters_vtt, cues_script, transcript_text


def transcript(*passages: Passage, timed: bool = True) -> Transcript:
    return Transcript(path="kea.vtt", language="mi", timed=timed, passages=passages)


def timed(*cues: Cue) -> Transcript:
    return transcript(*(Passage(text=cue.text, speaker=cue.speaker, start=cue.start, cues=(cue,)) for cue in cues))


def test_captions() -> None:
    found = captions_vtt(
        timed(Cue(0, 1500, "Kia ora\nkoutou", "Jane & Tom"), Cue(360_061_007, 360_062_000, "3 < 4 -->"))
    )
    assert found.decode() == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:01.500\n<v Jane &amp; Tom>Kia ora\nkoutou\n\n"
        "100:01:01.007 --> 100:01:02.000\n3 &lt; 4 --&gt;\n"
    )


def test_captions_of_an_untimed_transcript_are_empty() -> None:
    assert captions_vtt(transcript(Passage("Kia ora"), timed=False)) == b"WEBVTT\n"


def test_no_words_can_break_out_of_their_cue() -> None:
    words = "a\n\n00:00:09.000 --> 00:00:10.000\nb\r\n\r\nNOTE</v>\0"
    speaker = "x>\n\n00:00:09.000 --> 00:00:10.000\ny"
    found = captions_vtt(timed(Cue(0, 1000, words, speaker))).decode()
    assert found.count("-->") == 1
    assert found.count("\n\n") == 1
    assert "\r" not in found and "\0" not in found


def test_text() -> None:
    found = transcript_text(
        transcript(
            Passage("Kia ora.", "Jane", 5000, (Cue(5000, 6000, "Kia ora.", "Jane"),)),
            Passage("And more.", "Jane", None),
            Passage("Tēnā koe.", "Tom", 3_605_999),
            Passage("[Bell]"),
            Passage("Ka kite.", "Tom"),
        ),
        "Kea\n and kākā ",
    )
    assert found.decode("utf-8-sig") == (
        "Kea and kākā\n\n[00:00:05] Jane: Kia ora.\n\nAnd more.\n\n"
        "[01:00:05] Tom: Tēnā koe.\n\n[Bell]\n\nTom: Ka kite.\n"
    )
    assert found.startswith(b"\xef\xbb\xbf")
    assert transcript_text(transcript(), "").decode("utf-8-sig") == "\n"


LINE = st.text(alphabet="aĀ <>&;-/v.\t\u00a0“'{}0:", max_size=12)
WORDS = st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(filter(None, map(str.strip, lines))))
NAME = st.text(alphabet="aĀ <>&;.'\t\n", max_size=8).map(lambda name: " ".join(name.split()))


@st.composite
def cue_lists(draw: st.DrawFn) -> list[Cue]:
    starts = sorted(draw(st.lists(st.integers(0, 10**9), max_size=8)))
    words = WORDS.filter(bool)
    return [Cue(start, start + draw(st.integers(1, 10**6)), draw(words), draw(NAME)) for start in starts]


@settings(deadline=None)
@given(cue_lists())
def test_captions_are_read_back_as_they_were(cues: list[Cue]) -> None:
    data = captions_vtt(timed(*cues))
    read, problems = load_transcript(TranscriptFile("kea.vtt", data))
    assert list(read.cues if read else ()) == cues
    assert [problem.code for problem in problems] == ([] if cues else ["E505"])
    if read:
        assert captions_vtt(read) == data


def test_chapters_are_captions_with_a_title_of_one_line() -> None:
    text = chapters_vtt([(0, 65.5, "A & <b>"), (65.5, 3600, "Two\n\nlines --> x")]).decode()
    assert text == (
        "WEBVTT\n\n00:00:00.000 --> 00:01:05.500\nA &amp; &lt;b&gt;\n\n"
        "00:01:05.500 --> 01:00:00.000\nTwo lines --&gt; x\n"
    )


def test_a_script_without_cues_is_an_empty_list() -> None:
    assert cues_script([], [], "mi") == b"document.currentScript.tracks = [];\n"
