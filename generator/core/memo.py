"""What a function of one argument returned, for loops that run in C: ``map(memo.__getitem__, ...)``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Memo(dict[_Key, _Value]):
    """A dictionary that asks ``function`` for what it does not hold. It forgets everything once it has ``most`` items.

    It answers sooner than an ``lru_cache``, for it keeps no order of use: that alone touches much memory.
    """

    __slots__ = ("_function", "_most")

    def __init__(self, function: Callable[[_Key], _Value], most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, key: _Key) -> _Value:
        if len(self) >= self._most:
            self.clear()
        found = self[key] = self._function(key)
        return found
