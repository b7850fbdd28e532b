"""Slots: the numbers that entries have in an index."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from generator.core.digest import digest

FEWEST = 64


def slot_count(entries: int) -> int:
    """Return how many slots an index of so many entries has: from 64 by a quarter on, to half as many again."""
    slots = FEWEST
    while 2 * slots < 3 * entries:
        slots += slots // 4
    return slots


def assign_slots(ids: Iterable[str]) -> dict[str, int]:
    """Return the slot of each entry's id, in ascending order; the order of ``ids`` does not matter."""
    hashed = sorted((_hash(name), name) for name in ids)
    slots = slot_count(len(hashed))
    found: dict[str, int] = {}
    before = -1
    for value, name in hashed:
        found[name] = before = max(before + 1, value * slots >> 64)
    return found


@lru_cache(maxsize=1 << 17)
def _hash(name: str) -> int:
    return int(digest(name.encode("utf-8", "surrogatepass"))[:16], 16)
