"""What the command line's tests share: a new portal, and the command run in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.init import copy_starter
from generator.cli.main import main

Portal = Callable[..., tuple[int, str, str]]


@pytest.fixture
def portal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Portal:
    """Run ``portal`` in a folder of its own; returns the exit code, and what went to standard output and error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PORTAL_TRACEBACK", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(arguments))
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def starter(portal: Portal, tmp_path: Path) -> Path:
    """A new portal, in the current folder."""
    copy_starter(tmp_path)
    return tmp_path
