"""A publishing that is killed, or fails, at any of its system calls leaves a site to read and to build on."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
# A disk in memory, where there is one: thousands of small files are made and deleted.
MEMORY = Path("/dev/shm")


@pytest.mark.parametrize("way", ["kill", "ENOSPC", "EACCES"])
def test_stopped_at_every_call(way: str) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        program = [sys.executable, "-m", "tests.invariants.publishing", way, folder]
        done = subprocess.run(program, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    stops, broken_off = map(int, done.stdout.split())
    assert stops > 100
    # A fault that stops nothing is one in a look that is not needed, or in the clearing away after the end.
    assert broken_off == stops if way == "kill" else broken_off > stops / 2
