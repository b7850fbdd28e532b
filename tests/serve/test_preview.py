from __future__ import annotations

import asyncio
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from generator.build.run import BuildOptions
from generator.core.diagnostic_formats import concise
from generator.serve.preview import Preview
from generator.serve.server import HOST, listen
from generator.serve.session import Session


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@pytest.fixture
def session(write_portal: Callable[..., Path]) -> Session:
    root = write_portal({"content/kowhai/index.md": "---\ntitle: Kōwhai\n---\n"})
    session = Session(BuildOptions(root=root, output=root / ".portal/preview", jobs=1), describe=concise)
    assert session.rebuild().ok
    folder = root / ".portal/preview"
    (folder / "plain.html").write_text("<p>No end of a body")
    (folder / "empty").mkdir()
    (folder / "assets/odd.opus").write_bytes(b"sound")
    (folder / "assets/cues.vtt").write_text("WEBVTT\n")
    (root / "secret.txt").write_text("secret")
    (folder / "way-out.txt").symlink_to(root / "secret.txt")
    (folder / ".hidden").write_text("hidden")
    return session


@pytest.fixture
def port(session: Session) -> Iterator[int]:
    listener = listen(None)
    assert listener is not None
    app = Preview(session, session.options.output).app()
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    yield int(listener.getsockname()[1])
    session.close()
    server.should_exit = True
    thread.join()
    listener.close()


def get(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, Any]:
    request = urllib.request.Request(f"http://{HOST}:{port}{path}", method=method, headers=headers)
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def raw(port: int, request: str) -> bytes:
    """Send a request as it stands, which no well-behaved client would."""
    with socket.create_connection((HOST, port), timeout=60) as connection:
        connection.sendall(request.encode())
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


def test_pages_are_given_the_script_and_are_not_kept(port: int, session: Session) -> None:
    status, page, headers = get(port, "/kowhai/")
    assert status == 200
    script = f'<script src="/.portal/reload.js?{session.state.version}" defer></script></body>'
    assert script.encode() in page
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_page_without_an_end_gets_the_script_at_its_end(port: int) -> None:
    assert get(port, "/plain.html")[1].endswith(b"defer></script>")


def test_head_has_the_length_and_no_body(port: int) -> None:
    _, page, _ = get(port, "/kowhai/")
    status, body, headers = get(port, "/kowhai/", method="HEAD")
    assert (status, body, int(headers["content-length"])) == (200, b"", len(page))


def test_types_do_not_depend_on_this_machine(port: int) -> None:
    assert get(port, "/assets/odd.opus")[2]["content-type"] == "audio/ogg"
    assert get(port, "/assets/cues.vtt")[2]["content-type"] == "text/vtt; charset=utf-8"
    assert get(port, "/.portal/reload.js")[2]["content-type"] == "text/javascript; charset=utf-8"
    assert get(port, "/.portal/reload.css")[2]["content-type"] == "text/css; charset=utf-8"


def test_a_folder_is_led_to_its_slash(port: int) -> None:
    status, _, headers = get(port, "/kowhai?q=%C4%81")
    assert (status, headers["location"]) == (302, "/kowhai/?q=%C4%81")


@pytest.mark.parametrize(
    "path",
    [
        "/empty/",
        "/nowhere",
        "/robots.txt/",
        "/kowhai//",
        "//kowhai",
        "//evil.example/..",
        "/.hidden",
        "/.portal/",
        "/.portal/manifest.json",
        "/../secret.txt",
        "/kowhai/../../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "/..%5c..%5csecret.txt",
        "/way-out.txt",
        "/C:/Windows/win.ini",
        "/%00",
        "/robots.txt%00.html",
        "/" + "a" * 5000,
        "/%ff%fe",
    ],
)
def test_nothing_but_published_files_is_answered(port: int, path: str) -> None:
    answer = raw(port, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"secret" not in answer.split(b"\r\n\r\n", 1)[1].replace(b"secret.txt", b"")


def test_the_missing_page_is_that_of_the_site_around_it(port: int, session: Session) -> None:
    inner = session.options.output / "kowhai/404.html"
    inner.write_text("<body>of the cluster</body>")
    assert b"of the cluster" in get(port, "/kowhai/videos/nowhere/")[1]
    status, page, _ = get(port, "/nowhere/")
    assert status == 404
    assert b"of the cluster" not in page
    (session.options.output / "404.html").unlink()
    assert b"There is no such page." in get(port, "/nowhere/")[1]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "192.168.1.5", ""])
def test_only_this_machines_names_are_answered(port: int, host: str) -> None:
    for path in ("/", "/kowhai/", "/.portal/events", "/.portal/reload.js"):
        answer = raw(port, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 400 "), (host, path)


def test_both_names_of_this_machine_are_answered(port: int) -> None:
    for host in ("127.0.0.1", f"127.0.0.1:{port}", f"localhost:{port}"):
        assert get(port, "/kowhai/", Host=host)[0] == 200


def test_pages_are_only_read(port: int) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert get(port, "/kowhai/", method=method)[0] == 405


def test_listeners_are_forgotten_when_their_browser_goes(port: int, session: Session) -> None:
    with urllib.request.urlopen(f"http://{HOST}:{port}/.portal/events", timeout=60) as answer:
        assert answer.readline() == b"event: state\n"
        assert len(session._listeners) == 1
    for _ in range(600):
        if not session._listeners:
            return
        threading.Event().wait(0.1)
    pytest.fail("The listener is still there.")
