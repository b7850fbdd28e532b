"""What a process and all that it starts take: seconds, seconds of cores, and the most memory at one moment."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Memory:
    """The most memory that a process and its children held at one moment, in bytes."""

    peak: int = 0


@dataclass(frozen=True)
class Spent:
    """What one command took: seconds by the clock, seconds of all cores, and bytes of memory; and what it printed."""

    seconds: float
    cores: float
    peak: int
    output: bytes


class CommandFailed(Exception):  # noqa: N818 - it is the command that is at fault
    """A command ended with a fault. ``str()`` names it and its exit code, and has what it said last."""


def run(command: Sequence[str], cwd: Path | None = None) -> Spent:
    """Run a command to its end, in a folder. Raises CommandFailed where its exit code is not 0."""
    with tempfile.TemporaryFile() as told:  # what it says of its progress is shown where it fails
        started = time.perf_counter()
        with (
            subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=told) as process,
            watching(process.pid) as memory,
        ):
            assert process.stdout is not None
            output = process.stdout.read()
            # Its own use and that of the processes it waited for.
            _, status, used = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            words = told.read().decode(errors="replace")[-4000:]
            raise CommandFailed(f"{' '.join(command)[:200]} ended with {process.returncode}.\n{words}".rstrip())
    return Spent(seconds, used.ru_utime + used.ru_stime, memory.peak, output)


@contextmanager
def watching(pid: int) -> Iterator[Memory]:
    """Look at a process and its children twenty times a second, or less often where looking itself takes long."""
    memory = Memory()
    done = threading.Event()

    def look() -> None:
        took = 0.0
        while not done.wait(max(0.05, 30 * took)):
            began = time.thread_time()
            memory.peak = max(memory.peak, sum(held(child) for child in family(pid)))
            took = time.thread_time() - began

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    for parent in found:
        try:
            tasks = list(Path(f"/proc/{parent}/task").iterdir())
            for task in tasks:
                found += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:  # it ended while we looked
            continue
    return found


def held(pid: int) -> int:
    """Return a process's share of memory: what it holds alone, and its part of what it shares."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
