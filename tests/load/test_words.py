"""The words that tell most about an entry."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.core.text import fold
from generator.core.words import forms
from generator.load import words
from generator.load.words import STOP_WORDS


def telling_words(texts: list[str], limit: int = 40) -> tuple[tuple[str, int], ...]:
    return words.telling_words(Counter(form for text in texts for form in forms(text)), limit)


def test_most_frequent_first_then_by_alphabet() -> None:
    assert telling_words(["reading writing", "Reading garden"]) == (("reading", 2), ("garden", 1), ("writing", 1))


def test_macrons_and_case_do_not_count() -> None:
    assert telling_words(["Whānau whanau WHĀNAU wha\u0304nau"]) == (("whanau", 4),)


def test_plurals_are_folded_crudely() -> None:
    texts = ["student students study studies class classes inquiry inquiries bus focus"]
    assert dict(telling_words(texts)) == {"student": 2, "study": 2, "class": 2, "inquiry": 2, "bus": 1, "focus": 1}


def test_words_of_every_text_are_left_out() -> None:
    assert telling_words(["The and of to with it's don't we they would ngā te he kei kua mō 2026 x1 ab"]) == ()


def test_the_limit_is_kept() -> None:
    many = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100)]
    assert len(telling_words(many)) == 40
    assert len(telling_words(many, limit=3)) == 3


def test_stop_words_are_folded() -> None:
    assert all(fold(word) == word for word in STOP_WORDS)


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_gives_folded_words_in_order(texts: list[str]) -> None:
    found = telling_words(texts)
    assert list(found) == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    assert all(len(word) >= 2 and count > 0 for word, count in found)
