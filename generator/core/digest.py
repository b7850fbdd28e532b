"""Digests: short, stable names for bytes and for plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest(data: bytes) -> str:
    """Return the 32 hexadecimal digits (128 bits) of the BLAKE2b digest of ``data``."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_all(parts: Iterable[bytes | str]) -> str:
    """Return the digest of several parts; their borders count (``["ab", "c"]`` differs from ``["a", "bc"]``)."""
    pieces: list[bytes] = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        pieces += (b"%d:" % len(data), data)
    return digest(b"".join(pieces))
