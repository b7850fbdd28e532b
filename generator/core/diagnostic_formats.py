"""How diagnostics are written out: for people, for editors, for programs and for GitHub. Pure text, no colour.

Whatever stands in content, nothing but printable characters leaves this module: a terminal is never steered by it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum

from generator.core.diagnostics import Diagnostic, Severity, Span

# Returns a line of a file (its path below the portal's folder, the line's number from 1), or None if there is none.
ReadLine = Callable[[str, int], str | None]

WIDTH = 120
# Combining characters are drawn over the one before; more than this many on one letter say nothing and are left out.
_MARKS = 8
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class Role(StrEnum):
    """What a piece of a diagnostic is, so that the command line can colour it."""

    PLACE = "place"
    SEVERITY = "severity"
    SOURCE = "source"
    CARET = "caret"
    TEXT = "text"
    HINT = "hint"


def full_parts(diagnostic: Diagnostic, read_line: ReadLine) -> list[tuple[Role, str]]:
    """Return one diagnostic as pieces of text with their roles; the pieces joined are its ``full`` form."""
    parts = [
        (Role.PLACE, place(diagnostic.span) + ": "),
        (Role.SEVERITY, _WORDS[diagnostic.severity]),
        (Role.PLACE, f" {diagnostic.code} {diagnostic.name}\n"),
    ]
    source, carets = excerpt(diagnostic.span, read_line)
    if source:
        parts.append((Role.SOURCE, source + "\n"))
    if carets:
        parts.append((Role.CARET, carets + "\n"))
    parts.append((Role.TEXT, printable_lines(diagnostic.message) + "\n"))
    if diagnostic.hint:
        parts.append((Role.HINT, f"hint: {printable_lines(diagnostic.hint)}\n"))
    return parts


def full(diagnostics: Iterable[Diagnostic], read_line: ReadLine) -> str:
    """Return the diagnostics with the lines they speak of, an empty line between them."""
    return "\n".join("".join(text for _, text in full_parts(diagnostic, read_line)) for diagnostic in diagnostics)


def concise(diagnostics: Iterable[Diagnostic], read_line: ReadLine | None = None) -> str:
    """Return the diagnostics one to a line, in the form that editors jump from: ``path:line:column: …``."""
    return "".join(
        f"{place(d.span)}: {_WORDS[d.severity]} {d.code} {d.name}: {printable(' '.join(d.message.split()))}\n"
        for d in diagnostics
    )


def as_json(diagnostics: Iterable[Diagnostic], read_line: ReadLine | None = None) -> str:
    r"""Return the diagnostics as a JSON array, in ASCII.

    Each is an object with the keys ``code``, ``name``, ``severity`` (``error``, ``warning`` or ``note``), ``path``,
    ``line``, ``column``, ``length``, ``message`` and ``hint`` ("" if there is none). ``line`` is 0 where the file as
    a whole is meant, and ``column`` 0 where the line as a whole is. The keys are never renamed or taken away.
    """
    rows = [
        {
            "code": d.code,
            "name": d.name,
            "severity": _WORDS[d.severity],
            "path": d.span.path,
            "line": d.span.line,
            "column": d.span.column,
            "length": d.span.length,
            "message": d.message,
            "hint": d.hint,
        }
        for d in diagnostics
    ]
    # JSON may hold DEL as it is; a terminal should not get it.
    return json.dumps(rows, indent=2).replace("\x7f", "\\u007f") + "\n"


def github(diagnostics: Iterable[Diagnostic], read_line: ReadLine | None = None) -> str:
    """Return the diagnostics as workflow commands, which GitHub shows beside the lines of a change."""
    lines: list[str] = []
    for d in diagnostics:
        facts = [f"file={_property(d.span.path)}"]
        if d.span.line:
            facts.append(f"line={d.span.line}")
        if d.span.line and d.span.column:
            facts.append(f"col={d.span.column}")
            facts.append(f"endColumn={d.span.column + max(1, d.span.length)}")
        facts.append(f"title={_property(f'{d.code} {d.name}')}")
        text = printable_lines(f"{d.message}\n{d.hint}" if d.hint else d.message)
        lines.append(f"::{_GITHUB[d.severity]} {','.join(facts)}::{_data(text)}\n")
    return "".join(lines)


FORMATS: tuple[tuple[str, Callable[[Iterable[Diagnostic], ReadLine], str]], ...] = (
    ("full", full),
    ("concise", concise),
    ("json", as_json),
    ("github", github),
)


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many there are, in words: ``3 errors, 2 warnings in 4 files``; "" for none at all."""
    known = list(diagnostics)
    numbers = [
        _plural(sum(1 for d in known if d.severity is severity), word)
        for severity, word in _WORDS.items()
        if any(d.severity is severity for d in known)
    ]
    return f"{', '.join(numbers)} in {_plural(len({d.span.path for d in known}), 'file')}" if known else ""


def place(span: Span) -> str:
    """Return ``path:line:column``, without what is not known."""
    text = printable(span.path)
    if span.line:
        text += f":{span.line}"
        if span.column:
            text += f":{span.column}"
    return text


def excerpt(span: Span, read_line: ReadLine) -> tuple[str, str]:
    """Return the line that ``span`` is in, with its number, and the carets for below it; "" for what there is none of.

    Both are at most 120 columns wide: of a longer line the part around the span is shown, with "…" where it is cut.
    """
    line = read_line(span.path, span.line) if span.line else None
    if line is None:
        return "", ""
    prefix = f"{span.line} | "
    room = WIDTH - len(prefix)
    first = min(max(0, span.column - 1), len(line))
    # Only this much of an endless line is looked at; every character that is drawn takes a column or is a mark.
    begin = max(0, first - room)
    cells = _cells(line[begin : first + room * 2])
    more = first + room * 2 < len(line)
    marked = [begin + cell_index for cell_index, _, _ in cells]
    start = next((i for i, at in enumerate(marked) if at >= first), len(cells))
    end = next((i for i, at in enumerate(marked) if at >= first + max(1, span.length)), len(cells))
    low, high = _window([width for _, _, width in cells], start, end, room, cut=(begin > 0, more))
    left = "…" if low > 0 or begin > 0 else ""
    right = "…" if high < len(cells) or more else ""
    source = (prefix + left + "".join(text for _, text, _ in cells[low:high]) + right).rstrip()
    if span.column < 1:
        return source, ""
    before = len(prefix) + len(left) + sum(width for _, _, width in cells[low:start])
    length = max(1, sum(width for _, _, width in cells[start : min(end, high)]))
    return source, " " * before + "^" * min(length, WIDTH - before)


def _window(widths: list[int], start: int, end: int, room: int, *, cut: tuple[bool, bool]) -> tuple[int, int]:
    """Choose which cells to show: all if they fit, else from somewhat before the span, as many as fit."""
    if sum(widths) <= room and not any(cut):
        return 0, len(widths)
    space = room - 2  # for the two "…"
    span = sum(widths[start:end])
    # A third of the line stands before the span, or more where the span is near the line's end.
    after = sum(widths[end:])
    before = max(space // 3, space - span - after)
    before = min(before, max(0, space - min(span, space - space // 3)))
    low = start
    while low > 0 and widths[low - 1] <= before:
        low -= 1
        before -= widths[low]
    high, used = low, 0
    while high < len(widths) and used + widths[high] <= space:
        used += widths[high]
        high += 1
    return low, high


def _cells(text: str) -> list[tuple[int, str, int]]:
    """Return what is drawn: for each character that takes columns its index, its text with its marks, its width."""
    cells: list[tuple[int, str, int]] = []
    marks = 0
    for index, character in enumerate(text):
        width = _width(character)
        if width == 0 and cells:
            marks += 1
            if marks <= _MARKS:
                before, drawn, columns = cells[-1]
                cells[-1] = (before, drawn + character, columns)
            continue
        marks = 0
        # A mark with nothing to stand on is drawn over a space.
        cells.append((index, _shown(character) if width else " " + character, width or 1))
    return cells


def _width(character: str) -> int:
    """Return the columns that a terminal gives a character."""
    if character.isascii():
        return 1
    # Vowels and finals of conjoining Hangul are drawn into the syllable before.
    if unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0
    if not character.isprintable():
        return 1
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _shown(character: str) -> str:
    """Return a character as it may be shown: a tab or odd space as a space, what cannot be seen as "�"."""
    if character.isprintable():
        return character
    return " " if character == "\t" or unicodedata.category(character) == "Zs" else "�"


def printable(text: str) -> str:
    """Return ``text`` on one line, with "�" for control characters and for those that turn the direction of text."""
    return text if text.isprintable() else "".join(map(_shown, text))


def printable_lines(text: str) -> str:
    """Return ``text`` as :func:`printable` does, keeping its line ends."""
    return "\n".join(printable(line) for line in text.strip("\n").split("\n"))


def _plural(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
