"""What is counted for the search while an entry is loaded."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.core.postings import read_posting, weigh
from generator.core.words import forms
from generator.load.search_text import MOST_IN_PART, count_words, pack, unpack
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.model.transcript import Cue, Passage, Transcript
from tests.factories import make_transcript

SECTIONS = (
    Section("", "", 0, "Trees by the river."),
    Section("what-changed", "What changed", 2, "We planted 40 trees. Whānau came."),
    Section("next", "Next", 2, ""),
)


def count(
    title: str = "", summary: str = "", sections: tuple[Section, ...] = (), transcripts: tuple[Transcript, ...] = ()
) -> SearchText:
    return count_words(title, summary, sections, transcripts)[0]


def read(text: SearchText) -> dict[str, tuple[int, tuple[int, ...]]]:
    postings = text.postings.split(b" ") if text.postings else []
    names = text.forms.split("\n") if text.forms else []
    return {form: read_posting(written, 0, text.usual)[:2] for form, written in zip(names, postings, strict=True)}


def passages(text: SearchText) -> list[Any]:
    return [passage for _, part in text.parts for passage in unpack(part)]


def test_the_head_is_passage_0_and_each_piece_of_text_has_a_number() -> None:
    found = read(count("Trees", "About trees and rivers", SECTIONS))
    assert found["trees"][1] == (0, 1, 2)
    assert found["river"][1] == (1,)
    assert found["whānau"][1] == (2,)
    assert found["changed"][1] == (2,)
    assert found["next"][1] == (3,)
    assert passages(count("Trees", "In short", SECTIONS)) == [
        "In short",
        ["Trees by the river.", "", ""],
        ["We planted 40 trees. Whānau came.", "what-changed", "What changed"],
        ["", "next", "Next"],
    ]


def test_a_word_weighs_by_where_it_stands() -> None:
    found = read(count("Kea", "Weka", (Section("a", "Tui", 2, "Ruru"),)))
    weights = {form: weight for form, (weight, _) in found.items()}
    assert weights["kea"] == weigh(24) > weights["weka"] == weigh(12) == weights["tui"]
    assert weights["ruru"] < weights["tui"]


def test_a_word_weighs_less_in_a_long_text() -> None:
    short = read(count(sections=(Section("", "", 0, "Kea " + "word " * 100),)))["kea"][0]
    long = read(count(sections=(Section("", "", 0, "Kea " + "word " * 5000),)))["kea"][0]
    assert long < short


def test_a_few_words_more_change_no_other_weight() -> None:
    before = read(count(sections=(Section("", "", 0, "kea tui " * 200),)))
    after = read(count(sections=(Section("", "", 0, "kea tui " * 200 + "weka"),)))
    assert {form: after[form][0] for form in before} == {form: weight for form, (weight, _) in before.items()}


def test_timed_transcripts_keep_their_cues_and_untimed_ones_their_number() -> None:
    timed = make_transcript("We sat under the kōwhai.", "And we read.")
    speaker = Passage("What now?", "Mere")
    since = Passage("Later.", "Tama", 83_500)
    untimed = Transcript("kea.txt", "", timed=False, passages=(speaker, since))
    text = count("Kea", transcripts=(timed, untimed))
    assert passages(text) == [
        "",
        ["We sat under the kōwhai.", [0], 0, 1, ""],
        ["And we read.", [5], 0, 2, ""],
        ["What now?", 0, 1, 1, "Mere"],
        ["Later.", [83], 1, 2, "Tama"],
    ]
    assert read(text)["read"][1] == (2,)
    assert read(text)["what"][1] == (3,)


def test_the_lines_of_a_passage_have_their_times_each_from_the_last() -> None:
    cues = (Cue(1500, 2000, "One\nline"), Cue(3000, 4000, "two"), Cue(63_999, 65_000, "three"))
    passage = Passage("One line two three", "Mere", 1500, cues)
    text = count(transcripts=(Transcript("a.vtt", "", timed=True, passages=(passage,)),))
    assert passages(text)[1] == ["One line\ntwo\nthree", [1, 2, 60], 0, 1, "Mere"]


def test_long_entries_come_in_parts() -> None:
    cues = tuple(Cue(n * 1000, n * 1000 + 900, f"cue {n} " + "words " * 150) for n in range(60))
    transcript = Transcript(
        "a.vtt", "", timed=True, passages=tuple(Passage(cue.text, "", cue.start, (cue,)) for cue in cues)
    )
    text = count("Long", transcripts=(transcript,))
    firsts = [first for first, _ in text.parts]
    assert firsts[0] == 0
    assert len(firsts) > 3
    for (first, part), (following, _) in pairwise(text.parts):
        held = unpack(part)
        assert len(held) == following - first
        assert sum(len(passage[0]) for passage in held if passage) <= MOST_IN_PART
    assert len(passages(text)) == 61


def test_an_empty_entry_has_no_words() -> None:
    text = count()
    assert (text.forms, text.postings, passages(text)) == ("", b"", [""])


def test_all_words_are_counted_for_related_entries() -> None:
    _, counts = count_words("Trees", "Trees", SECTIONS, ())
    assert counts["trees"] == 4
    assert counts["changed"] == 1


TEXTS = st.text(max_size=120)


@given(TEXTS, TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_every_word_of_every_passage_is_counted_there(title: str, summary: str, parts: list[tuple[str, str]]) -> None:
    sections = tuple(Section(f"s{at}", heading, 2, words) for at, (heading, words) in enumerate(parts))
    text = count(title, summary, sections)
    found = read(text)
    for form in forms(title) + forms(summary):
        assert found[form][1][0] == 0
    for number, passage in enumerate(passages(text)[1:], 1):
        for form in forms(passage[0]):
            assert number in found[form][1]


@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=3), max_size=5))
def test_parts_are_read_back(held: list[list[str]]) -> None:
    assert unpack(pack(held)) == held
