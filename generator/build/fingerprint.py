"""What the generator itself is made of: with another version of anything in it, nothing that was kept may be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import generator
from generator.build.walk import UNSURE, Stamp, stamp_of
from generator.core.digest import digest_all

# Whose results are kept, or are in what is kept.
_LIBRARIES = frozenset(
    {
        "babel",
        "icalendar",
        "jinja2",
        "markdown",
        "markupsafe",
        "nh3",
        "pillow",
        "pydantic",
        "pydantic_core",
        "pyyaml",
        "snowballstemmer",
        "tzdata",
    }
)


def fingerprint() -> str:
    """Return a digest of the generator's own files, of the libraries it uses, and of this Python."""
    package = Path(generator.__file__).resolve().parent
    parts: list[bytes | str] = [sys.version]
    parts += _installed()
    for path in _files(package, ".py"):
        parts += (os.path.relpath(path, package), Path(path).read_bytes())
    return digest_all(parts)


def theme_folders(root: Path) -> list[Path]:
    """Return the folders in which themes are looked for, those of the portal at ``root`` first."""
    package = Path(generator.__file__).resolve().parent
    # In a wheel the themes lie inside the package; in a working copy beside it.
    return [root / "themes", package / "themes", package.parent / "themes"]


def theme_stamps(root: Path) -> dict[str, Stamp]:
    """Return the stamps of the files of all themes that a portal may use, but for hidden ones, which nobody reads."""
    # A theme may be a link to a folder elsewhere: what is below it counts too.
    themes = [folder / name for folder in theme_folders(root) for name in _names(folder)]
    return {path: _stamp(path) for theme in themes for path in _files(theme, "")}


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _stamp(path: str) -> Stamp:
    try:
        return stamp_of(Path(path).stat())
    except OSError:
        return UNSURE  # a link that leads nowhere, or gone just now


def _files(folder: Path, ending: str) -> list[str]:
    found: list[str] = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        found += (f"{base}/{name}" for name in sorted(names) if name.endswith(ending) and not name.startswith("."))
    return found


def _installed() -> list[str]:
    """The names and versions of the libraries, as their folders say: to ask for them takes ten times as long."""
    found: set[str] = set()
    for folder in filter(os.path.isdir, sys.path):
        names = (place.name.lower() for place in Path(folder).glob("*.dist-info"))
        found.update(name for name in names if name.partition("-")[0] in _LIBRARIES)
    return sorted(found)
