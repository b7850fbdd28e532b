"""The colour that stands for a picture: near it to the eye, and known to the theme."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.media.tones import TONES, oklab, tone_class, tone_of

STYLE = Path(__file__).resolve().parents[2] / "themes/default/assets/site.css"


def test_tones_are_distinct_colours() -> None:
    assert len(set(TONES)) == len(TONES) == 48
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in TONES)
    places = [oklab(*bytes.fromhex(colour[1:])) for colour in TONES]
    assert min(math.dist(a, b) for a in places for b in places if a is not b) > 0.02


def test_classes_are_numbered_from_one() -> None:
    assert [tone_class(0), tone_class(47)] == ["tone-01", "tone-48"]


@pytest.mark.parametrize(
    ("colour", "place"), [("white", (1.0, 0.0, 0.0)), ("black", (0, 0, 0)), ("red", (0.628, 0.225, 0.126))]
)
def test_oklab_of_known_colours(colour: str, place: tuple[float, float, float]) -> None:
    rgb = Image.new("RGB", (1, 1), colour).tobytes()
    assert oklab(*rgb) == pytest.approx(place, abs=0.001)


@pytest.mark.parametrize("number", range(48))
def test_picture_in_a_tone_gets_it(number: int) -> None:
    assert tone_of(Image.new("RGB", (40, 30), TONES[number])) == tone_class(number)


@settings(deadline=None, max_examples=60)
@given(st.tuples(*[st.integers(0, 255)] * 3), st.sampled_from(["RGB", "RGBA", "L"]))
def test_no_tone_is_nearer(colour: tuple[int, int, int], mode: str) -> None:
    image = Image.new("RGB", (3, 200), colour).convert(mode)
    place = oklab(*image.convert("RGB").tobytes()[:3])
    chosen = int(tone_of(image).removeprefix("tone-")) - 1
    distances = [math.dist(place, oklab(*bytes.fromhex(known[1:]))) for known in TONES]
    assert distances[chosen] == pytest.approx(min(distances))


def test_average_is_that_of_the_eye_over_all_of_the_picture() -> None:
    image = Image.new("RGB", (1000, 400), "white")
    image.paste("black", (0, 0, 1000, 200))
    assert tone_of(image) == "tone-04"  # the grey of half lightness


def test_default_theme_has_a_rule_for_each_tone() -> None:
    rules = re.findall(r"\.(tone-\d\d)\s*\{\s*background(?:-color)?:\s*(#[0-9a-f]{6});?\s*\}", STYLE.read_text())
    assert rules == [(tone_class(number), colour) for number, colour in enumerate(TONES)]
