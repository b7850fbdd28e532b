"""Links by the thousand: what ``core.urls.relative_url`` and ``urljoin`` give, with short ways for usual ones."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin

# Folders and a name that mean themselves: nothing that points elsewhere, ends a path or goes up.
_USUAL = r"(?:[\w~%-][\w.~%-]*/)*(?:[\w~%-][\w.~%-]*)?"
_PATH = re.compile(_USUAL)
_FOLDER = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?/(?:[\w~%-][\w.~%-]*/)*")
_UPWARDS = re.compile(rf"((?:\.\./)*)({_USUAL})")


class Links:
    """The links from the page at address ``origin``, those of ``relative_url``; ``explicit`` means the same."""

    def __init__(self, origin: str, *, explicit: bool) -> None:
        self._origin = origin
        self._name = "index.html" if explicit else ""
        self._ways: dict[str, tuple[str, str]] = {}
        folders = origin.split("/")[:-1]
        # The folders around the page, the outermost first, and the way up to each.
        self._around = [
            ("".join(f"{folder}/" for folder in folders[:depth]), "../" * (len(folders) - depth))
            for depth in range(len(folders) + 1)
        ]

    def to(self, target: str) -> str:
        """Return the link to an address, which may end in a ``#fragment``."""
        # Most links of a page lead to a few folders, in none of which it lies: the way to each is found once.
        name = target.rfind("/", 0, -1) + 1
        folder = target[:name]
        known = self._ways.get(folder)
        if known is None:
            known = self._ways[folder] = self.way(folder)
        way, own = known
        rest = target[name:]
        if "#" in target or rest == "/" or (own and rest.startswith(own)):
            return self._to(target)
        if self._name and (not rest or rest.endswith("/")):
            rest += self._name
        return way + _quoted(rest) or "./"

    def _to(self, target: str) -> str:
        path, mark, fragment = target.partition("#") if "#" in target else (target, "", "")
        if mark and path == self._origin:
            return "#" + fragment
        shared = ways = ""
        for folder, way in self._around:
            if not path.startswith(folder):
                break
            shared, ways = folder, way
        rest = path[len(shared) :]
        if self._name and (not rest or rest.endswith("/")):
            rest += self._name
        return (ways + _quoted(rest) or "./") + mark + fragment

    def way(self, folder: str) -> tuple[str, str]:
        """Return the way to a folder, and the name of the place in it where the page lies, or ""."""
        if self._origin.startswith(folder):
            inside = self._origin[len(folder) :]
            return "../" * inside.count("/"), inside.split("/", 1)[0]
        return self._to(folder).removesuffix(self._name), ""


@lru_cache(maxsize=1 << 16)
def _quoted(path: str) -> str:
    return quote(path, safe="/-._~%")


@lru_cache(maxsize=256)
def _is_root(base: str) -> bool:
    """Tell whether an address from its root can simply be put after a base."""
    return urljoin(base, "x/y") == base + "x/y"


def join_root(base: str, address: str) -> str:
    """Return ``urljoin(base, address)`` for an address from the root of a site; ``base`` ends in a slash."""
    return base + address if _is_root(base) and _PATH.fullmatch(address) else urljoin(base, address)


def join_relative(base: str, link: str) -> str:
    """Return ``urljoin(base, link)`` for the absolute address of a page and a link on it."""
    upwards = _UPWARDS.fullmatch(link)
    if link and upwards and _FOLDER.fullmatch(base):
        parts = base.split("/")
        # Scheme, nothing, host; at the end nothing. What is left are the page's folders.
        ups = len(upwards[1]) // 3
        if ups <= len(parts) - 4:
            return "/".join(parts[: len(parts) - 1 - ups]) + "/" + upwards[2]
    return urljoin(base, link)
