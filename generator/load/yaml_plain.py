"""The front matter that most entries have, read without a YAML parser: a field a line, with words or a flat list.

What is read here means the same to a parser, which takes four times as long. At the first sign of anything else the
whole is left to it, so nothing is ever told from here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.core.diagnostics import Span

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9_]*): (?=([^\W_])|([\"'])|\[)([^\t]*[^ \t:])")
# Words that neither end nor begin anything within a list.
_ITEM = re.compile(r"[^\W_][^\[\]{}:#?]*")
_EMPTY = frozenset({"null", "Null", "NULL"})
_LONGEST = 4000  # characters; far below all limits, in bytes and in values


class PlainFields(NamedTuple):
    """Fields as in ``yaml.YamlDocument``, in the order in which they were written."""

    values: dict[str, str | list[str]]
    spans: dict[str, Span]
    key_spans: dict[str, Span]


def read_plain_fields(lines: list[str], path: str, first_line: int) -> PlainFields | None:
    """Return the fields of ``lines``, or ``None`` where a parser is needed.

    The lines are of a text as ``text.clean`` leaves it; the first is number ``first_line`` of the file at ``path``.
    """
    if sum(map(len, lines)) > _LONGEST:
        return None
    values: dict[str, str | list[str]] = {}
    spans: dict[str, Span] = {}
    key_spans: dict[str, Span] = {}
    for line, written in enumerate(lines, first_line):
        if not written and line == first_line + len(lines) - 1:
            break  # the end of the last line
        field = _FIELD.fullmatch(written)
        if field is None:
            return None
        key, of_words, quote, value = field.groups()
        if key in values or key in _EMPTY:
            return None
        column = len(key) + 3
        if of_words:
            if ": " in value or " #" in value or value in _EMPTY:
                return None
            values[key] = value
        elif quote:
            inner = value[1:-1]
            if value[-1] != quote or len(value) < 3 or quote in inner or "\\" in inner or not inner.strip():
                return None
            values[key] = inner
        else:
            items = _items(value)
            if items is None:
                return None
            at = column + 1
            for index, item in enumerate(items):
                bare = item.strip(" ")
                spans[f"{key}.{index}"] = Span(path, line, at + item.index(bare), len(bare))
                at += len(item) + 1
            values[key] = [item.strip(" ") for item in items]
        spans[key] = Span(path, line, column, len(value))
        key_spans[key] = Span(path, line, 1, len(key))
    return PlainFields(values, spans, key_spans) if values else None


def _items(written: str) -> list[str] | None:
    """Return what stands between the commas of ``[a, b]``, spaces included."""
    if written[-1] != "]":
        return None
    items = written[1:-1].split(",")
    for item in items:
        bare = item.strip(" ")
        if bare in _EMPTY or not _ITEM.fullmatch(bare):
            return None
    return items
