from __future__ import annotations

import math

import pytest


def test_figures_stand_side_by_side_with_their_ratio() -> None:
    from search_table import Figure, table

    figures = [
        Figure("indexing", "s", 35.0, 7.0),
        Figure("memory", "MB", 3_700_000_000, 600_000_000),
        Figure("files", "", 11_800, None),
        Figure("known item", "%", 0.54, 1.0),
        Figure("cores", "s", 5.0, math.nan),
    ]
    assert table(figures, "1.5.2").splitlines() == [
        "            Pagefind 1.5.2      ours  ratio",
        "indexing           35.00 s    7.00 s   0.20",
        "memory          3,700.0 MB  600.0 MB   0.16",
        "files               11,800         –",
        "known item            54 %     100 %   1.85",
        "cores               5.00 s         –",
    ]


def test_the_95th_of_100_is_the_one_that_five_are_above() -> None:
    from search_table import percentile

    assert percentile(list(range(100, 0, -1)), 0.95) == 95
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2
    assert percentile([7.0], 0.95) == 7
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)
