from __future__ import annotations

import pytest


def test_ours_stands_beside_theirs_with_the_ratio_and_the_goal() -> None:
    from build_table import Row, table

    rows = [
        Row("clean build", "Hugo + Pagefind", "s", 37.0, 18.5, "≤ 1/2"),
        Row("nothing changed", "the same", "s", 36.0, 0.36, "≤ 1/40"),
        Row("memory", "Pagefind", "MB", 3_300_000_000, None),
        Row("served", "hugo server", "ms", None, 41.26, "≤ 60 ms"),
    ]
    assert table(rows).splitlines() == [
        "                 compared with        theirs     ours  ratio  goal",
        "clean build      Hugo + Pagefind     37.00 s  18.50 s   0.50  ≤ 1/2",
        "nothing changed  the same            36.00 s   0.36 s  0.010  ≤ 1/40",
        "memory           Pagefind         3,300.0 MB        –",
        "served           hugo server               –  41.3 ms         ≤ 60 ms",
    ]


def test_what_follows_each_other_is_added_before_the_median_is_taken() -> None:
    from build_table import middle, totals

    hugo, pagefind = [1.0, 5.0, 2.0], [30.0, 10.0, 31.0]
    assert totals(hugo, pagefind) == [31.0, 15.0, 33.0]
    assert middle(totals(hugo, pagefind)) == 31.0
    assert middle([4.0, 1.0, 3.0, 2.0]) == 2.5


def test_what_was_not_measured_has_no_median_and_uneven_rounds_are_refused() -> None:
    from build_table import middle, totals

    assert middle(totals([], [])) is None
    with pytest.raises(ValueError, match="shorter"):
        totals([1.0, 2.0], [1.0])
