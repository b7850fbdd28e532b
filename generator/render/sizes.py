"""The size of a file in words that readers know."""

from __future__ import annotations

_UNITS = ("KB", "MB", "GB")


def size_text(size: int) -> str:
    """Return a size in bytes as readers know it: ``120 KB``, ``1.4 MB``; nothing is smaller than ``1 KB``.

    Units are of 1,000, as browsers and phones show them; a space that does not break stands between.
    """
    amount = max(size, 1000) / 1000
    unit = 0
    # 999.5 would be written as 1000: it is one of the next unit.
    while amount >= 999.5 and unit < len(_UNITS) - 1:
        amount /= 1000
        unit += 1
    digits = f"{amount:.1f}" if unit and amount < 9.95 else f"{amount:.0f}"
    return f"{digits.removesuffix('.0')}\u00a0{_UNITS[unit]}"
