"""YAML to plain values, each with its place. Knows nothing of what the fields mean.

Everything is a string, a list or a dict of strings: the types of fields decide what a string means, so that ``no``,
``010`` and ``12:30`` stay what the author wrote. The parser's events are counted before anything is built of them, and
nothing here recurses, so hostile input ends in a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.core.codes.front_matter import E104, E106, E109, E110, E111, E115, E116, E117, E119
from generator.core.diagnostics import Code, Diagnostic, Span
from generator.load.text import clean
from generator.load.yaml_mistakes import backslash_hint, find_mistake, named, quoted_line, shown, take_apart
from generator.load.yaml_plain import read_plain_fields

# The C parser is ten times as fast; both give the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_GUESSES = (E104, E106, E117)  # codes whose mended line may well be wrong
_TRIES = 10  # broken lines of one file that are told in one run


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read: ``size`` in bytes, ``events`` of the parser (about two a value), ``depth`` of nesting."""

    size: int = 64 * 1024
    events: int = 5_000
    depth: int = 16


FRONT_MATTER = Limits()
SETTINGS = Limits(size=1024 * 1024, events=200_000)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """What a document says, and where.

    ``values`` holds strings, lists and dicts; empty ones (``""``, ``null``, ``~``, ``[]``) are left out at every
    depth. ``spans`` gives the place of every value by its dotted path (``title``, ``tags.0``, ``image.src``; indices
    count the values that are left), ``key_spans`` the place of every key. ``mappings`` gives the keys of every mapping
    in order, those with empty values too, by the mapping's dotted path. ``start`` is the document's first line.
    ``lost`` are outermost keys whose values could not be read; without ``complete`` there may be others, so what is
    missing may have been written.
    """

    path: str
    start: Span
    values: dict[str, Any]
    spans: dict[str, Span]
    key_spans: dict[str, Span]
    mappings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    complete: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The outermost keys, in order."""
        return self.mappings.get("", ())


def read_yaml(
    text: str, path: str, *, first_line: int = 1, limits: Limits = FRONT_MATTER, root: str = ""
) -> YamlDocument:
    """Return the values of a YAML mapping, their places, and all that is wrong with it as YAML.

    ``first_line`` is the number of the text's first line in its file. Where ``root`` is given, the document may be a
    list as well as a mapping, and stands whole under that key (``values[root]``, ``spans["tags.0.name"]``).

    A broken line is told, mended as it was likely meant, and the rest read again. An empty ``text`` means that there
    was nothing to read, which the caller has reported: the document is then not ``complete``.
    """
    if not text:
        return YamlDocument(path, Span(path, first_line, 1), {}, {}, {}, complete=False)
    cleaned = clean(text)
    written = cleaned.split("\n")
    places = _Places(path, first_line, written)
    start = places.span(0, 0, len(written[0]))
    if not root and (plain := read_plain_fields(written, path, first_line)):
        values, spans, key_spans = plain
        return YamlDocument(path, start, values, spans, key_spans, mappings={"": tuple(values)})
    size = len(cleaned.encode())
    if size > limits.size:
        what = f"{size // 1024} KB, where {limits.size // 1024} KB are allowed"
        return YamlDocument(path, start, {}, {}, {}, complete=False, diagnostics=(E115.at(start, what=what),))
    problems: list[Diagnostic] = []
    told: set[int] = set()
    lost: list[str] = []
    lines = list(written)
    complete = False
    reading = _Reading(places, limits, root)
    for _ in range(_TRIES):
        reading = _Reading(places, limits, root)
        try:
            reading.follow(yaml.parse("\n".join(lines), Loader=_LOADER))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # The Python parser converts numbers of directives and escapes without a check of its own.
            mistake = find_mistake(error, lines, first_line)
            mended = {}
            if mistake.line not in told:
                span = places.span(mistake.line, mistake.column, mistake.length)
                problems.append(mistake.code.at(span, hint=mistake.hint, **mistake.values))
                mended = mistake.mended
            told.add(mistake.line)
            if mistake.code in _GUESSES:  # what is wrong after a wrong guess is not the author's mistake
                told.update(_field(mistake.line, lines))
            if not mended:
                mended = _without_item(mistake.line, lines)
                lost.append(take_apart(lines[min(mended)]).key if mended else "")
            if not mended:
                break
            for index, line in mended.items():
                lines[index] = line
            continue
        complete = reading.complete
        break
    values, found = reading.result()
    return YamlDocument(
        path,
        start,
        values,
        reading.spans,
        reading.key_spans,
        mappings={path: tuple(keys) for path, keys in reading.mappings.items()},
        lost=tuple(key for key in (*lost, *reading.lost) if key),
        complete=complete,
        diagnostics=(*problems, *(problem for problem in found if problem.span.line - first_line not in told)),
    )


def _without_item(line: int, lines: Sequence[str]) -> dict[int, str]:
    """Return the lines of the list item or outermost field that holds ``line``, emptied; {} if there is nothing."""
    inner = _margin(lines[line])
    first = line
    while first > 0:
        margin = _margin(lines[first])
        if lines[first].strip() and (margin == 0 or (lines[first].startswith("- ", margin) and margin <= inner)):
            break
        first -= 1
    return {index: "" for index in _block(first, line, lines) if lines[index]}


def _field(line: int, lines: Sequence[str]) -> range:
    """Return the lines of the outermost field that holds ``line``."""
    first = line
    while first > 0 and (not lines[first].strip() or lines[first][0] in " \t-"):
        first -= 1
    return _block(first, line, lines)


def _block(first: int, within: int, lines: Sequence[str]) -> range:
    """Return the lines from ``first`` on that belong to it, and at least up to ``within``."""
    margin = _margin(lines[first])
    # A list may begin in the column of its key, and its closing bracket too.
    signs = ("]", "}") if lines[first].startswith("-", margin) else ("]", "}", "-")
    last = first + 1
    while last < len(lines):
        text, here = lines[last], _margin(lines[last])
        if last > within and text.strip() and here <= margin and not (here == margin and text[here:].startswith(signs)):
            break
        last += 1
    return range(first, last)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Places:
    """Turns marks, which count from 0, into spans that lie inside the text."""

    def __init__(self, path: str, first_line: int, lines: Sequence[str]) -> None:
        self.path = path
        self.first_line = first_line
        self.lines = lines

    def span(self, line: int, column: int, length: int) -> Span:
        line = min(max(line, 0), len(self.lines) - 1)
        width = len(self.lines[line])
        column = min(max(column, 0), width)
        return Span(self.path, self.first_line + line, column + 1, max(1, min(length, width - column)))

    def between(self, start: Any, end: Any) -> Span:
        """Return the span from one of the parser's marks to another, cut at the end of its first line."""
        if start.line == end.line:
            return self.span(start.line, start.column, end.column - start.column)
        return self.span(start.line, start.column, len(self.line(start).rstrip()) - start.column)

    def line(self, mark: Any) -> str:
        """Return the line a mark is in. The end of the text may be marked in a line after the last."""
        return self.lines[min(int(mark.line), len(self.lines) - 1)]


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being read. ``dropped`` ones are followed, but nothing of them is kept."""

    values: dict[str, Any] | list[Any]
    path: str
    start: Any
    dropped: bool
    key: str | None = None
    skip: bool = False
    seen: dict[str, int] = field(default_factory=dict)


class _Reading:
    """Builds values from the parser's events, in one pass."""

    def __init__(self, places: _Places, limits: Limits, root: str) -> None:
        self.spans: dict[str, Span] = {}
        self.key_spans: dict[str, Span] = {}
        self.mappings: dict[str, list[str]] = {}
        self.lost: list[str] = []
        self.complete = True
        self._places = places
        self._limits = limits
        self._root = root
        self._problems: list[Diagnostic] = []
        self._stack: list[_Frame] = []
        self._top: Any = None
        self._top_mark: Any = None
        self._documents = 0
        self._warned: set[tuple[str, int]] = set()

    def result(self) -> tuple[dict[str, Any], list[Diagnostic]]:
        """Return the outermost mapping as far as it was read, and what was found on the way."""
        top = self._stack[0].values if self._stack else self._top
        if self._root:
            return ({} if not top else {self._root: top}), self._problems
        return (top if isinstance(top, dict) else {}), self._problems

    def follow(self, events: Iterable[Any]) -> None:
        """Take in all events, up to the limits."""
        for number, event in enumerate(events):
            if number >= self._limits.events:
                self._stop(event, f"more than {self._limits.events // 2} values")
                return
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._problems.append(E116.at(self._places.between(event.start_mark, event.end_mark)))
                    return
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(event, "*")
                self._put(f"*{event.anchor}", event)
            elif isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "&" if event.anchor else "!" if event.tag else "")
                self._put(self._scalar(event), event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse(event, "&" if event.anchor else "!" if event.tag else "")
                if len(self._stack) >= self._limits.depth:
                    self._stop(event, f"more than {self._limits.depth} lists within lists")
                    return
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                frame = self._stack.pop()
                self._put(frame.values or None, event, frame.start)
        if not self._root and self._top is not None and not isinstance(self._top, dict):
            self._not_fields()

    def _stop(self, event: Any, what: str) -> None:
        self.complete = False
        self._problems.append(E115.at(self._places.between(event.start_mark, event.end_mark), what=what))

    def _refuse(self, event: Any, sign: str) -> None:
        """Tell of a reference, an anchor or a type, once a line."""
        if sign:
            self._tell(E109, event.start_mark, event.end_mark, sign=sign)

    def _tell(self, code: Code, start: Any, end: Any, *, sign: str) -> None:
        if (code.id, start.line) not in self._warned:
            self._warned.add((code.id, start.line))
            mended = shown(quoted_line(self._places.line(start)))
            self._problems.append(code.at(self._places.between(start, end), sign=named(sign), mended=mended))

    def _scalar(self, event: Any) -> str | None:
        if not event.style:
            self._look_for_comment(event.start_mark, event.end_mark)
            if event.value in _EMPTY:
                return None
        value = clean(event.value)
        if value != event.value:
            mark = event.start_mark
            hint = backslash_hint(self._places.line(mark))
            self._problems.append(E104.at(self._places.between(mark, event.end_mark), hint=hint))
        return value if value.strip() else None

    def _look_for_comment(self, start: Any, end: Any) -> None:
        """Warn where ``#`` cuts a value off: a note to oneself has a space after the ``#``, a hashtag has none."""
        line = self._places.line(end)
        rest = line[end.column :]
        note = rest.lstrip()
        if rest == note or not note.startswith("#") or note[1:2] in {"", " ", "#", "!", "\t"}:
            return
        mark = yaml.Mark("", 0, end.line, end.column + len(rest) - len(note), None, 0)
        stop = yaml.Mark("", 0, end.line, len(line), None, 0)
        self._tell(E119, mark, stop, sign="#")

    def _open(self, event: Any) -> None:
        parent = self._stack[-1] if self._stack else None
        values: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if parent is None:
            path, dropped = self._root, False
            self._top_mark = event.start_mark
        else:
            as_key = isinstance(parent.values, dict) and parent.key is None
            path, dropped = self._path(parent), parent.dropped or parent.skip or as_key
        self._stack.append(_Frame(values, path, event.start_mark, dropped))

    def _path(self, frame: _Frame) -> str:
        """Return the dotted path of the value that comes next in ``frame``."""
        name = str(len(frame.values)) if isinstance(frame.values, list) else frame.key or ""
        return f"{frame.path}.{name}" if frame.path else name

    def _put(self, value: Any, event: Any, start: Any = None) -> None:
        """Take in a value that is whole: as a key, or as what belongs to the key before it."""
        start = start or event.start_mark
        if not self._stack:
            self._top, self._top_mark = value, start
            if self._root and value is not None:
                self.spans[self._root] = self._places.between(start, event.end_mark)
            return
        frame = self._stack[-1]
        if isinstance(frame.values, list):
            if value is not None and not frame.dropped:
                self.spans[self._path(frame)] = self._places.between(start, event.end_mark)
                frame.values.append(value)
        elif frame.key is None:
            self._key(frame, value, start, event.end_mark)
        else:
            if value is not None and not frame.dropped and not frame.skip:
                self.spans[self._path(frame)] = self._places.between(start, event.end_mark)
                frame.values[frame.key] = value
            frame.key, frame.skip = None, False

    def _key(self, frame: _Frame, value: Any, start: Any, end: Any) -> None:
        span = self._places.between(start, end)
        if not isinstance(value, str):
            if not frame.dropped:
                found = "an empty name" if value is None else "something in brackets"
                hint = None
                line = self._places.line(start)
                if "{" in line or "[" in line:
                    hint = f"Put the value in quotes: `{shown(quoted_line(line))}`."
                self._problems.append(E111.at(span, hint=hint, found=found))
                self._lose()
            frame.key, frame.skip = "", True
            return
        frame.key = value.strip()
        if frame.dropped:
            return
        if frame.key in frame.seen:
            first = self._places.first_line + frame.seen[frame.key]
            self._problems.append(E110.at(span, field=frame.key, first=first))
            frame.skip = True
            return
        frame.seen[frame.key] = start.line
        self.key_spans[self._path(frame)] = span
        self.mappings.setdefault(frame.path, []).append(frame.key)

    def _lose(self) -> None:
        outer = self._stack[0]
        if outer.key:
            self.lost.append(outer.key)

    def _not_fields(self) -> None:
        self.complete = False
        mark = self._top_mark
        line = self._places.line(mark)
        span = self._places.span(mark.line, mark.column, len(line.rstrip()) - mark.column)
        if isinstance(self._top, str) and ":" in line and "://" not in line:
            name, _, rest = line.strip().partition(":")
            self._problems.append(E117.at(span, hint=f"Put a space after the colon: `{shown(f'{name}: {rest}')}`."))
            return
        self._problems.append(E111.at(span, found="plain text" if isinstance(self._top, str) else "a list"))
