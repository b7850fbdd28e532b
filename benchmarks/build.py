"""How long a build takes and how much memory, for portals of 1,000 and 10,000 entries: `make bench`.

For each size: a first build, the same again, and one with a single entry edited. The builds run in a process of their
own, each with all the processes it starts; memory is the sum of what these hold by themselves at the worst moment.

    python benchmarks/build.py [COUNT …]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import write_corpus

ONE_BUILD = """
import json, sys
from pathlib import Path
from generator.build.pipeline import BuildOptions, build

if __name__ == "__main__":
    root = Path(sys.argv[1])
    result = build(BuildOptions(root=root, output=root / "output"))
    stages = dict(result.stages)
    print(json.dumps([result.ok, result.pages, result.written, result.seconds, stages, len(result.diagnostics)]))
"""


@dataclass
class Memory:
    """The most memory that a process and its children held at one moment, in bytes."""

    peak: int = 0


@contextmanager
def _watching(pid: int) -> Iterator[Memory]:
    """Look at a process and its children twenty times a second."""
    memory = Memory()
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            memory.peak = max(memory.peak, sum(_held(child) for child in _family(pid)))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


def _family(pid: int) -> list[int]:
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


def _held(pid: int) -> int:
    """Return a process's share of memory: what it holds alone, and its part of what it shares."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _build(root: Path, label: str) -> None:
    started = time.perf_counter()
    command = [sys.executable, "-c", ONE_BUILD, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process, _watching(process.pid) as memory:
        output, _ = process.communicate()
    whole = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"The build ended with {process.returncode}.")
    ok, pages, written, seconds, stages, told = json.loads(output.splitlines()[-1])
    if not ok:
        sys.exit("The build has errors.")
    print(
        f"  {label:<12} {whole:6.1f} s with start-up, {seconds:6.1f} s build, {memory.peak / 2**20:6.0f} MB, "
        f"{pages} pages, {written} written, {told} messages"
    )
    print("               " + ", ".join(f"{name} {spent:.2f}" for name, spent in stages.items()), flush=True)


def main(counts: list[int]) -> None:
    """Build a portal of each size and print what it took."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
            root = Path(folder)
            write_corpus(root, count)
            print(f"{count} entries")
            _build(root, "first build")
            _build(root, "once more")
            edited = root / "content/kowhai/case-studies/study-0.md"
            edited.write_text(edited.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
            _build(root, "one edit")
            size = sum(path.stat().st_size for path in (root / "output").rglob("*") if path.is_file())
            print(f"  output {size / 2**20:.1f} MB")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000])
