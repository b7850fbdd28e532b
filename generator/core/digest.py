"""Digests: short, stable names for bytes and for plain values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest(data: bytes) -> str:
    """Return the 32 hexadecimal digits (128 bits) of the BLAKE2b digest of ``data``."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_all(parts: Iterable[bytes | str]) -> str:
    """Return the digest of several parts; their borders count (``["ab", "c"]`` differs from ``["a", "bc"]``)."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(b"%d:" % len(data))
        hasher.update(data)
    return hasher.hexdigest()
