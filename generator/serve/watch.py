"""Watches the portal's folder and gathers what changes into bursts. Knows nothing of what is built from it."""

from __future__ import annotations

import queue
import time
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

# The folders whose files go into a site, below the portal's folder.
WATCHED = ("content", "themes")
# A burst ends when nothing has changed for this long, since an editor may save in several steps …
QUIET = 0.08  # seconds
# … but a file that its writer has closed, or moved into place, is whole.
SETTLED = 0.003  # seconds
# A burst also ends when it has gone on for this long, so that a long copy shows something in between.
LONGEST = 2.0  # seconds
# Reading a file is no change; our own builds read them all.
_ONLY_READ = ("opened", "closed_no_write")
_WHOLE = ("closed", "moved", "deleted")


class Changes(FileSystemEventHandler):
    """What changes below a portal's folder, from the call of :meth:`start` to that of :meth:`close`."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root.resolve()
        self._changed: queue.SimpleQueue[tuple[str, bool] | None] = queue.SimpleQueue()
        self._observer: BaseObserver = Observer()
        self._watches: dict[str, ObservedWatch] = {}
        self._closed = False

    def start(self) -> None:
        """Begin to watch. Where the system has no more watches to give, the folders are looked through each second."""
        try:
            self._schedule_all()
            self._observer.start()
        except OSError:
            self._observer.unschedule_all()
            self._watches.clear()
            self._observer = PollingObserver(timeout=1)
            self._schedule_all()
            self._observer.start()

    def wait(self, longest: float | None = None) -> tuple[str, ...] | None:
        """Wait for a burst to end and return the paths that changed, sorted.

        Returns none of them where nothing changed for ``longest`` seconds, and ``None`` once :meth:`close` was called.
        """
        try:
            first = self._changed.get(timeout=longest)
        except queue.Empty:
            return ()
        if first is None:
            return None
        path, whole = first
        burst = {path}
        unsettled = set() if whole else {path}
        deadline = time.monotonic() + LONGEST
        while (left := deadline - time.monotonic()) > 0:
            try:
                more = self._changed.get(timeout=min(QUIET if unsettled else SETTLED, left))
            except queue.Empty:
                break
            if more is None:
                return None
            path, whole = more
            burst.add(path)
            (unsettled.discard if whole else unsettled.add)(path)
        if not burst.isdisjoint(WATCHED):
            self._watch_again()
        return tuple(sorted(burst))

    def close(self) -> None:
        """Stop watching and end any :meth:`wait`."""
        self._closed = True
        self._changed.put(None)
        if self._observer.is_alive():
            self._observer.stop()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take one event from the observer's thread."""
        # That a folder has changed says no more than the change in it, which is told too.
        if event.event_type in _ONLY_READ or (event.is_directory and event.event_type == "modified"):
            return
        whole = event.event_type in _WHOLE
        for raw in (event.src_path, event.dest_path):
            path = self._below_root(raw)
            if path:
                self._changed.put((path, whole))

    def _below_root(self, raw: str | bytes) -> str:
        """Return an event's path below the portal's folder with forward slashes, or "" if it concerns no site."""
        text = raw.decode("utf-8", "surrogateescape") if isinstance(raw, bytes) else raw
        try:
            path = Path(text).relative_to(self._root)
        except ValueError:
            return ""
        if not text or not path.parts or path.parts[0] not in WATCHED or any(map(_is_scratch, path.parts)):
            return ""
        return path.as_posix()

    def _schedule_all(self) -> None:
        # The portal's folder itself is watched for folders of WATCHED that come, go and are replaced.
        self._observer.schedule(self, str(self._root), recursive=False)
        for name in WATCHED:
            self._schedule(name)

    def _schedule(self, name: str) -> None:
        if (self._root / name).is_dir():
            self._watches[name] = self._observer.schedule(self, str(self._root / name), recursive=True)

    def _watch_again(self) -> None:
        """Watch the folders that are there now: a folder that was moved or made anew has lost its watch."""
        for name in WATCHED:
            watch = self._watches.pop(name, None)
            if watch is not None:
                self._observer.unschedule(watch)
            if not self._closed:
                self._schedule(name)


def _is_scratch(name: str) -> bool:
    """Tell whether a file is one that editors and systems make for themselves."""
    return name.startswith((".", "#")) or name.endswith(("~", ".tmp", ".swp")) or name == "4913"
