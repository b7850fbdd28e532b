"""Scripts as they are published: without comments and indentation, which a third of a script's bytes are.

Line by line and with care, not by understanding the language: a script that could be harmed is left as it is.
"""

from __future__ import annotations

import re

_TYPES = re.compile(r"/\*\* @(?:type|param|template) (?:[^*\n]|\*(?!/))*\*/ ?")
_ESCAPED = re.compile(r"\\.")


def lean_script(data: bytes) -> bytes:
    """Return a script without its comments, but for those that begin with ``/*!``: licences.

    Comments go that take whole lines, and types (``/** @type {string} */``) within them. Lines stay lines, so that
    what a line's end means stays the same. A script with a template or a string over several lines is left as it is.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    lines: list[str] = []
    end = ""
    for line in text.splitlines():
        plain = line.strip()
        if end:
            if end in plain:
                if plain.partition(end)[2]:
                    return data  # Something stands behind the comment.
                end = ""
            continue
        if plain.startswith("//"):
            continue
        if plain.startswith("/*"):
            kept = plain.startswith("/*!")
            _, closed, after = plain[2:].partition("*/")
            if kept and not closed:
                return data  # A licence takes one line.
            if not kept and not after:
                end = "" if closed else "*/"
                continue
        if plain.endswith("\\") or _ESCAPED.sub("", plain).count("`") % 2:
            return data
        plain = _TYPES.sub("", plain).rstrip()
        if plain:
            lines.append(plain)
    last = "\n" if text.endswith("\n") else ""
    return ("\n".join(lines) + last).encode() if lines and not end else data
