"""What an author most likely meant where YAML cannot be read: the line to look at, in plain words, and how to mend it.

The parser's own marks are often a line late, and its words are for programmers. So they only say where to begin to
look; the lines themselves say what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from generator.core.codes.front_matter import E104, E105, E106, E107, E108, E109, E117, E118
from generator.core.diagnostics import Code

_BLOCK_TEXT = re.compile(r"[|>][-+1-9]{0,2}(?:\s+#.*)?")
_APOSTROPHE = re.compile(r"'(?:tis|twas|til|cause|em|n)\b", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z_-]{1,40}) +(?=\S)")
_GLUED = re.compile(r"([A-Za-z_-]{1,40}):(?!//)(?=\S)")
_IN_LIST = 'Put each item that holds signs in quotes, with one comma between two items: `[one, "two: three"]`.'
_SHOWN = 90  # characters of a mended line that a hint shows


@dataclass(frozen=True, slots=True)
class Mistake:
    """One broken line: ``line`` and ``column`` count from 0. ``mended`` maps lines to how they were likely meant."""

    code: Code
    line: int
    column: int
    length: int = 1
    values: dict[str, object] = field(default_factory=dict)
    hint: str | None = None
    mended: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A line of YAML taken apart: ``column`` is where the value begins, ``indent`` where the line's own text does."""

    indent: int
    key: str
    value: str
    column: int


def take_apart(line: str) -> Pieces:
    """Return the pieces of ``- key: value``; ``key`` is "" where there is none."""
    indent = len(line) - len(line.lstrip(" \t"))
    while line.startswith("- ", indent):
        indent += 2
        while line.startswith(" ", indent):
            indent += 1
    rest = line[indent:].rstrip()
    end = rest.find(": ")
    tab = rest.find(":\t")
    if tab >= 0 and (end < 0 or tab < end):
        end = tab
    if end < 0 and rest.endswith(":"):
        end = len(rest) - 1
    if end <= 0 or rest[0] in "\"'[{#":
        return Pieces(indent, "", rest, indent)
    after = rest[end + 1 :]
    value = after.strip()
    return Pieces(indent, rest[:end], value, indent + end + 1 + len(after) - len(after.lstrip()))


def in_quotes(value: str) -> str:
    """Return ``value`` as YAML reads it back from a quoted scalar."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def quoted_line(line: str) -> str:
    """Return ``line`` with its value in quotes."""
    pieces = take_apart(line)
    return line[: pieces.column] + in_quotes(pieces.value)


def shown(line: str) -> str:
    """Return a line as a hint shows it: without its indentation, the middle of a long one left out."""
    text = line.strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2]}…{text[-1]}"


def named(sign: str) -> str:
    """Return a sign as a message shows it."""
    return "a backtick" if sign == "`" else f"`{sign}`"


def backslash_hint(line: str) -> str:
    """Return the hint for a backslash in double quotes, which has a meaning of its own there."""
    return f"A backslash has a meaning of its own in double quotes; use single quotes: `{shown(_single_quoted(line))}`."


def find_mistake(error: Exception, lines: Sequence[str], first_line: int = 1) -> Mistake:
    """Return what is wrong in ``lines``, from the parser's error. ``first_line`` is the number of the first line."""
    problem, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    line, column = _mark(getattr(error, "problem_mark", None), lines)
    context_line, context_column = _mark(getattr(error, "context_mark", None) or error, lines)
    while line > 0 and not lines[line].strip():
        line, column = line - 1, len(lines[line - 1].rstrip())
    found = _tab(line, column, lines)
    if found:
        return found
    if "quoted scalar" in context:
        if "end of stream" in problem or "document" in problem:
            return _unclosed_quote(context_line, lines)
        return _backslash(line, column, lines)
    if "could not find expected ':'" in problem:
        return _value(context_line, lines) or _no_colon(context_line, lines)
    if "parsing" in context:
        found = _swallowed(line, lines)
        if found:
            return found
    if "flow" in context:
        found = _unclosed_bracket(context_line, context_column, line, lines)
        if found or context_line < line:
            return found or Mistake(E104, line, column, hint=_IN_LIST)
    found = _value(line, lines)
    if found:
        return found
    misplaced = ("mapping values", "expected key", "<block end>", "indicator", "document start", "'-'")
    if any(words in problem for words in misplaced) and "flow" not in context:
        return _misplaced(line, column, lines, first_line)
    return _broken(line, column, lines)


def _mark(mark: object, lines: Sequence[str]) -> tuple[int, int]:
    if not isinstance(mark, yaml.Mark) and not hasattr(mark, "line"):
        return 0, 0
    line = min(max(int(getattr(mark, "line", 0)), 0), len(lines) - 1)
    return line, min(max(int(getattr(mark, "column", 0)), 0), len(lines[line]))


def _tab(line: int, column: int, lines: Sequence[str]) -> Mistake | None:
    text = lines[line]
    margin = text[: len(text) - len(text.lstrip())]
    at = margin.find("\t")
    if at < 0 and text[column : column + 1] == "\t":
        at = column
    if at < 0:
        return None
    mended = {line: text.replace("\t", "  ")}
    for index, other in enumerate(lines):
        space = len(other) - len(other.lstrip())
        if "\t" in other[:space]:
            mended[index] = other[:space].replace("\t", "  ") + other[space:]
    return Mistake(E105, line, at, mended=mended)


def _unclosed_quote(line: int, lines: Sequence[str]) -> Mistake:
    pieces = take_apart(lines[line])
    quote = pieces.value[:1]
    if quote not in {'"', "'"}:  # inside a list: the line has more than one value
        quote = "'" if '"' not in lines[line] else '"'
        column = max(lines[line].rfind(quote), 0)
        mended = lines[line].rstrip() + quote
    elif _APOSTROPHE.match(pieces.value):
        column, mended = pieces.column, quoted_line(lines[line])
    else:
        column, mended = pieces.column, lines[line].rstrip() + quote
    return Mistake(E108, line, column, values={"sign": "quote mark", "mended": shown(mended)}, mended={line: mended})


def _backslash(line: int, column: int, lines: Sequence[str]) -> Mistake:
    hint = backslash_hint(lines[line])
    return Mistake(E104, line, column, hint=hint, mended={line: _single_quoted(lines[line])})


def _single_quoted(line: str) -> str:
    pieces = take_apart(line)
    value = pieces.value
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value.replace('"', "")
    return line[: pieces.column] + "'" + inner.replace("'", "''") + "'"


def _swallowed(line: int, lines: Sequence[str]) -> Mistake | None:
    """A quote mark left open on a line above, which the next value's opening quote mark then closed."""
    quote = take_apart(lines[line]).value[:1]
    if quote not in {'"', "'"}:
        return None
    above = line - 1
    while above >= 0 and quote not in lines[above]:
        above -= 1
    if above < 0:
        return None
    value = take_apart(lines[above]).value
    return _unclosed_quote(above, lines) if value[:1] == quote and _closing_quote(value) < 0 else None


def _unclosed_bracket(opened: int, column: int, line: int, lines: Sequence[str]) -> Mistake | None:
    last, ended = opened, not any(text.strip() for text in lines[line + 1 :])
    for index in range(opened + 1, line + 1):
        pieces = take_apart(lines[index])
        if pieces.key and pieces.indent <= len(lines[opened]) - len(lines[opened].lstrip()):
            ended = True  # the next field has begun
            break
        if pieces.value:
            last = index
    if not ended:
        return None
    close = "}" if lines[opened][column : column + 1] == "{" else "]"
    text = lines[last].rstrip()
    if "#" in text:
        mended = text.replace("#", "")
        mended = mended if mended.endswith(close) else mended + close
        hint = f"A `#` begins a note that is not read. Leave it out: `{shown(mended)}`."
    elif text.endswith(close):
        return None
    else:
        mended, hint = text.rstrip(", ") + close, None
    return Mistake(
        E108,
        opened,
        column,
        values={"sign": "bracket", "mended": shown(mended)},
        hint=hint,
        mended={last: mended},
    )


def _value(line: int, lines: Sequence[str]) -> Mistake | None:
    """A value that needs quotes, as far as its own line tells."""
    text = lines[line]
    pieces = take_apart(text)
    value = pieces.value
    if not value or value.startswith("#"):
        return None
    sign = value[0]
    special = sign in "@`%*&!,]}" or value.startswith(("- ", "? "))
    if special or (sign in "|>" and not _BLOCK_TEXT.fullmatch(value)):
        mended = quoted_line(text)
        return Mistake(
            E109,
            line,
            pieces.column,
            length=len(value),
            values={"sign": named(sign), "mended": shown(mended)},
            mended={line: mended},
        )
    if sign in "\"'[{":
        end = _closing_quote(value) if sign in "\"'" else _closing_bracket(value)
        rest = value[end + 1 :].lstrip()
        if end < 0 or not rest or rest.startswith("#"):
            return None
        inner = value[1:-1] if value[-1] == sign and sign in "\"'" else value
        mended = text[: pieces.column] + in_quotes(inner)
        return Mistake(
            E118,
            line,
            pieces.column + len(value) - len(rest),
            length=len(rest),
            values={"sign": "quote mark" if sign in "\"'" else "bracket", "mended": shown(mended)},
            mended={line: mended},
        )
    plain = value.partition(" #")[0].rstrip()
    colon = plain.find(": ")
    if colon < 0 and plain.endswith(":"):
        colon = len(plain) - 1
    if colon < 0 or not pieces.key:
        return None
    mended = text[: pieces.column] + in_quotes(plain)
    return Mistake(E107, line, pieces.column + colon, values={"mended": shown(mended)}, mended={line: mended})


def _no_colon(line: int, lines: Sequence[str]) -> Mistake:
    text = lines[line]
    pieces = take_apart(text)
    glued = _GLUED.match(pieces.value)
    if glued and not pieces.key:
        mended = f"{text[: pieces.indent]}{glued[1]}: {text[pieces.indent + glued.end() :]}"
        hint = f"Put a space after the colon: `{shown(mended)}`."
        return Mistake(E117, line, pieces.indent, length=glued.end(), hint=hint, mended={line: mended})
    length = max(len(text.strip()), 1)
    field_name = _FIELD.match(pieces.value)
    if field_name and not any(above.strip() for above in lines[:line]):
        mended = f"{text[: pieces.indent]}{field_name[1]}: {pieces.value[field_name.end() :]}"
        hint = f"Put a colon after the field's name: `{shown(mended)}`."
        return Mistake(E117, line, pieces.indent, length=length, hint=hint, mended={line: mended})
    return Mistake(E117, line, pieces.indent, length=length, mended={line: "  " + text})


def _misplaced(line: int, column: int, lines: Sequence[str], first_line: int) -> Mistake:
    above = line - 1
    while above >= 0 and (not lines[above].strip() or lines[above].lstrip().startswith("#")):
        above -= 1
    pieces = take_apart(lines[line])
    if above < 0 or not pieces.key:
        return _broken(line, column, lines)
    before = take_apart(lines[above])
    if not before.key and before.indent == pieces.indent:
        return _no_colon(above, lines)
    if before.indent == pieces.indent:
        return _broken(line, column, lines)
    mended = " " * before.indent + lines[line].strip()
    return Mistake(
        E106,
        line,
        pieces.indent,
        length=max(len(lines[line].strip()), 1),
        values={"above": first_line + above},
        mended={line: mended},
    )


def _broken(line: int, column: int, lines: Sequence[str]) -> Mistake:
    pieces = take_apart(lines[line])
    if pieces.value[:1] in {"[", "{"}:
        return Mistake(E104, line, column, hint=_IN_LIST)
    if not pieces.key or not pieces.value:
        return Mistake(E104, line, column)
    mended = quoted_line(lines[line])
    return Mistake(E104, line, column, hint=f"Put the value in quotes: `{shown(mended)}`.", mended={line: mended})


def _closing_quote(value: str) -> int:
    """Return where the quote that ``value`` begins with is closed, or -1."""
    quote, at = value[0], 1
    while at < len(value):
        if quote == '"' and value[at] == "\\":
            at += 2
        elif value[at] != quote:
            at += 1
        elif quote == "'" and value.startswith("''", at):
            at += 2
        else:
            return at
    return -1


def _closing_bracket(value: str) -> int:
    """Return where the bracket that ``value`` begins with is closed, or -1. Quotes inside are stepped over."""
    depth, at = 0, 0
    while at < len(value):
        sign = value[at]
        if sign in "\"'" and value[at - 1] in "[{, ":
            end = _closing_quote(value[at:])
            if end < 0:
                return -1
            at += end
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return -1
