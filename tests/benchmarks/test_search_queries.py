from __future__ import annotations

import random
from itertools import islice

import pytest


def test_queries_of_each_group_lead_to_their_entry() -> None:
    from search_corpus import Entry
    from search_queries import GROUPS, MACRONS, PASSAGE, TITLE, TYPO, Words, content_words, folded, known_items

    words = [f"{first}a{second}olin" for first in "bdfghjklmn" for second in "rstv"]
    entries = [
        Entry(f"videos/{word}/", f"{word.title()} and r{word} pū{word}", (f"the s{word} t{word} v{word} z{word}",))
        for word in words
    ]
    known = Words(entries)
    queries = known_items(entries, known, 40)
    assert [query.group for query in queries] == [group for group in GROUPS for _ in range(10)]
    assert queries == known_items(entries, known, 40)
    by_url = {entry.url: entry for entry in entries}
    for query in queries:
        entry = by_url[query.url]
        asked = query.text.split()
        title = content_words(entry.title)
        assert "and" not in asked
        if query.group == TITLE:
            assert set(asked) <= set(title)
        elif query.group == PASSAGE:
            assert set(asked) <= set(content_words(entry.passages[0]))
        elif query.group == TYPO:
            assert len(set(asked) - set(title)) == 1
        elif query.group == MACRONS:
            assert query.text.isascii()
            assert set(asked) <= set(map(folded, title))
            assert not set(asked) <= set(title)


def test_a_query_that_others_answer_too_is_left_out() -> None:
    from search_corpus import Entry
    from search_queries import Words

    passage = "walking gardens slowly"
    words = Words([Entry("a/", "Reading gardens", (passage,)), Entry("b/", "Gardens and reading", (passage,))])
    assert not words.only_title(["reading", "gardens"])
    assert not words.only_passage(["walking", "slowly"])
    assert words.only_passage(["reading", "slowly"])
    forms = Words([Entry("a/", "Reading gardens", (passage,)), Entry("b/", "Read, gardener", ("walks slowly",))])
    assert forms.only_title(["reading", "gardens"])
    assert forms.only_passage(["walking", "slowly"])


@pytest.mark.parametrize("word", ["learning", "aa", "ākonga"])
def test_a_slip_changes_the_word_but_not_its_first_letter(word: str) -> None:
    from search_queries import slips

    made = list(islice(slips(word, random.Random(1)), 50))
    assert all(slip != word and slip[0] == word[0] and abs(len(slip) - len(word)) < 2 for slip in made)
    assert len(set(made)) > 10


def test_words_by_rarity() -> None:
    from search_corpus import Entry
    from search_queries import Words, by_rarity

    entries = [
        Entry(f"{number}/", "Common", (f"whānau {'single' + 'x' * number} " + "middle beside " * (number % 10 == 0),))
        for number in range(100)
    ]
    found = by_rarity(Words(entries), 2)
    assert set(found.common) == {"common", "whanau"}
    assert all(word.startswith("single") for word in found.rare)
    assert {frozenset(pair.split()) for pair in found.two} == {frozenset({"middle", "beside"})}
