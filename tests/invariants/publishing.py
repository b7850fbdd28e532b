"""Publish a site over another again and again, each time stopped at another of its system calls; look what is left.

Run as a program, since it forks: ``python -m tests.invariants.publishing kill FOLDER``, or with ``ENOSPC`` or
``EACCES`` in place of ``kill`` for a fault that the disk reports. Prints how many times it was stopped, and how many
of these broke the publishing off; any state that a reader or the next build could not live with ends it with an
``AssertionError``.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from generator.build.faults import PublishError
from generator.build.publish import Publisher
from generator.core.digest import digest
from generator.model.page import Output

Files = Mapping[str, bytes]

# What asks the system for something, by the name of the built-in. Some stand for several calls (`__exit__` of a file
# writes what is buffered and closes it).
CALLS = frozenset(
    "open mkdir write flush __exit__ fsync sync utime replace rename unlink rmdir flock "
    "lstat stat fstat scandir listdir access read readinto readall close".split()
)
CHANGING = CALLS - frozenset("lstat stat fstat scandir listdir access read readinto readall".split())
WHOLE, REFUSED, UNTOUCHED, BROKEN = 0, 10, 11, 99


def page(words: str, *links: str) -> bytes:
    """A page that shows when it is cut short, with links from the site's root."""
    return f"<html>{words * 50}{''.join(f'<a href={link}>' for link in links)}</html>".encode()


OLD: Files = {
    "index.html": page("old hub", "hereora/index.html", "hereora/videos/gone/index.html"),
    "hereora/index.html": page("old home", "hereora/videos/kea/index.html", "hereora/assets/site.11111111.css"),
    "hereora/videos/kea/index.html": page("old kea", "hereora/assets/site.11111111.css", "hereora/kea.vtt"),
    "hereora/videos/gone/index.html": page("gone", "hereora/assets/site.11111111.css", "hereora/gone.vtt"),
    "hereora/videos/same/index.html": page("same"),
    "hereora/kea.vtt": b"old captions",
    "hereora/gone.vtt": b"captions",
    "hereora/feed.xml": b"<feed>old</feed>",
    "hereora/assets/site.11111111.css": b"old style",
    "hereora/media/kea.11111111.mp4": b"old video",
}
NEW: Files = {
    "index.html": page("new hub", "hereora/index.html", "hereora/videos/new/index.html"),
    "hereora/index.html": page("new home", "hereora/videos/new/index.html", "hereora/assets/site.22222222.css"),
    "hereora/videos/kea/index.html": page("new kea", "hereora/assets/site.22222222.css", "hereora/kea.vtt"),
    "hereora/videos/new/index.html": page("new", "hereora/new/kea.vtt", "hereora/media/kea.22222222.mp4"),
    "hereora/videos/same/index.html": page("same"),
    "hereora/kea.vtt": b"new captions",
    "hereora/new/kea.vtt": b"more captions",
    "hereora/feed.xml": b"<feed>new</feed>",
    "hereora/assets/site.22222222.css": b"new style",
    "hereora/media/kea.22222222.mp4": b"new video",
}
# What the next build publishes: without the journal, files that it no longer wants would count as foreign ones.
NEXT: Files = {
    "index.html": page("next hub", "hereora/index.html"),
    "hereora/index.html": page("next home", "hereora/videos/new/index.html", "hereora/assets/site.22222222.css"),
    "hereora/videos/new/index.html": page("next", "hereora/media/kea.33333333.mp4"),
    "hereora/assets/site.22222222.css": b"new style",
    "hereora/media/kea.33333333.mp4": b"next video",
}
FOREIGN: Files = {"CNAME": b"portal.example.org", "hereora/videos/gone/notes.txt": b"mine"}


def publish(output: Path, files: Files, sources: Path) -> None:
    """Publish, videos from a folder with their sources and the rest from memory."""
    with Publisher(output) as publisher:
        for path, content in files.items():
            source = sources / path.rpartition("/")[2]
            publisher.stage(Output(path, source if path.endswith("mp4") else content, digest(content)))
        publisher.commit()


def stopped_at(number: int, stop: Callable[[], None], watched: frozenset[str], work: Callable[[], None]) -> int:
    """Do ``work`` in a child; stop it before its call ``number``. Return how the child ended, negative for a signal."""
    child = os.fork()
    if child == 0:
        seen = 0

        def watch(frame: Any, event: str, function: Any) -> None:
            nonlocal seen
            if event == "c_call" and getattr(function, "__name__", "") in watched:
                seen += 1
                if seen == number:
                    sys.setprofile(None)
                    stop()

        status = BROKEN
        try:
            sys.setprofile(watch)
            work()
            status = WHOLE if seen >= number else UNTOUCHED
        except PublishError:
            status = REFUSED if seen >= number else BROKEN
        except BaseException:
            traceback.print_exc()
        finally:
            sys.setprofile(None)
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def seen_by_readers(output: Path) -> dict[str, bytes]:
    """Return the files of the site."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.relative_to(output).parts[0] != ".portal"
    }


def check_readable(output: Path, old: Files) -> None:
    """Every file is whole, old or new; whatever a page links is there; foreign files are as they were."""
    found = seen_by_readers(output)
    for path, content in found.items():
        assert content in (old.get(path), NEW.get(path), FOREIGN.get(path)), f"{path} is {content!r}"
        if path.endswith(".html"):
            for link in re.findall(rb"href=([^>]+)", content):
                assert link.decode() in found, f"{path} links {link!r}, which is not there"
    for path, content in FOREIGN.items():
        assert found.get(path) == content, f"{path} was touched"
    assert found.keys() >= old.keys() & NEW.keys(), "a file is gone"


def check_mended(output: Path, sources: Path) -> None:
    """The next build makes the site whole, the one after that leaves nothing over."""
    publish(output, NEXT, sources)
    found = seen_by_readers(output)
    assert found.items() >= {**NEXT, **FOREIGN}.items()
    assert all("assets" in path or "media" in path for path in found.keys() - {*NEXT, *FOREIGN}), "a page is left over"
    publish(output, NEXT, sources)
    assert seen_by_readers(output) == {**NEXT, **FOREIGN}
    needed = {folder.as_posix() for path in [*NEXT, *FOREIGN] for folder in Path(path).parents}
    folders = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_dir()}
    assert folders - {".portal"} == needed - {"."}
    assert sorted(path.name for path in (output / ".portal").iterdir()) == ["lock", "manifest.json"]


def lay(files: Files, output: Path) -> None:
    """Write files as somebody else would."""
    for path, content in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(content)


def run(way: str, folder: Path) -> tuple[int, int]:
    """Stop the publishing at every one of its calls, over nothing and over an older site; return the stops and ends."""
    sources = folder / "sources"
    sources.mkdir()
    for path, content in {**OLD, **NEW, **NEXT}.items():
        if path.endswith("mp4"):
            (sources / path.rpartition("/")[2]).write_bytes(content)

    def stop() -> None:
        if way == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(getattr(errno, way), os.strerror(getattr(errno, way)))

    # Between two calls that only look nothing changes, so a kill there is the same; a fault is not.
    watched = CHANGING if way == "kill" else CALLS
    fired = {-signal.SIGKILL} if way == "kill" else {WHOLE, REFUSED}
    ends: list[int] = []
    for old in ({}, OLD):
        before = folder / "before"
        lay(FOREIGN, before)
        if old:
            publish(before, old, sources)
        number = 0
        while True:
            number += 1
            output = folder / "output"
            shutil.copytree(before, output)
            work = partial(publish, output, NEW, sources)
            ended = stopped_at(number, stop, watched, work)
            if ended == UNTOUCHED:
                break
            assert ended in fired, f"call {number} ended with {ended}"
            ends.append(ended)
            check_readable(output, old)
            if ended == WHOLE:
                assert NEW.items() <= seen_by_readers(output).items()
            # The build that would mend it is stopped as well, somewhere else.
            stopped_at(1 + number * 7 % 50, stop, watched, work)
            check_readable(output, old)
            check_mended(output, sources)
            shutil.rmtree(output)
        shutil.rmtree(output)
        shutil.rmtree(before)
    return len(ends), len([end for end in ends if end != WHOLE])


if __name__ == "__main__":
    # What a sync adds shows only after a power cut, which cannot be made here; without it this is five times as fast.
    os.fsync = os.fstat  # type: ignore[assignment]
    print(*run(sys.argv[1], Path(sys.argv[2])))
