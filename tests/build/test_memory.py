"""What is remembered of each way to build: all parts or none, and never those of another way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.memory import UNSEEN, Head, Memory, Published
from generator.build.rows import row_of
from generator.build.store import Store
from generator.build.tracing import FactRecord, PageRecord
from generator.load.outline import outline_of
from tests.factories import make_entry

BESIDE = frozenset({"published", "pages", "facts", "search"})
HEAD = Head("r", {}, {}, {}, {}, (), (0.0, 1.0), (), 1, BESIDE)
PUBLISHED = Published({"index.html": ("d", (1, 2, 3, 4)), "a.css": ("e", (5, 6, 7, 8))})
PARTS = {
    "head": HEAD,
    "published": PUBLISHED,
    "pages": {"index.html": PageRecord("d", ("generator.outputs.hub:x", "", ()), b"\x01" * 8)},
    "facts": {1: FactRecord(("card", "a"), 2)},
    "search": {"kowhai": {}},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path, fingerprint="one")
    yield opened
    opened.close()


def everything(memory: Memory) -> list[object]:
    return [memory.head, memory.published, memory.pages, memory.facts, memory.search]


NOTHING: list[object] = [None, UNSEEN, {}, {}, {}]


def test_at_first_nothing_is_remembered(store: Store) -> None:
    assert everything(Memory(store, "a")) == NOTHING
    assert Memory(store, "a").digests == {}


def test_what_was_kept_is_remembered_by_this_way_to_build_alone(store: Store) -> None:
    Memory(store, "a").keep(PARTS)
    found = Memory(store, "a")
    assert everything(found) == list(PARTS.values())
    assert found.digests == {"index.html": "d", "a.css": "e"}
    assert everything(Memory(store, "b")) == NOTHING


def test_what_is_forgotten_is_only_forgotten_for_now(store: Store) -> None:
    Memory(store, "a").keep(PARTS)
    memory = Memory(store, "a")
    memory.forget()
    assert everything(memory) == NOTHING
    assert memory.digests == {}
    assert Memory(store, "a").head == HEAD


def test_pages_are_nothing_without_the_facts_they_read(store: Store) -> None:
    for part in (None, 5):
        Memory(store, "a").keep({**PARTS, "facts": part})
        assert Memory(store, "a").pages == {}


@pytest.mark.parametrize("value", [None, 5, "text", ()])
def test_parts_of_another_form_are_not_there(store: Store, value: object) -> None:
    Memory(store, "a").keep(dict.fromkeys(PARTS, value))
    assert everything(Memory(store, "a")) == NOTHING


def test_the_last_three_ways_are_remembered(store: Store) -> None:
    for profile in ("a", "b", "c", "a", "d"):
        Memory(store, profile).keep(PARTS)
    assert [name for name in "abcd" if Memory(store, name).head] == ["a", "c", "d"]
    assert everything(Memory(store, "b")) == NOTHING
    store.put_states({"profiles": 5})
    Memory(store, "e").keep(PARTS)
    assert Memory(store, "e").head == HEAD


def test_texts_are_found_by_digest(store: Store) -> None:
    entry = make_entry("a", summary="words")
    store.add([row_of("d1", entry, outline_of(entry), ())])
    assert Memory(store, "a").text("d1") == entry.search
    with pytest.raises(LookupError):
        Memory(store, "a").text("d2")
