"""What the generator wrote into an output folder: the manifest of whole builds, and the journal of one under way.

Both hold paths relative to the output folder and nothing of the machine, since some hosts publish every file. What
is read back is never trusted: a path that the generator could not have written makes the whole list count as damaged.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = ".portal"
MANIFEST = ".portal/manifest.json"
JOURNAL = ".portal/journal.json"
_FORMAT = 1
_SEGMENT = r"[a-z0-9~+-](?:[a-z0-9._~+-]*[a-z0-9_~+-])?"
_PATH = re.compile(rf"(?:{_SEGMENT}/)*(?:{_SEGMENT}|\.nojekyll)")
_DIGEST = re.compile(r"[0-9a-f]{32}")


class Record(NamedTuple):
    """A file that the generator wrote. ``retired`` says that no page of the last build asked for it any more."""

    digest: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of the last build that was finished, and the folders that the generator made."""

    files: dict[str, Record] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Journal:
    """What an unfinished build may have put in place: for each path the digests that its file may have."""

    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()


class DamagedError(ValueError):
    """A manifest or a journal that cannot be understood."""


def is_publishable(path: str) -> bool:
    """Tell whether a file may have this path in the output folder.

    Paths are relative, with forward slashes, in lower-case ASCII; no name begins with ``.`` or ``_``, which some
    servers hide, except ``.nojekyll``, which switches that off.
    """
    return _PATH.fullmatch(path) is not None


def parents(path: str) -> tuple[str, ...]:
    """Return the folders above a path, outermost first (``"a/b/c.html"`` → ``("a", "a/b")``)."""
    return _to(path.rpartition("/")[0])


@lru_cache(maxsize=1 << 14)
def _to(folder: str) -> tuple[str, ...]:
    """A folder, after those above it. Many files are in one."""
    return (*_to(folder.rpartition("/")[0]), folder) if folder else ()


def digest_file(path: Path) -> str:
    """Return the digest of a file's bytes, as :func:`generator.core.digest.digest` gives it, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def read_manifest(output: Path) -> Manifest:
    """Return the manifest of an output folder, an empty one where there is none.

    Raises:
        DamagedError: It cannot be understood.
        OSError: It cannot be read.
    """
    found = _read(output / MANIFEST)
    if found is None:
        return Manifest()
    files: dict[str, Record] = {}
    for path, record in _mapping(found.get("files")).items():
        if not (isinstance(record, list) and len(record) == 2 and isinstance(record[1], bool)):
            raise DamagedError("record")
        files[_path(path)] = Record(_digest(record[0]), record[1])
    return Manifest(files, _folders(found))


def read_journal(output: Path) -> Journal | None:
    """Return the journal that an interrupted build left, or ``None``.

    Raises:
        DamagedError: It cannot be understood.
        OSError: It cannot be read.
    """
    found = _read(output / JOURNAL)
    if found is None:
        return None
    files: dict[str, tuple[str, ...]] = {}
    for path, digests in _mapping(found.get("files")).items():
        if not isinstance(digests, list):
            raise DamagedError("digests")
        files[_path(path)] = tuple(_digest(item) for item in digests)
    return Journal(files, _folders(found))


def write_manifest(output: Path, manifest: Manifest) -> None:
    """Put a manifest in place at once, on the disk when this returns. Raises ``OSError``."""
    files = {path: [record.digest, record.retired] for path, record in sorted(manifest.files.items())}
    _write(output / MANIFEST, {"format": _FORMAT, "files": files, "folders": sorted(manifest.folders)})


def write_journal(output: Path, journal: Journal) -> None:
    """Put a journal in place at once, on the disk when this returns. Raises ``OSError``."""
    files = {path: list(digests) for path, digests in sorted(journal.files.items())}
    _write(output / JOURNAL, {"format": _FORMAT, "files": files, "folders": sorted(journal.folders)})


def sync_file(path: Path) -> None:
    """Wait until a file, or on systems that allow it a folder, is on the disk. Raises ``OSError``."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise DamagedError("no JSON") from fault
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        raise DamagedError("format")
    return found


def _write(path: Path, value: dict[str, Any]) -> None:
    new = path.with_name(path.name + ".new")
    with new.open("wb") as stream:
        stream.write(json.dumps(value, separators=(",", ":")).encode("ascii"))
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)
    if os.name == "posix":
        sync_file(path.parent)


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DamagedError("mapping")
    return value


def _path(value: Any) -> str:
    if not (isinstance(value, str) and is_publishable(value)):
        raise DamagedError("path")
    return value


def _digest(value: Any) -> str:
    if not (isinstance(value, str) and _DIGEST.fullmatch(value)):
        raise DamagedError("digest")
    return value


def _folders(found: dict[str, Any]) -> frozenset[str]:
    value = found.get("folders")
    if not isinstance(value, list):
        raise DamagedError("folders")
    return frozenset(_path(item) for item in value)
