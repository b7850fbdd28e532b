import pickle
import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assemble.related import Related, RelatedIndex, features_of
from generator.model.entry import Entry
from tests.factories import make_entry


def related(
    entries: list[Entry], tags: dict[str, str], chosen: dict[str, list[str]] | None = None
) -> dict[str, list[str]]:
    terms = {entry.id: {"tags": tuple(tags.get(entry.fields.title, "").split())} for entry in entries}
    found = Related(RelatedIndex.of(entries, terms), chosen or {}, limit=3)
    return {key.rsplit("/", 1)[-1]: [value.rsplit("/", 1)[-1] for value in values] for key, values in found.items()}


def test_rare_terms_count_more_than_common_ones() -> None:
    entries = [make_entry(name) for name in "abcdef"]
    found = related(
        entries, {"a": "common rare", "b": "common", "c": "common", "d": "rare", "e": "common", "f": "common"}
    )
    assert found["a"][0] == "d"


def test_those_chosen_by_hand_come_first_and_are_never_cut() -> None:
    entries = [make_entry(name) for name in "abcdef"]
    ids = {entry.fields.title: entry.id for entry in entries}
    chosen = {ids["a"]: [ids["f"], ids["e"], ids["d"], ids["c"]]}
    found = related(entries, dict.fromkeys("ab", "x"), chosen)
    assert found["a"] == ["f", "e", "d", "c"]
    assert related(entries, dict.fromkeys("ab", "x"), {ids["a"]: [ids["f"]]})["a"] == ["f", "b"]


def test_words_of_the_text_relate_entries_without_terms() -> None:
    entries = [
        make_entry("a", words=(("bridge", 3), ("truss", 2))),
        make_entry("b", words=(("truss", 5), ("bridge", 1))),
        make_entry("c", words=(("soup", 4),)),
        make_entry("d"),
    ]
    assert related(entries, {})["a"] == ["b"]


def test_entries_that_share_nothing_are_not_related() -> None:
    assert related([make_entry("a"), make_entry("b")], {"a": "x", "b": "y"}) == {"a": [], "b": []}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sets(st.sampled_from("abcdef")), min_size=2, max_size=30), st.randoms())
def test_the_order_of_terms_and_words_does_not_matter(tags: list[set[str]], shuffler: random.Random) -> None:
    entries = [make_entry(f"e{number}") for number in range(len(tags))]
    ordered = {f"e{number}": " ".join(sorted(found)) for number, found in enumerate(tags)}
    mixed = {}
    for name, line in ordered.items():
        parts = line.split()
        shuffler.shuffle(parts)
        mixed[name] = " ".join(parts)
    assert related(entries, ordered) == related(entries, mixed)


def test_no_entry_is_related_to_itself_or_twice() -> None:
    entries = [make_entry(f"e{number}") for number in range(200)]
    found = related(entries, {f"e{number}": "same other" for number in range(200)})
    assert all(len(others) == len(set(others)) == 3 and name not in others for name, others in found.items())


def test_those_that_stand_on_the_page_as_it_is_are_left_out() -> None:
    entries = [make_entry(name) for name in "abc"]
    a, b, c = (entry.id for entry in entries)
    terms = {entry.id: {"tags": ("x",)} for entry in entries}
    found = Related(RelatedIndex.of(entries, terms), {a: [c]}, {a: ["", b], c: [a]})
    assert found == {a: (c,), b: (a, c), c: (b,)}


def test_one_that_is_in_no_list_has_those_chosen_by_hand_alone() -> None:
    a, b = make_entry("a"), make_entry("b")
    found = Related(RelatedIndex.of([a], {a.id: {}}), {"hereora/schools/kea": [a.id, b.id, a.id]})
    assert found["hereora/schools/kea"] == (a.id, b.id)
    assert found == {a.id: (), "hereora/schools/kea": (a.id, b.id)}
    assert len(found) == 2
    assert found.get(b.id, ()) == ()


def test_along_a_common_feature_those_near_in_time_are_looked_at_and_the_newest_are_first() -> None:
    entries = [make_entry(f"e{number:03}") for number in range(200)]
    found = related(entries, {f"e{number:03}": "common" for number in range(200)})
    assert found["e000"] == ["e001", "e002", "e003"]
    assert found["e100"] == ["e080", "e081", "e082"]
    assert found["e199"] == ["e160", "e161", "e162"]


def test_the_index_pickles_small_and_whole() -> None:
    made = Made(random.Random(1), 500)
    index = RelatedIndex.of(made.entries, made.terms)
    data = pickle.dumps(Related(index, {}))
    assert len(data) < 500 * 100
    assert pickle.loads(data) == Related(index, {})


def test_features_are_named_alike_in_every_process() -> None:
    entry = make_entry("a", words=(("whare", 4), ("awa", 1)))
    assert features_of(entry, {"tags": ("reading",), "phase": ("scanning",)}) == {
        489444209245705401: 128,
        217337753485871664: 45,
        748860218930669552: 64,
        784696025215704184: 32,
    }


def test_an_entry_that_is_not_in_the_index_is_not_replaced() -> None:
    index = RelatedIndex.of([make_entry("a")], {make_entry("a").id: {}})
    with pytest.raises(KeyError):
        index.replace("hereora/videos/b", {})
    with pytest.raises(KeyError):
        index.most_alike("hereora/videos/b", 1)


def test_what_did_not_change_touches_nothing() -> None:
    made = Made(random.Random(1), 50)
    index = RelatedIndex.of(made.entries, made.terms)
    entry = made.entries[7]
    assert index.replace(entry.id, features_of(entry, made.terms[entry.id])) == (index, frozenset())


def test_one_change_touches_few() -> None:
    made = Made(random.Random(1), 2000)
    index = RelatedIndex.of(made.entries, made.terms)
    made.change(1000)
    entry = made.entries[1000]
    _, touched = index.replace(entry.id, features_of(entry, made.terms[entry.id]))
    assert entry.id in touched
    assert len(touched) < 500


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.integers(1, 200), st.integers(1, 6))
def test_replacing_gives_what_computing_everything_gives(seed: int, count: int, changes: int) -> None:
    chance = random.Random(seed)
    made = Made(chance, count)
    found = Related(RelatedIndex.of(made.entries, made.terms), made.chosen, made.shown)
    rows = dict(found)
    for _ in range(changes):
        place = chance.randrange(count)
        made.change(place)
        entry = made.entries[place]
        if chance.random() < 0.3:
            found = pickle.loads(pickle.dumps(found))
        found, others = found.replace(entry.id, features_of(entry, made.terms[entry.id]))
        assert all(found[one] != rows[one] for one in others)
        rows |= {one: found[one] for one in others}
        fresh = Related(RelatedIndex.of(made.entries, made.terms), made.chosen, made.shown)
        assert fresh == rows
        assert fresh == found
        assert pickle.dumps(fresh) == pickle.dumps(found)


@dataclass
class Worded:
    id: str
    words: tuple[tuple[str, int], ...]


class Made:
    """Entries with words and tags by chance: a few are common enough to be looked along in part only."""

    def __init__(self, chance: random.Random, count: int) -> None:
        self.chance = chance
        self.kinds = chance.choice((12, 40, 400))
        self.most = chance.choice((3, 8, 30))
        self.entries = [Worded(f"e{place}", self.words()) for place in range(count)]
        self.terms = {entry.id: self.tags() for entry in self.entries}
        ids = [entry.id for entry in self.entries]
        self.chosen = {chance.choice(ids): chance.choices(ids, k=chance.randint(1, 8)) for _ in range(3)}
        self.shown = {chance.choice(ids): chance.choices(ids, k=2) for _ in range(3)}

    def words(self) -> tuple[tuple[str, int], ...]:
        found = {f"w{self.rank()}": self.chance.randint(1, 9) for _ in range(self.chance.randint(0, self.most))}
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def tags(self) -> dict[str, tuple[str, ...]]:
        found = {f"t{self.rank()}" for _ in range(self.chance.randint(0, 4))}
        return {"tags": tuple(sorted(found)), "phase": ("scanning",) * self.chance.randint(0, 1)}

    def rank(self) -> int:
        """A number below ``kinds``, the small ones much more often."""
        return int(self.kinds ** self.chance.random()) - 1

    def change(self, place: int) -> None:
        """Give an entry one word more, other tags, other words, or none."""
        entry = self.entries[place]
        what = self.chance.choice(("word", "tags", "words", "none"))
        if what == "word":
            words = {**dict(entry.words), f"w{self.rank()}": self.chance.randint(1, 9)}
            entry.words = tuple(sorted(words.items(), key=lambda item: (-item[1], item[0])))
        elif what == "tags":
            self.terms[entry.id] = self.tags()
        else:
            entry.words = self.words() if what == "words" else ()
