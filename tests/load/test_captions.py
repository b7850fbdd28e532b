"""One reader for WebVTT and SRT. What browsers do with the same files is tested in ``tests/browser``."""

from __future__ import annotations

from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic, Severity
from generator.load import captions
from generator.load.captions import MAX_CUES, MAX_LINES, TOLD_PER_CODE, Problems, clock, is_captions, read_captions
from generator.model.transcript import Cue

TIMES = "00:00:01.000 --> 00:00:02.000"
SRT_TIMES = "00:00:01,000 --> 00:00:02,000"


def vtt(body: str) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    return read_captions(f"WEBVTT\n\n{body}", "content/kowhai/videos/kea.vtt")


def srt(body: str) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    return read_captions(body, "content/kowhai/videos/kea.srt")


def told(problems: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(problem.code, problem.span.line) for problem in problems]


def test_a_cue_has_its_times_in_milliseconds_and_its_words() -> None:
    cues, problems = vtt("1\n00:01:23.456 --> 01:00:00.007 align:start\nKia ora\nkoutou\n")
    assert cues == (Cue(83_456, 3_600_007, "Kia ora\nkoutou"),)
    assert problems == []


@pytest.mark.parametrize(
    ("times", "start"),
    [
        ("00:01.000 --> 00:02.000", 1000),
        ("0:00:01.000 --> 0:00:02.000", 1000),
        ("100:00:00.000 --> 101:00:00.000", 360_000_000),
    ],
)
def test_hours_may_be_left_out_or_be_long(times: str, start: int) -> None:
    assert vtt(f"{times}\nKia ora\n")[0][0].start == start


def test_hours_without_end_are_read_at_once() -> None:
    cues, _ = vtt(f"{'0' * 50_000}1:00:00.000 --> {'9' * 50_000}:00:00.000\nKia ora\n")
    assert (cues[0].start, cues[0].end) == (3_600_000, 9_999_999_999 * 3_600_000)


def test_line_ends_byte_order_mark_and_zero_bytes() -> None:
    text = f"\ufeffWEBVTT\r\n\r\n{TIMES}\r\nKia\0ora\r\n\r{TIMES}\rkoutou"
    cues, problems = read_captions(text, "kea.vtt")
    assert [cue.text for cue in cues] == ["Kia\ufffdora", "koutou"]
    assert problems == []


@pytest.mark.parametrize(
    ("payload", "speaker", "words"),
    [
        ("<v Jane Doe>Kia ora", "Jane Doe", "Kia ora"),
        ("<v.loud Jane>Kia ora</v>", "Jane", "Kia ora"),
        ("<v A &amp; B><i>Kia</i> ora", "A & B", "Kia ora"),
        ("<i><v Jane>Kia ora</v></i>", "Jane", "Kia ora"),
        ("<00:00:01.500>Kia <c.yellow>ora</c>", "", "Kia ora"),
        ("&amp;lt; &#75;ia &hellip;", "", "&lt; Kia …"),
        ("<blink>Kia</blink> ora <3 all", "", "Kia ora"),
        ("Kia </> ora </v></ruby>", "", "Kia  ora"),
        ("{\\an8}Kia ora", "", "{\\an8}Kia ora"),
    ],
)
def test_markup_is_read_as_browsers_read_it(payload: str, speaker: str, words: str) -> None:
    cues, _ = vtt(f"{TIMES}\n{payload}\n")
    assert [(cue.speaker, cue.text) for cue in cues] == [(speaker, words)]


def test_each_speaker_of_a_cue_has_a_cue() -> None:
    cues, _ = vtt(f"{TIMES}\n<v Jane>Kia ora</v>\n<v Tom>Tēnā koe</v> all\n")
    assert cues == (Cue(1000, 2000, "Kia ora", "Jane"), Cue(1000, 2000, "Tēnā koe", "Tom"), Cue(1000, 2000, "all"))


def test_cues_without_words_are_left_out() -> None:
    cues, problems = vtt(f"{TIMES}\n\n{TIMES}\n<v Jane></v>\n\n{TIMES}\nKia ora\n")
    assert [cue.text for cue in cues] == ["Kia ora"]
    assert problems == []


def test_srt() -> None:
    text = "1\n00:01,000 --> 00:02,500 X1:40 X2:600\n{\\an8}<i>Kia</i> <font color='red'>ora</font><br>koutou\n\n"
    cues, problems = srt(text + "2\n1:00:03,5 --> 1:00:04\n3 < 4 &amp; 5 > 4\n")
    assert cues == (Cue(1000, 2500, "Kia ora\nkoutou"), Cue(3_603_500, 3_604_000, "3 < 4 & 5 > 4"))
    assert problems == []


def test_srt_without_empty_lines_keeps_no_numbers() -> None:
    cues, _ = srt(f"1\n{SRT_TIMES}\nIn\n2015\n2\n{SRT_TIMES}\n7\n\n3\n{SRT_TIMES}\n1984\n")
    assert [cue.text for cue in cues] == ["In\n2015", "7", "1984"]


def test_srt_with_the_arrows_that_word_makes() -> None:
    cues, problems = srt("00:00:01,000 → 00:00:02,000\nKia ora\n\n00:00:03,000 –> 00:00:04,000\nkoutou\n")
    assert [cue.text for cue in cues] == ["Kia ora", "koutou"]
    assert problems == []


def test_a_vtt_without_its_header_is_told_and_still_read() -> None:
    cues, problems = read_captions(f"{TIMES}\nKia ora\n", "kea.vtt")
    assert len(cues) == 1
    assert told(problems) == [("E501", 1)]
    assert problems[0].severity is Severity.ERROR
    cues, problems = read_captions(f"\n webvtt\nKind: captions\n\n{SRT_TIMES}\nKia ora\n", "kea.VTT")
    assert len(cues) == 1
    assert told(problems) == [("E501", 1)]


def test_bad_times_are_told_with_their_line() -> None:
    cues, problems = vtt(f"1\n00:01 --> 00:02\nlost\n\n{TIMES}\nKia ora\n")
    assert [cue.text for cue in cues] == ["Kia ora"]
    assert told(problems) == [("E502", 4)]
    assert problems[0].span.length == len("00:01 --> 00:02")
    assert "00:01 --> 00:02" in problems[0].message


def test_a_comma_in_a_vtt_is_told_with_the_mended_line() -> None:
    _, problems = vtt(f"{SRT_TIMES}\nlost\n")
    assert told(problems) == [("E502", 3), ("E505", 0)]
    assert f"`{TIMES}`" in problems[0].hint


def test_a_cue_that_ends_before_it_starts_is_kept_and_told() -> None:
    cues, problems = vtt("00:05.000 --> 00:04.000\nKia ora\n\n00:05.000 --> 00:05.000\nkoutou\n")
    assert len(cues) == 2
    assert [(p.code, p.severity) for p in problems] == [("E503", Severity.WARNING)] * 2


def test_cues_out_of_order_are_sorted_and_told() -> None:
    cues, problems = vtt(f"00:05.000 --> 00:06.000\nlast\n\n{TIMES}\none\n\n{TIMES}\ntwo\n")
    assert [cue.text for cue in cues] == ["one", "two", "last"]
    assert told(problems) == [("E504", 6)]


def test_overlaps_are_fine() -> None:
    assert vtt("00:01.000 --> 00:09.000\na\n\n00:02.000 --> 00:03.000\nb\n")[1] == []


def test_a_file_without_cues_is_an_error() -> None:
    assert told(vtt("NOTE nothing yet\n")[1]) == [("E505", 0)]
    assert told(srt("Kia ora koutou\n")[1]) == [("E508", 1), ("E505", 0)]


def test_words_outside_cues_are_told_but_not_remarks() -> None:
    text = f"STYLE\n::cue {{}}\n\nNOTE x\n\n{TIMES}\nKia ora\n\nand welcome\nall\n\nREGION\nid:a\n\nNOTE\ny\n"
    cues, problems = vtt(text)
    assert [cue.text for cue in cues] == ["Kia ora"]
    assert told(problems) == [("E508", 11)]
    assert "and welcome all" in problems[0].message
    assert srt(f"1\n\n2\n{SRT_TIMES}\nKia ora\n\n3\n")[1] == []


def test_much_of_the_same_is_told_shortly() -> None:
    _, problems = vtt("00:01 --> 00:02\nx\n\n" * 50)
    bad = [problem for problem in problems if problem.code == "E502"]
    assert len(bad) == TOLD_PER_CODE + 1
    assert bad[-1].message == "… and 30 more like this."
    assert bad[-1].span.line == 3 + 3 * TOLD_PER_CODE


def test_problems_know_what_they_hold() -> None:
    problems = Problems("kea.vtt")
    assert problems.all() == []


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n" + f"{TIMES}\nKia ora\n\n" * (MAX_CUES + 1),
        "-->" * (MAX_CUES + 1),
        "WEBVTT\n" + "\n" * (MAX_LINES + 1),
    ],
    ids=["cues", "arrows", "lines"],
)
def test_a_file_that_is_too_big_is_an_error(text: str) -> None:
    cues, problems = read_captions(text, "kea.vtt")
    assert cues == ()
    assert told(problems) == [("E506", 0)]


@pytest.mark.parametrize(
    "payload",
    [
        "<" * 200_000,
        "<v a>" * 50_000,
        "</v>" * 50_000,
        "<ruby><rt>" * 30_000,
        "<v " + "a" * 500_000,
        "<v a>x<v b>y" * 20_000,
        "<v a>x</v> " * 20_000,
        "&#" + "9" * 200_000,
        "&" * 200_000,
        "{\\" * 100_000,
        "a" * 1_000_000,
    ],
    ids=lambda payload: payload[:12],
)
def test_hostile_cues_are_read_at_once(payload: str) -> None:
    vtt(f"{TIMES}\n{payload}\n")
    srt(f"{SRT_TIMES}\n{payload}\n")
    vtt(f"{payload} --> {payload}\n{payload}\n")
    srt(f"{payload}\n1\n{payload}\n")


# fmt: off
PIECES = st.sampled_from([
    "\n", "\n\n", "\r", "\t", "\0", f"{TIMES}\n", f"{SRT_TIMES}\n", "-->", "1\n", "NOTE\n", "WEBVTT\n", "Kia ora ",
    "<v Jane>", "</v>", "</>", "<rt>", "<ruby>", "</ruby>", "<br>", "<", ">", "&amp;", "&#0;", "&", "{\\an8}",
])
# fmt: on


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30), st.booleans(), st.sampled_from(["kea.vtt", "kea.srt"]))
def test_no_text_breaks_the_reader(pieces: list[str], header: bool, path: str) -> None:
    text = ("WEBVTT\n\n" if header else "") + "".join(pieces)
    cues, problems = read_captions(text, path)
    assert all(a.start <= b.start for a, b in pairwise(cues))
    assert all(cue.text.strip() == cue.text != "" and "\n\n" not in cue.text for cue in cues)
    assert cues or problems or not text.strip()


# fmt: off
USUAL = st.sampled_from([
    f"{TIMES}\n", "01:00:02.000 --> 100:00:03.500 align:start\n", "00:02.000 --> 00:03.000\n", "Kia ora\n", "koutou\n",
    "<v Jane>Kia ora\n", "<v.loud  Jane >ora</v>\n", "<v >x</v>\n", " \n", "1\n", "\n", "\n", "\n\n", "\n\n\n", "x</v>",
    "NOTE\n", "<", ">", "&amp;", "{", "\t",
])
# fmt: on


@settings(deadline=None, max_examples=500)
@given(st.sampled_from(["WEBVTT", "WEBVTT\n", "WEBVTT\n\n", "WEBVTT x\n\n"]), st.lists(USUAL, max_size=12))
def test_the_short_way_leads_where_the_long_one_does(header: str, pieces: list[str]) -> None:
    text = header + "".join(pieces)
    found = read_captions(text, "kea.vtt")
    with mock.patch.object(captions, "_usual_cues", return_value=[]):
        assert read_captions(text, "kea.vtt") == found


def test_most_files_go_the_short_way() -> None:
    cue = "\n1\n00:{0}:01.000 --> 00:{0}:02.000 line:0\n<v Jane>Kia ora\nkoutou</v>\n"
    with mock.patch.object(captions, "_blocks", side_effect=AssertionError):
        cues, _ = read_captions("WEBVTT\n" + "".join(cue.format(number) for number in range(10, 40)), "kea.vtt")
    assert cues[29] == Cue(2_341_000, 2_342_000, "Kia ora\nkoutou", "Jane")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeffWEBVTT\n", True),
        (f"1\r\n{SRT_TIMES}\r\nKia ora", True),
        ("WEBVTTS are fine\n", False),
        ("A --> B\n", False),
        ("00:12:05 - 00:12:09 Kia ora\n", False),
        (" " * 1_000_000 + "\n" + "0" * 1_000_000, False),
    ],
    ids=["vtt", "srt", "glued", "arrow", "range", "long"],
)
def test_captions_are_known_whatever_the_file_is_called(text: str, expected: bool) -> None:
    assert is_captions(text) is expected


def test_the_clock() -> None:
    assert clock(0) == "00:00:00.000"
    assert clock(360_061_007) == "100:01:01.007"
