"""What the tests share: Debian's Chromium, a web server, the built sample site, small portals, the HTML checker.

Nothing here skips: a missing program fails the tests that need it, and says which command installs it.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.server import RangeServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from generator.build.run import BuildResult

PROJECT = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PORTAL_YAML = "title: Test portal\nurl: https://portal.example.org/\n"
CLUSTER_YAML = """\
title: Kōwhai cluster
region: Canterbury
vision: Every learner known by name.
schools: [Kea School, Tūī School]
goals: [Reading for pleasure, Whānau engagement]
phases: [Scanning, Focusing, Taking action]
"""


@dataclass(frozen=True)
class HtmlMessage:
    """One message of the Nu HTML checker. ``severity`` is ``error``, ``warning`` or ``info``."""

    file: Path
    line: int
    severity: str
    text: str
    extract: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.text} … {self.extract.strip()!r}"


def need(*names: str, package: str) -> str:
    """Return the path of the first of these programs that is installed, or fail with the command that installs it."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    for name in names:
        if found := shutil.which(name, path=path):
            return found
    pytest.fail(f"{names[0]} is missing. Install it with: sudo apt-get install {package}", pytrace=False)


# --- the browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright: one for all tests of a process."""
    from playwright.sync_api import sync_playwright

    program = need("chromium", "chromium-browser", package="chromium")
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh browser context: no cookies, nothing stored."""
    fresh = chromium.new_context()
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page in a fresh context."""
    return context.new_page()


@pytest.fixture(autouse=True)
def _no_running_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let tests without a browser run event loops: Playwright leaves its own one marked as running in between."""
    loop = asyncio._get_running_loop()
    if loop is None or "chromium" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


# --- a web server --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve a folder over HTTP on this machine; returns its address, such as ``http://127.0.0.1:40123/``."""
    servers: dict[Path, RangeServer] = {}

    def serve(folder: Path) -> str:
        folder = folder.resolve(strict=True)
        if folder not in servers:
            servers[folder] = server = RangeServer(folder)
            threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True).start()
        return servers[folder].address

    yield serve
    for server in servers.values():
        server.shutdown()
        server.server_close()


# --- portals -------------------------------------------------------------------------------------------------------


def _build(root: Path, **options: Any) -> BuildResult:
    from generator.build.pipeline import build
    from generator.build.run import BuildOptions

    return build(BuildOptions(**{"root": root, "output": root / "output", "jobs": 1, **options}))


@pytest.fixture
def build_portal() -> Callable[..., BuildResult]:
    """Build a portal: ``build_portal(root, **options)``, by default into ``root / "output"`` and in one process."""
    return _build


@pytest.fixture
def write_portal(tmp_path: Path) -> Callable[..., Path]:
    """Write a small portal: ``write_portal({"content/kowhai/videos/kea.md": "…"})`` returns its folder.

    Its one cluster is ``kowhai``; files given by the test stand in for the ones that come with it. ``name`` is the
    folder's name, for tests that need several portals.
    """

    def write(files: Mapping[str, str | bytes], *, name: str = "portal") -> Path:
        root = tmp_path / name
        given = {"content/portal.yaml": PORTAL_YAML, "content/kowhai/cluster.yaml": CLUSTER_YAML, **files}
        for path, content in given.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _built_once(shared: Path, name: str, **options: Any) -> Path:
    """Build a copy of the project's ``content/`` once for all processes; return the folder that holds ``output``."""
    folder = shared / name
    with _locked(shared / f"{name}.lock"):
        if not (folder / "built").exists():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(PROJECT / "content", folder / "content")
            result = _build(folder, jobs=0, **options)
            told = "\n".join(f"{d.span.path}:{d.span.line}: {d.code} {d.message}" for d in result.diagnostics)
            assert result.ok, f"The sample portal does not build:\n{told}"
            (folder / "built").write_text(told, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own ``content/``, built: the output folder. Not to be written to."""
    return _built_once(_shared_folder(tmp_path_factory), "sample-site") / "output"


@pytest.fixture(scope="session")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with links that name ``index.html``, to be opened as files."""
    return _built_once(_shared_folder(tmp_path_factory), "sample-files", explicit_links=True) / "output"


# --- the HTML checker ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def vnu() -> Callable[[list[Path]], list[HtmlMessage]]:
    """The Nu HTML checker: ``vnu(files)`` checks HTML, CSS and SVG files in one go and returns its messages."""
    jar = PROJECT / ".venv/node/node_modules/vnu-jar/build/dist/vnu.jar"

    def check(files: list[Path]) -> list[HtmlMessage]:
        java = need("java", package="default-jre-headless")
        if not jar.is_file():
            pytest.fail("The HTML checker is missing. Install it with: make .venv/node/stamp", pytrace=False)
        command = [java, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
        command += ["--also-check-css", "--also-check-svg", *map(str, files)]
        done = subprocess.run(command, capture_output=True, check=True)
        return [_html_message(message) for message in json.loads(done.stdout)["messages"]]

    return check


def _html_message(message: dict[str, Any]) -> HtmlMessage:
    severity = message["type"] if message["type"] != "info" else message.get("subType", "info")
    return HtmlMessage(
        file=Path(unquote(urlsplit(message.get("url", "")).path)),
        line=message.get("lastLine", 0),
        severity="error" if severity == "non-document-error" else severity,
        text=message["message"],
        extract=message.get("extract", ""),
    )
