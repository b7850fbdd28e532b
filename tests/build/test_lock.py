"""One build at a time, with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.build.faults import PublishError
from generator.build.lock import OutputLock
from generator.build.publish import Publisher

HOLD = """
import sys
import time
from pathlib import Path
from generator.build.publish import Publisher
with Publisher(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
HOLD_WITH_CHILD = """
import os, sys, time
from pathlib import Path
from generator.build.lock import OutputLock
lock = OutputLock(Path(sys.argv[1]))
assert lock.acquire()
child = os.fork()
if child == 0:
    sys.stdin.read()
    os._exit(0)
print(child, flush=True)
time.sleep(600)
"""


def run(program: str, argument: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(argument)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_second_build_is_told_at_once_and_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with run(HOLD, output) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(PublishError) as error, Publisher(output):
            pass
        (diagnostic,) = error.value.diagnostics
        assert diagnostic.code == "E903"
        assert diagnostic.message == "Another build is writing to `output`; wait until it is done."
        other.kill()
        other.wait()
        with Publisher(output):
            pass


def test_lock_is_given_back(tmp_path: Path) -> None:
    first, second = OutputLock(tmp_path / "lock"), OutputLock(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()


def test_publisher_gives_the_lock_back_after_a_fault(tmp_path: Path) -> None:
    (tmp_path / ".portal/manifest.json").mkdir(parents=True)
    for _ in range(2):
        with pytest.raises(PublishError) as error, Publisher(tmp_path):
            pass
        assert [item.code for item in error.value.diagnostics] == ["E907"]


def test_child_that_outlives_a_killed_build_does_not_keep_the_lock(tmp_path: Path) -> None:
    with run(HOLD_WITH_CHILD, tmp_path / "lock") as other:
        assert other.stdout is not None
        child = int(other.stdout.readline())
        other.kill()
        other.wait()
        lock = OutputLock(tmp_path / "lock")
        os.kill(child, 0)  # The child lives, and gives the lock's file back as soon as it runs.
        assert any(lock.acquire() or time.sleep(0.05) for _ in range(200))
        lock.release()
        os.kill(child, signal.SIGKILL)
