"""A build that is killed at any moment leaves a cache from which the next one makes the right site."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.packing import pack
from generator.build.pipeline import build
from generator.build.run import KEPT, BuildOptions
from tests.build.rebuilding import CLUSTER, Rebuilding, entry, rebuilding, site_of, trust_stamps

KEA = "content/kowhai/case-studies/kea.md"
FILES = {
    "content/kowhai/cluster.yaml": CLUSTER,
    KEA: entry("Kea", "tags: [birds]\n", "The kea plays."),
    "content/kowhai/case-studies/tui.md": entry("Tui", "tags: [birds]\n", "The tui sings to [the kea](kea.md)."),
}
OTHER = entry("Keas", "tags: [birds, parrots]\n", "The keas dance.")
_STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"})
_MOMENTS = 7


def _stopped(root: Path, at: int) -> int:
    """Build in a process that is killed at its step ``at``; return how many steps there were, or -1 if killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            steps = 0

            def step(event: str, _: object = None) -> None:
                nonlocal steps
                if event in _STEPS:
                    steps += 1
                    if steps == at:
                        os.kill(os.getpid(), signal.SIGKILL)

            def counted(*given: object, **named: object) -> bytes:
                step("open")  # within the transaction in which it is written
                return pack(*given, **named)  # type: ignore[arg-type]

            pytest.MonkeyPatch().setattr("generator.build.store.pack", counted)
            sys.addaudithook(step)
            build(BuildOptions(root, root / "output", jobs=1))
            os.write(write, str(steps).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == (told == ""), status
    return int(told or -1)


@pytest.mark.parametrize("first", [True, False], ids=["the first build", "a later one"])
def test_killed_at_any_moment(write_portal: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, first: bool) -> None:
    trust_stamps(monkeypatch)
    portal: Rebuilding = rebuilding(write_portal(FILES), monkeypatch)
    sites: dict[str, dict[str, bytes]] = {}
    texts = (FILES[KEA], OTHER)
    for text in texts:
        portal.write(KEA, text)
        sites[text] = portal.clean_site()

    def begin(turn: int) -> str:
        if first:
            shutil.rmtree(portal.output, ignore_errors=True)
            shutil.rmtree(portal.root / KEPT, ignore_errors=True)
        portal.write(KEA, texts[turn % 2])
        return texts[turn % 2]

    portal.build()
    begin(0)
    steps = _stopped(portal.root, -1)
    assert steps > 30
    for turn in range(1, _MOMENTS + 1):
        text = begin(turn)
        killed = _stopped(portal.root, max(1, steps * turn // _MOMENTS - turn % 2))
        assert killed == -1 or turn == _MOMENTS
        portal.build()
        assert site_of(portal.output) == sites[text], turn
        assert portal.build().made == 0, turn
