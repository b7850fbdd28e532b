"""Folding and cutting text: what makes ``whanau`` find ``whānau``, in slugs, sorting, matching and search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from generator.core.digest import digest

# Letters that Unicode does not decompose, but that readers type as plain ones.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "ng"}
)
_MAX_SLUG = 80


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` without case, macrons, other diacritics and compatibility forms (``"Whānau"`` → ``"whanau"``)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFKC", plain.casefold().translate(_LETTERS))


@lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """Return a lower-case ASCII name for an address: ``[a-z0-9-]``, at most 80 characters, never empty.

    Scripts that have no ASCII form are written in Punycode, so different titles keep different slugs.
    """
    words = re.findall(r"[^\W_]+", fold(text.replace("'", "").replace("’", "")))
    slug = "-".join(words)
    if not slug.isascii():
        # Punycode takes time by the square of the length.
        head, rest = slug[:_MAX_SLUG], slug[_MAX_SLUG:]
        code = re.sub(r"[^a-z0-9-]", "", head.encode("punycode").decode("ascii").lower()).strip("-")
        slug = f"{code}-{digest(slug.encode())[:8]}" if rest else code
    if not slug:
        return "x-" + digest(text.encode("utf-8", "surrogatepass"))[:8]
    if len(slug) > _MAX_SLUG:
        cut = slug[: _MAX_SLUG - 9].rsplit("-", 1)[0]
        slug = f"{cut}-{digest(slug.encode())[:8]}"
    return slug


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts names without regard to case and macrons, and equal ones always alike."""
    return (fold(text), text)


def one_line(text: str) -> str:
    """Return ``text`` with each run of white space as one space."""
    if "  " not in text and text.isprintable():  # then a single space is all the white space there can be
        return text.strip(" ")
    return " ".join(text.split())


def shorten(text: str, length: int) -> str:
    """Return ``text`` on one line, cut at a word's end to at most ``length`` characters, with "…" where cut."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    space = cut.rfind(" ")
    if space > length // 2:
        cut = cut[:space]
    return cut.rstrip(" ,;:.–—-") + "…"


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is nearest to ``word`` (at most a third of its letters apart), or ``None``.

    Case and macrons do not count. Among equals the first in sorted order is returned, so the answer is stable.
    """
    if len(word) > 100:
        return None
    wanted = fold(word.strip())
    if not wanted:
        return None
    letters = _letters(wanted)
    best: tuple[int, str] | None = None
    for candidate in sorted(set(candidates)):
        limit = max(1, min(3, len(wanted) // 3)) if best is None else best[0] - 1
        if limit < 0:
            break
        found = fold(candidate)
        # An edit changes the set of letters by two at most; this leaves few candidates to compare in full.
        if abs(len(found) - len(wanted)) > limit or (letters ^ _letters(found)).bit_count() > 2 * limit:
            continue
        distance = _distance(wanted, found, limit)
        if distance <= limit:
            best = (distance, candidate)
    return best[1] if best else None


@lru_cache(maxsize=65536)
def _letters(text: str) -> int:
    """Return the set of letters in ``text``, as bits; some letters share one."""
    bits = 0
    for character in set(text):
        bits |= 1 << (ord(character) & 63)
    return bits


def _distance(left: str, right: str, limit: int) -> int:
    """Optimal string alignment distance, given up (``limit + 1``) once it must exceed ``limit``."""
    start = 0
    while start < len(left) and start < len(right) and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    end = 0
    while end < len(left) and end < len(right) and left[-1 - end] == right[-1 - end]:
        end += 1
    left, right = left[: len(left) - end], right[: len(right) - end]
    far = limit + 1
    before: list[int] = []
    row = [min(j, far) for j in range(len(right) + 1)]
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [far] * (len(right) + 1)
        row[0] = min(i, far)
        # A cell off the diagonal by more than the limit cannot be within it.
        for j in range(max(1, i - limit), min(len(right), i + limit) + 1):
            b = right[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            row[j] = min(cost, far)
        if min(row) > limit:
            return far
    return row[-1]
