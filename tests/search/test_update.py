"""A changed index is the one that would be made of all entries anew."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.search_text import count_words
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.search.index import Choices, Place, index_files
from generator.search.item import Item, Texts, make_item
from generator.search.update import update_files

CHOICES = [Choices("kind", {"video": "Video", "page": "Page"}), Choices("tag", {"b": "B", "t": "T"})]
PLACES = [Place("", "Kōwhai")]
WORDS = [f"{a}{b}{c}" for a in "abkptw" for b in ("a", "ē", "i", "or") for c in ("", "ka", "nu", "s", "ing", "rata")]


class Made(NamedTuple):
    item: Item
    text: SearchText


def entry(name: str, words: Sequence[str], term: str = "Trees", kind: str = "page", site: int = 0) -> Made:
    text, _ = count_words(f"Entry {name}", "", (Section("", "", 0, " ".join(words)),), ())
    values = (("kind", kind), ("tag", term[0].lower()))
    item = make_item(f"kowhai/{name}", text, (term, kind), values, f"file{hash((name, *words)) & 1023}")
    return Made(item._replace(site=site), text)


def items(entries: Sequence[Made]) -> list[Item]:
    return [each.item for each in entries]


def texts(entries: Sequence[Made]) -> Texts:
    return {each.item.id: each.text for each in entries}.__getitem__


def whole(entries: Sequence[Made], places: Sequence[Place] = PLACES) -> dict[str, bytes]:
    return dict(index_files(items(entries), texts(entries), CHOICES, places))


def check(
    before: Sequence[Made],
    after: Sequence[Made],
    places: Sequence[Place] = PLACES,
    new_places: Sequence[Place] = PLACES,
) -> tuple[dict[str, bytes], set[str]]:
    files = whole(before, places)
    made, kept = update_files(
        files.__getitem__, items(before), items(after), texts(before), texts(after), CHOICES, new_places
    )
    assert kept <= files.keys()
    assert {path: files[path] for path in kept} | made == whole(after, new_places)
    return {path: data for path, data in made.items() if files.get(path) != data}, kept


Facts = tuple[list[str], str, bool]
ENTRIES = st.dictionaries(
    st.integers(0, 90).map(str),
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["Trees", "Birds"]), st.booleans()),
    max_size=60,
)


def made_of(entries: dict[str, Facts]) -> list[Made]:
    return [entry(name, words, term, "video" if flag else "page") for name, (words, term, flag) in entries.items()]


@settings(max_examples=60, deadline=None)
@given(ENTRIES, ENTRIES, st.sets(st.integers(0, 90).map(str)), st.randoms(use_true_random=False))
def test_any_change_gives_what_a_new_index_would_be(
    before: dict[str, Facts], other: dict[str, Facts], gone: set[str], chance: random.Random
) -> None:
    after = made_of({k: v for k, v in {**before, **other}.items() if k not in gone})
    chance.shuffle(after)
    check(made_of(before), after)


@settings(max_examples=40, deadline=None)
@given(ENTRIES, st.data())
def test_terms_and_values_change_alone(before: dict[str, Facts], data: st.DataObject) -> None:
    names = data.draw(st.sets(st.sampled_from(sorted(before)))) if before else set[str]()
    changed = {
        name: (before[name][0], data.draw(st.sampled_from(["Trees", "Birds", "bor", "tēka"])), data.draw(st.booleans()))
        for name in names
    }
    check(made_of(before), made_of({**before, **changed}))


@pytest.fixture(scope="module")
def many() -> list[Made]:
    chance = random.Random(5)
    return [
        entry(str(number), [f"w{int(chance.paretovariate(0.25)) % 30_000}" for _ in range(150)])
        for number in range(700)
    ]


def test_the_index_is_large_enough_to_have_borders(many: list[Made]) -> None:
    assert sum(path.startswith("words/") for path in whole(many)) > 12


@pytest.mark.parametrize("seed", range(6))
def test_borders_move_as_they_would(many: list[Made], seed: int) -> None:
    chance = random.Random(seed)
    now = list(many)
    for _ in range(3):
        before = list(now)
        for _ in range(chance.choice((1, 1, 5))):
            at = chance.randrange(len(now))
            words = [f"w{int(chance.paretovariate(0.25)) % 30_000}" for _ in range(chance.choice((3, 150, 900)))]
            now[at] = entry(now[at].item.id.split("/")[1], words)
        if chance.random() < 0.5:
            now.pop(chance.randrange(len(now)))
        if chance.random() < 0.5:
            now.append(entry(f"new{chance.random()}", [f"x{chance.randrange(5000)}" for _ in range(400)]))
        check(before, now)


def test_a_small_edit_makes_few_files(many: list[Made]) -> None:
    words = [f"w{number}" for number in range(60)]
    before = [*many[:100], entry("100", words), *many[101:]]
    made, kept = check(before, [*many[:100], entry("100", [*words, "kākāpō"]), *many[101:]])
    assert sorted(path.split("/")[0] for path in made) == ["index.js", "names", "spelling", "words"]
    assert len(kept) > 12


def test_only_the_texts_of_changed_entries_are_asked_for(many: list[Made]) -> None:
    after = [*many[:100], entry("100", ["kea"]), *many[101:]]
    files = whole(many)
    old, new = {many[100].item.id: many[100].text}, {after[100].item.id: after[100].text}
    moved = [*after[:7], Made(after[7].item._replace(name="another"), after[7].text), *after[8:]]
    made, kept = update_files(
        files.__getitem__, items(many), items(moved), old.__getitem__, new.__getitem__, CHOICES, PLACES
    )
    assert {path: files[path] for path in kept} | made == whole(moved)


def test_nothing_changes_where_nothing_did(many: list[Made]) -> None:
    made, kept = check(many, many[::-1])
    assert made == {}
    assert {path.split("/")[0] for path in kept} == {"words", "names", "spelling"}


def test_sites_come_and_go(many: list[Made]) -> None:
    two = [Place("a/", "A"), Place("b/", "B")]
    entries = [entry(str(number), ["kea"], site=number % 2) for number in range(300)]
    one = [Made(each.item._replace(site=0), each.text) for each in entries]
    check(one, entries, PLACES, two)
    check(entries, one, two, PLACES)
    other = [Made(each.item._replace(site=1 - each.item.site), each.text) for each in entries[:9]]
    check(entries, [*other, *entries[9:]], two, two[::-1])


def test_the_first_entry_and_the_last(many: list[Made]) -> None:
    check([], many[:3])
    check(many[:3], [])
    check(many[:1], [entry("0", ["kea"])])
