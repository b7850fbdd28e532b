"""Values of ours as bytes that are kept on disk, and back. What is read back is not trusted.

A value is pickled with a checksum before it. When it is read only classes of our own model and a few plain ones are
allowed, so that a folder from elsewhere cannot make the generator run anything.
"""

from __future__ import annotations

import dataclasses
import importlib
import io
import pickle
import zlib
from collections.abc import Callable
from operator import attrgetter, methodcaller
from typing import Any
from zoneinfo import ZoneInfo

_ROOMS = ("generator.model.", "generator.assemble.", "generator.kinds.", "generator.core.diagnostics")
_OTHERS = frozenset(
    {
        ("generator.build.entries", "Scanned"),
        ("generator.build.indexing", "ItemRecord"),
        ("generator.build.memory", "Head"),
        ("generator.build.memory", "Published"),
        ("generator.build.site_memory", "PortalRecord"),
        ("generator.build.site_memory", "SiteRecord"),
        ("generator.build.tracing", "Cause"),
        ("generator.build.tracing", "FactRecord"),
        ("generator.build.tracing", "PageRecord"),
        ("generator.search.item", "Item"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("zoneinfo", "ZoneInfo"),
        ("array", "_array_reconstructor"),
        ("array", "array"),
    }
)
_found: dict[tuple[str, str], Any] = {}
_PROTOCOL = 5
_CHECK = 4  # bytes of the checksum before a value


class DamagedValueError(ValueError):
    """Bytes that are no value of ours."""


class _Ways(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """How values are taken apart. Dataclasses go by the values of their fields, in a fourth of their own way's time.

    So do named tuples. All others have their own way.
    """

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        if issubclass(kind, type):
            raise KeyError(kind)  # a class goes by its name
        self[kind] = way = _way(kind)
        return way


def _way(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    if issubclass(kind, tuple):
        return lambda value: (kind, tuple(value))
    if not dataclasses.is_dataclass(kind):
        return methodcaller("__reduce_ex__", _PROTOCOL)
    names = [field.name for field in dataclasses.fields(kind)]
    values = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (kind, (values(value),))
    return lambda value: (kind, values(value))


class _Writer(pickle.Pickler):
    # By itself a time zone is made again by a function that could call anything.
    dispatch_table = _Ways({ZoneInfo: lambda zone: (ZoneInfo, (zone.key,))})


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return a class that may be in what we keep."""
        found = _found.get((module, name))
        if found is None:
            found = _found[module, name] = _allowed(module, name)
        return found


def _allowed(module: str, name: str) -> Any:
    if (module, name) in _OTHERS:
        return getattr(importlib.import_module(module), name)
    if module.startswith(_ROOMS) and "." not in name:
        value = getattr(importlib.import_module(module), name, None)
        # A class of the model is made of its fields, and does nothing.
        if isinstance(value, type) and value.__module__ == module:
            return value
    raise pickle.UnpicklingError(f"{module}.{name}")


def pack(value: Any, *, key: str = "") -> bytes:
    """Return a value as bytes that are kept by ``key``."""
    stream = io.BytesIO(b"    ")
    stream.seek(_CHECK)
    _Writer(stream, protocol=_PROTOCOL).dump(value)
    data = stream.getbuffer()
    data[:_CHECK] = _check(data[_CHECK:], key)
    return bytes(data)


def unpack(data: bytes, *, key: str = "") -> Any:
    """Return the value that was packed.

    Raises:
        DamagedValueError: These are not the bytes of such a value, or those of another key.
    """
    if not isinstance(data, bytes) or _check(memoryview(data)[_CHECK:], key) != data[:_CHECK]:
        raise DamagedValueError("checksum")
    try:
        return _Reader(io.BytesIO(memoryview(data)[_CHECK:])).load()
    except Exception as fault:
        raise DamagedValueError(str(fault)) from fault


def _check(data: memoryview, key: str) -> bytes:
    # A damaged index may lead to the value of another key, which is whole.
    return zlib.crc32(data, zlib.crc32(key.encode("utf-8", "surrogateescape"))).to_bytes(_CHECK, "big")
