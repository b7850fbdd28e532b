"""The folder where new files wait, on the disk of the site, until all of them can be put in place."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from generator.build.faults import reason_of
from generator.core.digest import digest
from generator.model.page import Output

_PIECE = 1024 * 1024
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# Up to here a sync for each file is as fast as one for the whole machine, which also waits for other programs' files.
_SYNCED_SINGLY = 32


class SourceError(Exception):
    """A file that is to be copied cannot be; the text says why, in a few plain words."""


class Staging:
    """Files that wait, by number from 0. ``count`` is how many there are, ``size`` their bytes together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = os.fspath(folder)
        self.count = 0
        self.size = 0

    def clear(self) -> None:
        """Delete the folder and all that waits in it. Raises ``OSError``."""
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self.folder.exists():
            shutil.rmtree(self.folder)

    def write(self, output: Output) -> int:
        """Write one file; return its number.

        Raises:
            SourceError: The file to be copied changed or cannot be read.
            ValueError: The digest is not that of the bytes: a bug of ours.
            OSError: The file cannot be written.
        """
        number = self.count
        place = f"{self._root}/{number}"
        if number == 0:
            self.folder.mkdir(exist_ok=True)
        # By the system's number alone: a page is written at once, and there are tens of thousands.
        file = os.open(place, _NEW, 0o666)
        try:
            if isinstance(output.content, bytes):
                check_digest(output)
                size = _write(output.content, file)
                changed = None
            else:
                size, changed = _copy(output.content, file, output.digest)
            if number < _SYNCED_SINGLY or not hasattr(os, "sync"):
                os.fsync(file)
        finally:
            os.close(file)
        if changed is not None:
            os.utime(place, ns=(changed, changed))
        self.count += 1
        self.size += size
        return number

    def make_durable(self) -> None:
        """Wait until all that was written is on the disk, so that no power cut leaves half a file in place."""
        if self.count > _SYNCED_SINGLY and hasattr(os, "sync"):
            os.sync()

    def put(self, number: int, place: str) -> None:
        """Move one file into place, over the one that is there, in one step. Raises ``OSError``."""
        os.replace(f"{self._root}/{number}", place)  # noqa: PTH105 - as above


def check_digest(output: Output) -> None:
    """Raise ``ValueError`` where an output's digest is not that of its bytes: later builds would mistake the file."""
    if not output.is_sealed and isinstance(output.content, bytes) and digest(output.content) != output.digest:
        raise ValueError(f"the digest of {output.path!r} is not that of its bytes")


def _write(content: bytes, file: int) -> int:
    size = len(content)
    written = os.write(file, content) if content else 0
    while written < size:
        written += os.write(file, memoryview(content)[written:])
    return size


def _copy(source: Path, file: int, wanted: str) -> tuple[int, int]:
    """Copy a file; return its size and when it was last changed, in nanoseconds. Its digest must be the wanted one."""
    hasher = hashlib.blake2b(digest_size=16)
    size = 0
    try:
        reader = source.open("rb")
    except OSError as fault:
        raise SourceError(reason_of(fault)) from fault
    with reader:
        changed = os.fstat(reader.fileno()).st_mtime_ns
        while True:
            try:
                piece = reader.read(_PIECE)
            except OSError as fault:
                raise SourceError(reason_of(fault)) from fault
            if not piece:
                break
            hasher.update(piece)
            size += _write(piece, file)
    if hasher.hexdigest() != wanted:
        raise SourceError("it changed while the site was being built")
    return size, changed
