"""In which order files are put in place, and which of them outlive the build that wanted them.

A page is put in place only after what it needs, and a list only after the pages it names, so that a reader who comes
in between finds nothing that is missing. Deletions go the other way.
"""

from __future__ import annotations

import re

_HASHED = re.compile(r"[^/]*[.-][0-9a-f]{8,32}\.[a-z0-9]+")
_DATA = frozenset({"xml", "json", "ics", "csv"})


def turn(path: str) -> tuple[int, str]:
    """Return a sort key: assets and media, pages, feeds and data, the front pages of clusters, that of the portal."""
    ending = path.rpartition(".")[2]
    if path == "index.html":
        number = 4
    elif path.count("/") == 1 and path.endswith("/index.html"):
        number = 3
    elif ending == "html":
        number = 1
    elif _is_in(path, "search"):
        number = 0 if is_hashed(path) else 2
    elif ending in _DATA and not _is_in(path, "assets", "media"):
        number = 2
    else:
        number = 0
    return (number, path)


def outlives(path: str) -> bool:
    """Tell whether a file is kept for one more build: an open page may ask for it by a name that holds its hash."""
    return is_hashed(path) and _is_in(path, "assets", "media", "search")


def is_hashed(path: str) -> bool:
    """Tell whether a file's name holds a hash of its content (``site.3fa9c1d2.css``)."""
    return _HASHED.fullmatch(path.rpartition("/")[2]) is not None


def _is_in(path: str, *names: str) -> bool:
    return any(folder in names for folder in path.split("/")[:-1])
