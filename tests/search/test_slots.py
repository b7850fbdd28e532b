from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.slots import assign_slots, order_of, slot_count


def slots_of(ids: list[str]) -> dict[str, int]:
    return assign_slots((order_of(name), name) for name in ids)


IDS = st.lists(st.text(max_size=8), unique=True, max_size=60)


@pytest.mark.parametrize(("entries", "slots"), [(0, 64), (42, 64), (43, 80), (60, 100), (10_000, 16_722)])
def test_there_are_half_as_many_slots_again_as_entries(entries: int, slots: int) -> None:
    assert slot_count(entries) == slots


@given(IDS, st.randoms())
def test_the_order_does_not_matter_and_no_two_share_one(ids: list[str], chance: object) -> None:
    slots = slots_of(ids)
    shuffled = list(ids)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert slots_of(shuffled) == slots
    assert len(set(slots.values())) == len(ids)
    assert list(slots.values()) == sorted(slots.values())


def test_a_new_entry_moves_few_others() -> None:
    ids = [f"kowhai/videos/v{number}" for number in range(1000)]
    before = slots_of(ids)
    moved = 0
    for number in range(20):
        after = slots_of([*ids, f"kowhai/pages/p{number}"])
        moved += sum(before[name] != after[name] for name in ids)
    assert moved < 60
