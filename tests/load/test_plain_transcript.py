"""Plain and speaker-labelled transcripts: who is taken for a speaker, what for a time, and what stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.plain_transcript import read_plain

SENTENCE = "We mapped the coherence across our own school, and then across the cluster as a whole."


def read(text: str) -> list[tuple[str, int | None, str]]:
    passages, problems = read_plain(text, "content/kowhai/videos/kea.txt")
    assert problems == []
    assert all(not passage.cues for passage in passages)
    return [(passage.speaker, passage.start, passage.text) for passage in passages]


def speakers(text: str) -> list[str]:
    return [speaker for speaker, _, _ in read(text)]


# --- speakers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane: Kia ora.\nTom: Tēnā koe.", ["Jane", "Tom"]),
        ("JANE DOE: Kia ora.\n\nTom: Tēnā koe.\n\nJANE DOE: Ka kite.", ["JANE DOE", "Tom", "JANE DOE"]),
        ("Ānaru: Kia ora.\n\nĀnaru: Ka kite.", ["Ānaru", "Ānaru"]),
        ("**Jane:** Kia ora.", ["Jane"]),
        ("**Jane**: Kia ora.", ["Jane"]),
        ("**Jane :** Kia ora.", ["Jane"]),
        ("**note:** Kia ora.", [""]),
        ("**Note:** Kia ora.", ["Note"]),
        ("[00:12:05] Jane: Kia ora.", ["Jane"]),
        ("Jane: [00:12:05] Kia ora.", ["Jane"]),
        ("Jane [00:12:05]: Kia ora.", ["Jane"]),
        ("Jane (12:05)\nKia ora.", ["Jane"]),
        ("Speaker 1  0:05\nKia ora.\n\nSpeaker 2  0:09\nTēnā koe.", ["Speaker 1", "Speaker 2"]),
        ("Dr. Mary-Anne O’Neill: Kia ora.\nQ: Why?", ["Dr. Mary-Anne O’Neill", "Q"]),
        ("Cluster leader: Kia ora.\nPrincipal (Kea School): Tēnā koe.", ["Cluster leader", "Principal (Kea School)"]),
    ],
)
def test_speakers(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Note: bring your lunch.",
        "Note: bring your lunch.\n\nNote: and a hat.",
        "Tags: Reading, Writing\n\nDuration: 2:29\n\nSummary: Kia ora.",
        "Step 1: scan.\n\nStep 2: focus.\n\nWeek 3: act.",
        "We tried this.\n\nOne day: it worked.\n\nAnother thing: it was fun.\n\nThat was all.",
        "We tried this.\n\nMaths: it worked.\n\nArt: it was fun.",
        "Maths: it worked.\n\nWe tried this.\n\nIt was good.\n\nIt was fun.\n\nArt: too.",
        "Jane: only once.",
        "jane: small letters.\njane: never.",
        "https://example.org/\nhttps://example.org/",
        "Running time: 0:12:29",
        "Score: 3:21 at half time",
        "We start at 9:30",
        "Lunch 12:30",
        "He said no. Then she said: yes\nHe said no. Then she said: yes",
        "A very long label that no one would ever use: x\nA very long label that no one would ever use: x",
        "One two three four five six: x\nOne two three four five six: x",
    ],
)
def test_no_speakers(text: str) -> None:
    assert set(speakers(text)) == {""}
    assert " ".join(words for _, _, words in read(text)) == " ".join(text.split())


def test_a_turn_goes_on_until_another_begins() -> None:
    text = "Jane: Kia ora.\nIt is wrapped\nby hand.\n\nA second paragraph.\n\n[Laughter]\n\nStill her.\n\n"
    text += "Tom: Yes.\n\nJane: No."
    assert read(text) == [
        ("Jane", None, "Kia ora. It is wrapped by hand."),
        ("Jane", None, "A second paragraph."),
        ("", None, "[Laughter]"),
        ("Jane", None, "Still her."),
        ("Tom", None, "Yes."),
        ("Jane", None, "No."),
    ]


def test_a_name_on_its_own_line_speaks_what_follows() -> None:
    text = "Jane:\nKia ora.\n\nTom:\n\nTēnā koe."
    assert read(text) == [("Jane", None, "Kia ora."), ("Tom", None, "Tēnā koe.")]


# --- times -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("[00:12:05] Kia ora.", 725_000, "Kia ora."),
        ("(12:05) Kia ora.", 725_000, "Kia ora."),
        ("00:12:05 Kia ora.", 725_000, "Kia ora."),
        ("00:12:05.250 – Kia ora.", 725_250, "Kia ora."),
        ("[1:00:05,5]: Kia ora.", 3_605_500, "Kia ora."),
        ("[00:12:05 - 00:12:09] Kia ora.", 725_000, "Kia ora."),
        ("12:05\nKia ora.", 725_000, "Kia ora."),
        ("12:05\n\nKia ora.", 725_000, "Kia ora."),
        ("12:05 was when we met.", None, "12:05 was when we met."),
        ("10:30:15 pm we left.", None, "10:30:15 pm we left."),
        ("00:12:75 Kia ora.", None, "00:12:75 Kia ora."),
        ("We met at [00:12:05] there.", None, "We met at [00:12:05] there."),
        ("1 Corinthians 13:4 is read.", None, "1 Corinthians 13:4 is read."),
    ],
)
def test_times(text: str, start: int | None, words: str) -> None:
    assert read(text) == [("", start, words)]


def test_times_and_speakers() -> None:
    text = "[00:00:05] Jane: Kia ora.\nTom (0:09): Tēnā koe.\n**Jane:** 00:00:12 Yes.\n(0:15) And more."
    assert read(text) == [
        ("Jane", 5000, "Kia ora."),
        ("Tom", 9000, "Tēnā koe."),
        ("Jane", 12_000, "Yes."),
        ("Jane", 15_000, "And more."),
    ]


def test_bare_minutes_count_where_lines_begin_so_and_never_go_back() -> None:
    assert read("0:00 Welcome\n0:30 Goals") == [("", 0, "Welcome"), ("", 30_000, "Goals")]
    assert read("9:30 Goals\n1:00 Lunch") == [("", None, "9:30 Goals 1:00 Lunch")]


def test_a_stamp_every_few_words_breaks_no_sentence() -> None:
    text = "0:01\nkia ora everyone and\n0:05\nwelcome to the show\n0:40\nnext we look\n0:43\nThen this"
    assert read(text) == [
        ("", 1000, "kia ora everyone and welcome to the show"),
        ("", 40_000, "next we look"),
        ("", 43_000, "Then this"),
    ]


def test_only_the_first_paragraph_of_a_long_turn_has_its_time() -> None:
    found = read("[0:05] Jane: " + " ".join([SENTENCE] * 12))
    assert [(speaker, start) for speaker, start, _ in found] == [("Jane", 5000), ("Jane", None)]


def test_a_stamp_without_words_is_no_passage() -> None:
    assert read("[00:12:05]\n\n") == []


# --- paragraphs ------------------------------------------------------------------------------------------------------


def test_empty_lines_are_borders_and_wrapped_lines_are_joined() -> None:
    assert read("one\ntwo\n\u00a0\nthree\n\n\n\tfour  five") == [
        ("", None, "one two"),
        ("", None, "three"),
        ("", None, "four five"),
    ]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    text = f"{SENTENCE} {SENTENCE}\nShort.\n{SENTENCE} {SENTENCE}"
    assert [words for _, _, words in read(text)] == text.split("\n")


def test_words_are_never_changed() -> None:
    text = "“We‘ve”\u00a0… it’s\t• one –\u2003two\n\uf0b7 three **bold** <b>&amp;</b>"
    assert [words for _, _, words in read(text)] == ["“We‘ve” … it’s • one – two \uf0b7 three **bold** <b>&amp;</b>"]


def test_hereora_is_readable() -> None:
    """The real transcript of the Hereora video is one block without speakers or times."""
    block = (
        "It almost became, I think, a natural progression in a way because I think the work that we had done "
        "previously had helped build the trust and the relationships which allowed us to, I think, to truly "
        "collaborate really effectively. I think one of the key features of the work that we’ve done with the "
        "facilitation, with the future-focused inquiry is really research driven and around best practice and "
        "that’s been really helpful for the schools. I think it’s helped with some accountability in a way in that "
        "we’ve had to really think carefully about what we value as a school because that needs to fit in with the "
        "cluster as well. So when we’re making decisions about a school thing, we’re looking at it through the lens "
        "of the cluster. And I think that’s been a really powerful way of moving forward because for us as a "
        "secondary school. In this learning cluster, in a sense, we’re an end point and so we need to be always "
        "thinking about what’s coming in, you know, because these students who are coming into our school have been "
        "at the schools of the other ones here and it’s really helped our level of thinking about trying to meet "
        "the needs of those young people coming in. One of the key activities that we‘ve looked at is mapping "
        "coherence. And we initially did that within our own schools but looked at it initially as a leader. And "
        "then, we took that back into our own schools and asked the leaders within our schools their perspective "
        "and how they saw it. And then, we’ve taken that further and those leaders have taken it to their teams and "
        "we’ve also asked the students so we’ve been able to map coherence across our own school. And then, we’ve "
        "brought that back as a collective, as a cluster, and looked at the coherence across the cluster and that’s "
        "been pretty amazing in terms of helping us drive our new goals and vision for our cluster. So we’ve also "
        "had a similar process where we’ve gone through and looked at a range of things that we need to be working "
        "on as a school. And, key staff have looked at that, thought carefully about what those are and then gone "
        "through a process of prioritising those. And that’s been a really good exercise for us to think about "
        "where we need to be heading and it will help sort of work out our plans and our goals for 2015 and beyond."
    )
    found = read(block)
    assert len(found) >= 4
    assert all(speaker == "" and start is None and 300 < len(words) < 600 for speaker, start, words in found)
    assert " ".join(words for _, _, words in found) == block


@pytest.mark.parametrize(
    "text",
    [
        "Jane: x\n" * 50_000,
        "[0:05] " * 100_000,
        "A" * 1_000_000,
        "A " * 500_000,
        "**" * 300_000,
        "0:" * 300_000,
        " " * 1_000_000 + "x",
        "Jane " * 200_000 + ":",
        "(" * 1_000_000,
        "\n\n".join(f"N{number}: x" for number in range(20_000)),
    ],
    ids=lambda text: text[:8].strip(),
)
def test_hostile_text_is_read_at_once(text: str) -> None:
    assert read_plain(text, "kea.txt")[0]


PIECES = st.sampled_from(
    ["Jane: ", "Tom", ":", " ", "\n", "\n\n", "**", "[0:05] ", "0:09", "x!", "Āe", "e.g. ", "\u00a0", "("]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_all_words_of_a_text_are_kept(pieces: list[str]) -> None:
    """Nothing is lost but what was read as a name or a time."""
    text = "".join(pieces)
    passages, _ = read_plain(text, "kea.txt")
    kept = " ".join(passage.text for passage in passages)
    assert all(passage.text == " ".join(passage.text.split()) != "" for passage in passages)
    assert kept.count("x!") == text.count("x!")  # which no name holds
    if ":" not in text:
        assert kept == " ".join(text.split())


def test_a_speakers_label_may_hold_a_comma() -> None:
    text = (
        "Facilitator: Ka pai.\n\n[00:31] **Principal, Harakeke Bend:** We met.\n\n**Principal, Five Bridges:** We did."
    )
    passages, _ = read_plain(text, "a.txt")
    assert [(p.speaker, p.text) for p in passages][1:] == [
        ("Principal, Harakeke Bend", "We met."),
        ("Principal, Five Bridges", "We did."),
    ]
