"""What functions returned, kept."""

from __future__ import annotations

from generator.core.memo import Memo


def test_a_function_is_asked_once_for_each_key() -> None:
    asked: list[int] = []

    def double(value: int) -> int:
        asked.append(value)
        return 2 * value

    memo = Memo(double, 100)
    assert list(map(memo.__getitem__, (1, 2, 1, 2))) == [2, 4, 2, 4]
    assert asked == [1, 2]


def test_it_does_not_grow_for_ever() -> None:
    memo = Memo(str, 3)
    assert [memo[value] for value in (*range(10), 0)] == [*"0123456789", "0"]
    assert len(memo) <= 3
