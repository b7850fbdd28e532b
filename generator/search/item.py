"""An entry as an index knows it: light facts, beside which its words are read only where they are needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.core.digest import digest_all
from generator.model.search_text import SearchText
from generator.search.slots import order_of

Texts = Callable[[str], SearchText]
"""Returns the search text of an entry by its id."""


class Item(NamedTuple):
    """An entry for an index. :func:`make_item` makes one.

    ``order`` is where its id stands among all that there may be, ``digest`` that of everything of it that ends in the
    files of words. ``terms`` are names and other words of its terms; ``values`` its values by filter; ``usual`` is that
    of its search text. ``site`` is the number of its site among those of the index, ``name`` that of its file in there.
    """

    id: str
    order: int
    digest: str
    terms: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    name: str
    usual: int
    site: int = 0


def make_item(
    entry_id: str, text: SearchText, terms: tuple[str, ...], values: tuple[tuple[str, str], ...], name: str
) -> Item:
    """Return the light facts of an entry with that search text."""
    content = digest_all((text.forms, text.postings, str(text.usual), *terms))
    return Item(entry_id, order_of(entry_id), content, terms, values, name, text.usual)
