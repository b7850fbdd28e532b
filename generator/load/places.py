"""Where something that was found in a body's HTML stands in its Markdown.

HTML has no lines of the source. But what is to be pointed at is written there word for word: an address, a tag. So the
nth time an address is asked for, its nth occurrence in the source is the place: outside of fenced code, and only where
an address can stand (after a bracket, a quote mark, an equals sign or a colon, and not within a longer address).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from html import escape
from itertools import accumulate

from generator.core.diagnostics import Span
from generator.load.bounds import without_fences

_BEFORE = ("(", "<", '"', "'", "=", ":")
_AFTER = frozenset(")>\"' \t\n]")
_EMPTY = re.compile(r"""\]\( *(?:<>)? *\)|(?:href|src) ?= ?(?:""|'')""", re.IGNORECASE)
# How many characters may be looked through for one body: enough for every link of a long text, and for hostile ones
# a bound. Places that are not found are the body's first line.
_MAX_LOOKED_AT = 100_000_000


class Places:
    """The places of one body. ``first_line`` is the number of its first line in the file at ``path``."""

    def __init__(self, text: str, *, path: str, first_line: int) -> None:
        self._text = text
        self._path = path
        self._first_line = first_line
        self._from: dict[str, int] = {}
        self._last: dict[str, Span] = {}
        self._looked_at = 0

    @property
    def beginning(self) -> Span:
        """The body's first line."""
        return Span(self._path, self._first_line)

    def address(self, written: str) -> Span:
        """Return the place of the next occurrence of the address ``written``; of ``]()`` where it is empty."""
        key = written.strip()
        if not key:
            return self._search("]()", _EMPTY)
        for form in dict.fromkeys((key, escape(key, quote=False), escape(key))):
            if place := self._next(form):
                return place
        return self.beginning

    def tag(self, name: str) -> Span:
        """Return the place of the next ``<name``, in any case."""
        return self._search(f"<{name}", re.compile(rf"<{name}(?![\w-])", re.IGNORECASE))

    def _search(self, key: str, pattern: re.Pattern[str]) -> Span:
        found = pattern.search(self._source, self._from.get(key, 0))
        if found:
            self._from[key] = found.end()
            self._last[key] = self._span(found.start(), len(found[0]))
        elif key not in self._last:
            self._last[key] = self.beginning
            self._from[key] = len(self._source)
        return self._last[key]

    @cached_property
    def _source(self) -> str:
        return without_fences(self._text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._text.split("\n"))]

    def _next(self, needle: str) -> Span | None:
        """The next occurrence of ``needle`` as an address; where there is none left, the last one."""
        source = self._source
        position = self._from.get(needle, 0)
        while position >= 0 and self._looked_at < _MAX_LOOKED_AT:
            start = source.find(needle, position)
            self._looked_at += (len(source) if start < 0 else start) - position + 100
            if start < 0:
                self._from[needle] = -1
                break
            position = start + len(needle)
            if self._stands_alone(start, position):
                self._from[needle] = position
                self._last[needle] = self._span(start, len(needle))
                break
        return self._last.get(needle)

    def _stands_alone(self, start: int, end: int) -> bool:
        before = self._source[max(0, start - 20) : start].rstrip(" ")
        return before.endswith(_BEFORE) and (end == len(self._source) or self._source[end] in _AFTER)

    def _span(self, start: int, length: int) -> Span:
        line = bisect_right(self._line_starts, start) - 1
        rest = self._line_starts[line + 1] - 1 - start
        column = start - self._line_starts[line] + 1
        return Span(self._path, self._first_line + line, column, max(1, min(length, rest)))
