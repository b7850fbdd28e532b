"""Numbers, weights and passages as the search index writes them: characters that stand for six bits each.

``docs/search-format.md`` has the rules.
"""

from __future__ import annotations

from math import log2

from generator.core.memo import Memo

DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
VALUES = {digit: value for value, digit in enumerate(DIGITS)}
HEAVIEST = 30
_SEVERAL = 32  # added to a weight that is written
_AS_BITS = 63  # a weight and passages as bits follow


def number(value: int) -> bytes:
    """Return a number of 0 or more in groups of five bits."""
    if value < 32:
        return DIGITS[value : value + 1]
    digits = bytearray()
    while value >= 32:
        digits.append(DIGITS[value & 31 | 32])
        value >>= 5
    digits.append(DIGITS[value])
    return bytes(digits)


def read_number(text: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at ``at``, and where it ends."""
    value = shift = 0
    while True:
        digit = VALUES[text[at]]
        at += 1
        value |= (digit & 31) << shift
        if digit < 32:
            return value, at
        shift += 5


def weigh(units: float) -> int:
    """Return the weight, 0 to 30, that stands for so many units: four steps to a doubling."""
    return min(HEAVIEST, max(0, round(4 * log2(units)))) if units > 0 else 0


def posting(weight: int, passages: tuple[int, ...], usual: int) -> bytes:
    """Return a weight and the passages, ascending, of one form in an entry whose usual weight is ``usual``."""
    return _posting(weight, sum([1 << passage for passage in passages]), usual)


def _posting(weight: int, passages: int, usual: int) -> bytes:
    """Return the same for passages that are the bits of a number."""
    count = passages.bit_count()
    if weight == usual and count == 1 and passages < 1 << _SEVERAL:
        at = passages.bit_length() - 1
        return DIGITS[at : at + 1]
    numbers = _as_numbers(passages)
    if count > 2:
        bits = _as_bits(passages)
        if len(bits) + 1 < len(numbers):
            return bytes((DIGITS[_AS_BITS], DIGITS[weight])) + bits
    return DIGITS[weight + _SEVERAL : weight + _SEVERAL + 1] + numbers


def passage_bit(passage: int) -> int:
    """Return what stands for a passage in a key of :class:`Postings`."""
    return _SEVERAL << passage


class Postings(Memo[int, bytes]):
    """What :func:`posting` writes in entries whose usual weight is ``usual``.

    Keys are numbers: the weight, and for each passage the bit of :func:`passage_bit`.
    """

    def __init__(self, usual: int) -> None:
        super().__init__(self._write, 1 << 14)
        self._usual = usual

    def _write(self, key: int) -> bytes:
        return _posting(key % _SEVERAL, key // _SEVERAL, self._usual)


def _as_numbers(passages: int) -> bytes:
    written = bytearray()
    while passages:
        step = (passages & -passages).bit_length()
        passages >>= step
        value = (step - 1) * 2 + (passages > 0)
        if value < 32:
            written.append(DIGITS[value])
        else:
            written += number(value)
    return bytes(written)


def _as_bits(passages: int) -> bytes:
    places = range(0, passages.bit_length(), 6)
    return number(len(places)) + bytes([DIGITS[passages >> place & 63] for place in places])


def read_posting(text: bytes, at: int, usual: int) -> tuple[int, tuple[int, ...], int]:
    """Return the weight and the passages that stand at ``at``, and where they end."""
    first = VALUES[text[at]]
    at += 1
    if first < _SEVERAL:
        return usual, (first,), at
    passages: list[int] = []
    if first == _AS_BITS:
        weight = VALUES[text[at]]
        count, at = read_number(text, at + 1)
        for index in range(count):
            digit = VALUES[text[at + index]]
            passages += (index * 6 + bit for bit in range(6) if digit >> bit & 1)
        return weight, tuple(passages), at + count
    before, more = -1, 1
    while more:
        value, at = read_number(text, at)
        before += (value >> 1) + 1
        more = value & 1
        passages.append(before)
    return first - _SEVERAL, tuple(passages), at


def posting_end(text: bytes, at: int) -> int:
    """Return where the weight and the passages that stand at ``at`` end."""
    first = VALUES[text[at]]
    at += 1
    if first < _SEVERAL:
        return at
    if first == _AS_BITS:
        count, at = read_number(text, at + 1)
        return at + count
    more = 1
    while more:
        value, at = read_number(text, at)
        more = value & 1
    return at
