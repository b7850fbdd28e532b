"""Passages: of timed cues, and of untimed text at its sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.passages import ENDLESS, LONG, ends_sentence, paragraphs, sentences, timed_passages
from generator.model.transcript import Cue

SENTENCE = "We mapped the coherence across our own school, and then across the cluster as a whole."


def cue(start: float, text: str, speaker: str = "", length: float = 2) -> Cue:
    return Cue(int(start * 1000), int((start + length) * 1000), text, speaker)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("He said “Yes.” Then he left.", ["He said “Yes.”", "Then he left."]),
        ("It works (mostly.) And well.", ["It works (mostly.)", "And well."]),
        ("Mr. Smith met Dr. Jones in St. Albans.", ["Mr. Smith met Dr. Jones in St. Albans."]),
        ("Use tags, e.g. Reading or i.e. Maths.", ["Use tags, e.g. Reading or i.e. Maths."]),
        ("J. R. Smith and the U.S. Army came.", ["J. R. Smith and the U.S. Army came."]),
        ("It grew by 3.5 percent. See No. 5 there.", ["It grew by 3.5 percent.", "See No. 5 there."]),
        ("Did you? No. We did not.", ["Did you?", "No.", "We did not."]),
        ("We like reading, etc. Then we write.", ["We like reading, etc.", "Then we write."]),
        ("1. First we scan. 2. Then we focus.", ["1. First we scan.", "2. Then we focus."]),
        ("and then... we went on. Ōtautahi is home.", ["and then... we went on.", "Ōtautahi is home."]),
        ("It was Jane and I. Then Tom.", ["It was Jane and I.", "Then Tom."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_word_that_ends_a_sentence() -> None:
    assert ends_sentence("done.”")
    assert ends_sentence("done.", "Then")
    assert not ends_sentence("done.", "then")
    assert not ends_sentence("done", "Then")


def test_a_short_block_stays_whole() -> None:
    block = " ".join([SENTENCE] * 6)
    assert len(block) <= LONG
    assert paragraphs(block) == [block]
    assert paragraphs(" \n ") == []


@pytest.mark.parametrize("count", [8, 9, 10, 13, 20, 41])
def test_a_long_block_becomes_paragraphs_of_whole_sentences(count: int) -> None:
    found = paragraphs(" ".join([SENTENCE] * count))
    assert all(300 <= len(paragraph) <= LONG for paragraph in found)
    assert all(paragraph.endswith("whole.") and paragraph.startswith("We mapped") for paragraph in found)


def test_the_rest_joins_the_paragraph_before() -> None:
    found = paragraphs(" ".join([SENTENCE] * 9) + " Yes.")
    assert found[-1].endswith("whole. Yes.")


def test_words_without_a_sentence_end_are_cut_only_when_endless() -> None:
    words = "kia ora koutou " * 200
    assert len(paragraphs(words)) == 1
    found = paragraphs(words * 2)
    assert len(words * 2) > ENDLESS
    assert all(len(paragraph) <= LONG for paragraph in found)
    assert " ".join(found) == (words * 2).strip()
    assert len(paragraphs("a" * 1_000_000)) == 1
    assert len(paragraphs("a" * 5000 + " " + "b" * 5000)) == 2


@pytest.mark.parametrize("text", ["." * 1_000_000, ". " * 500_000, "a. " * 300_000, "”" * 1_000_000, "A.B." * 200_000])
def test_hostile_text_is_split_at_once(text: str) -> None:
    assert " ".join(paragraphs(text)) == " ".join(text.split())


WORDS = st.text(alphabet="aAāĀ .!?…\"'”“(1)\n\t\u00a0é-", max_size=30)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=80), st.integers(1, 30))
def test_paragraphs_hold_the_words_unchanged(parts: list[str], times: int) -> None:
    text = " ".join(parts * times)
    assert " ".join(paragraphs(text)) == " ".join(text.split())
    assert " ".join(sentences(text)) == " ".join(text.split())


def test_a_passage_ends_where_someone_else_speaks() -> None:
    cues = [cue(0, "Kia ora.", "Jane"), cue(2, "Tēnā\nkoutou.", "Jane"), cue(4, "Hello.", "Tom"), cue(6, "[bell]")]
    found = timed_passages(cues)
    assert [(p.speaker, p.text, p.start) for p in found] == [
        ("Jane", "Kia ora. Tēnā koutou.", 0),
        ("Tom", "Hello.", 4000),
        ("", "[bell]", 6000),
    ]
    assert [c for p in found for c in p.cues] == cues


def test_a_passage_ends_before_a_pause() -> None:
    found = timed_passages([cue(0, "one"), cue(5, "two"), cue(10.5, "three")])
    assert [p.text for p in found] == ["one two", "three"]
    found = timed_passages([cue(0, "one", length=60), cue(5, "two"), cue(50, "three")])
    assert len(found) == 1


def test_a_long_passage_ends_with_a_sentence() -> None:
    cues = [cue(i, SENTENCE if i % 2 else "Then we looked at it again:", length=1) for i in range(80)]
    found = timed_passages(cues)
    assert len(found) > 3
    assert all(p.text.endswith("whole.") and 400 < len(p.text) < 600 for p in found[:-1])


def test_a_passage_without_a_sentence_end_stops_somewhere() -> None:
    found = timed_passages([cue(i, "and then we went on with it", length=1) for i in range(200)])
    assert all(800 < len(p.text) <= 900 for p in found[:-1])


def test_what_rolling_captions_repeat_stands_once() -> None:
    cues = [cue(0, "Kia ora"), cue(1, "Kia ora"), cue(2, "koutou"), cue(3, "Kia ora")]
    (passage,) = timed_passages(cues)
    assert passage.text == "Kia ora koutou Kia ora"
    assert list(passage.cues) == cues


def test_no_cues_no_passages() -> None:
    assert timed_passages([]) == ()


CUES = st.lists(
    st.tuples(
        st.integers(0, 5000), st.integers(0, 5000), st.sampled_from(["Kia ora.", "koutou", SENTENCE * 4, "E hoa"])
    ),
    max_size=60,
)


@settings(deadline=None)
@given(CUES, st.lists(st.sampled_from(["", "Jane", "Tom"]), min_size=60, max_size=60))
def test_each_cue_is_in_one_passage(steps: list[tuple[int, int, str]], speakers: list[str]) -> None:
    cues, at = [], 0
    for (gap, length, text), speaker in zip(steps, speakers, strict=False):
        at += gap
        cues.append(Cue(at, at + length, text, speaker))
    found = timed_passages(cues)
    assert [c for p in found for c in p.cues] == cues
    assert all(p.cues and {c.speaker for c in p.cues} == {p.speaker} and p.start == p.cues[0].start for p in found)
