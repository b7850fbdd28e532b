"""Contrast, mixing and making colours readable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.colours import contrast, difference, ink_on, mix, read_colour, readable_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#1A6b54", "#1a6b54"),
        ("#abc", "#aabbcc"),
        (" #abc ", "#aabbcc"),
        ("ivory", None),
        ("#12345", None),
        ("#1a6b54; } body { display: none", None),
        ("#１ａ６ｂ５４", None),
        ("", None),
    ],
)
def test_only_hex_colours_are_read(written: str, read: str | None) -> None:
    assert read_colour(written) == read


def test_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#123456", "#123456") == 1


def test_mixing() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ff8040", 0.5) == "#804020"


@settings(deadline=None)
@given(COLOURS)
def test_ink_can_be_read_on_any_colour(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


@settings(deadline=None)
@given(COLOURS, st.sampled_from(["#fbfaf7", "#161b1a"]))
def test_any_colour_becomes_readable(colour: str, paper: str) -> None:
    changed = readable_on(colour, paper)
    assert contrast(changed, paper) >= 4.5
    assert changed == colour or contrast(colour, paper) < 4.5


def test_how_different_colours_look() -> None:
    assert difference("#1a6b54", "#1a6b54") == 0
    assert difference("#000000", "#ffffff") == pytest.approx(1, abs=0.001)
    assert difference("#1a6b54", "#1a6b55") < 0.02 < difference("#1a6b54", "#6b1a54")
