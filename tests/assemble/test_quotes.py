"""Pulled quotes are found by their words, across cues and passages, and lead to their moment."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assemble.quotes import QuoteFinder, QuoteMatch, find_quote, nearest
from generator.model.transcript import Cue, Passage, Transcript


def untimed(*texts: str, start: int | None = None) -> Transcript:
    passages = tuple(Passage(text=text, start=start) for text in texts)
    return Transcript(path="kea.txt", language="", timed=False, passages=passages)


def timed(*passages: list[str]) -> Transcript:
    """Cues of a second each, one after the other."""
    found, at = [], 0
    for texts in passages:
        cues = tuple(Cue((at + i) * 1000, (at + i + 1) * 1000, text) for i, text in enumerate(texts))
        at += len(texts)
        found.append(Passage(text=" ".join(texts), start=cues[0].start, cues=cues))
    return Transcript(path="kea.vtt", language="", timed=True, passages=tuple(found))


HEREORA = untimed(
    "And I think that’s been a really powerful way of moving forward because for us as a secondary school.",
    "In this learning cluster, in a sense, we’re an end point and so we need to be always thinking about what’s coming "
    "in. One of the key activities that we‘ve looked at is mapping coherence.",
)


@pytest.mark.parametrize(
    "quote",
    [
        "In this learning cluster, in a sense, we’re an end point",
        "“In this learning cluster, in a sense, we're an end point.”",
        "IN THIS LEARNING CLUSTER IN A SENSE WE RE AN END POINT".replace("WE RE", "WERE"),
        "in this\nlearning\u00a0cluster – in a sense",
        "mapping coherence",
        "that we've looked at",
    ],
)
def test_case_punctuation_quote_marks_and_white_space_do_not_count(quote: str) -> None:
    assert find_quote(quote, HEREORA) == QuoteMatch(passage=1, cue=None, start=None)


def test_macrons_do_not_count() -> None:
    transcript = untimed("Kia ora.", "Ngā whānau me ngā tamariki")
    assert find_quote("nga whanau", transcript) == QuoteMatch(1, None, None)
    assert find_quote("NGĀ WHĀNAU", untimed("nga wha\u0304nau")) == QuoteMatch(0, None, None)


def test_a_quote_leads_to_its_cue() -> None:
    transcript = timed(["Kia ora koutou.", "We started"], ["with the students", "and their whānau."])
    assert find_quote("started with the students and their", transcript) == QuoteMatch(0, 1, 1000)
    assert find_quote("their whanau", transcript) == QuoteMatch(1, 1, 3000)
    assert find_quote("Kia ora", transcript) == QuoteMatch(0, 0, 0)


def test_a_quote_leads_to_the_start_of_an_untimed_passage_that_has_one() -> None:
    assert find_quote("ora", untimed("Kia ora", start=725_000)) == QuoteMatch(0, None, 725_000)


def test_words_that_rolling_captions_repeat_are_said_once() -> None:
    assert find_quote("we started with", timed(["we started", "we started", "with them"])) == QuoteMatch(0, 0, 0)


@pytest.mark.parametrize(
    "quote",
    [
        "a really powerful way … we’re an end point",
        "a really powerful way ... we need to be ... mapping coherence",
        "a really powerful way […] mapping coherence…",
        "… a really powerful way . . . mapping coherence",
    ],
)
def test_an_ellipsis_stands_for_words_left_out(quote: str) -> None:
    assert find_quote(quote, HEREORA) == QuoteMatch(0, None, None)


def test_the_parts_around_an_ellipsis_must_be_in_order() -> None:
    assert find_quote("mapping coherence … a really powerful way", HEREORA) is None
    assert find_quote("mapping coherence … not there", HEREORA) is None


def test_a_short_part_before_an_ellipsis_is_the_one_next_to_the_rest() -> None:
    transcript = timed(["and so", "it began", "and then", "we grew", "and then", "we left"])
    assert find_quote("and … we grew", transcript) == QuoteMatch(0, 2, 2000)


def test_words_that_are_parted_otherwise_are_found() -> None:
    transcript = timed(["art", "Wellbeing and e-learning", "for all"])
    assert find_quote("well-being and elearning", transcript) == QuoteMatch(0, 1, 1000)
    assert find_quote("well being … forall", transcript) == QuoteMatch(0, 1, 1000)


def test_parts_of_words_are_no_quote() -> None:
    assert find_quote("art", untimed("we start")) is None
    assert find_quote("end poi", HEREORA) is None


@pytest.mark.parametrize("quote", ["", "…", "“ ”", "not in there"])
def test_no_quote(quote: str) -> None:
    assert find_quote(quote, HEREORA) is None
    assert find_quote(quote, untimed()) is None
    assert find_quote(quote, untimed("…")) is None


def test_the_nearest_passage_shares_the_rarest_words() -> None:
    transcript = untimed("and so we went on and on", "the garden and the river", "the garden of the school")
    assert nearest("and the gardens by the river", transcript) == 1
    assert nearest("the garden", transcript) == 1
    assert nearest("the school", transcript) == 2
    assert nearest("nothing shared", transcript) is None
    assert nearest("x", untimed()) is None


def test_a_finder_is_used_many_times() -> None:
    finder = QuoteFinder(HEREORA)
    assert finder.find("end point") == finder.find("END POINT") == QuoteMatch(1, None, None)
    assert finder.nearest("powerful") == 0
    assert finder.find("key activities … coherence") == QuoteMatch(1, None, None)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" * 500_000, "a" * 5_000),
        ("a " * 200_000, "a " * 100_000 + "b"),
        ("ab " * 200_000, "b a " * 5_000),
        ("a " * 200_000, "a…" * 20_000),
        ("x", "…" * 1_000_000),
        ("x", "." * 1_000_000),
    ],
    ids=["word", "words", "parted", "parts", "ellipses", "stops"],
)
def test_hostile_quotes_are_looked_up_at_once(text: str, quote: str) -> None:
    finder = QuoteFinder(untimed(text))
    finder.find(quote)
    finder.nearest(quote)


SAID = st.lists(
    st.lists(st.sampled_from(["Kia", "ora,", "ngā", "whānau…", "we’re", "e-x", "A."]), max_size=6).map(" ".join)
)


@settings(deadline=None)
@given(st.lists(SAID.filter(bool), min_size=1, max_size=5), st.data())
def test_every_run_of_words_is_found(passages: list[list[str]], data: st.DataObject) -> None:
    transcript = timed(*passages)
    said = " ".join(cue.text for passage in transcript.passages for cue in _once(passage.cues)).split()
    if not said:
        return
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first, len(said) - 1))
    match = find_quote(" ".join(said[first : last + 1]).replace("…", " ").upper(), transcript)
    assert match is not None and match.cue is not None
    assert transcript.passages[match.passage].cues[match.cue].start == match.start


def _once(cues: tuple[Cue, ...]) -> list[Cue]:
    return [cue for number, cue in enumerate(cues) if number == 0 or cue.text != cues[number - 1].text]
