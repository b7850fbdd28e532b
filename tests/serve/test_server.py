from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from generator.build.run import BuildResult, UsageProblem
from generator.cli.init import copy_starter
from generator.serve.server import FIRST_PORT, HOST, _build_changes, listen
from generator.serve.watch import Changes
from tests.serve import garden
from tests.signals import heed_ctrl_c

PROJECT = Path(__file__).parent.parent.parent
LONG = 60.0  # seconds; only a failing test waits so long


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Preview:
    """A ``portal serve`` in a process of its own."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "generator.cli.main", "--root", str(root), "serve", *options],
            cwd=PROJECT,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heed_ctrl_c,
        )
        assert self.process.stderr is not None
        self.told: list[str] = []
        self.address = ""
        started = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(self.process.stderr, started))
        self._reader.start()
        assert started.wait(LONG) and self.address, self.told

    def _read(self, stream: Any, started: threading.Event) -> None:
        for line in stream:
            self.told.append(line)
            if line.startswith("Showing "):
                self.address = line.split()[1]
                started.set()
        started.set()

    def open(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse | urllib.error.HTTPError:
        request = urllib.request.Request(self.address + path, method=method, headers=headers)
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            answer: HTTPResponse = opener.open(request, timeout=LONG)
        except urllib.error.HTTPError as error:
            return error
        return answer

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        with self.open(path, **headers) as answer:
            return int(answer.status or 0), answer.read()

    def states(self) -> Iterator[dict[str, Any]]:
        """Yield the states that the server sends, as a browser receives them."""
        with self.open(".portal/events") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            until = time.monotonic() + LONG  # lines that only keep the connection open come for ever
            for line in answer:
                assert time.monotonic() < until, "".join(self.told)
                if line.startswith(b"data: "):
                    until = time.monotonic() + LONG
                    yield json.loads(line.removeprefix(b"data: "))

    def stop(self, sign: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(sign)
        code = self.process.wait(LONG)
        self._reader.join(LONG)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy_starter(tmp_path)
    return tmp_path


@pytest.fixture
def start(root: Path) -> Iterator[Callable[..., Preview]]:
    running: list[Preview] = []

    def start_one(*options: str) -> Preview:
        running.append(Preview(root, *options))
        return running[-1]

    yield start_one
    for preview in running:
        preview.stop()


Start = Callable[..., Preview]


def test_pages_media_and_mistaken_addresses(start: Start, root: Path) -> None:
    preview = start()
    assert preview.get("")[0] == 200
    status, page = preview.get("rimu/videos/sunflowers/")
    assert status == 200
    assert b'<script src="/.portal/reload.js?' in page
    assert preview.get(".portal/reload.js")[0] == 200

    with preview.open("rimu/videos/sunflowers?x=1") as answer:
        assert (answer.status, answer.headers["location"]) == (302, "/rimu/videos/sunflowers/?x=1")

    status, page = preview.get("rimu/nowhere/")
    assert status == 404
    assert b"reload.js" in page

    # Byte ranges, which seeking in a video needs.
    source = re.search(rb'src="([^"]*[.]mp4)"', preview.get("rimu/videos/sunflowers/")[1])
    assert source is not None
    path = urljoin("rimu/videos/sunflowers/", source[1].decode())
    whole = (root / "content/rimu/videos/sunflowers.mp4").read_bytes()
    with preview.open(path, Range="bytes=100-199") as answer:
        assert answer.status == 206
        assert answer.headers["content-range"] == f"bytes 100-199/{len(whole)}"
        assert answer.headers["content-type"] == "video/mp4"
        assert answer.read() == whole[100:200]
    with preview.open(path, Range="bytes=-10") as answer:
        assert (answer.status, answer.read()) == (206, whole[-10:])
    with preview.open(path, Range=f"bytes={len(whole)}-") as answer:
        assert answer.status == 416

    assert not (root / "output").exists()
    assert not (root / ".portal/preview").exists()
    assert preview.stop() == 0
    assert preview.told[-1] == "Stopped.\n"


def test_an_edit_reloads_and_an_error_is_shown_until_it_is_mended(start: Start, root: Path) -> None:
    preview = start()
    page = root / "content/rimu/pages/about.md"
    good = page.read_text(encoding="utf-8")
    states = preview.states()
    first = next(states)
    assert first["ok"]

    page.write_text(good.replace("ten minutes", "eleven minutes"), encoding="utf-8")
    second = next(state for state in states if state["version"] != first["version"])
    assert second["ok"]
    assert b"eleven minutes" in preview.get("rimu/about/")[1]

    page.write_text(good.replace("order: 1", "date: soon"), encoding="utf-8")
    third = next(state for state in states if not state["ok"])
    assert third["version"] == second["version"]
    assert "error E134 bad-date" in third["text"]
    assert "5 | date: soon" in third["text"] or "4 | date: soon" in third["text"]
    assert "1 error in 1 file" in third["text"]
    assert b"eleven minutes" in preview.get("rimu/about/")[1]

    page.write_text(good, encoding="utf-8")
    fourth = next(state for state in states if state["ok"])
    assert fourth["version"] not in (first["version"], second["version"])
    assert b"ten minutes" in preview.get("rimu/about/")[1]

    # A browser that still listens does not hold the server up.
    assert preview.stop() == 0
    assert any("error E134" in line for line in preview.told)


def test_settings_and_the_theme_reload_too(start: Start, root: Path) -> None:
    preview = start()
    states = preview.states()
    version = next(states)["version"]
    settings = root / "content/rimu/cluster.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Rimu cluster", "Kauri cluster"), "utf-8")
    assert next(state for state in states if state["version"] != version)["ok"]
    assert b"Kauri cluster" in preview.get("rimu/")[1]


def test_errors_from_the_start_are_a_page_that_turns_into_the_site(start: Start, root: Path) -> None:
    page = root / "content/rimu/pages/about.md"
    good = page.read_text(encoding="utf-8")
    page.write_text("---\ntitle: <b>\ndate: soon\n---\n", encoding="utf-8")
    preview = start()
    status, shown = preview.get("")
    assert status == 503
    assert b"E134" in shown and b"reload.js" in shown
    assert b"<b>" not in shown
    states = preview.states()
    version = next(states)["version"]
    page.write_text(good, encoding="utf-8")
    assert next(state for state in states if state["version"] != version)["ok"]
    assert preview.get("")[0] == 200
    assert preview.stop() == 0


def test_ctrl_c_with_a_large_portal_leaves_no_traceback(start: Start, root: Path) -> None:
    for number in range(150):
        (root / f"content/rimu/pages/p{number}.md").write_text(f"---\ntitle: Page {number}\n---\n", "utf-8")
    preview = start("--port", str(free_port()))
    states = preview.states()
    version = next(states)["version"]
    (root / "content/rimu/pages/about.md").write_text("---\ntitle: Anew\n---\n", encoding="utf-8")
    assert next(state for state in states if state["version"] != version)["ok"]
    assert preview.stop() == 0
    assert "Traceback" not in "".join(preview.told)


def test_saving_in_every_way_and_a_burst_are_shown(start: Start, root: Path) -> None:
    preview = start()
    states = preview.states()
    version = next(states)["version"]
    page = root / "content/rimu/pages/about.md"
    good = page.read_text(encoding="utf-8")

    scratch = page.with_name("about.md.new")
    scratch.write_text(good.replace("ten minutes", "eleven minutes"), encoding="utf-8")
    scratch.rename(page)
    version = next(state["version"] for state in states if state["version"] != version)
    assert b"eleven minutes" in preview.get("rimu/about/")[1]

    with page.open("r+", encoding="utf-8") as file:
        file.truncate()
        file.write(good.replace("ten minutes", "twelve minutes"))
        file.flush()
        version = next(state["version"] for state in states if state["version"] != version)
        assert b"twelve minutes" in preview.get("rimu/about/")[1]

    for number in range(200):
        (root / f"content/rimu/pages/p{number}.md").write_text(f"---\ntitle: Page {number}\n---\n", "utf-8")
    while preview.get("rimu/p199/")[0] == 404:
        version = next(state["version"] for state in states if state["version"] != version)
    assert [preview.get(f"rimu/p{number}/")[0] for number in range(200)] == [200] * 200
    assert not (root / "output").exists()
    assert preview.stop() == 0
    assert "Traceback" not in "".join(preview.told)


class _Scripted(Changes):
    """Changes that are told as a test says."""

    def __init__(self, root: Path, *told: tuple[str, ...] | None) -> None:
        super().__init__(root)
        self._told = list(told)

    def wait(self, longest: float | None = None) -> tuple[str, ...] | None:
        return self._told.pop(0)


def test_changes_of_which_no_event_came_are_found(write_portal: Callable[..., Path]) -> None:
    root = write_portal(garden.FILES)
    session = garden.begin(root)
    results: list[BuildResult] = []
    faults: list[Exception] = []
    _build_changes(session, _Scripted(root, (), None), results.append, faults.append)
    assert not results
    garden.change(root, garden.STUDY, "carrots", "parsnips")
    _build_changes(session, _Scripted(root, (), (), (), None), results.append, faults.append)
    assert [result.ok for result in results] == [True]
    assert garden.differences(session) == []
    assert not faults


def test_a_fault_is_told_and_the_preview_lives_on(
    write_portal: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_portal(garden.FILES)
    session = garden.begin(root)
    results: list[BuildResult] = []
    faults: list[Exception] = []
    (root / "content").rename(root / "away")
    # Of a portal that went away is told once.
    _build_changes(session, _Scripted(root, ("content",), (), (), None), results.append, faults.append)
    assert [type(fault) for fault in faults] == [UsageProblem]
    (root / "away").rename(root / "content")
    _build_changes(session, _Scripted(root, (), None), results.append, faults.append)
    assert [result.ok for result in results] == [True]

    def broken(*_: object) -> None:
        raise KeyError("x")

    with monkeypatch.context() as patch:
        patch.setattr(session, "update", broken)
        _build_changes(session, _Scripted(root, (garden.STUDY,), None), results.append, faults.append)
    assert [type(fault) for fault in faults] == [UsageProblem, KeyError]
    garden.change(root, garden.STUDY, "carrots", "parsnips")
    _build_changes(session, _Scripted(root, (garden.STUDY,), None), results.append, faults.append)
    assert len(results) == 2


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def test_without_a_port_the_next_free_one_is_taken() -> None:
    first = listen(None)
    second = listen(None)
    assert first is not None and second is not None
    ports = (first.getsockname()[1], second.getsockname()[1])
    assert FIRST_PORT <= ports[0] < ports[1]
    assert first.getsockname()[0] == "127.0.0.1"
    assert first.proto == socket.IPPROTO_TCP  # or every answer waits for the browser to say that it has the last
    assert listen(ports[0]) is None
    first.close()
    second.close()
