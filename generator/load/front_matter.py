"""A Markdown file in two: the front matter between its two lines of hyphens, and the body. Reads neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.core.codes.front_matter import E101, E102, E103
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import shorten
from generator.load.yaml_mistakes import in_quotes

_FIELD = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s|$)")
_PLAIN = re.compile(r"[^\W_][^:#\[\]{}\"'`&*!|>%@,\\]*")
_HYPHENS = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
_ENDS = ("---", "...")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of a file, and the numbers of their first lines.

    ``yaml`` is "" only where there is no front matter at all, and ends in a line break otherwise.
    """

    yaml: str
    first_line: int
    body: str
    body_line: int


def split_front_matter(text: str, path: str) -> tuple[FrontMatter, list[Diagnostic]]:
    r"""Return the front matter and the body of ``text``, whose lines end in ``\n``.

    Where the hyphens are missing or are something else, the parts are told apart as well as they can be, so that what
    is in them is checked in the same run.
    """
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    opening = lines[first].strip()
    problems: list[Diagnostic] = []
    if opening == "+++":
        return _toml(lines, first, path)
    if not _is_rule(opening) or (opening != "---" and not _FIELD.match(_line(lines, first + 1))):
        return _missing(lines, first, path)
    if lines[first].rstrip() != "---":
        problems.append(_crooked(lines, first, path))
    rest = range(first + 1, len(lines))
    end = next((index for index in rest if _ends(lines[index])), None)
    if end is None:
        end = next((index for index in rest if _is_rule(lines[index].strip())), None)
    count, prose = _fields(lines[first + 1 : end], closed=end is not None)
    if end is None or prose:
        end = first + 1 + count
        problems.append(E102.at(Span(path, first + 1, 1, max(1, len(lines[first]))), last=end))
        return _parts(lines, first + 1, end, end), problems
    if lines[end].rstrip() not in _ENDS:
        problems.append(_crooked(lines, end, path))
    return _parts(lines, first + 1, end, end + 1), problems


def _line(lines: Sequence[str], index: int) -> str:
    return lines[index] if index < len(lines) else ""


def _parts(lines: Sequence[str], first: int, end: int, body: int) -> FrontMatter:
    yaml = "\n".join([*lines[first:end], ""]) or "\n"
    return FrontMatter(yaml, min(first + 1, len(lines)), "\n".join(lines[body:]), body + 1)


def _is_rule(line: str) -> bool:
    """Tell whether a line is meant as three hyphens: hyphens and dashes only, in any number."""
    return bool(line) and len(line) <= 80 and set(line) <= _HYPHENS and line != "-"


def _ends(line: str) -> bool:
    if line[:1].isalpha():
        return False
    stripped = line.rstrip()
    # A line of hyphens at the margin has no other meaning in front matter, so a crooked one ends it too.
    return stripped in (*_ENDS, "…") or _is_rule(stripped)


def _crooked(lines: Sequence[str], index: int, path: str) -> Diagnostic:
    return E103.at(Span(path, index + 1, 1, max(1, len(lines[index]))), line=lines[index])


def _fields(lines: Sequence[str], *, closed: bool = False) -> tuple[int, bool]:
    """Return how many of the lines look like front matter, and whether prose follows them after an empty line."""
    count, gap, noted = 0, False, 0
    for index, line in enumerate(lines):
        if _FIELD.match(line):
            count, gap = index + 1, False
            continue
        if not line.strip():
            gap = True
            continue
        note = line.startswith("#") and (index < noted or _leads_to_field(lines, index, closed))
        if note:
            noted = max(noted, index + 1)
            while noted < len(lines) and lines[noted].startswith("#"):
                noted += 1
        inner = count > 0 and line[0] in " \t-]}" and not _is_rule(line.strip())
        if not (note or inner):
            return count, gap
        count, gap = index + 1, False
    return count, False


def _leads_to_field(lines: Sequence[str], index: int, closed: bool) -> bool:
    """Tell whether the notes (``# …``) that begin here stand above a field, or end front matter that has an end."""
    following = (line for line in lines[index : index + 200] if line.strip() and not line.startswith("#"))
    return bool(_FIELD.match(next(following, "title:" if closed else "")))


def _missing(lines: Sequence[str], first: int, path: str) -> tuple[FrontMatter, list[Diagnostic]]:
    span = Span(path, first + 1, 1, max(1, min(len(lines[first]), 120)))
    end = first + _fields(lines[first:])[0]
    if any(line.lower().startswith("title:") for line in lines[first:end]):
        hint = f"Put a line `---` above line {first + 1} and another one below line {end}."
        return _parts(lines, first, end, end), [E101.at(span, hint=hint)]
    title = shorten(_heading(lines) or _name_of(path), 80)
    title = title if _PLAIN.fullmatch(title) else in_quotes(title)
    return FrontMatter("", first + 1, "\n".join(lines), 1), [E101.at(span, title=title)]


def _heading(lines: Sequence[str]) -> str:
    """Return the words of the first heading, or ""."""
    for line in lines[:200]:
        if line.startswith("#"):
            return line[:300].lstrip("#").rstrip("# ").strip().replace("`", "")
    return ""


def _name_of(path: str) -> str:
    """Return a title made of the file's name, or of its folder's where the file is ``index.md``."""
    parts = path.rsplit(".", 1)[0].split("/")
    name = parts[-2] if parts[-1] == "index" and len(parts) > 1 else parts[-1]
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Reading together"


def _toml(lines: Sequence[str], first: int, path: str) -> tuple[FrontMatter, list[Diagnostic]]:
    hint = (
        '`+++` begins TOML. Put `---` in its place, and write each line as `name: value` instead of `name = "value"`.'
    )
    body = next((index + 1 for index in range(first + 1, len(lines)) if lines[index].rstrip() == "+++"), first + 1)
    front = FrontMatter("", first + 1, "\n".join(lines[body:]), body + 1)
    return front, [E101.at(Span(path, first + 1, 1, max(1, len(lines[first]))), hint=hint)]
