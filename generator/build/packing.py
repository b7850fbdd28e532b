"""Values of ours as bytes that are kept on disk, and back. What is read back is not trusted.

A value is pickled with a checksum before it. When it is read only classes of our own model and a few plain ones are
allowed, so that a folder from elsewhere cannot make the generator run anything.
"""

from __future__ import annotations

import importlib
import io
import pickle
import sys
import zlib
from typing import Any

_ROOMS = ("generator.model.", "generator.assemble.", "generator.kinds.", "generator.core.diagnostics")
_OTHERS = frozenset(
    {
        ("generator.build.entries", "Scanned"),
        ("generator.build.indexing", "ItemRecord"),
        ("generator.build.memory", "Head"),
        ("generator.build.memory", "Published"),
        ("generator.build.tracing", "FactRecord"),
        ("generator.build.tracing", "PageRecord"),
        ("generator.search.item", "Item"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("array", "_array_reconstructor"),
        ("array", "array"),
    }
)
_found: dict[tuple[str, str], Any] = {}
_LEVEL = 1  # of compression: what is kept is read far more often than the disk is slow


class DamagedValueError(ValueError):
    """Bytes that are no value of ours."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return a class that may be in what we keep."""
        found = _found.get((module, name))
        if found is None:
            found = _found[module, name] = _allowed(module, name)
        return found


def _allowed(module: str, name: str) -> Any:
    if (module, name) in _OTHERS:
        return getattr(sys.modules.get(module) or importlib.import_module(module), name)
    if module.startswith(_ROOMS) and "." not in name:
        value = getattr(sys.modules.get(module) or importlib.import_module(module), name, None)
        # A class of the model is made of its fields, and does nothing.
        if isinstance(value, type) and value.__module__ == module:
            return value
    raise pickle.UnpicklingError(f"{module}.{name}")


def pack(value: Any, *, key: str = "", small: bool = False) -> bytes:
    """Return a value as bytes that are kept by ``key``; ``small`` ones take more time."""
    data = pickle.dumps(value, protocol=5)
    if small:
        data = zlib.compress(data, _LEVEL)
    return zlib.crc32(data, _start(key)).to_bytes(4, "big") + data


def unpack(data: bytes, *, key: str = "", small: bool = False) -> Any:
    """Return the value that was packed.

    Raises:
        DamagedValueError: These are not the bytes of such a value, or those of another key.
    """
    try:
        if zlib.crc32(memoryview(data)[4:], _start(key)).to_bytes(4, "big") != data[:4]:
            raise DamagedValueError("checksum")
        stream = zlib.decompress(memoryview(data)[4:]) if small else memoryview(data)[4:]
        return _Reader(io.BytesIO(stream)).load()
    except DamagedValueError:
        raise
    except Exception as fault:
        raise DamagedValueError(str(fault)) from fault


def _start(key: str) -> int:
    # A damaged index may lead to the value of another key, which is whole.
    return zlib.crc32(key.encode("utf-8", "surrogateescape"))
