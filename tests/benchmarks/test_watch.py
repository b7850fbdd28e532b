from __future__ import annotations

import sys

import pytest


def test_it_tells_what_a_command_and_its_children_take() -> None:
    from watch import run

    child = "import time; held = bytearray(80_000_000); held[::4096] = b'x' * len(held[::4096]); time.sleep(0.3)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    spent = run([sys.executable, "-c", parent])
    assert spent.output == b"done\n"
    assert spent.peak > 80_000_000
    assert spent.cores > 0
    assert spent.seconds > 0.3


def test_a_fault_is_told() -> None:
    from watch import CommandFailed, run

    with pytest.raises(CommandFailed, match=r"ended with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])
