"""How long a build takes and how much memory, for portals of 1,000 and 10,000 entries: `make bench`.

For each size: a first build, the same again, and one with a single entry edited. The builds run in a process of their
own, each with all the processes it starts; memory is the sum of what these hold by themselves at the worst moment.

    python benchmarks/build.py [COUNT …]
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from corpus import write_corpus
from watch import CommandFailed, run

ONE_BUILD = """
import json, sys
from pathlib import Path
from generator.build.pipeline import build
from generator.build.run import BuildOptions

if __name__ == "__main__":
    root = Path(sys.argv[1])
    result = build(BuildOptions(root=root, output=root / "output"))
    stages = dict(result.stages)
    print(json.dumps([result.ok, result.pages, result.written, result.seconds, stages, len(result.diagnostics)]))
"""


def _build(root: Path, label: str) -> None:
    try:
        spent = run([sys.executable, "-c", ONE_BUILD, str(root)])
    except CommandFailed as failed:
        sys.exit(str(failed))
    ok, pages, written, seconds, stages, told = json.loads(spent.output.splitlines()[-1])
    if not ok:
        sys.exit("The build has errors.")
    print(
        f"  {label:<12} {spent.seconds:6.1f} s with start-up, {seconds:6.1f} s build, {spent.peak / 2**20:6.0f} MB, "
        f"{pages} pages, {written} written, {told} messages"
    )
    print("               " + ", ".join(f"{name} {took:.2f}" for name, took in stages.items()), flush=True)


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
