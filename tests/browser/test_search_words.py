"""The search script cuts text into words, folds and stems them as the index does: same vectors, all of Unicode."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.core.words import fold_form, forms, key_of
from tests.conftest import PROJECT

ASSETS = PROJECT / "themes/default/assets"
VECTORS = json.loads((PROJECT / "tests/search/words.json").read_text(encoding="utf-8"))
CUT = "texts => texts.map(text => portalWords.forms(text)).map(forms => [forms, forms.map(portalWords.key)])"


@pytest.fixture(scope="module")
def words(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    for name in ("stemmer.js", "search-words.js"):
        page.add_script_tag(path=ASSETS / name)
    yield page
    page.close()


def ours(texts: list[str]) -> list[Any]:
    return [[cut := forms(text), [key_of(form) for form in cut]] for text in texts]


def test_the_shared_vectors(words: Page) -> None:
    cut = words.evaluate(CUT, [case["text"] for case in VECTORS])
    assert cut == [[case["forms"], case["keys"]] for case in VECTORS]


@pytest.mark.parametrize("around", ["{} ", "{}", "a{}b ", "學{}校ā "], ids=["alone", "run", "latin", "han"])
def test_every_letter_of_unicode(words: Page, around: str) -> None:
    # What Python's Unicode has; the browser's is newer. Of ideographs and syllables, which are all alike, some will do.
    alike = {*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xAC00, 0xD7A4), *range(0x20000, 0x32000)}
    codes = [code for code in range(0x110000) if code not in alike or code % 32 == 0]
    known = [chr(code) for code in codes if unicodedata.category(chr(code)) not in {"Cn", "Co", "Cs"}]
    texts = ["".join(around.format(one) for one in known[at : at + 500]) for at in range(0, len(known), 500)]
    for text, cut in zip(texts, words.evaluate(CUT, texts), strict=True):
        assert cut == ours([text])[0]


def test_the_stems_of_all_words_at_hand(words: Page) -> None:
    files = [*PROJECT.glob("content/**/*.*"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("generator/**/*.py")]
    texts = [
        path.read_text(encoding="utf-8", errors="ignore") for path in files if path.suffix in {".md", ".txt", ".py"}
    ]
    plain = {fold_form(form) for text in texts for form in forms(text)}
    stems = sorted(word for word in plain if re.fullmatch("[a-z]{3,}", word))
    endings = ("", "s", "ed", "ing", "ly", "ness", "ational", "fulness", "ies", "eedly", "ement", "logist", "ally")
    tried = [word + ending for word in stems for ending in endings]
    assert len(tried) > 50_000
    found = words.evaluate("words => words.map(portalStem)", tried)
    assert found == [key_of(word) for word in tried]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("reading", {"words": ["reading*"]}),
        ("reading ", {"words": ["reading"]}),
        ("the garden ", {"words": ["garden"]}),
        ("the of", {"words": ["the", "of*"]}),
        ('"special example" read', {"words": ["special!", "example!", "read*"], "phrases": [["special", "example"]]}),
        ("“the garden”", {"words": ["garden!"], "phrases": [["the", "garden"]]}),
        ('"unclosed words', {"words": ["unclosed", "words*"]}),
        ('reading -maths -"year three" -', {"words": ["reading"], "without": ["maths"], "never": [["year", "three"]]}),
        ("well-being e-leaders ", {"words": ["well", "being", "leaders"]}),
        ("Whānau", {"words": ["whānau*"]}),
        ("学校 ", {"words": ["学校"]}),
        ("校", {"words": ["校*"]}),
        ("reading read readings ", {"words": ["reading"]}),
        ("", {}),
        (' "" - -- \U0001f600 !?', {}),
        ("<script>alert(1)</script> ", {"words": ["script", "alert", "1"]}),
        ("__proto__ constructor ", {"words": ["proto", "constructor"]}),
    ],
)
def test_what_is_asked(words: Page, text: str, query: dict[str, Any]) -> None:
    read = words.evaluate("text => portalWords.parse(text)", text)
    told = [word["form"] + "!" * word["quoted"] + "*" * word["prefix"] for word in read["words"]]
    without = [word["form"] for word in read["without"]]
    found = {"words": told, "phrases": read["phrases"], "without": without, "never": read["never"]}
    assert {name: value for name, value in found.items() if value} == query


def test_long_and_odd_queries_are_bounded(words: Page) -> None:
    many = words.evaluate("text => portalWords.parse(text)", " ".join(f"w{n}" for n in range(2000)))
    assert len(many["words"]) == 32
    long = words.evaluate("text => portalWords.parse(text)", "x" * 10_000)
    assert [len(word["form"]) for word in long["words"]] == [40]


def test_words_are_found_where_they_stand(words: Page) -> None:
    places = "([text, query]) => portalWords.places(text, portalWords.matcher(portalWords.parse(query).words))"
    for text, query, found in [
        ("Reading the Whānau’s books", "read whanau ", ["Reading"]),
        ("Whānau, WHANAU whanaungatanga", "whanau ", ["Whānau", "WHANAU"]),
        ("Whānau, WHANAU whanaungatanga", "whanau", ["Whānau", "WHANAU", "whanaungatanga"]),
        ("e\u0301cole", "ecole ", ["e\u0301cole"]),
        ("我们的学校很大", "学校 ", ["学校"]),
        ("straße", "strasse ", ["straße"]),
        ("\U0001f600 garden", "garden", ["garden"]),
    ]:
        spots = words.evaluate(places, [text, query])
        utf16 = text.encode("utf-16-le")
        assert [utf16[2 * start : 2 * end].decode("utf-16-le") for start, end in spots] == found


@pytest.mark.parametrize(
    ("one", "other", "most", "expected"),
    [
        ("whanau", "whanau", 2, 0),
        ("whanua", "whanau", 2, 1),
        ("garde", "garden", 1, 1),
        ("hgarden", "garden", 1, 1),
        ("gxrdxn", "garden", 2, 2),
        ("abcdef", "uvwxyz", 2, 3),
        ("short", "muchlonger", 2, 3),
    ],
)
def test_mistakes(words: Page, one: str, other: str, most: int, expected: int) -> None:
    if not words.evaluate("'portalIndex' in window"):
        words.add_script_tag(path=ASSETS / "search-index.js")
    assert words.evaluate("([a, b, most]) => portalIndex.mistakes(a, b, most)", [one, other, most]) == expected
