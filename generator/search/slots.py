"""Slots: the numbers that entries have in an index."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.digest import digest

FEWEST = 64


def slot_count(entries: int) -> int:
    """Return how many slots an index of so many entries has: from 64 by a quarter on, to half as many again."""
    slots = FEWEST
    while 2 * slots < 3 * entries:
        slots += slots // 4
    return slots


def order_of(entry_id: str) -> int:
    """Return where an entry's id stands in the order of slots: a number of 64 bits."""
    return int(digest(entry_id.encode("utf-8", "surrogatepass"))[:16], 16)


def assign_slots(entries: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return the slot of each entry by its id, in ascending order; the order of ``entries`` does not matter.

    These are ids, each after what :func:`order_of` says of it.
    """
    ordered = sorted(entries)
    slots = slot_count(len(ordered))
    found: dict[str, int] = {}
    following = 0
    for order, entry_id in ordered:
        slot = order * slots >> 64
        found[entry_id] = slot = slot if slot > following else following
        following = slot + 1
    return found
