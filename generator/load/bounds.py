"""What may be converted at all: bounds on a body's size, nesting and density, checked before Markdown sees it.

Python-Markdown is quick on what people write, but some of its steps take time that grows with the square of certain
signs (unclosed brackets, tags, fences …), and its block parser calls itself for every level of nesting. So the work
is estimated first, in one linear pass; what would take more than a few seconds is refused, with the place that costs
most. The weights are microseconds, measured with hostile samples; they are upper bounds for what people write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown.blockprocessors import HRProcessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from generator.core.codes.body import E201, E202, E209, E210
from generator.core.diagnostics import Diagnostic, Span

# Control characters, lone surrogates and Unicode's non-characters: HTML allows none of them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr((plane << 16) | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)

MAX_BYTES = 2_000_000
MAX_LINE = 100_000
MAX_DEPTH = 20
MAX_WORK = 5_000_000

_FENCE_LINE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
_NOT_NEWLINE = re.compile(r"[^\n]+")
_BLANK_LINES = re.compile(r"\n(?: *\n)+")
_MARKERS = re.compile(r"(?: *+(?:>|[-+*](?= )|\d{1,9}\.(?= )|[:!](?= |!!)|!|\[\^[^\]\n]{1,100}\]:))+")
_MARKER = re.compile(r">|[-+*]|\d+\.|:|!+|\[\^[^\]\n]*\]:")
_RULE = re.compile(HRProcessor.RE)
_TABLE_RULE = re.compile(r"^[ >]*([|:-][ |:-]*)$", re.MULTILINE)
_BULLET = re.compile(r" {0,3}[-+*] ")
_NUMBER = re.compile(r" {0,3}\d{1,9}\. ")
_LINE_SIGN = re.compile(r"^ {0,3}(?:#|[-=*_][-=*_ ]*$)", re.MULTILINE)
_ABBREVIATION = re.compile(r"^ {0,3}\*\[", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z]")
_FORMATTING = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE)
_SIGNS = "*_[`<&\\!"


@dataclass(frozen=True, slots=True, order=True)
class _Work:
    """Estimated work in microseconds, where it is (an offset) and what makes it."""

    cost: float
    offset: int
    what: str


def normalise(text: str) -> str:
    """Return ``text`` with plain line ends and without characters that no page may hold; lines keep their numbers."""
    return without_forbidden(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)


def without_forbidden(text: str) -> str:
    """Return ``text`` without characters that no page may hold."""
    # None of them can be printed, and to ask for that is ten times as quick.
    return text if text.replace("\n", "").isprintable() else FORBIDDEN.sub("", text)


def without_fences(text: str) -> str:
    """Return ``text`` with spaces in place of fenced code, so that every offset stays.

    Where there are so many fences that looking for their ends would take too long, the text is returned as it is.
    """
    if not _may_look_for_fences(text):
        return text
    return _FENCED.sub(lambda found: _NOT_NEWLINE.sub(lambda line: " " * len(line[0]), found[0]), text)


def _may_look_for_fences(text: str) -> bool:
    fences = _fences(text)
    return fences > 0 and _fence_work(fences, text) <= MAX_WORK


def check_bounds(text: str, *, path: str, first_line: int) -> list[Diagnostic]:
    """Return why ``text``, already normalised, must not be converted; nothing if it may be.

    ``first_line`` is the number of the body's first line in its file.
    """
    # No character has more than four bytes.
    if len(text) > MAX_BYTES // 4 and (size := len(text.encode("utf-8"))) > MAX_BYTES:
        span = Span(path, first_line)
        return [E201.at(span, size=f"{size / 1e6:.1f} MB", limit=f"{MAX_BYTES / 1e6:.0f} MB")]
    for number, line in enumerate(text.split("\n") if len(text) > MAX_LINE else ()):
        if len(line) > MAX_LINE:
            span = Span(path, first_line + number)
            return [E202.at(span, count=f"{len(line):,}", limit=f"{MAX_LINE:,}")]
    code_free = text.expandtabs(4) if "\t" in text else text
    if _may_look_for_fences(code_free):
        code_free = _FENCED.sub(lambda found: "\n" * found[0].count("\n"), code_free)
    for number, line in enumerate(code_free.split("\n")):
        markers = None if line[:1].isalpha() else _MARKERS.match(line)
        if markers and (depth := _depth(line, markers[0])) > MAX_DEPTH:
            return [E209.at(Span(path, first_line + number), depth=depth, limit=MAX_DEPTH)]
    if len(code_free) <= 500 or _most_work(code_free) <= MAX_WORK:
        return []
    works = _works(code_free)
    if sum(work.cost for work in works) <= MAX_WORK:
        return []
    worst = max(works)
    return [E210.at(Span(path, first_line + code_free.count("\n", 0, worst.offset)), what=worst.what)]


def _depth(line: str, markers: str) -> int:
    """Levels that this line's beginning opens: one a sign, one for each four columns of indent."""
    if len(markers) <= MAX_DEPTH or _RULE.fullmatch(line):
        return 0
    return len(_MARKER.findall(markers)) + markers.count(" " * 4)


def _most_work(text: str) -> float:
    """An upper bound of the estimated work, by what all of ``text`` holds: most texts are far below what may be."""
    size, lines = len(text), text.count("\n") + 1
    tags, brackets, columns = map(text.count, "<[|")
    ticks = text.count("`") + text.count("~")
    return (
        size * (3.2 + 0.6 * tags + 0.4 * brackets + 0.032 * ticks + 0.02 * lines)
        + tags * tags
        + brackets * brackets
        + 25 * sum(map(text.count, _SIGNS))
        + lines * (75 + 0.001 * lines + 120 * columns)
    )


def _works(text: str) -> list[_Work]:
    """The estimated work of every block, and of what is searched for in the whole text."""
    size = len(text)
    tags = len(_TAG.findall(text))
    tail = text.rfind(">") + 1
    notes = text.count("[^")
    abbreviations = len(_ABBREVIATION.findall(text)) if "*[" in text else 0
    fences = _fences(text)
    declarations = text.count("<!")
    open_tags = text.count("<", tail)
    formatting = len(_FORMATTING.findall(text)) if tags else 0
    works = [
        _Work(1.2 * size, 0, f"{size:,} characters"),
        _Work(4.0 * text.count("  "), text.find("  "), "long runs of spaces"),
        _Work(0.01 * tags * tags, text.find("<"), f"{tags:,} tags"),
        _Work(0.3 * declarations * size, text.find("<!"), f"{declarations:,} times `<!`"),
        _Work(0.3 * open_tags * (size - tail), text.find("<", tail), f"{open_tags:,} times `<` without `>`"),
        _Work(1.0 * notes * notes, text.find("[^"), f"{notes:,} footnotes"),
        _Work(0.2 * abbreviations * size, text.find("*["), f"{abbreviations:,} abbreviations"),
        _Work(_fence_work(fences, text), 0, f"{fences:,} lines of backticks or tildes"),
        _Work(0.5 * formatting * tags, text.find("<"), f"{formatting:,} formatting tags"),
    ]
    gaps = [found.span() for found in _BLANK_LINES.finditer(text)]
    # Python-Markdown makes a block of every two line ends, empty ones too.
    blocks = sum(text.count("\n", start, end) for start, end in gaps) // 2
    works.append(_Work(60 * blocks + 0.001 * blocks**2, 0, f"{blocks:,} paragraphs or empty lines"))
    if works[-1].cost > MAX_WORK:
        return works
    offset = 0
    for start, end in [*gaps, (size, size)]:
        works.append(_block_work(text[offset:start], offset))
        offset = end
    return works


def _fences(text: str) -> int:
    # To look for one sign takes a tenth of the time, and most texts have none.
    if ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
        return len(_FENCE_LINE.findall(text))
    return 0


def _fence_work(fences: int, text: str) -> float:
    return 0.016 * fences * len(text)


def _block_work(block: str, offset: int) -> _Work:
    """The work of one block: text between empty lines."""
    signs = sum(map(block.count, _SIGNS))
    rows = block.count("\n") + 1
    works = [
        _Work(25.0 * signs, offset, f"{signs:,} signs such as `*` and `[`"),
        _Work(45.0 * rows, offset, f"{rows:,} lines"),
    ]
    is_table = False
    if "|" in block and (columns := max((rule.count("|") + 1 for rule in _TABLE_RULE.findall(block)), default=0)) > 1:
        is_table = _TABLE_RULE.match(block, block.find("\n") + 1) is not None
        works.append(_Work(60.0 * columns * rows, offset, f"a table with {columns:,} columns and {rows:,} rows"))
    if rows > 100:
        headings = len(_LINE_SIGN.findall(block))
        works.append(_Work(0.02 * headings * len(block), offset, f"{headings:,} headings or rules without empty lines"))
    brackets, ticks = block.count("["), block.count("`")
    work = _inline_work(block)
    if work > 200_000 and (rows := block.count("\n")):
        work = sum(map(_inline_work, _parts(block, is_table)))
    what = f"{brackets:,} times `[`" if brackets * 10 > ticks else f"{ticks:,} backticks"
    works.append(_Work(work, offset, what))
    return _Work(sum(part.cost for part in works), offset, max(works).what)


def _inline_work(text: str) -> float:
    return len(text) * (0.2 * text.count("[") + 0.016 * text.count("`"))


def _parts(block: str, is_table: bool) -> list[str]:
    """The texts of a block that are converted one by one: a table's rows, a list's items; else the block itself."""
    if is_table:
        return block.split("\n")
    for item in (_BULLET, _NUMBER):
        if item.match(block):
            return re.split(rf"\n(?={item.pattern})", block)
    return [block]
