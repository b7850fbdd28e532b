"""Base 85 is that of the standard library."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.base85 import b85encode


@given(st.binary(max_size=200))
def test_it_is_what_the_standard_library_writes(data: bytes) -> None:
    assert b85encode(data) == base64.b85encode(data).decode("ascii")


@pytest.mark.parametrize("byte", [0, 1, 84, 85, 127, 128, 254, 255])
@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 8, 1001])
def test_no_four_bytes_reach_into_others(byte: int, length: int) -> None:
    data = bytes([byte]) * length
    assert b85encode(data) == base64.b85encode(data).decode("ascii")
    assert base64.b85decode(b85encode(data)) == data
