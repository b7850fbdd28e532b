"""Folding, slugs, sorting, cutting, and the nearest word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.text import did_you_mean, fold, one_line, shorten, slugify, sort_key

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Whānau", "whanau"),
        ("whānau", "whanau"),
        ("WHA\u0304NAU", "whanau"),
        ("Ōtautahi", "otautahi"),
        ("ﬁlm", "film"),
        ("Straße", "strasse"),
        ("Øyvind", "oyvind"),
        ("kōwhai 2", "kowhai 2"),
    ],
)
def test_macrons_case_and_forms_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Whānau engagement", "whanau-engagement"),
        ("Hereora: Becoming a truly collaborative cluster", "hereora-becoming-a-truly-collaborative-cluster"),
        ("What’s new? It's maths!", "whats-new-its-maths"),
        ("  a__b -- c ", "a-b-c"),
    ],
)
def test_slugs_are_readable(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(TEXT)
def test_any_text_has_a_slug_for_any_server(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?", slugify(text))


def test_scripts_without_ascii_and_long_titles_keep_different_slugs() -> None:
    assert slugify("漢字") != slugify("日本")
    assert slugify("!!!") != slugify("???")
    assert slugify("word " * 40 + "one") != slugify("word " * 40 + "two")


def test_long_titles_in_other_scripts_are_quick_and_stay_different() -> None:
    long = "".join(chr(0x4E00 + n % 20_000) for n in range(100_000))
    assert slugify(long) != slugify(long + "漢")
    assert len(slugify(long)) <= 80


def test_sorting_ignores_macrons_and_case() -> None:
    names = ["Zoë", "ākonga", "Weka", "apple", "Ākonga"]
    assert sorted(names, key=sort_key) == ["Ākonga", "ākonga", "apple", "Weka", "Zoë"]


def test_white_space_becomes_single_spaces() -> None:
    assert one_line(" a\n\tb\u00a0 c ") == "a b c"


@given(st.text(st.sampled_from("ab\u0101  \n\t\x1c\x85\u00a0\u2003\u200b\u3000")))
def test_one_line_is_the_words_with_single_spaces(text: str) -> None:
    assert one_line(text) == " ".join(text.split())


def test_cutting_keeps_whole_words() -> None:
    assert shorten("Reading together at home", 17) == "Reading together…"
    assert shorten("Reading together", 16) == "Reading together"
    assert shorten("a" * 50, 10) == "a" * 9 + "…"


@given(TEXT, st.integers(min_value=1, max_value=60))
def test_cut_text_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("litracy", "literacy"),
        ("LITERACY", "literacy"),
        ("ltieracy", "literacy"),
        ("whanau", "whānau"),
        ("mathematics", None),
        ("", None),
        ("x" * 1000, None),
    ],
)
def test_the_nearest_word_is_found(word: str, expected: str | None) -> None:
    assert did_you_mean(word, ["whānau", "literacy", "numeracy"]) == expected


def test_among_equally_near_words_the_first_in_order_is_taken() -> None:
    assert did_you_mean("cat", {"bat", "rat", "hat"}) == "bat"


def _edits(left: str, right: str) -> int:
    """Optimal string alignment distance, in full."""
    table = {(i, -1): i + 1 for i in range(-1, len(left))} | {(-1, j): j + 1 for j in range(-1, len(right))}
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b))
            if i and j and a == right[j - 1] and b == left[i - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(left) - 1, len(right) - 1]


@given(st.text("abcd", min_size=1, max_size=12), st.lists(st.text("abcd", max_size=12), max_size=5))
def test_the_nearest_word_is_the_nearest_by_a_full_comparison(word: str, candidates: list[str]) -> None:
    limit = max(1, min(3, len(word) // 3))
    near = sorted((_edits(word, other), other) for other in candidates if _edits(word, other) <= limit)
    assert did_you_mean(word, candidates) == (near[0][1] if near else None)


def test_ten_thousand_long_candidates_are_compared_at_once() -> None:
    assert did_you_mean("literacy " * 11, [f"{'literacy ' * 10}number {n}" for n in range(10_000)]) is None
