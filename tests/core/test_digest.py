"""Digests are short, stable, and know where one part ends and the next begins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.core.digest import digest, digest_all


def test_a_digest_is_128_bits_and_stays_the_same() -> None:
    assert digest(b"kea") == digest(bytearray(b"kea"))
    assert len(digest(b"")) == 32
    assert digest(b"kea") != digest(b"Kea")


def test_borders_between_parts_count() -> None:
    assert digest_all(["ab", "c"]) != digest_all(["a", "bc"])
    assert digest_all([]) != digest_all([""])


def test_text_is_taken_as_utf_8() -> None:
    assert digest_all(["whānau"]) == digest_all(["whānau".encode()])


@given(st.lists(st.text(st.characters())), st.lists(st.text(st.characters())))
def test_different_lists_have_different_digests(left: list[str], right: list[str]) -> None:
    """Lone surrogates, which odd file names bring, are taken as well."""
    assert (digest_all(left) == digest_all(right)) == (left == right)
