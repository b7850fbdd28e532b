from __future__ import annotations

import pickle
from dataclasses import replace

from generator.load.search_text import count_words
from generator.search.item import make_item
from generator.search.slots import order_of

TEXT, _ = count_words("Kea", "A bird.", (), ())


def test_the_digest_covers_what_ends_in_the_files_of_words() -> None:
    item = make_item("kowhai/kea", TEXT, ("Trees",), (("kind", "page"),), "0123456789")
    assert make_item("kowhai/tui", replace(TEXT, parts=()), ("Trees",), (), "x").digest == item.digest
    others = (
        make_item("kowhai/kea", TEXT, ("Tre", "es"), (), ""),
        make_item("kowhai/kea", replace(TEXT, usual=TEXT.usual + 1), ("Trees",), (), ""),
        make_item("kowhai/kea", count_words("Kea", "A bird!", (), ())[0], ("Trees",), (), ""),
        make_item("kowhai/kea", count_words("A bird.", "Kea", (), ())[0], ("Trees",), (), ""),
    )
    assert [other.digest == item.digest for other in others] == [False, False, True, False]


def test_an_item_is_light_and_can_be_stored() -> None:
    item = make_item("kowhai/kea", TEXT, ("Trees",), (("kind", "page"),), "0123456789")
    assert (item.order, item.usual, item.site) == (order_of("kowhai/kea"), TEXT.usual, 0)
    assert pickle.loads(pickle.dumps(item)) == item
