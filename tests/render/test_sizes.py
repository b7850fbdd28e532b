"""Sizes of files in words."""

from __future__ import annotations

import pytest

from generator.render.sizes import size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "1 KB"),
        (999, "1 KB"),
        (1_000, "1 KB"),
        (120_400, "120 KB"),
        (999_499, "999 KB"),
        (999_500, "1 MB"),
        (1_440_000, "1.4 MB"),
        (9_949_000, "9.9 MB"),
        (9_960_000, "10 MB"),
        (250_000_000, "250 MB"),
        (3_200_000_000, "3.2 GB"),
        (5_000_000_000_000, "5000 GB"),
    ],
)
def test_a_size_in_words(size: int, text: str) -> None:
    assert size_text(size) == text.replace(" ", "\u00a0")
