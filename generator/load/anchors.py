"""The ids of a body: what a ``#fragment`` may name, as written by the author and as it is in the page.

Headings get ids from their words. All other ids an author brings are prefixed, so that they can neither take the place
of the theme's own elements nor hide what scripts look up by name.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from generator.core.text import slugify

# Ids the theme uses. Links may name those of `LINKABLE`, whatever the body holds.
RESERVED = frozenset({"main", "search", "search-results", "search-status", "transcript", "top"})
LINKABLE = frozenset({"main", "transcript", "top"})
_RESERVED_BEGINNINGS = ("t=", "fn", "p-", "c-")
_LINKABLE_BEGINNINGS = ("t=", "p-")

_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")
_NOT_SIMPLE = re.compile(r"[^A-Za-z0-9_-]+")
_NOT_IN_HOST_ID = re.compile(r"[^\w\- ]")
_MAX_TITLE = 200


class Anchors:
    """Gives out the ids of one body. Every id in the page is given once."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}
        self._used: set[str] = set(RESERVED)
        self._next: dict[str, int] = {}
        self._host_counts: dict[str, int] = {}

    def heading(self, title: str, own: str = "") -> str:
        """Return the id for the heading ``title``; ``own`` is the id its author gave, or "".

        The id that Git hosts make of the title leads to it too.
        """
        short = title[:_MAX_TITLE]
        wanted = own if _SIMPLE.fullmatch(own) else slugify(own[:_MAX_TITLE] or short)
        if wanted.startswith(_RESERVED_BEGINNINGS):
            wanted = f"h-{wanted}"
        page = self._unused(wanted)
        self._pages.setdefault(page, page)
        if own:
            self._pages.setdefault(own, page)
        self._pages.setdefault(self._host_id(short), page)
        return page

    def other(self, written: str) -> str | None:
        """Return the id in the page for ``written``, or ``None`` where the author used it before."""
        if not written or written in self._pages:
            return None
        simple = _NOT_SIMPLE.sub("-", written[:_MAX_TITLE]).strip("-")
        page = self._unused(f"c-{simple or 'x'}")
        self._pages[written] = page
        return page

    def find(self, fragment: str) -> str | None:
        """Return the id in the page that ``fragment`` leads to, or ``None``."""
        found = self._pages.get(fragment)
        if found is None and (fragment in LINKABLE or fragment.startswith(_LINKABLE_BEGINNINGS)):
            return quote(fragment, safe="=:,")
        return found

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return all ids as written and as in the page, in the order they were given."""
        return tuple(self._pages.items())

    def _unused(self, wanted: str) -> str:
        page = wanted
        number = self._next.get(wanted, 2)
        while page in self._used:
            page = f"{wanted}-{number}"
            number += 1
        self._next[wanted] = number
        self._used.add(page)
        return page

    def _host_id(self, title: str) -> str:
        """The id that Git hosts give: letters of any script, one hyphen a space, numbered from 1 where repeated."""
        base = _NOT_IN_HOST_ID.sub("", title.lower()).replace(" ", "-")
        count = self._host_counts.get(base, 0)
        self._host_counts[base] = count + 1
        return f"{base}-{count}" if count else base
