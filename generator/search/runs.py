"""Cut sorted rows into files, so that a row that comes or goes moves no border far away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core.digest import digest

MOST = 48_000
ENOUGH = 8_000
LARGE = 12_000
USUAL = 16_000


def cut(rows: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last-but-one index of each run of rows, which are keys and sizes in characters."""
    first = size = 0
    after_large = False
    index = -1
    for index, (key, row) in enumerate(rows):
        if size and (after_large or size + row > MOST or row > LARGE or (size >= ENOUGH and _is_border(key, row))):
            yield first, index
            first, size = index, 0
        size += row
        after_large = row > LARGE
    if size:
        yield first, index + 1


def _is_border(key: str, row: int) -> bool:
    return int(digest(key.encode("utf-8", "surrogatepass"))[:8], 16) / 2**32 < row / USUAL
