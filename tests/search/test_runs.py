from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.search.runs import LARGE, MOST, cut

ROWS = st.lists(st.tuples(st.text(max_size=6), st.integers(1, 60_000)), max_size=50)


@given(ROWS)
def test_every_row_is_in_one_file_and_none_is_too_long(rows: list[tuple[str, int]]) -> None:
    runs = list(cut(rows))
    assert [at for first, end in runs for at in range(first, end)] == list(range(len(rows)))
    for first, end in runs:
        size = sum(row for _, row in rows[first:end])
        assert size <= MOST or end == first + 1
        if any(row > LARGE for _, row in rows[first:end]):
            assert end == first + 1


def test_a_new_row_moves_no_border_far_away() -> None:
    chance = random.Random(7)
    rows = sorted((f"{chance.getrandbits(40):010x}", int(chance.paretovariate(1) * 40) + 30) for _ in range(20_000))
    names = {tuple(rows[first:end]) for first, end in cut(rows)}
    assert len(names) > 30
    changed = []
    for _ in range(30):
        others = sorted([*rows, (f"{chance.getrandbits(40):010x}", 40)])
        changed.append(len({tuple(others[first:end]) for first, end in cut(others)} - names))
    assert max(changed) <= 4
    assert sum(changed) < 60


def test_sizes_are_of_use() -> None:
    rows = [(f"{number:06}", 50) for number in range(50_000)]
    sizes = [(end - first) * 50 for first, end in cut(rows)]
    assert 8_000 < sum(sizes) / len(sizes) < 40_000
    assert all(a <= MOST for a, _ in pairwise(sizes))
