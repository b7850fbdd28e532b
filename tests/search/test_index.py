from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from generator.core.digest import digest
from generator.load.search_text import count_words
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.search.index import NAME_LENGTH, Choices, Place, call, index_files, read_call, read_run, run_file
from generator.search.item import Item, make_item

CHOICES = [Choices("kind", {"video": "Video", "page": "Page", "event": "Event"})]
HERE = [Place("", "Kōwhai")]
TEXTS: dict[str, SearchText] = {}


def item(number: int, words: str = "") -> Item:
    text, _ = count_words(f"Entry {number}", "", (Section("", "", 0, words),), ())
    made = make_item(
        f"kowhai/pages/p{number}", text, (), (("kind", "video" if number % 2 else "page"),), f"name{number}"
    )
    TEXTS[made.digest] = text
    return made


def many(count: int) -> list[Item]:
    chance = random.Random(3)
    return [item(n, " ".join(f"w{int(chance.paretovariate(0.8))}" for _ in range(120))) for n in range(count)]


def files(items: Sequence[Item], places: Sequence[Place] = HERE) -> dict[str, bytes]:
    texts = {each.id: TEXTS[each.digest] for each in items}
    return dict(index_files(items, texts.__getitem__, CHOICES, places))


def test_files_are_named_by_their_content_and_the_root_is_last() -> None:
    made = files(many(300))
    assert list(made)[-1] == "index.js"
    for path, data in made.items():
        if path != "index.js":
            assert path.rpartition("/")[2] == digest(data)[:NAME_LENGTH] + ".js"


def test_the_order_of_entries_does_not_matter() -> None:
    items = many(200)
    assert files(items) == files(items[::-1])


def test_a_changed_entry_changes_only_the_files_that_hold_its_words() -> None:
    items = many(600)
    before = files(items)
    words = " ".join(f"w{number}" for number in range(60)) + " kākāpō"
    changed = [*items[:100], item(100, words), *items[101:]]
    again = files([*items[:100], item(100, words + " morepork"), *items[101:]])
    base = files(changed)
    new = set(again) - set(base)
    # One file of words and one of spelling hold the new word; the entry's own file is not among these.
    assert sorted(path.split("/")[0] for path in new) == ["spelling", "words"]
    assert before["index.js"] != again["index.js"]


def test_values_that_no_entry_has_are_left_out() -> None:
    made = files([item(1), item(2)])
    (path,) = (path for path in made if path.startswith("filters/"))
    assert [row[:2] for row in read_call(made[path])] == [["video", "Video"], ["page", "Page"]]


def test_an_index_of_several_sites_says_where_each_entry_is() -> None:
    made = files([item(1), item(2)], [Place("a/", "A"), Place("b/", "B")])
    (path,) = (path for path in made if path.startswith("names/"))
    assert len(read_call(made[path])) == 6


def test_each_text_is_asked_for_once_and_nowhere_else() -> None:
    items = many(30)
    asked: list[str] = []

    def text(entry_id: str) -> SearchText:
        asked.append(entry_id)
        return TEXTS[next(each.digest for each in items if each.id == entry_id)]

    dict(index_files(items, text, CHOICES, HERE, lambda function, state, spans: [function(state, s) for s in spans]))
    assert sorted(asked) == sorted(each.id for each in items)


@pytest.mark.parametrize("rows", [['["ata","","A","āta","Bh"]', '["kea","","C"]'], ['["a","","A"]'], ['"kea3"']])
def test_the_rows_of_a_file_are_read_back_as_they_are(rows: list[str]) -> None:
    assert read_run(run_file("words", rows)[1]) == rows


def test_an_empty_index_is_an_index() -> None:
    made = files([])
    assert list(made) == ["index.js"]
    assert read_call(made["index.js"])["words"] == []


@pytest.mark.parametrize("value", ["</script>", "\u2028\u2029", '"\\', "\ud800", {"a": [1, None]}])
def test_a_call_is_one_line_of_javascript(value: object) -> None:
    written = call(value).decode()
    assert written.count("\n") == 1
    assert "\u2028" not in written
    if value != "\ud800":
        assert read_call(call(value)) == value
