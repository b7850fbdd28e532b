"""Cut sorted rows into files, so that a row that comes or goes moves no border far away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core.digest import digest

MOST = 32_000
ENOUGH = 5_000
LARGE = 8_000
USUAL = 10_000


def cut(rows: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first index of each run of rows, and the one after its last; rows are keys and sizes in characters."""
    first = size = before = 0
    index = -1
    for index, (key, row) in enumerate(rows):
        if is_border(size, before, key, row):
            yield first, index
            first, size = index, 0
        size += row
        before = row
    if size:
        yield first, index + 1


def is_border(size: int, before: int, key: str, row: int) -> bool:
    """Tell whether a file ends before a row. It has ``size`` characters so far, its last row ``before`` of them."""
    return size > 0 and (
        before > LARGE
        or size + row > MOST
        or row > LARGE
        or (size >= ENOUGH and int(digest(key.encode("utf-8", "surrogatepass"))[:8], 16) / 2**32 < row / USUAL)
    )
