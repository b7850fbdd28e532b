"""What was made of pictures, kept beside ``content/`` from build to build.

It is an aid only: without it, or with a damaged one, the same bytes are made again. What is read back is checked, and
processes that write at once do not harm each other.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from generator.build.manifest import digest_file
from generator.core.digest import digest_all
from generator.media.types import file_type
from generator.media.variants import recipe

_FORMAT = 1
_INDEX = "files.json"
_DAY = 86_400  # seconds
_SETTLED = 2_000_000_000  # nanoseconds: a file that changed so lately may change again without its time showing it
_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A picture's file, ready to be published. ``width`` and ``height`` are in pixels; ``extension`` has no dot.

    ``content`` holds its bytes, or the file that has them; ``None`` where it is the author's own file as it is.
    """

    extension: str
    width: int
    height: int
    size: int
    digest: str
    content: bytes | Path | None = None

    @property
    def media_type(self) -> str:
        """Its media type."""
        known = file_type(self.extension)
        return known.media_type if known is not None else ""


@dataclass(frozen=True, slots=True)
class ReadyPicture:
    """A picture as a whole, its sizes and formats, and its tone."""

    whole: ReadyFile
    variants: tuple[ReadyFile, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class MediaStore:
    """The folder where pictures are kept. ``fresh`` means that nothing in it is used, only renewed."""

    folder: Path
    fresh: bool = False

    def load(self, source: str) -> ReadyPicture | None:
        """Return what was made of the picture whose bytes have the digest ``source``, if all of it is still there."""
        if self.fresh:
            return None
        try:
            record = json.loads(self.record(source).read_bytes())
            return self.read_record(record)
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def save(self, source: str, picture: ReadyPicture) -> ReadyPicture:
        """Keep a picture on disk, and return it so; where that fails it stays in memory, which serves as well."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            whole = self._put(picture.whole)
            kept = ReadyPicture(whole, tuple(self._put(variant) for variant in picture.variants), picture.tone)
            rows = [_row(item) for item in (kept.whole, *kept.variants)]
            record = {"format": _FORMAT, "tone": kept.tone, "files": rows}
            _write(self.record(source), json.dumps(record).encode())
        except OSError:
            return picture
        return kept

    def record(self, source: str) -> Path:
        """Return the file that tells what was made of a picture. Another recipe has other files."""
        return self.folder / f"{source}.{_recipe_digest()}.json"

    def _put(self, item: ReadyFile) -> ReadyFile:
        if not isinstance(item.content, bytes):
            return item
        place = self.folder / item.digest
        if self.fresh or not _is_whole(place, item.size, item.digest, None):
            _write(place, item.content)
        return replace(item, content=place)

    def read_record(self, record: Any) -> ReadyPicture | None:
        """Return the picture that a record tells of, ``None`` where a file of it is not there.

        Raises:
            TypeError, ValueError: The record is damaged.
        """
        if not isinstance(record, dict) or not {"format", "tone", "files"} <= record.keys():
            raise ValueError("it is no record")
        if record["format"] != _FORMAT or not isinstance(record["tone"], str):
            return None
        read = []
        for extension, width, height, size, digest, changed in record["files"]:
            known = file_type(extension) if isinstance(extension, str) else None
            if known is None or not all(isinstance(number, int) for number in (width, height, size)):
                return None
            if not isinstance(digest, str) or _DIGEST.fullmatch(digest) is None:
                return None
            place = None
            if changed is not None:
                place = self.folder / digest
                if not isinstance(changed, int) or not _is_whole(place, size, digest, changed):
                    return None
            read.append(ReadyFile(extension, width, height, size, digest, place))
        return ReadyPicture(read[0], tuple(read[1:]), record["tone"]) if read else None


class FileDigests:
    """The digests of authors' files, remembered by what can be seen without opening them: size and times."""

    def __init__(self, store: MediaStore | None) -> None:
        self._store = store
        self._known: dict[str, list[Any]] = {}
        self._changed = False
        if store is not None and not store.fresh:
            with suppress(OSError, ValueError, RecursionError):
                read = json.loads((store.folder / _INDEX).read_bytes())
                if isinstance(read, dict) and read.get("format") == _FORMAT and isinstance(read.get("files"), dict):
                    self._known = read["files"]

    def get(self, path: str, place: Path) -> str:
        """Return the digest of a file, or "" where it is not known or the file has changed."""
        known = self._known.get(path)
        try:
            if isinstance(known, list) and known[:3] == file_state(place.stat()) and _DIGEST.fullmatch(known[3]):
                return str(known[3])
        except (OSError, IndexError, TypeError):
            pass
        return ""

    def put(self, path: str, state: list[int], digest: str, *, now: int) -> None:
        """Remember a digest. ``state`` is what :func:`file_state` gave before the file was read, ``now`` the time."""
        if max(state[1:]) < now - _SETTLED:
            self._known[path] = [*state, digest]
            self._changed = True

    def save(self, there: Container[str]) -> None:
        """Write what is known to disk, without the files that are no longer ``there``."""
        if self._store is None or not self._changed:
            return
        known = {path: row for path, row in sorted(self._known.items()) if path in there}
        with suppress(OSError):
            self._store.folder.mkdir(parents=True, exist_ok=True)
            _write(self._store.folder / _INDEX, json.dumps({"format": _FORMAT, "files": known}).encode())


def file_state(state: os.stat_result) -> list[int]:
    """Return what changes with a file: its size, and the times of its content and of its entry in the folder."""
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns]


def prune_store(store: Path, used: Iterable[bytes | Path], *, now: float) -> None:
    """Delete what is not ``used`` and has lain in ``store`` for a day.

    ``now`` is in seconds, as files' times are. Younger files may belong to another build that is under way.
    """
    kept = {store / _INDEX, *(place for place in used if isinstance(place, Path))}
    with suppress(OSError):
        for place in store.iterdir():
            if place not in kept and place.stat().st_mtime < now - _DAY:
                place.unlink(missing_ok=True)


@cache
def _recipe_digest() -> str:
    """Name the recipe: the coders, and the code that makes pictures, so that no number there can be forgotten."""
    code = sorted((item.name, item.read_bytes()) for item in files("generator.media").iterdir() if item.is_file())
    return digest_all([recipe(), *(part for item in code for part in item)])[:16]


def _row(item: ReadyFile) -> list[object]:
    changed = item.content.stat().st_mtime_ns if isinstance(item.content, Path) else None
    return [item.extension, item.width, item.height, item.size, item.digest, changed]


def _is_whole(place: Path, size: int, digest: str, changed: int | None) -> bool:
    """Tell whether a kept file is as it was written: by its size and time, or else by reading it."""
    try:
        state = place.stat()
        if state.st_size != size:
            return False
        if state.st_mtime_ns == changed:
            return True
        if digest_file(place) != digest:
            return False
        if changed is not None:  # The folder was copied: next time one look is enough again.
            os.utime(place, ns=(changed, changed))
    except OSError:
        return False
    return True


def _write(place: Path, data: bytes) -> None:
    new = place.with_name(f"{place.name}.{os.getpid()}.new")
    new.write_bytes(data)
    new.replace(place)
