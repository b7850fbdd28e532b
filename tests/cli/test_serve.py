from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.serve.server import HOST
from tests.cli.conftest import Portal
from tests.signals import heed_ctrl_c

PROJECT = Path(__file__).parent.parent.parent
LONG = 60.0  # seconds; only a failing test waits so long


def test_a_taken_port_is_told(starter: Path) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli.main", "--root", str(starter), "serve", "--port", str(port)],
            cwd=PROJECT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 2
    assert f"The port {port} is in use." in done.stderr


def test_open_calls_the_browser(starter: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    tools = tmp_path_factory.mktemp("tools")
    seen = tools / "seen"
    browser = tools / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}.new && mv {seen}.new {seen}\n')
    browser.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "generator.cli.main", "--root", str(starter), "serve", "--open"],
        cwd=PROJECT,
        stderr=subprocess.PIPE,
        env={**os.environ, "BROWSER": f"{browser} %s"},
        preexec_fn=heed_ctrl_c,
    )
    waited = 0.0
    while not seen.exists() and waited < LONG and process.poll() is None:
        time.sleep(0.1)
        waited += 0.1
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=LONG)
    assert process.returncode == 0, err
    assert seen.read_text().startswith("http://127.0.0.1:")


def test_there_is_no_way_to_listen_to_other_machines(portal: Portal, starter: Path) -> None:
    code, _, err = portal("serve", "--host", "0.0.0.0")
    assert code == 2
    assert "--host" in err


def test_a_fault_in_the_first_build_ends_it(portal: Portal, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import generator.serve.session

    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(generator.serve.session, "prepare", broken)
    monkeypatch.setattr(multiprocessing, "set_start_method", lambda *_, **__: None)  # this process has other tests
    code, _, err = portal("serve")
    assert code == 3
    assert "This is a fault of cluster-portal" in err
