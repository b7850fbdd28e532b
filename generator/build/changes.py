"""What changed since the last build, as far as it can be told without reading a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from generator.build.fingerprint import theme_stamps
from generator.build.memory import Head
from generator.build.walk import Walk


def changed_entries(head: Head, walked: Walk, root: Path, now: datetime) -> frozenset[str] | None:
    """Return the ids of the entries whose files may have changed since the build of ``head``, if that is all that did.

    ``None`` says that more did: files came or went, or settings, themes, pictures or what is published are others.
    """
    begins, ends = head.lasts
    if not begins <= now.timestamp() < ends or walked.diagnostics != head.walked:
        return None
    if len(walked.stamps) != len(head.stamps) or theme_stamps(root) != head.themes:
        return None
    changed = [path for path, stamp in walked.stamps.items() if head.stamps.get(path) != stamp]
    if not all(path in head.owners for path in changed):
        return None
    return frozenset(head.owners[path] for path in changed)
