"""Find markup in a template that the content security policy makes browsers ignore."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE_START = re.compile(r"\{[#%{]")
_CODE_ENDS = {"{#": "#}", "{%": "%}", "{{": "}}"}
_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_LOADS = frozenset({"audio", "embed", "iframe", "img", "input", "script", "source", "track", "video"})
_DATA_TYPES = frozenset({"application/ld+json", "application/json"})


def blocked_markup(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield the offset, the length and a description of everything that browsers would ignore.

    Those are code and styles within the page, attributes that hold them, and files of other hosts.
    """
    text = _without_code(source)
    position = 0
    while (start := text.find("<", position)) >= 0:
        if text.startswith("<!--", start):
            position = _after(text, "-->", start + 4)
            continue
        name = _TAG_NAME.match(text, start + 1)
        if name is None:
            position = start + 1
            continue
        end = position = _tag_end(text, start)
        tag = name[0].lower()
        attributes = list(_attributes(text, name.end(), end))
        yield from _in_tag(tag, start, attributes)
        if tag in {"script", "style"}:
            close = _find_close(text, tag, end)
            body = source[end : close if close >= 0 else len(source)]
            values = {key: value for key, value, _, _ in attributes}
            if tag == "script" and body.strip() and values.get("type", "").lower() not in _DATA_TYPES:
                yield start, len(name[0]) + 1, "code inside a `<script>` element"
            position = close if close >= 0 else len(text)


def _without_code(source: str) -> str:
    """Return the text with blanks for template code and letters for values, everything at its old place."""
    parts: list[str] = []
    position = 0
    while match := _CODE_START.search(source, position):
        parts.append(source[position : match.start()])
        end = _after(source, _CODE_ENDS[match[0]], match.end())
        letter = "x" if match[0] == "{{" else " "
        parts.append(re.sub(r"[^\n]", letter, source[match.start() : end]))
        position = end
    return "".join(parts) + source[position:]


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)


def _find_close(text: str, tag: str, start: int) -> int:
    match = re.compile(f"</{tag}", re.IGNORECASE).search(text, start)
    return match.start() if match else -1


def _tag_end(text: str, start: int) -> int:
    """Return the offset after the ``>`` that ends the tag; quoted values may hold one."""
    quote = ""
    for offset in range(start + 1, len(text)):
        character = text[offset]
        if quote:
            quote = "" if character == quote else quote
        elif character == ">":
            return offset + 1
        elif character in "\"'" and text[offset - 1] in "= \n\t":
            quote = character
    return len(text)


def _attributes(text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    for match in _ATTRIBUTE.finditer(text, start, end):
        yield match[1].lower(), (match[2] or "").strip("\"'"), match.start(), match.end() - match.start()


def _in_tag(tag: str, start: int, attributes: list[tuple[str, str, int, int]]) -> Iterator[tuple[int, int, str]]:
    values = {name: value for name, value, _, _ in attributes}
    if tag == "style":
        yield start, 6, "a `<style>` element"
    if tag in {"base", "object", "embed"}:
        yield start, len(tag) + 1, f"a `<{tag}>` element"
    for name, value, offset, length in attributes:
        address = value.strip().lower()
        if name == "style":
            yield offset, length, "a `style` attribute"
        elif re.fullmatch(r"on[a-z]+", name):
            yield offset, length, f"code in an `{name}` attribute"
        elif address.startswith(("javascript:", "vbscript:")):
            yield offset, length, f"code in the address of `{name}`"
        elif _is_elsewhere(address) and (
            (name in {"src", "poster"} and tag in _LOADS)
            or (name == "href" and tag == "link" and values.get("rel", "").lower() == "stylesheet")
        ):
            yield offset, length, "a file of another host"


def _is_elsewhere(address: str) -> bool:
    return address.startswith(("http:", "https:", "//"))
