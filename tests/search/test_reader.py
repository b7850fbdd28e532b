from __future__ import annotations

import pytest

from generator.load.search_text import count_words
from generator.model.body import Section
from generator.search.index import Choices, Place, call, index_files, named
from generator.search.item import make_item
from generator.search.reader import Found, Hit, Index


@pytest.fixture
def index() -> Index:
    sections = (Section("", "", 0, "Whānau planted trees."), Section("more", "More trees", 2, "Kea watched."))
    texts = [count_words(title, "", sections if title == "Trees" else (), ())[0] for title in ("Trees", "Planting kea")]
    files: dict[str, bytes] = {}
    items = []
    for number, text in enumerate(texts):
        card = [f"p{number}/", "", "page", "", 0, "en-NZ", [], [], [], [value for part in text.parts for value in part]]
        path, data = named("entries", call(card))
        files[f"search/{path}"] = data
        name = path.rpartition("/")[2].removesuffix(".js")
        items.append(make_item(str(number), text, ("Bush",), (("kind", "page"),), name))
    for path, data in index_files(
        items, lambda entry_id: texts[int(entry_id)], [Choices("kind", {"page": "Page"})], [Place("", "Kōwhai")]
    ):
        files[f"search/{path}"] = data
    made = Index(files.__getitem__)
    assert set(made.paths()) | {f"search/{p}" for p in ("index.js",)} < set(files) | {"search/index.js"}
    return made


def found(index: Index, url: str) -> tuple[int, Found]:
    return next((slot, entry) for slot, entry in index.entries().items() if entry.card["url"] == url)


def test_words_are_looked_up_by_any_form(index: Index) -> None:
    slot, _ = found(index, "p0/")
    assert index.look_up("whanau") == {"whānau": (Hit(slot, index.look_up("whanau")["whānau"][0].weight, (1,)),)}
    assert set(index.look_up("plants")) == {"planted", "planting"}
    assert index.look_up("zebra") == {}
    assert len(index.look_up("bush")["bush"]) == 2


def test_passages_are_numbered_from_1(index: Index) -> None:
    slot, entry = found(index, "p0/")
    assert index.passages(entry) == ["", ["Whānau planted trees.", "", ""], ["Kea watched.", "more", "More trees"]]
    assert [hit.passages for hit in index.look_up("trees")["trees"] if hit.slot == slot] == [(0, 1, 2)]


def test_filters_and_spelling(index: Index) -> None:
    ((name, rows),) = index.filters()
    assert (name, rows[0][:2]) == ("kind", ("page", "Page"))
    assert set(rows[0][2]) == set(index.entries())
    assert {"trees0", "kea1", "bush1"} <= set(index.spelling())


def test_all_rows_are_read(index: Index) -> None:
    assert [key for key, _ in index.rows()] == ["bush", "kea", "more", "plant", "tree", "watch", "whanau"]
