"""One build at a time: a lock that the operating system holds, and drops by itself when the process ends.

Never a file with a process's number in it: such a file outlives a killed build, and somebody has to delete it.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

# Locks held by this process. A child made by fork shares an open lock, and would keep it after its parent was killed;
# so every child closes them first.
_held: list[OutputLock] = []


class OutputLock:
    """An exclusive lock on a file, held from :meth:`acquire` to :meth:`release`. The file itself stays, empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock at once, or return ``False`` where another process (or another lock) holds it.

        Raises:
            OSError: The file cannot be made, or the disk knows no locks.
        """
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            taken = _take(handle)
        except BaseException:
            os.close(handle)
            raise
        if not taken:
            os.close(handle)
            return False
        self._handle = handle
        _held.append(self)
        return True

    def release(self) -> None:
        """Give the lock back; does nothing where it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        _held.remove(self)
        try:
            _drop(handle)
        finally:
            os.close(handle)

    def _forget(self) -> None:
        """Close the handle without unlocking: the lock is the parent's."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as fault:
            if fault.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

    def _drop(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _drop(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    def _forget_all() -> None:
        for lock in _held:
            lock._forget()
        _held.clear()

    os.register_at_fork(after_in_child=_forget_all)
