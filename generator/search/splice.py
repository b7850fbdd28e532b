"""Written postings, and how some of them change. A pattern takes them apart: in Python this would take too long."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from generator.core.postings import DIGITS, VALUES, number, posting_end, read_number

_LAST, _OTHER, _WEIGHT = rb"[A-Za-f]", rb"[g-z0-9_-]", rb"[g-z0-9-]"
# The lowest bit of a passage's number is in its first digit, and says whether another passage follows.
_FOLLOWED, _FINAL = (
    rb"(?:[%b]|[%b]%b*%b)" % (DIGITS[bit:32:2], re.escape(DIGITS[32 + bit :: 2]), _OTHER, _LAST) for bit in (1, 0)
)
_BITS = b"|".join(rb"%b.{%d}" % (DIGITS[count : count + 1], count) for count in range(1, 32))
_NUMBER = re.compile(rb"%b*%b" % (_OTHER, _LAST))
_POSTING = re.compile(rb"%b*%b(?:%b|%b%b*%b|_.(?:%b))" % (_OTHER, _LAST, _LAST, _WEIGHT, _FOLLOWED, _FINAL, _BITS))
# What a number of one digit adds to the slot, by the digit; 0 for the first of several digits.
_STEPS = [VALUES[byte] + 1 if VALUES.get(byte, 32) < 32 else 0 for byte in range(128)]


def split_postings(written: bytes) -> list[bytes]:
    """Return the written postings of a form one by one, each with the number before it that tells its slot."""
    found: list[bytes] = _POSTING.findall(written)
    if sum(map(len, found)) == len(written):
        return found
    # There are passages as bits, of so many digits that the pattern does not know them.
    found = []
    at = 0
    while at < len(written):
        end = posting_end(written, read_number(written, at)[1])
        found.append(written[at:end])
        at = end
    return found


def splice_postings(written: bytes, changes: Mapping[int, bytes | None]) -> tuple[bytes, int, int]:
    """Return postings with those of some slots put in, changed or (``None``) taken out; how many were, and are."""
    found = split_postings(written)
    before = len(found)
    _splice(found, changes.items())
    return b"".join(found), before, len(found)


def splice_slots(written: str, gone: Iterable[int], come: Iterable[int]) -> str:
    """Return the written slots of a filter's value without some of them, and with others."""
    found = _NUMBER.findall(written.encode("ascii"))
    _splice(found, [*((slot, None) for slot in gone), *((slot, b"") for slot in come)])
    return b"".join(found).decode("ascii")


def _splice(found: list[bytes], changes: Iterable[tuple[int, bytes | None]]) -> None:
    ends = _ends(found)  # the slot of each, and 1
    for slot, written in changes:
        at = bisect_left(ends, slot + 1)
        is_there = at < len(ends) and ends[at] == slot + 1
        end = ends[at - 1] if at else 0
        following = at
        if written is not None:
            piece = number(slot - end) + written
            if is_there:
                found[at] = piece
                continue
            found.insert(at, piece)
            ends.insert(at, slot + 1)
            end = slot + 1
            following += 1
        elif is_there:
            del found[at], ends[at]
        if following < len(found):
            rest = found[following][read_number(found[following], 0)[1] :]
            found[following] = number(ends[following] - end - 1) + rest


def _ends(found: Sequence[bytes]) -> list[int]:
    steps = [_STEPS[piece[0]] for piece in found]
    if 0 in steps:
        for at, step in enumerate(steps):
            if not step:
                steps[at] = read_number(found[at], 0)[0] + 1
    return list(accumulate(steps))
