"""A changed index is the one that would be made of all entries anew."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.search_text import count_words
from generator.model.body import Section
from generator.search.index import Choices, Item, Place, index_files
from generator.search.update import update_files

CHOICES = [Choices("kind", {"video": "Video", "page": "Page"})]
PLACES = [Place("", "Kōwhai")]
WORDS = [f"{a}{b}{c}" for a in "abkptw" for b in ("a", "ē", "i", "or") for c in ("", "ka", "nu", "s", "ing", "rata")]


def item(name: str, words: Sequence[str], term: str = "Trees", kind: str = "page") -> Item:
    text, _ = count_words(f"Entry {name}", "", (Section("", "", 0, " ".join(words)),), ())
    return Item(f"kowhai/{name}", text, (term,), (("kind", kind),), f"file{hash((name, *words)) & 1023}")


def whole(items: Sequence[Item]) -> dict[str, bytes]:
    return dict(index_files(items, CHOICES, PLACES))


def check(before: Sequence[Item], after: Sequence[Item]) -> tuple[dict[str, bytes], set[str]]:
    files = whole(before)
    made, kept = update_files(files.__getitem__, before, after, CHOICES, PLACES)
    assert kept <= files.keys()
    result = {path: files[path] for path in kept} | made
    assert result == whole(after)
    return {path: data for path, data in made.items() if files.get(path) != data}, kept


ENTRIES = st.dictionaries(
    st.integers(0, 90).map(str),
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["Trees", "Birds"]), st.booleans()),
    max_size=60,
)


def made_of(entries: dict[str, tuple[list[str], str, bool]]) -> list[Item]:
    return [item(name, words, term, "video" if flag else "page") for name, (words, term, flag) in entries.items()]


@settings(max_examples=60, deadline=None)
@given(ENTRIES, ENTRIES, st.sets(st.integers(0, 90).map(str)))
def test_any_change_gives_what_a_new_index_would_be(
    before: dict[str, tuple[list[str], str, bool]], other: dict[str, tuple[list[str], str, bool]], gone: set[str]
) -> None:
    check(made_of(before), made_of({k: v for k, v in {**before, **other}.items() if k not in gone}))


@pytest.fixture(scope="module")
def many() -> list[Item]:
    chance = random.Random(5)
    return [
        item(str(number), [f"w{int(chance.paretovariate(0.25)) % 30_000}" for _ in range(150)]) for number in range(700)
    ]


def test_the_index_is_large_enough_to_have_borders(many: list[Item]) -> None:
    assert sum(path.startswith("words/") for path in whole(many)) > 12


@pytest.mark.parametrize("seed", range(6))
def test_borders_move_as_they_would(many: list[Item], seed: int) -> None:
    chance = random.Random(seed)
    now = list(many)
    for _ in range(3):
        before = list(now)
        for _ in range(chance.choice((1, 1, 5))):
            at = chance.randrange(len(now))
            words = [f"w{int(chance.paretovariate(0.25)) % 30_000}" for _ in range(chance.choice((3, 150, 900)))]
            now[at] = item(now[at].id.split("/")[1], words)
        if chance.random() < 0.5:
            now.pop(chance.randrange(len(now)))
        if chance.random() < 0.5:
            now.append(item(f"new{chance.random()}", [f"x{chance.randrange(5000)}" for _ in range(400)]))
        check(before, now)


def test_a_small_edit_makes_few_files(many: list[Item]) -> None:
    words = [f"w{number}" for number in range(60)]
    before = [*many[:100], item("100", words), *many[101:]]
    made, kept = check(before, [*many[:100], item("100", [*words, "kākāpō"]), *many[101:]])
    assert sorted(path.split("/")[0] for path in made) == ["index.js", "names", "spelling", "words"]
    assert len(kept) > 12


def test_the_first_entry_and_the_last(many: list[Item]) -> None:
    check([], many[:3])
    check(many[:3], [])
    check(many[:1], [item("0", ["kea"])])
