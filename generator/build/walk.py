"""Walk through ``content/``: which files are there, and their stamps, by which they are known again. Reads none."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.codes.site import E304, E305, E309, E310
from generator.core.diagnostics import Diagnostic, Span

CONTENT = "content"

Stamp = tuple[int, int, int, int]
"""What a disk says of a file: its size, when it and when its facts were changed (nanoseconds), and its number."""

UNSURE: Stamp = (0, 0, 0, 0)
_SURE_AFTER = 2_000_000_000  # nanoseconds: a file changed later than this before a scan may change again unseen


@dataclass(frozen=True, slots=True)
class Walk:
    """What lies in ``content/``. ``files`` maps every path, relative to the portal's folder and in NFC, to the file.

    ``stamps`` are those of the same files.
    """

    files: dict[str, Path]
    stamps: dict[str, Stamp]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Found:
    files: dict[str, Path] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


def walk(root: Path) -> Walk:
    """Return what lies in ``content/`` below ``root``."""
    found = _Found()
    _walk(root / CONTENT, CONTENT, root.resolve() / CONTENT, found)
    return Walk(found.files, found.stamps, tuple(found.problems))


def stamp_of(facts: os.stat_result) -> Stamp:
    """Return the stamp of a file from what the disk says of it."""
    return (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)


def is_sure(stamp: Stamp, began: int) -> bool:
    """Tell whether a file's stamp will differ if it is changed after the scan that began at this time."""
    _, modified, changed, _ = stamp
    return max(modified, changed) < began - _SURE_AFTER


def _walk(folder: Path, path: str, content: Path, found: _Found) -> None:
    """Collect the files below ``folder``; ``path`` is how they are named, ``content`` where they have to be."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        found.problems.append(E310.at(Span(path), name=path, reason=error.strerror or "unknown"))
        return
    alike: dict[str, str] = {}
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.name)
        if name.startswith((".", "~$")) or name.endswith("~") or name in ("Thumbs.db", "desktop.ini"):
            continue  # what editors, Office and operating systems leave behind
        shown = name.encode("utf-8", "replace").decode()
        place = f"{path}/{shown}"
        if not name.isprintable() or shown != name or "\\" in name:
            found.problems.append(E309.at(Span(path), name=shown))
            continue
        key = name.casefold()
        if key in alike:
            found.problems.append(E304.at(Span(place), name=name, other=alike[key]))
            continue
        alike[key] = name
        if entry.is_symlink():
            problem = _link_problem(Path(entry.path), content)
            if problem:
                found.problems.append(E305.at(Span(place), name=name, problem=problem))
                continue
        if entry.is_dir():
            _walk(Path(entry.path), place, content, found)
        elif entry.is_file():
            try:
                found.stamps[place] = stamp_of(entry.stat())
            except OSError:
                continue  # it went away just now
            found.files[place] = Path(entry.path)
        else:
            found.problems.append(E310.at(Span(place), name=place, reason="it is no ordinary file"))


def _link_problem(link: Path, content: Path) -> str:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "leads nowhere"
    if not target.is_relative_to(content):
        return "leads out of the content folder"
    return "leads to a folder" if target.is_dir() else ""
