from __future__ import annotations

import asyncio
import re
import shutil
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn

from generator.cli.init import copy_starter
from generator.serve.live import Live
from generator.serve.preview import Preview, _media_type, _with_reload
from generator.serve.server import HOST, listen
from generator.serve.session import Session, State
from tests.serve.garden import ABOUT, FILES, begin, bytes_of, change, live_of, make, paths_of, update, write

WritePortal = Callable[..., Path]
SCRIPT = '<script src="/.portal/reload.js?x-1" defer></script>'
SCRIPT_START = b'<script src="/.portal/reload.js?'


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A session of the starter, which has a video; tests do not change its content."""
    root = tmp_path_factory.mktemp("preview") / "portal"
    copy_starter(root)
    (root / "secret.txt").write_text("secret")
    (root / "content/.hidden").write_text("hidden")
    return begin(root)


@pytest.fixture(scope="module")
def port(session: Session) -> Iterator[int]:
    with serving(session) as port:
        yield port


@contextmanager
def serving(session: Session, failed: Callable[[Exception], None] | None = None) -> Iterator[int]:
    """Serve a session; gives the port."""
    listener = listen(None)
    assert listener is not None
    server = uvicorn.Server(
        uvicorn.Config(Preview(session, failed).app(), log_level="error", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
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
    status, page, headers = get(port, "/rimu/")
    assert status == 200
    script = f'<script src="/.portal/reload.js?{session.state.version}" defer></script></body>'
    assert script.encode() in page
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_page_without_an_end_gets_the_script_at_its_end() -> None:
    assert _with_reload(State("x-1", ok=True), b"<p>No end").endswith(b"<p>No end" + SCRIPT.encode())
    assert _with_reload(State("x-1", ok=True), b"</body></html>").startswith(SCRIPT.encode() + b"</body>")


def test_head_has_the_length_and_no_body(port: int) -> None:
    _, page, _ = get(port, "/rimu/")
    status, body, headers = get(port, "/rimu/", method="HEAD")
    assert (status, body, int(headers["content-length"])) == (200, b"", len(page))


def test_types_do_not_depend_on_this_machine(port: int, session: Session) -> None:
    assert _media_type("a/odd.opus") == "audio/ogg"
    assert _media_type("a/b.mp4") == "video/mp4"
    assert _media_type("a/b.unheard-of") == "application/octet-stream"
    cues = next(path for path in paths_of(live_of(session)) if path.endswith(".vtt"))
    assert get(port, f"/{cues}")[2]["content-type"] == "text/vtt; charset=utf-8"
    assert get(port, "/rimu/feed.xml")[2]["content-type"] == "application/xml"
    style = next(path for path in live_of(session)._statics if path.endswith(".css"))
    assert get(port, f"/{style}")[2]["content-type"] == "text/css; charset=utf-8"
    assert get(port, "/.portal/reload.js")[2]["content-type"] == "text/javascript; charset=utf-8"
    assert get(port, "/.portal/reload.css")[2]["content-type"] == "text/css; charset=utf-8"


def test_parts_of_a_video_are_answered(port: int, session: Session) -> None:
    path = next(path for path in live_of(session)._statics if path.endswith(".mp4"))
    whole = next(session.options.root.rglob("*.mp4")).read_bytes()
    status, content, headers = get(port, f"/{path}")
    assert (status, content, headers["accept-ranges"]) == (200, whole, "bytes")
    assert headers["content-type"] == "video/mp4"
    status, content, headers = get(port, f"/{path}", Range="bytes=100-199")
    assert (status, content) == (206, whole[100:200])
    assert headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert get(port, f"/{path}", Range="bytes=-10")[:2] == (206, whole[-10:])
    assert get(port, f"/{path}", Range=f"bytes={len(whole)}-")[0] == 416
    status, content, headers = get(port, f"/{path}", method="HEAD")
    assert (status, content, int(headers["content-length"])) == (200, b"", len(whole))


def test_every_file_is_answered(port: int, session: Session) -> None:
    live = live_of(session)
    for path in sorted(paths_of(live)):
        page = get(port, f"/{quote(path)}")[1]
        found = live.get(path)
        assert found is not None and hasattr(found, "content")
        if path.endswith(".html"):
            page = re.sub(rb'<script src="/.portal/[^>]*></script>', b"", page)
        assert page == bytes_of(found.content), path


def test_a_folder_is_led_to_its_slash(port: int) -> None:
    status, _, headers = get(port, "/rimu?q=%C4%81")
    assert (status, headers["location"]) == (302, "/rimu/?q=%C4%81")


@pytest.mark.parametrize(
    "path",
    [
        "/content/",
        "/content/portal.yaml",
        "/secret.txt",
        "/.portal/cache.db",
        "/rimu/videos/sunflowers.md",
        "/nowhere",
        "/robots.txt/",
        "/rimu//",
        "//rimu",
        "//evil.example/..",
        "/.hidden",
        "/.portal/",
        "/.portal/manifest.json",
        "/../secret.txt",
        "/rimu/../../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "/..%5c..%5csecret.txt",
        "/search/nowhere.json",
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


def test_the_missing_page_is_that_of_the_site_around_it(write_portal: WritePortal) -> None:
    session = begin(write_portal(FILES))
    live = live_of(session)
    with serving(session) as port:
        status, page, _ = get(port, "/kowhai/videos/nowhere/")
        assert status == 404
        assert "Kōwhai".encode() in page and SCRIPT_START in page
        status, page, _ = get(port, "/nowhere/")
        assert status == 404
        assert b"Test portal" in page and "Kōwhai cluster</title>".encode() not in page
        del live._pages["404.html"]
        assert b"There is no such page." in get(port, "/nowhere/")[1]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "192.168.1.5", ""])
def test_only_this_machines_names_are_answered(port: int, host: str) -> None:
    for path in ("/", "/rimu/", "/.portal/events", "/.portal/reload.js"):
        answer = raw(port, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 400 "), (host, path)


def test_both_names_of_this_machine_are_answered(port: int) -> None:
    for host in ("127.0.0.1", f"127.0.0.1:{port}", f"localhost:{port}"):
        assert get(port, "/rimu/", Host=host)[0] == 200


def test_pages_are_only_read(port: int) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert get(port, "/rimu/", method=method)[0] == 405


def test_listeners_are_forgotten_when_their_browser_goes(port: int, session: Session) -> None:
    with urllib.request.urlopen(f"http://{HOST}:{port}/.portal/events", timeout=60) as answer:
        assert answer.readline() == b"event: state\n"
        assert len(session._listeners) == 1
    for _ in range(600):
        if not session._listeners:
            return
        threading.Event().wait(0.1)
    pytest.fail("The listener is still there.")


# --- what cannot be shown --------------------------------------------------------------------------------------------

FAULTY = "{{ page.title|truncate(page.title) }}\n"  # a fault that shows only once it is filled in


def test_a_page_that_the_theme_prevents_says_so(write_portal: WritePortal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Live, "try_out", lambda _: [])
    template = "themes/ours/templates/case-study.html"
    root = write_portal({**FILES, template: FAULTY})
    session = begin(root)
    with serving(session) as port:
        status, page, headers = get(port, "/kowhai/case-studies/garden/")
        assert status == 503
        assert template.encode() in page
        assert b"Traceback" not in page and SCRIPT_START in page
        assert "script-src 'self'" in headers["content-security-policy"]
        assert get(port, "/kowhai/about/")[0] == 200
        version = session.state.version
        (root / template).unlink()
        update(session, template)
        assert session.state.version != version
        assert get(port, "/kowhai/case-studies/garden/")[0] == 200


def test_a_fault_of_ours_in_a_page_is_shown_and_told(
    write_portal: WritePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("<x>")

    faults: list[Exception] = []
    session = begin(write_portal(FILES))
    with serving(session, faults.append) as port:
        monkeypatch.setattr(Live, "get", broken)
        status, page, _ = get(port, "/kowhai/about/")
        assert status == 500
        assert b"This is a fault of cluster-portal, not yours: KeyError" in page
        assert b"Traceback" not in page and SCRIPT_START in page
    assert [type(fault) for fault in faults] == [KeyError]


def test_before_the_first_good_pages_the_errors_are_shown(write_portal: WritePortal) -> None:
    root = write_portal({**FILES, ABOUT: "---\ntitle: <b>\ndate: soon\n---\n"})
    session = make(root)
    assert not session.rebuild().ok
    with serving(session) as port:
        status, page, headers = get(port, "/kowhai/about/")
        assert status == 503
        assert b"E134" in page and SCRIPT_START in page and b"<b>" not in page
        assert headers["cache-control"] == "no-cache"
        write(root, ABOUT, FILES[ABOUT])
        update(session, ABOUT)
        assert get(port, "/kowhai/about/")[0] == 200


def test_errors_leave_the_last_good_pages(write_portal: WritePortal) -> None:
    root = write_portal(FILES)
    session = begin(root)
    with serving(session) as port:
        before = get(port, "/kowhai/about/")[1]
        write(root, ABOUT, "---\ntitle: A\ndate: soon\n---\n")
        update(session, ABOUT)
        assert not session.state.ok
        assert get(port, "/kowhai/about/")[:2] == (200, before)


def test_a_page_is_never_older_than_its_version_says(
    write_portal: WritePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_portal(FILES)
    session = begin(root)
    get_page = Live.get
    edited: list[str] = []

    def edited_meanwhile(live: Live, path: str) -> object:
        found = get_page(live, path)
        if not edited:
            edited.append(path)
            change(root, ABOUT, "Who we are", "Who we were")
            update(session, ABOUT)
        return found

    monkeypatch.setattr(Live, "get", edited_meanwhile)
    with serving(session) as port:
        page = get(port, "/kowhai/about/")[1]
    assert b"Who we were" in page
    assert f"reload.js?{session.state.version}".encode() in page


def test_media_that_went_away_is_missing_and_comes_back(tmp_path: Path) -> None:
    copy_starter(tmp_path)
    session = begin(tmp_path)
    kept = [path for path, output in live_of(session)._statics.items() if "/.portal/" in str(output.content)]
    assert kept
    with serving(session) as port:
        assert get(port, f"/{kept[0]}")[0] == 200
        shutil.rmtree(tmp_path / ".portal")
        assert get(port, f"/{kept[0]}")[0] == 404
        assert session.rescan()
        update(session)
        assert not session.rescan()
        assert get(port, f"/{kept[0]}")[0] == 200
