"""Cutting text into words: the vectors are those that the search script of the theme is tested with, too."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.text import fold
from generator.core.words import LONGEST, fold_form, forms, key_of, utf16

VECTORS = json.loads((Path(__file__).parent.parent / "search/words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["text"][:30])
def test_text_is_cut_into_forms_with_keys(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert forms(text) == case["forms"]
    assert [key_of(form) for form in forms(text)] == case["keys"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Whānau, whanau! WHĀNAU", ["whānau", "whanau", "whānau"]),
        ("whānau wha\u0304nau", ["whānau", "whānau"]),
        ("Don't we’re teacher's ‘quoted’ 'so'", ["dont", "were", "teachers", "quoted", "so"]),
        ("co-operate year_3 5a", ["co", "operate", "year", "3", "5a"]),
        ("soft\u00adware \u200bzero\u200bwidth", ["software", "zerowidth"]),
        ("x" * 50 + " ā" + "x" * 50, ["x" * LONGEST, "ā" + "x" * (LONGEST - 1)]),
        ("\U0001f600 … — !? <b>", ["b"]),
        ("学校教育", ["学校", "校教", "教育", "育"]),
        ("ｶﾅ", ["カナ", "ナ"]),
        ("Year 3学校", ["year", "3", "学校", "校"]),
        ("", []),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_forms_of_a_word_share_their_key() -> None:
    assert {key_of(form) for form in ("plant", "plants", "planting", "planted")} == {"plant"}
    assert {key_of(form) for form in ("whānau", "whanau")} == {"whanau"}
    assert {key_of(form) for form in ("naïve", "naive")} == {"naiv"}
    assert key_of("straße") == key_of("strasse")
    assert key_of("ʻokina") == key_of("okina")
    assert key_of("2026") == "2026"


def test_names_of_javascript_are_words_like_others() -> None:
    assert [key_of(form) for form in forms("constructor __proto__ toString")] == ["constructor", "proto", "tostr"]


def test_folding_agrees_with_that_of_slugs_and_tags() -> None:
    for word in ("whānau", "tūī", "école", "smørrebrød", "łódź", "mañana"):
        assert fold_form(word) == fold(word)


@given(st.text(max_size=200))
def test_any_text_gives_short_words_that_are_cut_no_further(text: str) -> None:
    for form in forms(text):
        assert form
        assert len(form) <= LONGEST
        assert unicodedata.normalize("NFC", form) == form or not form.isascii()
        assert key_of(form) == key_of(form)


@given(st.text(max_size=100))
def test_composed_and_decomposed_text_has_the_same_words(text: str) -> None:
    assert forms(unicodedata.normalize("NFD", text)) == forms(unicodedata.normalize("NFC", text))


@given(st.text(max_size=50), st.text(max_size=50))
def test_words_are_cut_alike_whatever_stands_beside_them(left: str, right: str) -> None:
    # A letter of another script beside plain text takes another way through the code.
    assert forms(f"{left} {right}") == [*forms(left), *forms(right)] or "Σ" in left + right or "\u0345" in left + right


def test_common_characters_are_cut_alike_in_plain_text_and_beside_other_writing() -> None:
    # Text of Latin letters and usual punctuation is cut as bytes; a letter of another script ends that.
    for code in (*range(0x300), *range(0x2000, 0x2100)):
        character = chr(code)
        for text in (f"ab{character}cd", f"A{character} {character}b’{character} {character}{character}'c"):
            assert forms(text) == forms(f"{text} ж")[:-1], hex(code)


def test_the_order_is_that_of_javascript() -> None:
    assert sorted(["\U00020000", "\uff5e"], key=utf16) == ["\U00020000", "\uff5e"]
