from __future__ import annotations

import json
from collections.abc import Iterable

from generator.core.postings import read_posting, weigh
from generator.load.search_text import count_words
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.search.table import TERM, Table, words_of


def text(title: str, words: str = "") -> SearchText:
    return count_words(title, "", (Section("", "", 0, words),) if words else (), ())[0]


def table(*entries: SearchText) -> Table:
    made = Table(10 * len(entries))
    for slot, entry in enumerate(entries):
        made.add(words_of(slot * 10, entry, ()))
    return made


def test_forms_of_one_key_share_a_row() -> None:
    rows = dict(table(text("Plants whānau"), text("Planting whanau"), text("plant")).rows())
    assert list(rows) == ["plant", "whanau"]
    assert json.loads(rows["plant"])[1::2] == ["", "planting", "plants"]
    assert json.loads(rows["whanau"])[1::2] == ["", "whānau"]


def read(names: Iterable[str], postings: Iterable[bytes], usual: int) -> dict[str, tuple[int, tuple[int, ...]]]:
    return {form: read_posting(written, 0, usual)[:2] for form, written in zip(names, postings, strict=True)}


def test_terms_add_to_a_words_weight() -> None:
    entry = text("Kea", "The kea and the tūī")
    plain = read(entry.forms.split(), entry.postings.split(), entry.usual)
    words = words_of(3, entry, ("Tūī", "Bush schools", "kea"))
    found = read(words.forms, words.postings, entry.usual)
    assert found["schools"] == (weigh(TERM), (0,))
    for form, passages in (("tūī", (0, 1)), ("kea", (0, 1))):
        assert found[form] == (weigh(2 ** (plain[form][0] / 4) + TERM), passages)
    assert found["and"] == plain["and"]


def test_keys_come_in_the_order_of_javascript() -> None:
    rows = [key for key, _ in table(text("Ｚ zebra āta ata \U00020000\U00020001 豈豈")).rows()]
    assert rows == sorted(rows, key=lambda key: key.encode("utf-16-be"))


def test_spelling_has_the_most_frequent_form_of_each_key() -> None:
    made = table(*(text("plants") for _ in range(9)), text("plant"), text("ab 2026 学校 whānau"))
    assert list(made.spelling()) == ["plants3", "whanau0"]


def test_words_without_letters_have_no_row() -> None:
    assert list(table(text("ـــ …")).rows()) == []
    assert words_of(0, SearchText("", b"", 0, ()), ()).forms == []
