"""What changed since the last build, as far as it can be told by stamps, and by reading a few files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from generator.build.memory import Head
from generator.build.walk import UNSURE, Stamp, Walk, is_sure
from generator.core.digest import digest

_FEW = 64  # files that are read to tell whether they changed


def changed_entries(head: Head, walked: Walk, themes: Mapping[str, Stamp], now: datetime) -> frozenset[str] | None:
    """Return the ids of the entries whose files may have changed since the build of ``head``, if that is all that did.

    ``None`` says that more did: files came or went, or settings, themes, pictures or what is published are others.
    """
    begins, ends = head.lasts
    if not begins <= now.timestamp() < ends or walked.diagnostics != head.walked:
        return None
    if len(walked.stamps) != len(head.stamps) or themes != head.themes:
        return None
    young = dict(head.young)
    changed = [
        path
        for path, stamp in walked.stamps.items()
        if head.stamps.get(path) != stamp
        and not (head.stamps.get(path) == UNSURE and young.get(path) == _digest(walked.files[path]))
    ]
    if not all(path in head.owners for path in changed):
        return None
    return frozenset(head.owners[path] for path in changed)


def young_files(walked: Walk, began: int) -> tuple[tuple[str, str], ...]:
    """Return the digests of the files that were changed just before the walk, by path; none if they are many.

    Whoever asks for them has not read the files yet: one that changes in between has another digest later on. ``began``
    is when the walk did, in nanoseconds since 1970.
    """
    young = [path for path, stamp in walked.stamps.items() if not is_sure(stamp, began)]
    return tuple((path, _digest(walked.files[path])) for path in young) if len(young) <= _FEW else ()


def _digest(file: Path) -> str:
    try:
        return digest(file.read_bytes())
    except OSError:
        return "unread"
