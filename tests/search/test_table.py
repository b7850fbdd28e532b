from __future__ import annotations

import json
import pickle
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.core.postings import read_posting, weigh
from generator.load.search_text import count_words
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.search.item import make_item
from generator.search.splice import splice_postings
from generator.search.table import TERM, Part, Table, ToMerge, merge_part, words_of


def text(title: str, words: str = "") -> SearchText:
    return count_words(title, "", (Section("", "", 0, words),) if words else (), ())[0]


def to_merge(entries: Sequence[SearchText], terms: tuple[str, ...] = ()) -> ToMerge:
    placed = [(10 * at, make_item(str(at), entry, terms, (), "")) for at, entry in enumerate(entries)]
    return ToMerge(placed, lambda entry_id: entries[int(entry_id)])


def table(*entries: SearchText) -> Table:
    state = to_merge(entries)
    return Table((merge_part(state, span) for span in state.spans()), 10 * len(entries))


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
    words = words_of(entry, ("Tūī", "Bush schools", "kea"))
    found = read(words, words.values(), entry.usual)
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
    assert list(table().rows()) == []
    assert words_of(SearchText("", b"", 0, ()), ()) == {}


WORDS = st.lists(st.sampled_from(["kea", "āta", "tūī", "tui", "plants", "planting", "one"]), max_size=5).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=12), st.lists(WORDS, max_size=3), st.sets(st.integers(1, 11)))
def test_parts_are_joined_to_what_they_are_as_a_whole(
    entries: list[tuple[str, str]], terms: list[str], borders: set[int]
) -> None:
    texts = [text(title, words) for title, words in entries]
    state = to_merge(texts, tuple(terms))
    edges = [0, *sorted(at for at in borders if at < len(texts)), len(texts)]

    def rows(parts: Iterable[Part]) -> dict[str, dict[str, str]]:
        found = Table(parts, 10 * len(texts) + 1).rows()
        return {key: dict(zip(*[map(str, json.loads(row)[at::2]) for at in (1, 2)], strict=True)) for key, row in found}

    made = rows(merge_part(state, (first, end)) for first, end in pairwise(edges) if first < end)
    assert made == rows([merge_part(state, (0, len(texts)))])
    by_form: dict[str, dict[int, bytes | None]] = defaultdict(dict)
    for slot, item in state.entries:
        for form, written in words_of(state.texts(item.id), item.terms).items():
            by_form[form][slot] = written
    whole = {form: splice_postings(b"", postings)[0].decode() for form, postings in by_form.items()}
    assert {form or key: written for key, row in made.items() for form, written in row.items()} == whole


def test_a_part_can_be_sent_to_another_process() -> None:
    state = to_merge([text("Kea")])
    part = merge_part(state, (0, 1))
    assert pickle.loads(pickle.dumps(part)) == part
