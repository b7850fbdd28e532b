"""What the generator itself is made of: with another version of anything in it, nothing that was kept may be used."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import generator
from generator.build.walk import Stamp, stamp_of
from generator.core.digest import digest_all

# Whose results are kept, or are in what is kept.
_LIBRARIES = (
    "babel",
    "icalendar",
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pillow",
    "pydantic",
    "pydantic-core",
    "pyyaml",
    "snowballstemmer",
    "tzdata",
)


def fingerprint() -> str:
    """Return a digest of the generator's own files, of the libraries it uses, and of this Python."""
    package = Path(generator.__file__).resolve().parent
    parts: list[bytes | str] = [sys.version]
    parts += (f"{name} {_version(name)}" for name in _LIBRARIES)
    for path in _files(package, ".py"):
        parts += (os.path.relpath(path, package), Path(path).read_bytes())
    return digest_all(parts)


def folder_stamps(folders: list[Path]) -> dict[str, Stamp]:
    """Return the stamps of all files in folders; hidden files, which nobody reads, are left out."""
    stamps: dict[str, Stamp] = {}
    for folder in folders:
        for path in _files(folder, ""):
            with suppress(OSError):  # it went away just now, or leads nowhere
                stamps[path] = stamp_of(Path(path).stat())
    return stamps


def _files(folder: Path, ending: str) -> list[str]:
    found: list[str] = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        found += (f"{base}/{name}" for name in sorted(names) if name.endswith(ending) and not name.startswith("."))
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
