from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.postings import HEAVIEST, Postings, number, passage_bit, posting, read_number, read_posting, weigh

PASSAGES = st.sets(st.integers(0, 400), min_size=1).map(sorted).map(tuple)


@pytest.mark.parametrize(("value", "written"), [(0, b"A"), (31, b"f"), (32, b"gB"), (1023, b"_f"), (1024, b"ggB")])
def test_numbers_are_written_five_bits_a_digit(value: int, written: bytes) -> None:
    assert number(value) == written


@given(st.integers(0, 1 << 40), st.binary(max_size=3))
def test_numbers_are_read_back(value: int, after: bytes) -> None:
    written = number(value)
    assert read_number(b"xx" + written + after, 2) == (value, 2 + len(written))


@given(st.integers(0, HEAVIEST), PASSAGES, st.integers(0, HEAVIEST))
def test_postings_are_read_back(weight: int, passages: tuple[int, ...], usual: int) -> None:
    written = posting(weight, passages, usual)
    assert read_posting(b"A" + written + b"zz", 1, usual) == (weight, passages, 1 + len(written))


def test_the_shorter_way_is_taken() -> None:
    assert posting(8, (3,), 8) == b"D"  # what most words are: said once, in a text of usual length
    assert posting(8, (32,), 8) == b"ogC"
    assert posting(8, (3,), 7) == b"oG"
    assert posting(8, (0, 1), 8) == b"oBA"
    assert posting(8, (0, 1, 2), 8) == b"oBBA"  # bits would take as many
    assert len(posting(8, tuple(range(60)), 8)) == 2 + 1 + 10  # bits


@given(st.integers(0, HEAVIEST), PASSAGES, st.integers(0, HEAVIEST))
def test_postings_are_kept_by_their_weight_and_passages_as_bits(
    weight: int, passages: tuple[int, ...], usual: int
) -> None:
    key = weight + sum(map(passage_bit, passages))
    assert Postings(usual)[key] == posting(weight, passages, usual)


def test_weights_have_four_steps_to_a_doubling() -> None:
    assert [weigh(units) for units in (0, 0.1, 1, 2, 4, 24, 1000, 1e9)] == [0, 0, 0, 4, 8, 18, HEAVIEST, HEAVIEST]
