"""Pages to be made, and what was made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One file of a site that is still to be made.

    ``path`` is the file in ``output/`` (``hereora/videos/kea/index.html``). ``produce`` is a module-level function;
    it is called with a view of the site, the renderer and ``arguments`` (plain values, so that a page can be sent to
    another process), and returns the file's bytes.
    """

    path: str
    cluster: str
    produce: Callable[..., bytes]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """One file of a site: its bytes, or the file on disk whose bytes are copied (for large media)."""

    path: str
    content: bytes | Path
    digest: str
