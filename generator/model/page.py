"""Pages to be made, and what was made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.core.digest import digest


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
    """One file of a site: its bytes, or the file on disk whose bytes are copied (for large media).

    ``is_sealed`` says that the digest was made of these very bytes, so that nobody need look at them again.
    """

    path: str
    content: bytes | Path
    digest: str
    is_sealed: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, path: str, content: bytes) -> Output:
        """Return the file with these bytes."""
        return cls(path, content, digest(content), is_sealed=True)
